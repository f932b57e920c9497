"""A source fetched by its DOI or PMID, in the form in which somebody checks it."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from guidance.forms.references import ReferenceForm, typed
from guidance.references.lookup import Found

SALT = "guidance.lookup"


class LookUpForm(forms.Form):
    """What to fetch. Its field and button stand in the same form element as the source's own."""

    identifier = forms.CharField(
        max_length=600,
        label=_("DOI or PMID"),
        help_text=_("As a number, or as the link that you have."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type a DOI, such as 10.1000/abc123, or a PMID, a number of up to 8 digits."},
    )


class FilledForm(ReferenceForm):
    """A new source. ``fetched`` carries what was found beyond the fields, signed, so that it comes back as it was."""

    fetched = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout.append("fetched")
        return helper

    def looked_up(self) -> dict[str, Any]:
        """Unless it has become another source meanwhile."""
        record = self._fetched().get("csl", {})
        given = self.cleaned_data
        same = [record.get(name) for name, field in (("DOI", "doi"), ("PMID", "pmid")) if given[field]]
        return record if record and any(same) and self._agrees(record) else {}

    def _agrees(self, record: Mapping[str, Any]) -> bool:
        pairs = ((record.get("DOI"), self.cleaned_data["doi"]), (record.get("PMID"), self.cleaned_data["pmid"]))
        return all(told == given for told, given in pairs if told and given)

    def suggested(self) -> dict[str, str] | None:
        """The standing that the notices about it suggest, and why, where it is still the source that was fetched."""
        told = self._fetched().get("suggested")
        return told if told and self.looked_up() else None

    def _fetched(self) -> dict[str, Any]:
        try:
            return signing.loads(self.cleaned_data["fetched"], salt=SALT)
        except signing.BadSignature:
            return {}


def filled(found: Found, given: Mapping[str, Any]) -> FilledForm:
    """The form with all that was found in it; where nothing was found for a field, with what was typed."""
    record, warning = dict(found.csl), found.warning
    told = typed(record) | {"title": record["title"], "doi": record.get("DOI"), "pmid": record.get("PMID")}
    told |= {"year": _year(record), "kind": found.kind.value}
    suggested = {"standing": warning.standing.value, "reason": warning.reason} if warning else None
    carried = signing.dumps({"csl": record, "suggested": suggested}, salt=SALT, compress=True)
    told = {name: value for name, value in told.items() if value}
    return FilledForm(initial=as_typed(given) | told | {"fetched": carried})


def as_typed(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a browser sent, for a form that does not yet ask whether it is right."""
    return {name: given.get(name, "") for name in FilledForm.base_fields}


def _year(record: Mapping[str, Any]) -> int | None:
    return record.get("issued", {}).get("date-parts", [[None]])[0][0]
