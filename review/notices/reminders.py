"""What is announced because its day has come: nobody acted, so it is found by what is due and not yet told.

Each notice has an occasion of its own, so that asking twice, or two asking at once, tells nobody twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max

from guidance.models import Edition
from review import notices, queries
from review.models import Assignment, Notice, NoticeKind
from review.notices import recipients

REMINDERS = 3  # of one overdue review, a week apart


@dataclass(frozen=True)
class Reminder:
    recipient: Any
    kind: NoticeKind
    occasion: str
    edition: Edition | None = None
    payload: dict[str, Any] = field(default_factory=dict)


def write_due(*, at: datetime) -> int:
    """Put all that is due at ``at`` and not yet told in the outbox; how much that was."""
    due = [*_of_reviews(at.date()), *_of_lapsing(at.date()), *_of_reports(at)]
    known = Notice.objects.filter(occasion__in={reminder.occasion for reminder in due})
    told = set(known.values_list("recipient_id", "occasion"))
    fresh = [one for one in due if (one.recipient.pk, one.occasion) not in told]
    for one in fresh:
        notices.post(
            recipient=one.recipient, kind=one.kind, edition=one.edition, at=at, payload=one.payload,
            occasion=one.occasion,
        )  # fmt: skip
    return len(fresh)


def _of_reviews(today: date) -> Iterator[Reminder]:
    """Due within a few days, once; overdue, once a week, and no more than REMINDERS."""
    soon = today + timedelta(days=settings.LEUKO_DUE_SOON_DAYS)
    for assignment in queries.awaited().filter(due_on__lte=soon, reviewer__is_active=True):
        if assignment.due_on >= today:
            yield _of_review(assignment, NoticeKind.DUE_SOON)
        elif (week := (today - assignment.due_on).days // 7 + 1) <= REMINDERS:
            yield _of_review(assignment, NoticeKind.OVERDUE, f":{week}")


def _of_review(assignment: Assignment, kind: NoticeKind, which: str = "") -> Reminder:
    due = assignment.due_on.isoformat()
    occasion = f"{kind}:{assignment.pk}:{due}{which}"
    return Reminder(assignment.reviewer, kind, occasion, assignment.edition, {"due_on": due})


def _of_lapsing(today: date) -> Iterator[Reminder]:
    """Of each article once before its day and once after; not while a new edition is before the board."""
    until = today + timedelta(days=settings.LEUKO_LAPSING_DAYS)
    for edition in queries.lapsing(until=until).filter(open_number=None):
        due = edition.article.next_review_on
        kind = NoticeKind.LAPSING if due >= today else NoticeKind.LAPSED
        occasion = f"{kind}:{edition.article_id}:{due.isoformat()}"
        for user in recipients.of(kind, edition):
            yield Reminder(user, kind, occasion, edition, {"due_on": due.isoformat()})


def _of_reports(at: datetime) -> Iterator[Reminder]:
    """How many came since an editor was last told of any; at most once a day."""
    kind = NoticeKind.REPORTS
    last = dict(Notice.objects.filter(kind=kind.value).values_list("recipient").annotate(Max("written_at")))
    reports = list(queries.open_reports().values_list("pk", "reported_at"))
    for user in recipients.of(kind, None) if reports else ():
        since = last.get(user.pk)
        if since and at - since < timedelta(days=1):
            continue
        fresh = [pk for pk, reported_at in reports if since is None or reported_at > since]
        if fresh:
            yield Reminder(user, kind, f"{kind}:{max(fresh)}", payload={"count": len(fresh)})
