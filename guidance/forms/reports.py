"""What a reader fills in to report a problem, and the guard against programs that fill in forms."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from guidance import rules

SIGNER = signing.Signer(salt="guidance.reports")
LEAST, MOST = timedelta(seconds=3), timedelta(days=1)  # between the page and what is sent from it


@dataclass(frozen=True)
class Stamp:
    """Of which edition a page spoke, and when; signed, so that nobody else writes one."""

    edition: int
    at: datetime

    def __str__(self) -> str:
        return SIGNER.sign_object([self.edition, int(self.at.timestamp())])

    def is_over(self, now: datetime) -> bool:
        return now - self.at > MOST

    @classmethod
    def read(cls, text: str) -> "Stamp | None":
        """The stamp that reads ``text``; None of what we never wrote."""
        try:
            edition, at = SIGNER.unsign_object(text)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return cls(edition, datetime.fromtimestamp(at, UTC))


class ReportForm(forms.Form):
    """``website`` is seen by programs only, which fill in whatever they see."""

    text = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "field-control"}),
        label=_("What is wrong"),
        help_text=_("A mistake, a number, a word you cannot understand, a newer source. Please name nobody."),
        error_messages={"required": _("Write what is wrong.")},
    )
    address = forms.EmailField(
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "field-control"}),
        label=_("Your e-mail address, if you want an answer (optional)"),
        help_text=_("Only to tell you once what became of it. Then we delete it."),
    )
    website = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off", "class": "field-control"}),
        label=_("Leave this empty"),
    )

    def __init__(self, *args: Any, stamp: Stamp | None = None, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.stamp, self.now = stamp, now

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        try:
            rules.check_names_nobody(text)
        except rules.NotAllowed as refusal:
            raise forms.ValidationError(refusal.reason) from refusal
        return text

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this empty: it is there to catch programs that fill in every field."))
        return ""

    def clean(self) -> None:
        if self.errors:
            return
        if self.stamp is None or self.stamp.is_over(self.now):
            raise forms.ValidationError(_("This page was open for long. Your words are still here: send them again."))
        if self.now - self.stamp.at < LEAST:
            raise forms.ValidationError(_("That was very quick. Please read it through once more, then send it again."))
