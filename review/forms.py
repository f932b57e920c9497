"""What the board and the editors fill in to move an edition on."""

from typing import Any

from django import forms
from django.conf import settings

from guidance import queries as guidance
from guidance.documents import Wording
from guidance.models import Article, Reference
from guidance.vocabularies import Meaning, Standing
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
        return f"{user.member.name}, {user.member.specialty or user.member.role}"


class AssignForm(forms.Form):
    due_on = forms.DateField(required=False, label="Due (optional)", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, reviewers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "reviewer": MemberChoice(reviewers, label="Reviewer", empty_label="Choose a member"),
            **self.fields,
        }


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
    step = forms.ChoiceField(required=False, label="About")
    body = forms.CharField(widget=forms.Textarea(attrs=LONG), label="Comment", error_messages=EMPTY)
    blocking = forms.BooleanField(required=False, label="This must be settled before approval")

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [("", "The document as a whole"), *steps]


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
