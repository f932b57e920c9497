"""What reviewers are asked to do, and what they have done."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from guidance.models import Edition, SignOff
from guidance.models.edition import OPEN
from review.models import Assignment, Event
from review.stages import Act, Interests


def assignments(edition: Edition) -> QuerySet[Assignment]:
    return edition.assignments.select_related("reviewer__member", "assigned_by")


def asked_of(user) -> QuerySet[Assignment]:
    """What ``user`` is assigned to, but for what they were released from or declared interests in."""
    asked = Assignment.objects.filter(reviewer=user, released_at=None)
    return asked.exclude(interests=Interests.DECLARED.value)


def undecided_assignments() -> QuerySet[Assignment]:
    """What reviewers are still asked to do, of open editions: who is assigned, and has not decided."""
    asked = Assignment.objects.filter(edition__stage__in=OPEN, released_at=None)
    asked = asked.exclude(interests=Interests.DECLARED.value)
    signed = SignOff.objects.filter(edition=OuterRef("edition"), reviewer=OuterRef("reviewer"))
    return asked.exclude(Exists(signed))


def awaited() -> QuerySet[Assignment]:
    """What reviewers are still asked to do by a day."""
    return undecided_assignments().filter(due_on__isnull=False).select_related("edition", "reviewer")


def rounds(user, *, is_over: bool) -> QuerySet[Assignment]:
    """The open editions that ``user`` was asked to review, or those that are over, the last first; each edition has
    ``mine``, their sign-offs on it; 2 queries.
    """
    mine = Prefetch("edition__sign_offs", SignOff.objects.filter(reviewer=user), to_attr="mine")
    rows = Assignment.objects.filter(~Q(edition__stage__in=OPEN) if is_over else Q(edition__stage__in=OPEN))
    rows = rows.filter(reviewer=user).select_related("edition__article").prefetch_related(mine)
    return rows.order_by("-assigned_at", "-pk")


def sent_back_by(user) -> QuerySet[Any]:
    """Article and number of each edition that ``user`` has returned to its editor."""
    events = Event.objects.filter(action=Act.SEND_BACK.value, actor=user.get_username())
    return events.values_list("article_id", "edition_number")
