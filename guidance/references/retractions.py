"""A feed of retractions and other notices, as JSON, read into updates; one bad record never loses the rest.

Read are an answer of Crossref's REST API (``{"message": {"items": […]}}``, or of one work), a list of such works, and
a work a line. A record that has instead the columns of the Retraction Watch data that Crossref publishes is read too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidance import canonical
from guidance.references import csl, updates
from guidance.references.updates import Update

NATURE = "RetractionNature"  # of the columns of Retraction Watch, the one that says what it is


class NotAFeed(ValueError):
    """What was given is no feed of notices; the message says why."""


@dataclass(frozen=True)
class Unreadable:
    """A record of the feed that tells nothing, by its place in it (1 the first), and why."""

    record: int
    reason: str


@dataclass(frozen=True)
class Feed:
    """``read``: how many records there were."""

    read: int
    updates: tuple[Update, ...]
    unreadable: tuple[Unreadable, ...]


def read(content: bytes) -> Feed:
    found: list[Update] = []
    unreadable: list[Unreadable] = []
    records = _records(content)
    for place, record in enumerate(records, 1):
        if isinstance(record, canonical.Malformed):
            unreadable.append(Unreadable(place, str(record)))
        elif why := _fault(record):
            unreadable.append(Unreadable(place, why))
        else:
            found += _updates(record)
    return Feed(len(records), tuple(found), tuple(unreadable))


def _records(content: bytes) -> Sequence[Any]:
    """Each record as JSON has it; of lines, a Malformed in the place of one that is none."""
    try:
        given = canonical.loads(content)
    except canonical.Malformed as error:
        if lines := _lines(content):
            return lines
        raise NotAFeed(str(error)) from error
    given = given.get("message", given) if isinstance(given, Mapping) else given
    given = given.get("items", [given]) if isinstance(given, Mapping) else given
    if not isinstance(given, list):
        raise NotAFeed("This is no feed of notices: it should be a list of works, as Crossref gives them.")
    return given


def _lines(content: bytes) -> list[Any]:
    """What each line holds, where the first of them is an object by itself; else nothing."""
    lines = [line for line in content.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    return [_line(line) for line in lines] if len(lines) > 1 and isinstance(_line(lines[0]), Mapping) else []


def _line(line: bytes) -> Any:
    try:
        return canonical.loads(line)
    except canonical.Malformed as error:
        return error


def _fault(record: Any) -> str:
    """Why nothing can be read of ``record``; “” where something can."""
    if not isinstance(record, Mapping):
        return "It should be an object."
    if NATURE in record:
        doi, pmid = _original(record)
        return "" if doi or pmid else "It has neither the DOI nor the PMID of the original paper."
    if not updates.tells_updates(record):
        return "It says neither what it is an update to (“update-to”) nor what it was updated by (“updated-by”)."
    about = [name for entry in updates.entries(record, "update-to") for name in updates.identifiers(entry)]
    if not any((*about, *updates.identifiers(record))):
        return "It names no work by a DOI or PMID."
    return ""


def _updates(record: Mapping[str, Any]) -> Iterator[Update]:
    if NATURE not in record:
        yield from updates.of_work(record)
    elif standing := updates.standing(record[NATURE]):
        notice = csl.normalise_doi(str(record.get("RetractionDOI", "")))
        kind = str(record[NATURE]).strip().lower()
        yield Update(standing, kind, *_original(record), notice, told_by="Retraction Watch")


def _original(record: Mapping[str, Any]) -> tuple[str, str]:
    names = {"DOI": record.get("OriginalPaperDOI"), "PMID": record.get("OriginalPaperPubMedID")}
    return updates.identifiers(names)
