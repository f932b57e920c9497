"""References from elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """Records of references, as a file or pasted."""

    file = forms.FileField(
        required=False,
        label=_("A file"),
        error_messages={"empty": _("There is nothing in it: it is empty.")},
        help_text=_("RIS, BibTeX, PubMed (.nbib) or CSL-JSON, of up to 10,000 records; its name does not matter."),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label=_("Or its records, pasted"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if not self.errors and not (data.get("text") or "").strip() and not data.get("file"):
            raise forms.ValidationError(_("Choose a file of references, or paste its records."))
        return data
