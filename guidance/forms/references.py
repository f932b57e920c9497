"""A source, field by field."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from guidance import canonical, documents
from guidance.forms.meeting import MeetingForm
from guidance.models import Reference
from guidance.references import csl
from guidance.vocabularies import ReferenceKind, Standing

TYPES = {
    ReferenceKind.GUIDELINE: "report",
    ReferenceKind.SECONDARY_SUMMARY: "webpage",
}


class ReferenceForm(MeetingForm, forms.Form):
    """The parts of a CSL-JSON record that a person types; what else the record holds is kept."""

    title = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(choices=ReferenceKind.choices())
    authors = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, as “Family, Given”; a body is one line without a comma."),
    )
    source = forms.CharField(required=False, label=_("Journal, or issuing body"))
    year = forms.IntegerField(required=False, min_value=1500, max_value=2100)
    volume = forms.CharField(required=False)
    issue = forms.CharField(required=False)
    page = forms.CharField(required=False, label=_("Pages"))
    doi = forms.CharField(required=False, label=_("DOI"))
    pmid = forms.CharField(required=False, label=_("PMID"))
    url = forms.URLField(required=False, label=_("Address"), assume_scheme="https")
    in_house = forms.BooleanField(required=False, label=_("Published by ourselves"))
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        where = Div("year", "volume", "issue", "page", css_class="fact-fields")
        found = Div("doi", "pmid", css_class="fact-fields")
        helper.layout = Layout("title", "kind", "authors", "source", where, found, "url", "in_house", "revision")
        return helper

    def written(self) -> list[tuple[str, str, str]]:
        now, typed = initial(self.theirs), self.cleaned_data
        fields = [field for field in self.visible_fields() if field.name in typed]
        return [(str(field.label), _words(field, now), _words(field, typed)) for field in fields]

    def clean_doi(self) -> str:
        return self._identifier("doi", csl.normalise_doi, _("This is no DOI. A DOI looks like 10.1000/abc123."))

    def clean_pmid(self) -> str:
        return self._identifier("pmid", csl.normalise_pmid, _("This is no PMID. A PMID is a number of up to 8 digits."))

    def _identifier(self, name: str, normalise: Any, complaint: str) -> str:
        typed = self.cleaned_data[name]
        if typed and not normalise(typed):
            raise forms.ValidationError(complaint)
        return normalise(typed)

    def value(self, row: Reference | None = None) -> documents.Reference:
        """What was typed, over what the record of ``row``, or the one that was looked up, holds beside it."""
        data, kind = self.cleaned_data, ReferenceKind(self.cleaned_data["kind"])
        record = dict(row.csl) if row else self.looked_up() or {"type": TYPES.get(kind, "article-journal")}
        in_journal = kind.type.value == "research" or "container-title" in record
        parts = {
            "title": data["title"],
            "author": _people(data["authors"], record),
            "container-title" if in_journal else "publisher": data["source"],
            "issued": _issued(data["year"], record),
            **{name: data[name] for name in ("volume", "issue", "page")},
            "DOI": data["doi"],
            "PMID": data["pmid"],
            "URL": data["url"],
        }
        record = {name: item for name, item in (record | parts).items() if item}
        return documents.Reference(
            key=str(row.key) if row else "",
            kind=kind,
            csl=canonical.freeze(record),
            in_house=data["in_house"],
            standing=Standing(row.standing) if row else Standing.CURRENT,
        )

    def looked_up(self) -> dict[str, Any]:
        """The record that this form was filled from, where it was; see lookups.FilledForm."""
        return {}


def initial(row: Reference) -> dict[str, Any]:
    """The record of ``row`` as the form takes it."""
    columns = {"title": row.title, "year": row.year, "doi": row.doi, "pmid": row.pmid}
    return typed(row.csl) | columns | {"kind": row.kind, "in_house": row.in_house, "revision": row.revision}


def typed(record: Mapping[str, Any]) -> dict[str, Any]:
    """A CSL-JSON record as somebody would type it; of what is one word or number, and no more."""
    return {
        "authors": "\n".join(map(_person, record.get("author", []))),
        "source": csl.source(record),
        **{name: record.get(name, "") for name in ("volume", "issue", "page")},
        "url": record.get("URL", ""),
    }


def _words(field: forms.BoundField, values: dict[str, Any]) -> str:
    """What a field of the form says to a person: of a choice, its label."""
    value = values[field.name]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = "" if value is None else str(value)
    return dict(getattr(field.field, "choices", ())).get(text, text)


def _people(text: str, record: Mapping[str, Any]) -> list[dict[str, str]]:
    """Those of ``record``, with all that it says of them, where they are as they were."""
    if text.splitlines() == typed(record)["authors"].splitlines():
        return list(record.get("author", []))
    people = []
    for line in filter(None, map(str.strip, text.splitlines())):
        family, comma, given = line.partition(",")
        people.append({"family": family.strip(), "given": given.strip()} if comma else {"literal": line})
    return people


def _issued(year: int | None, record: Mapping[str, Any]) -> dict[str, Any] | None:
    """The day that ``record`` tells, where it is of that year."""
    told = record.get("issued")
    if year and documents.Reference("", ReferenceKind.REVIEW, record).year == year:
        return told
    return {"date-parts": [[year]]} if year else None


def _person(person: dict[str, str]) -> str:
    if literal := person.get("literal"):
        return literal
    return ", ".join(filter(None, (person.get("family", ""), person.get("given", "")))) + (
        "" if person.get("given") else ","
    )
