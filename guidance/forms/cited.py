"""What a step cites."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guidance import documents, queries
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


OFFERED = 3  # sources that are named where several are meant
PICKED = {"reference", "other"}


def _not_one(found: Sequence[Reference]) -> str:
    if not found:
        return _("No source of the library has this DOI, this PMID or all of these words in its title. Add it as new.")
    titles = "; ".join(f"“{reference.title}”" for reference in found[:OFFERED])
    titles += " …" if len(found) > OFFERED else ""
    said = _("Several sources have these words: %(titles)s. Type more of its title, or its DOI or PMID.")
    return said % {"titles": titles}


class CitationForm(forms.Form):
    """One citation of a step; a row that is left empty says nothing."""

    found: Reference | str = ""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reference = SourceField(required=False, label=_("Source"))
    other = forms.CharField(
        required=False,
        max_length=500,
        label=_("Or another source of the library"),
        help_text=_("Its DOI or PMID, or words of its title. It goes on the article’s list, too."),
    )
    marker = forms.CharField(
        required=False, max_length=20, label=_("Marker"), help_text=_("As the page it came from printed it.")
    )
    locator = forms.CharField(
        required=False, max_length=200, label=_("Where in it"), help_text=_("Page, table or section.")
    )
    quote = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("Its own words"),
        help_text=_("The sentence of the source that this rests on."),
    )
    access = forms.ChoiceField(
        choices=Access.choices(), required=False, label=_("What was read"), initial=Access.NOT_RECORDED.value
    )

    def __init__(self, *args: Any, sources: Callable[[], list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].choices = lambda: [("", _("(points at nothing yet)")), *sources()]
        self.fields["reference"].cited = self.initial.get("reference", "")

    def clean(self) -> dict[str, Any]:
        """A source that is named in words is looked for among all there are; the one that is found is cited."""
        data = super().clean()
        if named := data.get("other", ""):
            found = list(queries.search_references(named)[: OFFERED + 1])
            if len(found) == 1:
                self.found, data["reference"] = found[0], str(found[0].key)
            else:
                self.add_error("other", _not_one(found))
        return data

    @property
    def says_something(self) -> bool:
        data = self.cleaned_data
        return not data.get("DELETE") and bool(data.get("reference") or data.get("marker") or data.get("quote"))

    def said(self) -> Said:
        """What was typed."""
        typed, sources = self.cleaned_data, dict(self.fields["reference"].choices)
        source = str(sources.get(typed["reference"], self.found)) if typed["reference"] else ""
        access = Access(typed["access"] or Access.NOT_RECORDED).label
        return Said(*map(clean, (typed["marker"], source, typed["locator"], access, typed["quote"])))

    def value(self) -> tuple[int | None, documents.Citation]:
        """The row's id and what it should say; a source that a person picked here is confirmed."""
        data = self.cleaned_data
        return data["pk"], documents.Citation(
            reference=data["reference"] or None,
            marker=data["marker"],
            confirmed=not self.initial or bool(PICKED & set(self.changed_data)) or self.initial["confirmed"],
            quote=data["quote"],
            locator=data["locator"],
            access=Access(data["access"] or Access.NOT_RECORDED),
        )


class CitationFormSet(forms.BaseFormSet):
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this citation")

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
            "name": str(row.reference or ""),
            "read": row.get_access_display(),
        }
        for row in citations
    ]
