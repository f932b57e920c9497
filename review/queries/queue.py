"""The queue: what is before the board and what it has decided, narrowed."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from guidance import queries as guidance
from guidance.models import Article, Edition, EditionReference, Topic
from guidance.models.edition import OPEN
from guidance.vocabularies import Standing
from review.queries.reading import readable_by
from review.queries.reviewing import asked_of


def open_editions(*, user, is_chair: bool) -> QuerySet[Edition]:
    """What is before the board and concerns ``user``, oldest first, with all that its queue says; 4 queries."""
    editions = Edition.objects.filter(stage__in=OPEN).select_related("article")
    if not is_chair:
        editions = editions.filter(pk__in=asked_of(user).values("edition"))
    return editions.prefetch_related("assignments", "sign_offs").order_by("submitted_at", "pk")


def decided(user) -> QuerySet[Edition]:
    """What the board has decided and ``user`` may read, the last first. The question of another one is not theirs to
    see either.
    """
    editions = readable_by(user).exclude(stage__in=OPEN).select_related("article")
    return editions.order_by("-closed_at", "-approved_at", "-pk")


def narrowed(
    editions: QuerySet[Edition], *, q: str = "", stage: str = "", topic: Topic | None = None, reviewer=None
) -> QuerySet[Edition]:
    """Those of ``editions`` with all words of ``q`` in their title, at the stage, under the topic or one below it, and
    asked of the reviewer.
    """
    for word in q.split():
        editions = editions.filter(article__title__icontains=word)
    if stage:
        editions = editions.filter(stage=stage)
    if topic:
        articles = Article.objects.filter(Q(topics=topic) | Q(topics__parent=topic))
        editions = editions.filter(article__in=articles.values("pk"))
    if reviewer:
        editions = editions.filter(pk__in=asked_of(reviewer).values("edition"))
    return editions


def standing_by_edition(editions: Iterable[Edition]) -> dict[int, dict[str, tuple[Standing, str]]]:
    """How the sources of each edition stand today, as ``guidance.queries.standing_of_sources`` says it; one query."""
    found: defaultdict[int, dict[str, tuple[Standing, str]]] = defaultdict(dict)
    rows = EditionReference.objects.filter(edition__in=editions).order_by("reference__key")
    survivors = ("merged_into__standing", "merged_into__superseded_by__title")
    names = ("key", "merged_into", "standing", "superseded_by__title", *survivors)
    for edition, key, *said in rows.values_list("edition_id", *(f"reference__{name}" for name in names)):
        found[edition][str(key)] = guidance.standing_today(*said)
    return found
