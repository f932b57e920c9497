"""A work as Crossref's REST API gives it (https://api.crossref.org/swagger-ui/), as CSL-JSON."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import quote

from guidance import canonical
from guidance.interchange import labels
from guidance.references import csl, updates
from guidance.references.lookup.fetching import Host
from guidance.references.lookup.found import Found, NotReadable
from guidance.vocabularies import ReferenceKind

# Anybody may ask ten times a second who says whom to write to.
HOST = Host("Crossref", "https://api.crossref.org", seconds=0.2)

TYPES = {
    "book": "book",
    "book-chapter": "chapter",
    "book-part": "chapter",
    "dataset": "dataset",
    "dissertation": "thesis",
    "edited-book": "book",
    "journal-article": "article-journal",
    "monograph": "book",
    "posted-content": "article",
    "proceedings-article": "paper-conference",
    "reference-book": "book",
    "reference-entry": "entry-encyclopedia",
    "report": "report",
    "standard": "standard",
}
SUMMARIES = {"book", "chapter", "entry-encyclopedia"}
IN_A_JOURNAL = {"article-journal", "paper-conference"}
TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


def path(doi: str) -> str:
    """A DOI may hold any character; quoted, it is one segment of a path and nothing more."""
    return f"/works/{quote(doi, safe='')}"


def found(content: bytes) -> Found:
    """The work that an answer holds; NotReadable where it holds none."""
    work = _work(content)
    record = csl.normalised(canonical.clean_value({name: value for name, value in _record(work).items() if value}))
    if not record.get("title") or not record.get("DOI"):
        raise NotReadable("It has no title or no DOI.")
    said = [update for update in updates.of_work(work) if update.doi == record["DOI"]]
    return Found(record, _kind(record), tuple(said), HOST.name)


def _work(content: bytes) -> Mapping[str, Any]:
    try:
        answer = canonical.loads(content)
    except canonical.Malformed as error:
        raise NotReadable(str(error)) from error
    work = answer.get("message") if isinstance(answer, Mapping) else None
    if not isinstance(work, Mapping):
        raise NotReadable("It has no message.")
    return work


def _record(work: Mapping[str, Any]) -> dict[str, Any]:
    form = TYPES.get(_text(work.get("type")), "document")
    return {
        "type": form,
        "title": _title(work),
        "author": _people(work.get("author")),
        "editor": _people(work.get("editor")),
        "container-title": _first(work.get("container-title")),
        "container-title-short": _first(work.get("short-container-title")),
        "publisher": "" if form in IN_A_JOURNAL else _text(work.get("publisher")),
        "issued": _issued(work),
        "volume": _text(work.get("volume")),
        "issue": _text(work.get("issue")),
        "page": _text(work.get("page")) or _text(work.get("article-number")),
        "ISSN": _first(work.get("ISSN")),
        "ISBN": _first(work.get("ISBN")),
        "DOI": _text(work.get("DOI")),
    }


def _title(work: Mapping[str, Any]) -> str:
    title, subtitle = _first(work.get("title")), _first(work.get("subtitle"))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title} {subtitle}" if title.endswith((":", "?", "!", ".")) else f"{title}: {subtitle}"


def _people(given: Any) -> list[dict[str, str]]:
    people = [_person(person) for person in given if isinstance(person, Mapping)] if isinstance(given, list) else []
    return [person for person in people if person]


def _person(person: Mapping[str, Any]) -> dict[str, str]:
    if not _text(person.get("family")):
        name = _text(person.get("name")) or _text(person.get("given"))
        return {"literal": name} if name else {}
    return {part: text for part in ("family", "given", "suffix") if (text := _text(person.get(part)))}


def _issued(work: Mapping[str, Any]) -> dict[str, Any]:
    """The day of the issue in which it stands, before that on which it was first to be read."""
    for name in ("published-print", "issued", "published-online", "published"):
        date = work.get(name)
        parts = date.get("date-parts") if isinstance(date, Mapping) else None
        first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
        numbers = [part for part in first[:3] if type(part) is int and 0 < part < 3000]
        if numbers:
            return {"date-parts": [numbers]}
    return {}


def _kind(record: Mapping[str, Any]) -> ReferenceKind:
    """What its title says; Crossref knows only the form."""
    if record["type"] in SUMMARIES:
        return ReferenceKind.SECONDARY_SUMMARY
    return labels.kind("", str(record["title"]), csl.source(record))


def _first(value: Any) -> str:
    return _text(value[0]) if isinstance(value, list) and value else ""


def _text(value: Any) -> str:
    """A text without the mark-up that titles hold."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    return " ".join(unescape(TAG.sub("", str(value))).split())
