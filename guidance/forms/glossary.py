"""A term of the glossary, and a file of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guidance import documents
from guidance.forms.worded import DraftForm
from guidance.models import Term


class NamesField(forms.CharField):
    """Names, one a line; in Python a list of them."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return [name for line in super().to_python(value).splitlines() if (name := line.strip())]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class TermForm(DraftForm):
    abbreviations = NamesField(
        required=False, label=_("Abbreviations"), help_text=_("One a line, with capitals as they are written.")
    )
    synonyms = NamesField(required=False, label=_("Synonyms"), help_text=_("One a line: other names of the same."))

    class Meta:
        model = Term
        fields = ["term", "abbreviations", "synonyms", "plain_name", "definition"]
        labels = {"term": _("Term"), "plain_name": _("Plain name"), "definition": _("Definition")}
        help_texts = {
            "term": _("As clinicians write it."),
            "plain_name": _("What to call it when speaking with a patient."),
            "definition": _("In one or two sentences that anyone can follow. It explains; it never replaces the word."),
        }

    def value(self) -> documents.Term:
        """What was typed, as a term."""
        changes = self.changes()
        names = {name: tuple(changes.pop(name)) for name in ("abbreviations", "synonyms")}
        return documents.Term(key=str(self.instance.key), **changes, **names)


class SheetForm(forms.Form):
    """A CSV file, or its text; ``shown`` is the digest of what the page said that it would do."""

    file = forms.FileField(required=False, label=_("A CSV file"))
    text = forms.CharField(
        required=False,
        strip=False,
        label=_("Or its text, pasted"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("text") or "").strip() and not data.get("file"):
            raise forms.ValidationError(_("Choose a file, or paste what is in it."))
        return data
