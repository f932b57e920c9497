"""Which editions somebody may read, and what they hold."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from guidance import queries as guidance
from guidance.documents import Document
from guidance.models import Edition
from guidance.models.edition import OPEN
from review.models import Assignment
from review.stages import Interests


def readable_by(user) -> QuerySet[Edition]:
    """What ``user`` may read by role; the editions they review and have declared no interests in; and the rounds
    that came before those, but for one in which they have declared some.
    """
    mine = Assignment.objects.filter(reviewer_id=user.pk, released_at=None, interests=Interests.NONE.value)
    later = mine.filter(edition__article=OuterRef("article"), edition__number__gt=OuterRef("number"))
    recused = Assignment.objects.filter(reviewer_id=user.pk, interests=Interests.DECLARED.value, edition=OuterRef("pk"))
    by_role = guidance.visible_to(guidance.person(user))
    return Edition.objects.filter(
        Q(pk__in=by_role.values("pk"))
        | Q(pk__in=mine.values("edition"))
        | Q(Exists(later)) & ~Q(stage__in=OPEN) & ~Q(Exists(recused))
    )


def comparable(edition: Edition, user) -> QuerySet[Edition]:
    """Earlier editions of the article that ``user`` may read, the newest first, without their text.

    ``opened`` says whether they opened it as its reviewer.
    """
    mine = Assignment.objects.filter(edition=OuterRef("pk"), reviewer_id=user.pk, opened_at__isnull=False)
    earlier = readable_by(user).filter(article=edition.article_id, number__lt=edition.number)
    return earlier.annotate(opened=Exists(mine)).defer("document").order_by("-number")


def readable_editions(articles: Iterable[int], user) -> dict[int, list[Edition]]:
    """By article: what ``user`` may read of it, the oldest first, without its text; 2 queries."""
    found: defaultdict[int, list[Edition]] = defaultdict(list)
    for edition in readable_by(user).filter(article__in=articles).defer("document").order_by("number"):
        found[edition.article_id].append(edition)
    return found


def documents_of(editions: Iterable[int]) -> dict[int, Document]:
    """By its id, what each of ``editions`` holds; one query, none where there are none."""
    return {edition.pk: edition.content for edition in Edition.objects.filter(pk__in=set(editions))}
