"""The Desk: every article, and where its editions are."""

from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from guidance import queries as guidance
from guidance.models import Article, DraftContributor, Edition
from guidance.models.edition import OPEN
from guidance.vocabularies import Stage


def desk_articles() -> QuerySet[Article]:
    """Every article with its editions (without their text), last changed first."""
    editions = Edition.objects.defer("document").order_by("-number")
    return Article.objects.prefetch_related(Prefetch("editions", editions)).order_by("-updated_at", "pk")


def foremost_edition(article: Article) -> Edition:
    """The live edition, else the one before the board, else the last: that by which people know the article."""
    return guidance.live_edition(article) or guidance.open_edition(article) or article.editions.latest("number")


def drafts_of(user) -> QuerySet[Article]:
    """The articles on whose next edition ``user`` has written, the last changed first."""
    editions = Edition.objects.filter(article=OuterRef("article")).order_by().values("article")
    last = editions.annotate(last=Max("number")).values("last")
    mine = DraftContributor.objects.filter(user=user, edition_number__gt=Coalesce(Subquery(last), 0))
    return Article.objects.filter(pk__in=mine.values("article")).order_by("-updated_at", "pk")


def came_back() -> QuerySet[Edition]:
    """The newest edition of each article where it was returned or withdrawn, the last first, without its text."""
    later = Edition.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    back = Edition.objects.filter(~Exists(later), stage__in=[Stage.RETURNED.value, Stage.WITHDRAWN.value])
    return back.select_related("article").defer("document").order_by("-closed_at", "-pk")


def before_the_board() -> QuerySet[Edition]:
    """Every open edition, the oldest first, without its text."""
    return Edition.objects.filter(stage__in=OPEN).select_related("article").defer("document").order_by("submitted_at")
