"""How far sources may still be relied on."""

from typing import Any

from django import forms

from guidance import queries as guidance
from guidance.documents import clean
from guidance.models import Reference
from guidance.vocabularies import Standing
from review.forms.fields import LONG

MOST_FITTING = 20  # sources to choose one from
LONGEST = 500  # characters of a title, or of a DOI, that are looked for


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
        fitting = guidance.search_references(clean(self.data.get("superseded_by", ""))[:LONGEST]).exclude(
            pk=reference.pk
        )
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
