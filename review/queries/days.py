"""What lapses, and how long the board takes."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from guidance import queries as guidance
from guidance.models import Edition
from guidance.models.edition import OPEN
from review.queries.reviewing import awaited


def lapsing(*, until: date) -> QuerySet[Edition]:
    """Live editions whose article must be reviewed again by ``until`` or before, the first due first.

    ``open_number`` is that of the edition that is before the board meanwhile, None where there is none.
    """
    before_the_board = Edition.objects.filter(article=OuterRef("article"), stage__in=OPEN)
    editions = guidance.live_editions().filter(article__next_review_on__lte=until)
    editions = editions.annotate(open_number=Subquery(before_the_board.values("number")[:1]))
    return editions.defer("document").order_by("article__next_review_on", "pk")


def approvals() -> QuerySet[Any]:
    """When each edition that was ever approved was submitted, when its review began, and when it was approved."""
    dates = Edition.objects.filter(approved_at__isnull=False).order_by()
    return dates.values_list("submitted_at", "began_at", "approved_at")


def counts_before_the_board(*, today: date) -> dict[str, int]:
    """``open``: how many editions are before the board; ``overdue``: of how many of them a review is."""
    late = awaited().filter(edition=OuterRef("pk"), due_on__lt=today)
    return Edition.objects.filter(stage__in=OPEN).aggregate(open=Count("pk"), overdue=Count("pk", filter=Exists(late)))
