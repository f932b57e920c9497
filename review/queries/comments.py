"""What was said of an edition."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from guidance.models import Edition
from review.models import Comment
from review.queries.reading import readable_by
from review.rules import Case, check_can_see_opinions, verdict
from review.stages import Interests


def comments_shown_to(edition: Edition, user, case: Case) -> QuerySet[Comment]:
    """What was said of the edition and of those before it, as far as it is for the eyes of ``user``, whose case it is.

    Of the edition itself only their own, where others' opinions are hidden from them. Every round before it is over:
    its reviewers may know all that was said, anybody else what was said of an edition that they may read.
    """
    here = Q(edition=edition)
    if not verdict(check_can_see_opinions, case)[0]:
        here &= Q(author_id=user.pk)
    earlier = Q(edition__article=edition.article_id, edition__number__lt=edition.number)
    if case.interests is not Interests.NONE:
        earlier &= Q(edition__in=readable_by(user))
    return _comments().filter(here | earlier)


def comments_to_answer(edition: Edition) -> QuerySet[Comment]:
    """What was said of an edition whose round is over, and what those comments answer."""
    return _comments().filter(Q(edition=edition) | Q(pk__in=edition.comments.values("thread")))


def _comments() -> QuerySet[Comment]:
    """In the order in which they were made, each with its people and with its edition but for the text."""
    comments = Comment.objects.select_related("author__member", "lifted_by", "edition").defer("edition__document")
    return comments.order_by("pk")


def comment_counts(editions: Iterable[Edition]) -> dict[int, int]:
    """By its id, how many comments each of ``editions`` has that answer no other."""
    counts = Comment.objects.filter(edition__in=editions, thread=None).order_by().values_list("edition")
    return dict(counts.annotate(Count("pk")))
