"""A Citation for each source: what it is, where it is found, and how it stands today."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from guidance.documents import Reference
from guidance.interchange import markdown
from guidance.interchange.fhir import codes
from guidance.interchange.fhir.elements import Element, concept, present
from guidance.interchange.publication import Publication
from guidance.references import csl, dates, record, styles
from guidance.vocabularies import Standing


def identity(reference: Reference) -> str:
    """What ``reference`` is called among the things of an edition."""
    return f"reference/{reference.key}"


def resource(reference: Reference, publication: Publication) -> Element:
    item = record.tidy(reference.csl)
    summary = styles.as_text(styles.formatted(item, styles.Style.AMA))
    return present(
        {
            "resourceType": "Citation",
            "id": publication.identity(identity(reference)),
            "language": "en",
            "title": reference.title,
            "status": "active",
            "summary": [{"text": markdown.escaped(summary)}] if summary.strip() else [],
            "citedArtifact": _artifact(reference, item),
        }
    )


def _artifact(reference: Reference, item: Mapping[str, Any]) -> Element:
    is_retracted = reference.standing is Standing.RETRACTED
    where = csl.link(item)
    return present(
        {
            "identifier": list(_identifiers(item)),
            "currentState": [concept("Retracted", codes.STATE_SYSTEM, codes.RETRACTED)] if is_retracted else [],
            "title": [{"text": markdown.escaped(reference.title)}] if reference.title.strip() else [],
            "relatesTo": list(_standing(reference)),
            "publicationForm": [form] if (form := _form(item)) else [],
            "webLocation": [{"url": where}] if where else [],
            "classification": [_classification(reference)],
            "contributorship": _contributors(item),
        }
    )


def _identifiers(item: Mapping[str, Any]) -> Iterator[Element]:
    for field, system in (("DOI", "https://doi.org"), ("PMID", "https://pubmed.ncbi.nlm.nih.gov")):
        if value := item.get(field):
            yield {"system": system, "value": value}


def _standing(reference: Reference) -> Iterator[Element]:
    """What was published about it since, by name where it is known, else in a word."""
    if relation := codes.LOST.get(reference.standing):
        yield {"type": relation, "display": reference.superseded_by.strip() or reference.standing.label}


def _form(item: Mapping[str, Any]) -> Element:
    """Where and when it was published."""
    issued = item.get("issued", {})
    publisher = str(item.get("publisher", ""))
    published_in = {"publisher": present({"display": publisher}), "title": item.get("container-title")}
    return present(
        {
            "publishedIn": present(published_in),
            "volume": item.get("volume"),
            "issue": item.get("issue"),
            "articleDate": _date(dates.parts(issued)),
            "publicationDateText": issued.get("literal"),
            "pageString": item.get("page"),
        }
    )


def _date(parts: tuple[int, ...]) -> str | None:
    """“2019-04-01”, as much as is known; no day that the month does not have."""
    if len(parts) == 3:
        try:
            return date(*parts).isoformat()
        except ValueError:
            parts = parts[:2]
    return "-".join(f"{part:0{2 if n else 4}}" for n, part in enumerate(parts)) or None


def _classification(reference: Reference) -> Element:
    """Guideline, research or summary first, the finer kind after; and whether it is our own."""
    words = dict.fromkeys((reference.kind.type.label, reference.kind.label))
    in_house = ["Published by ourselves"] if reference.in_house else []
    return {"type": {"text": "Kind of source"}, "classifier": [concept(word) for word in (*words, *in_house)]}


def _contributors(item: Mapping[str, Any]) -> Element:
    authors = csl.authors(item)
    return {"summary": [{"value": markdown.escaped(authors)}]} if authors.strip() else {}
