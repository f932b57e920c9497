"""What a step cites."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from guidance import documents
from guidance.documents import clean
from guidance.models import Citation, Reference
from guidance.vocabularies import Access


class SourceField(forms.ChoiceField):
    """A source of the article's list, which is asked for only where it is shown, or another one is chosen."""

    cited = ""

    def valid_value(self, value: str) -> bool:
        return value == self.cited or super().valid_value(value)


@dataclass(frozen=True)
class Said:
    """What a citation says, in the words of its form."""

    marker: str
    source: str
    locator: str
    access: str
    quote: str


def said(citations: Iterable[Citation]) -> list[Said]:
    """What is saved."""
    return [
        Said(row.marker, str(row.reference or ""), row.locator, row.get_access_display(), row.quote)
        for row in citations
    ]


class CitationForm(forms.Form):
    """One citation of a step; a row that is left empty says nothing."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reference = SourceField(required=False, label="Source")
    marker = forms.CharField(
        required=False, max_length=20, label="Marker", help_text="As the page it came from printed it."
    )
    locator = forms.CharField(required=False, max_length=200, label="Where in it", help_text="Page, table or section.")
    quote = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Its own words",
        help_text="The sentence of the source that this rests on.",
    )
    access = forms.ChoiceField(
        choices=Access.choices(), required=False, label="What was read", initial=Access.NOT_RECORDED.value
    )

    def __init__(self, *args: Any, sources: Callable[[], list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].choices = lambda: [("", "(points at nothing yet)"), *sources()]
        self.fields["reference"].cited = self.initial.get("reference", "")

    @property
    def says_something(self) -> bool:
        data = self.cleaned_data
        return not data.get("DELETE") and bool(data.get("reference") or data.get("marker") or data.get("quote"))

    def said(self) -> Said:
        """What was typed."""
        typed, sources = self.cleaned_data, dict(self.fields["reference"].choices)
        source = sources.get(typed["reference"], "") if typed["reference"] else ""
        access = Access(typed["access"] or Access.NOT_RECORDED).label
        return Said(*map(clean, (typed["marker"], source, typed["locator"], access, typed["quote"])))

    def value(self) -> tuple[int | None, documents.Citation]:
        """The row's id and what it should say; a source that a person picked here is confirmed."""
        data = self.cleaned_data
        return data["pk"], documents.Citation(
            reference=data["reference"] or None,
            marker=data["marker"],
            confirmed=not self.initial or "reference" in self.changed_data or self.initial["confirmed"],
            quote=data["quote"],
            locator=data["locator"],
            access=Access(data["access"] or Access.NOT_RECORDED),
        )


class CitationFormSet(forms.BaseFormSet):
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove this citation"

    def values(self) -> list[tuple[int | None, documents.Citation]]:
        return [form.value() for form in self.forms if form.says_something]

    def said(self) -> list[Said]:
        """What was typed, of each that is to stay."""
        return [form.said() for form in self.forms if form.says_something]


CitationForms = forms.formset_factory(CitationForm, formset=CitationFormSet, extra=3, can_delete=True)


def sources(references: Iterable[Reference]) -> list[tuple[str, str]]:
    """The key and the name of each, as a citation's form offers them."""
    return [(str(reference.key), str(reference)) for reference in references]


def initial(citations: list[Citation]) -> list[dict[str, Any]]:
    """What the rows say, as the formset takes it."""
    return [
        {
            "pk": row.pk,
            "reference": str(row.reference.key) if row.reference else "",
            "marker": row.marker,
            "locator": row.locator,
            "quote": row.quote,
            "access": row.access,
            "confirmed": row.confirmed,
        }
        for row in citations
    ]
