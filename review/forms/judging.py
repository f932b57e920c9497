"""What a reviewer says of an edition, and signs."""

from typing import Any

from django import forms
from django.conf import settings

from guidance.documents import Document
from guidance.rules import NotAllowed
from guidance.vocabularies import Meaning
from review import quoting
from review.forms.fields import LONG

EMPTY = {"required": "Write what you want to say."}
UNTICKED = {"required": "Tick this once it is so, or send the edition back."}


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
