"""Topics, in two levels, and what is found under them."""

from collections.abc import Iterable

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from guidance.models import Article, Edition, Topic
from guidance.queries.readers import live_editions
from guidance.vocabularies import Stage

LIVE = Stage.APPROVED.value


def all_topics() -> QuerySet[Topic]:
    """Every topic, each followed by those below it, with the number of its own articles; 1 query."""
    rows = Topic.objects.select_related("parent").annotate(
        article_count=Count("articles"), above=Coalesce("parent__name", "name"), stem=Coalesce("parent_id", "pk")
    )
    return rows.order_by("above", "stem", F("parent_id").asc(nulls_first=True), "name", "pk")


def topics_of_readers() -> list[tuple[Topic, list[Topic]]]:
    """The topics under which something is approved, each with those below it; 1 query."""
    has_live = Q(articles__editions__stage=LIVE) | Q(children__articles__editions__stage=LIVE)
    return tree(Topic.objects.filter(has_live).distinct())


def tree(topics: Iterable[Topic]) -> list[tuple[Topic, list[Topic]]]:
    """Those of the upper level, each with its own of the lower."""
    rows = list(topics)
    return [(top, [row for row in rows if row.parent_id == top.pk]) for top in rows if top.parent_id is None]


def live_editions_under(topic: Topic) -> QuerySet[Edition]:
    """What is approved under a topic, or under one below it."""
    articles = Article.objects.filter(Q(topics=topic) | Q(topics__parent=topic))
    return live_editions().filter(article__in=articles.values("pk"))
