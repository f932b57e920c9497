"""What the acts share: the article's lock, the line on the record, the close, and the one place that approves."""

import calendar
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from guidance import editing, publishing
from guidance import queries as guidance
from guidance.documents import Wording, clean
from guidance.models import Edition
from guidance.vocabularies import Stage
from review import audit, notices, queries, rules
from review.models import NoticeKind
from review.stages import Act


@contextmanager
def locked(edition: Edition) -> Iterator[Edition]:
    """The edition as it is now, with its article locked until the transaction ends."""
    with transaction.atomic():
        article = guidance.locked(edition.article)
        yield article.editions.select_related("article", "submitted_by").get(pk=edition.pk)


def record(act: Act, edition: Edition, by, at: datetime, **payload) -> None:
    audit.record(article=edition.article, action=act.value, by=by, at=at, edition=edition, **payload)


def close(edition: Edition, to: Stage, act: Act, by, at: datetime, reason: str, **payload) -> None:
    reason = clean(reason).strip()
    publishing.advance(edition, to=to, at=at, reason=reason)
    record(act, edition, by, at, reason=reason, **payload)


def settle(edition: Edition, by, at: datetime) -> None:
    """Approve the edition if nothing more is needed: the one place that does. Under the article's lock."""
    notices.announce_standstill(edition=edition, by=by, at=at)
    if edition.stage != Stage.UNDER_REVIEW:
        return
    if not rules.settles(queries.tally(edition), required=settings.LEUKO_APPROVALS_REQUIRED):
        return
    article = edition.article
    if live := guidance.live_edition(article):
        publishing.advance(live, to=Stage.SUPERSEDED, at=at)
        record(Act.SUPERSEDE, live, by, at)
    publishing.advance(edition, to=Stage.APPROVED, at=at)
    article.next_review_on = months_later(at.date(), settings.LEUKO_REVIEW_MONTHS)
    article.replaced_by = None
    if article.change_note == edition.content.change_note:
        article.change_note = Wording()
    editing.mark(article=article, by=by, at=at, why="Approved")
    due = article.next_review_on.isoformat()
    audit.record(
        article=article, action="approve", by=by, at=at, edition=edition, digest=edition.digest, next_review_on=due,
        required=settings.LEUKO_APPROVALS_REQUIRED,
    )  # fmt: skip
    notices.announce(NoticeKind.APPROVED, edition=edition, by=by, at=at)
    if live:
        notices.announce(NoticeKind.SUPERSEDED, edition=live, by=by, at=at, successor=edition.number)


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last of that month where it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
