"""Articles at the Desk, and their editions."""

from collections.abc import Iterable

from django.db.models import Count, Max, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from guidance.models import Article, Edition, FormerSlug, Section, Step, Topic
from guidance.models.edition import OPEN
from guidance.rules import Stale
from guidance.vocabularies import Stage


def locked(article: Article) -> Article:
    """The article as it is now, locked against every other writer until the transaction ends.

    On SQLite the IMMEDIATE transaction is that lock. Stale where it has been discarded.
    """
    if now := Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first():
        return now
    raise Stale("Somebody has discarded this article.")


def came_back(article: Article) -> Edition | None:
    """The article's newest edition, where it was returned or withdrawn and no other was submitted since."""
    newest = article.editions.order_by("-number").first()
    return newest if newest and newest.stage_reached in {Stage.RETURNED, Stage.WITHDRAWN} else None


def articles() -> QuerySet[Article]:
    """Every article, last changed first, with what the Desk's list says of it."""
    return Article.objects.annotate(edition_count=Count("editions")).order_by("-updated_at", "pk")


def next_edition_number(article: Article) -> int:
    return (article.editions.aggregate(number=Max("number"))["number"] or 0) + 1


def number_to_come(article: Article) -> Combinable:
    """The same, for the database to work out as it writes."""
    last = Edition.objects.filter(article=article).order_by("-number").values("number")[:1]
    return Coalesce(Subquery(last), 0) + 1


def open_edition(article: Article) -> Edition | None:
    return article.editions.filter(stage__in=OPEN).first()


def live_edition(article: Article) -> Edition | None:
    return article.editions.filter(stage=Stage.APPROVED.value).first()


def topics(article: Article) -> QuerySet[Topic]:
    return article.topics.all()


def keys_in_use(keys: Iterable[str], *, beside: Article) -> set[str]:
    """Which of ``keys`` belong, or ever belonged, to steps of another article."""
    mine = Q(section__article=beside)
    now = Step.objects.filter(key__in=keys).exclude(mine).values_list("key", flat=True)
    gone = Step.history.filter(key__in=keys).exclude(
        section_id__in=Section.history.filter(article=beside).values_list("id", flat=True)
    )
    return {str(key) for key in [*now, *gone.values_list("key", flat=True)]}


def slug_now(former: str) -> str | None:
    """Under which slug the article is found that once was found under ``former``; None where none was."""
    return FormerSlug.objects.filter(slug=former).values_list("article__slug", flat=True).first()
