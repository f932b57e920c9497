"""The audit trail of an edition, as a page, a table and other systems read it."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from guidance import canonical
from guidance.models import Edition
from review import audit
from review.models import Event

COLUMNS = ("article", "position", "at", "edition", "actor", "action", "payload", "previous", "hash")

# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(edition: Edition, events: Iterable[Event]) -> list[dict[str, Any]]:
    """Each event as it was hashed, and its hash."""
    return [audit.hashed(event, edition.article) | {"hash": event.hash} for event in events]


def as_json(edition: Edition, events: Iterable[Event]) -> dict[str, Any]:
    return {
        "article": str(edition.article.key),
        "edition": edition.number,
        "digest": edition.digest,
        "events": lines(edition, events),
    }


def as_csv(edition: Edition, events: Iterable[Event]) -> str:
    """A line an event, COLUMNS above them; the payload in canonical JSON."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines(edition, events):
        line["payload"] = canonical.dumps(line["payload"]).decode()
        writer.writerow([cell(line[name]) for name in COLUMNS])
    return text.getvalue()


def cell(value: Any) -> str:
    """As a spreadsheet may open it: nothing in it is a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def details(payload: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What an event tells beside who did what and when: each thing by its name, but for what is empty."""
    return [(name.replace("_", " "), _words(value)) for name, value in payload.items() if value not in (None, "", [])]


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)
