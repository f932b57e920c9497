"""The audit trail: one chain of events an article, each hashed with the one before."""

from datetime import UTC, datetime
from typing import Any

from guidance import canonical
from guidance.models import Article, Edition
from review.models import Event


def record(*, article: Article, action: str, by, at: datetime, edition: Edition | None = None, **payload: Any) -> Event:
    """Append an event. The caller holds the article's lock, in the transaction of what the event tells."""
    last = article.events.order_by("-position").first()
    event = Event(
        article=article,
        position=last.position + 1 if last else 1,
        edition_number=edition.number if edition else None,
        action=action,
        actor=by.get_username(),
        at=at,
        payload=canonical.clean_value(payload),
        previous=last.hash if last else "",
    )
    event.hash = hash_of(event, article)
    event.save()
    return event


def hash_of(event: Event, article: Article) -> str:
    """SHA-256 of all the event says, in canonical JSON, with the article's key and no row id."""
    return canonical.digest(canonical.dumps(hashed(event, article)))


def hashed(event: Event, article: Article) -> dict[str, Any]:
    """What an event's hash is of."""
    return {
        "action": event.action,
        "actor": event.actor,
        "article": str(article.key),
        "at": microseconds(event.at),
        "edition": event.edition_number,
        "payload": event.payload,
        "position": event.position,
        "previous": event.previous,
    }


def head(article: Article) -> tuple[int, str]:
    """The position and the hash of the last event; (0, “”) where nothing is recorded yet.

    Whoever has noted it can show later that nothing before it was changed, and that no tail was cut off.
    """
    last = article.events.order_by("-position").values_list("position", "hash").first()
    return last or (0, "")


def microseconds(at: datetime) -> str:
    """A moment as UTC text to the microsecond, “2026-11-22T09:30:00.000000Z”."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
