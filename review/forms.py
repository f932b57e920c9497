"""What the board and the editors fill in to move an edition on."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guidance import queries as guidance
from guidance.documents import Document, Wording
from guidance.models import Article, Reference, Topic
from guidance.rules import NotAllowed
from guidance.vocabularies import Meaning, Stage, Standing
from review import quoting, rules
from review.stages import Interests

LONG = {"rows": 3}
MOST_FITTING = 20  # sources to choose one from
EMPTY = {"required": "Write what you want to say."}
UNTICKED = {"required": "Tick this once it is so, or send the edition back."}


class SubmitForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    message = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs=LONG),
        label="Message to the board (optional)",
        help_text="What you would like them to look at.",
    )
    reaffirms = forms.BooleanField(required=False, label="Nothing has changed, and it is still right")

    def __init__(self, *args: Any, differs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if differs:
            del self.fields["reaffirms"]


class MemberChoice(forms.ModelChoiceField):
    """A board member's user, by name."""

    def label_from_instance(self, user: Any) -> str:
        return user.member.name


class QueueForm(forms.Form):
    """What to show of the queue, as its address says. What is not known here is left out, and named by ``unknown``."""

    section = forms.ChoiceField(required=False, label=_("Section"), widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, label=_("Words in the title"))
    stage = forms.ChoiceField(
        required=False, label=_("Stage"), choices=[("", _("Any")), *((one.value, one.label) for one in Stage)]
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(), required=False, to_field_name="slug", label=_("Topic"), empty_label=_("Any")
    )
    overdue = forms.ChoiceField(required=False, label=_("Due"), choices=[("", _("Any")), ("1", _("Overdue only"))])

    def __init__(self, *args: Any, sections: Any, reviewers: Any = None, **kwargs: Any) -> None:
        """``reviewers`` to choose from, None where who looks may not."""
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = sections
        if reviewers is not None:
            self.fields["reviewer"] = MemberChoice(
                reviewers, required=False, label=_("Reviewer"), empty_label=_("Anybody")
            )
            self.order_fields(["section", "q", "stage", "topic", "reviewer", "overdue"])

    @property
    def unknown(self) -> list[str]:
        return [str(self.fields[name].label) for name in self.errors]

    def chosen(self) -> dict[str, Any]:
        """What is asked for and known."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def spelt(self) -> dict[str, str]:
        """The same, as an address has it."""
        return {name: self.data[name] for name in self.chosen()}


def day_field(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class DueForm(forms.Form):
    due_on = day_field(required=False, label=_("Due (optional)"))

    def clean_due_on(self) -> date | None:
        due_on = self.cleaned_data["due_on"]
        _check(rules.check_due, due_on, today=timezone.localdate())
        return due_on


class AssignForm(DueForm):
    """One day for all whom it assigns."""

    def __init__(self, *args: Any, reviewers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"] = forms.ModelMultipleChoiceField(
            reviewers, label=_("Reviewer"), error_messages={"required": _("Choose at least one member.")}
        )


class ReviewEarlierForm(forms.Form):
    next_review_on = day_field(label=_("Review again by"))
    reason = forms.CharField(
        required=False, widget=forms.Textarea(attrs=LONG), label=_("Why (optional)"), help_text=_("Kept on the record.")
    )

    def __init__(self, *args: Any, than: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.than = than

    def clean_next_review_on(self) -> date:
        day = self.cleaned_data["next_review_on"]
        _check(rules.check_earlier, day, than=self.than, today=timezone.localdate())
        return day


def _check(check: Any, *args: Any, **kwargs: Any) -> None:
    """Ask a rule already while the form can still show what was typed."""
    try:
        check(*args, **kwargs)
    except NotAllowed as refusal:
        raise forms.ValidationError(refusal.reason) from refusal


class DeclareForm(forms.Form):
    interests = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (Interests.NONE, Interests.DECLARED)],
        widget=forms.RadioSelect,
        label="I declare",
        error_messages={"required": "Choose one: no interests, or interests that you name below."},
    )
    statement = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs=LONG),
        label="If you have any: which",
        help_text="Kept on the record.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("interests") == Interests.DECLARED and not data.get("statement"):
            self.add_error("statement", "Say what your interests are.")
        return data


class SignForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    meanings = forms.MultipleChoiceField(
        choices=Meaning.choices(),
        widget=forms.CheckboxSelectMultiple,
        label="I sign that",
        error_messages={"required": "Choose what you sign for: clinical accuracy, plain language, or both."},
    )
    remark = forms.CharField(required=False, widget=forms.Textarea(attrs=LONG), label="Remark (optional)")
    password = forms.CharField(
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        label="Your password",
        help_text="Asked for once more, so that nobody else can sign in your name.",
    )
    code = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
        label="Or a code",
    )

    def __init__(self, *args: Any, identity: Any, signed: frozenset[Meaning] = frozenset(), **kwargs: Any) -> None:
        """``identity`` says how the signer can prove who they are, and whether they did."""
        super().__init__(*args, **kwargs)
        self.identity = identity
        if not identity.has_password:
            del self.fields["password"]
            self.fields["code"].label = "A code"
        self.fields["code"].help_text = identity.codes
        choices = [(one.value, one.label) for one in Meaning if one not in signed]
        self.fields["meanings"].choices = choices
        for number, line in enumerate(settings.LEUKO_CHECKLIST):
            self.fields[f"check_{number}"] = forms.BooleanField(label=line, error_messages=UNTICKED)
        self.order_fields(
            [
                *(f"check_{n}" for n in range(len(settings.LEUKO_CHECKLIST))),
                *("meanings", "remark", "password", "code", "digest"),
            ]
        )

    def clean(self) -> dict[str, Any]:
        """Asks for the proof last: a code serves once, and must not be spent on a form that has another fault."""
        data = super().clean()
        if not self.errors:
            try:
                self.identity.prove(password=data.get("password", ""), code=data["code"])
            except forms.ValidationError as refusal:
                self.add_error("code" if data["code"] or "password" not in self.fields else "password", refusal)
        return data

    def signed_for(self) -> set[Meaning]:
        return {Meaning(meaning) for meaning in self.cleaned_data["meanings"]}


class AnswerForm(forms.Form):
    """What an editor answers a reader; ``is_awaited`` where the reader left an address for it."""

    answer = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs=LONG), label=_("What became of it")
    )

    def __init__(self, *args: Any, is_awaited: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].help_text = (
            _("The reader is sent this, once; then their address is deleted.") if is_awaited
            else _("For the other editors: the reader left no address.")
        )  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs=LONG), error_messages={"required": "Give a reason: it stays on the record."}
    )


class RetireForm(ReasonForm):
    replaced_by = forms.ModelChoiceField(Article.objects.none(), required=False, label="Read this instead (optional)")

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Readers are shown it."
        self.fields["replaced_by"].queryset = others


class CommentForm(forms.Form):
    """At a step, at a comment that is answered, or at the foot of the page."""

    step = forms.ChoiceField(required=False, label="About")
    quoted = forms.CharField(
        required=False, label="Words you mean (optional)", help_text="As they stand in the text, in either wording."
    )
    body = forms.CharField(widget=forms.Textarea(attrs=LONG), label="Comment", error_messages=EMPTY)
    blocking = forms.BooleanField(required=False, label="This must be settled before approval")
    thread = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, document: Document, steps: list[tuple[str, str]], may_block: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.fields["step"].choices = [("", "The document as a whole"), *steps]
        if not may_block:
            del self.fields["blocking"]
        if self.place:
            self.auto_id = f"%s-{self.place}"

    @property
    def place(self) -> str:
        """The step's key, “answer-7” where the comment 7 is answered, “” at the foot of the page."""
        if (thread := self.data.get("thread", "")).isdecimal():
            return f"answer-{thread}"
        step = self.data.get("step", "")
        return step if step in dict(self.fields["step"].choices) else ""

    @property
    def anchor(self) -> str:
        """Where on the page what it says will stand."""
        kind, _, number = self.place.partition("-")
        if kind == "answer":
            return f"#comment-{number}"
        return f"#step-{self.place}" if self.place else "#comment"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("thread") and "step" in data:
            try:
                quoting.check_quoted(data.get("quoted", ""), self.document, data["step"])
            except NotAllowed as refusal:
                self.add_error("quoted", refusal.reason)
        return data


