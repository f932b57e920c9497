"""The library of sources: what to show of it, and what to do with those that are ticked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guidance import queries
from guidance.models import Reference
from guidance.vocabularies import ReferenceKind, Standing

ANY = ("", _("Any"))


class LibraryForm(forms.Form):
    """What to show, as the address says. What is not known here is left out, and named by ``unknown``."""

    q = forms.CharField(required=False, max_length=200, label=_("Words in title, authors, journal, DOI or PMID"))
    kind = forms.ChoiceField(required=False, label=_("Kind"), choices=[ANY, *ReferenceKind.choices()])
    standing = forms.ChoiceField(required=False, label=_("Standing"), choices=[ANY, *Standing.choices()])
    since = forms.IntegerField(required=False, label=_("From the year"), min_value=1, max_value=9999)
    until = forms.IntegerField(required=False, label=_("To the year"), min_value=1, max_value=9999)
    in_house = forms.ChoiceField(
        required=False, label=_("Published by"), choices=[ANY, ("yes", _("Ourselves")), ("no", _("Others"))]
    )
    only = forms.ChoiceField(
        required=False,
        label=_("Only those that"),
        choices=[
            ANY,
            ("unused", _("Nothing uses")),
            ("unidentified", _("Have no DOI and no PMID")),
            ("suspected", _("May be here twice")),
        ],
    )
    sort = forms.ChoiceField(
        required=False,
        label=_("Sorted by"),
        choices=[
            ("", _("Title")),
            ("newest", _("Year, newest first")),
            ("oldest", _("Year, oldest first")),
            ("added", _("Added last first")),
        ],
    )

    @property
    def unknown(self) -> list[str]:
        return [str(self.fields[name].label) for name in self.errors]

    def chosen(self) -> dict[str, Any]:
        """What is asked for and known, as `queries.references` takes it."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def spelt(self) -> dict[str, str]:
        """The same, as an address has it."""
        return {name: self.data[name] for name in self.chosen()}


class KeysField(forms.TypedMultipleChoiceField):
    """Sources by their keys, in the order given; one that is no longer here is left out."""

    def valid_value(self, value: str) -> bool:
        return True

    def clean(self, value: Any) -> list[Reference]:
        keys = list(dict.fromkeys(super().clean(value)))
        try:
            rows = {str(row.key): row for row in Reference.objects.filter(key__in=keys, merged_into=None)}
        except ValidationError:  # one is no UUID
            rows = {}
        if keys and not rows:
            raise forms.ValidationError(_("None of these sources is here any more."))
        return [rows[key] for key in keys if key in rows]


class BulkForm(forms.Form):
    """What to do with the sources that are ticked."""

    ACTIONS = (
        ("kind", _("Set their kind")),
        ("in-house", _("Mark as published by ourselves")),
        ("not-in-house", _("Mark as published by others")),
        ("merge", _("Merge two into one")),
        ("export-ris", _("Export as RIS")),
        ("export-bibtex", _("Export as BibTeX")),
        ("export-nbib", _("Export as PubMed (.nbib)")),
        ("export-csl-json", _("Export as CSL-JSON")),
        ("delete", _("Delete those that nothing uses")),
    )
    keys = KeysField(error_messages={"required": _("Tick at least one source.")}, widget=forms.MultipleHiddenInput)
    action = forms.ChoiceField(choices=ACTIONS, label=_("With those ticked"))
    kind = forms.ChoiceField(required=False, choices=[("", _("Choose")), *ReferenceKind.choices()], label=_("Kind"))
    shown = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)  # the list they were ticked on

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("action") == "kind" and not data.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Choose the kind that they should have."))
        if data.get("action") == "merge" and len(data.get("keys") or [1, 2]) != 2:
            self.add_error("keys", _("Tick exactly two sources to merge."))
        return data

    @property
    def changes(self) -> dict[str, Any]:
        """The columns that the action sets, as `editing.change_references` takes them."""
        action, kind = self.cleaned_data["action"], self.cleaned_data["kind"]
        return {"kind": {"kind": kind}, "in-house": {"in_house": True}, "not-in-house": {"in_house": False}}[action]

    def changed(self) -> tuple[list[Reference], list[Reference]]:
        """Those that the action would change, and those it would leave as they are."""
        rows = self.cleaned_data["keys"]
        if self.cleaned_data["action"] == "delete":
            wanted = queries.unused_references().filter(pk__in=[row.pk for row in rows])
            unused = set(wanted.values_list("pk", flat=True))
            return [row for row in rows if row.pk in unused], [row for row in rows if row.pk not in unused]
        [(name, value)] = self.changes.items()
        other = [row for row in rows if getattr(row, name) != value]
        return other, [row for row in rows if row not in other]


class MergeForm(forms.Form):
    """Two sources side by side: which of them stays, and for each field in which they differ whose value."""

    def __init__(self, data: Any, *, pair: list[Reference], differing: dict[str, Any]) -> None:
        """``differing`` names each field by its label, and gives which of the two says something better."""
        super().__init__(data)
        sides = [(str(row.key), row.title) for row in pair]
        self.pair = pair
        self.fields["into"] = forms.ChoiceField(choices=sides, initial=sides[0][0], label=_("Which one stays"))
        for name, (label, initial) in differing.items():
            self.fields[f"keep-{name}"] = forms.ChoiceField(choices=sides, initial=str(initial.key), label=label)
        for row in pair:
            self.fields[f"revision-{row.key}"] = forms.IntegerField(
                initial=row.revision, required=False, widget=forms.HiddenInput
            )

    @property
    def into(self) -> Reference:
        return next(row for row in self.pair if str(row.key) == self.cleaned_data["into"])

    @property
    def merged(self) -> Reference:
        return next(row for row in self.pair if row is not self.into)

    @property
    def keep(self) -> list[str]:
        """The fields whose value is that of the one that goes."""
        kept = {name: value for name, value in self.cleaned_data.items() if name.startswith("keep-")}
        return [name.removeprefix("keep-") for name, value in kept.items() if value == str(self.merged.key)]

    @property
    def revisions(self) -> tuple[int, int]:
        merged, into = (self.cleaned_data[f"revision-{row.key}"] or 0 for row in (self.merged, self.into))
        return merged, into
