"""What holds all the words that an editor looks for: in drafts, among the sources, in the glossary."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, F, Model, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from guidance.models import Article, Reference, Step, Term

# The fields of each that are searched, as they are shown; clinicians' words before lay ones.
OF_AN_ARTICLE = ("title", *(
    f"{name}_{part}" for name in ("summary", "scope", "get_help", "change_note") for part in ("clinician", "lay")
))  # fmt: skip
OF_A_STEP = ("text_clinician", "text_lay", "applies_when_clinician", "applies_when_lay", "intervention")
OF_A_REFERENCE = ("title", "doi", "pmid", "csl__author")
OF_A_TERM = ("term", "plain_name", "definition", "abbreviations", "synonyms")


def articles_with(words: Iterable[str]) -> QuerySet[Article]:
    """Those whose question or own texts hold all the words."""
    return _holding(Article, OF_AN_ARTICLE, words)


def steps_by_article(words: Iterable[str]) -> dict[int, int]:
    """By the id of its article, how many steps hold all the words: the article with the most first."""
    steps = _holding(Step, OF_A_STEP, words).order_by().values("section__article")
    counted = steps.annotate(number=Count("pk")).order_by("-number", "section__article")
    return dict(counted.values_list("section__article", "number"))


def steps_with(words: Iterable[str], *, articles: Sequence[int], of_each: int) -> QuerySet[Step]:
    """The first steps of each article, in their order, that hold all the words."""
    place = [F("section__position"), F("section"), F("position"), F("pk")]
    steps = _holding(Step, OF_A_STEP, words).filter(section__article__in=articles).select_related("section")
    number = Window(RowNumber(), partition_by=F("section__article"), order_by=place)
    return steps.annotate(number=number).filter(number__lte=of_each).order_by(*place)


def references_with(words: Iterable[str]) -> QuerySet[Reference]:
    return _holding(Reference, OF_A_REFERENCE, words).filter(merged_into=None)


def terms_with(words: Iterable[str]) -> QuerySet[Term]:
    return _holding(Term, OF_A_TERM, words)


def _holding(model: type[Model], fields: Iterable[str], words: Iterable[str]) -> QuerySet:
    """Rows each of which holds every word somewhere in its ``fields``; none where no word is given."""
    rows = model.objects.all()
    for word in words:
        rows = rows.filter(Q.create([(f"{field}__icontains", word) for field in fields], connector=Q.OR))
    return rows if words else rows.none()