class WarnForm(forms.Form):
    clinician = forms.CharField(required=False, widget=forms.Textarea(attrs=LONG), label="Warning, for clinicians")
    lay = forms.CharField(required=False, widget=forms.Textarea(attrs=LONG), label="Warning, in plain language")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for part, other in (("clinician", "lay"), ("lay", "clinician")):
            if data.get(part) and not data.get(other):
                self.add_error(other, "Write the warning in both wordings: every reader must be able to read it.")
        return data

    def warning(self) -> Wording:
        return Wording.of(self.cleaned_data["clinician"], self.cleaned_data["lay"])


class StandingForm(forms.Form):
    """How far a source may still be relied on. The one that supersedes it is found by DOI, PMID or words."""

    standing = forms.ChoiceField(
        choices=Standing.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the source stands now."},
    )
    reason = forms.CharField(
        widget=forms.Textarea(attrs=LONG),
        help_text="Where it is said: the notice, its date, its DOI. It stays on the record.",
        error_messages={"required": "Say why: where is the notice, and what does it say?"},
    )
    superseded_by = forms.CharField(
        required=False,
        label="Superseded by (optional)",
        help_text="Only of a superseded source: the DOI, PMID or title words of the newer one, which must be here.",
    )
    chosen = forms.ModelChoiceField(
        Reference.objects.none(), required=False, widget=forms.RadioSelect, label="Which of these?", empty_label=None
    )

    def __init__(self, *args: Any, reference: Reference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = guidance.search_references(self.data.get("superseded_by", "")).exclude(pk=reference.pk)
        self.fitting = list(fitting[: MOST_FITTING + 1])
        if 1 < len(self.fitting) <= MOST_FITTING:
            self.fields["chosen"].queryset = fitting
        else:
            del self.fields["chosen"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("superseded_by") and not data.get("chosen") and (why := self._unclear()):
            self.add_error("superseded_by", why)
        return data

    def _unclear(self) -> str:
        if not self.fitting:
            return "No source here has this DOI, PMID or title. Add the newer one first, or leave this empty."
        if len(self.fitting) > MOST_FITTING:
            return "Too many sources fit. Write more of the title, or the DOI."
        return "Several sources fit. Choose one of them below." if len(self.fitting) > 1 else ""

    def superseding(self) -> Reference | None:
        return self.cleaned_data.get("chosen") or next(iter(self.fitting), None)


class FeedForm(forms.Form):
    file = forms.FileField(
        label="A feed of notices (JSON)",
        help_text="As Crossref answers it, for example for /works?filter=update-type:retraction; or a work a line.",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )
