"""Two records of one source: where they differ, and the one that is made of both."""

from collections.abc import Collection, Mapping
from typing import Any

from guidance.references import csl

# In the order in which a person compares them.
FIELDS = {
    "title": "Title",
    "author": "Authors",
    "container-title": "Journal",
    "publisher": "Issuing body",
    "issued": "Date",
    "volume": "Volume",
    "issue": "Issue",
    "page": "Pages",
    "DOI": "DOI",
    "PMID": "PMID",
    "URL": "Address",
}


def differences(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """The fields that are not the same in both records, the better known first."""
    known = list(FIELDS)
    fields = sorted({*ours, *theirs} - {"id"}, key=lambda name: (known.index(name) if name in FIELDS else 99, name))
    return [name for name in fields if (ours.get(name) or None) != (theirs.get(name) or None)]


def label(field: str) -> str:
    """“Journal”, of “container-title”."""
    return FIELDS.get(field) or field.replace("-", " ").capitalize()


def shown(field: str, value: Any) -> str:
    """What a record says in ``field``, as a person reads it; “” where it says nothing."""
    if field in ("author", "editor"):
        return csl.authors({"author": value})
    if isinstance(value, Mapping):
        parts = value.get("date-parts") or [[]]
        return "-".join(str(part) for part in parts[0]) or str(value.get("raw") or value.get("literal") or "")
    return str(value or "")


def merged(ours: Mapping[str, Any], theirs: Mapping[str, Any], keep: Collection[str]) -> dict[str, Any]:
    """``ours``, but the fields of ``keep`` as ``theirs`` has them; left out where they say nothing there."""
    taken = {name: theirs.get(name) for name in keep}
    return {name: value for name, value in (dict(ours) | taken).items() if value}
