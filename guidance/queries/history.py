"""What became of a draft's rows, as django-simple-history kept it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, OuterRef, QuerySet, Subquery

from guidance.models import Article, Citation, Section, Step

DELETED = "-"  # as django-simple-history marks the line of a deletion
Lines = dict[type[Model], QuerySet]  # lines of history, by the model whose they are
Act = tuple[datetime, int | None]  # what one person wrote at one moment


def history_of_article(article: Article) -> Lines:
    """Of the article itself, and of all that ever stood in its draft."""
    sections = Section.history.filter(article_id=article.pk)
    steps = Step.history.filter(section_id__in=sections.order_by().values("id"))
    return {
        Article: Article.history.filter(id=article.pk),
        Section: sections,
        Step: steps,
        Citation: Citation.history.filter(step_id__in=steps.order_by().values("id")),
    }


def history_of_step(article: Article, key: UUID) -> Lines:
    """Of the article's step of that key, whether or not it is there still, and of what it cites."""
    steps = history_of_article(article)[Step].filter(key=key)
    return {Step: steps, Citation: Citation.history.filter(step_id__in=steps.order_by().values("id"))}


def acts(lines: Lines) -> QuerySet[Any, Act]:
    """Who wrote when, the last first."""
    first, *others = (rows.order_by().values_list("history_date", "history_user_id") for rows in lines.values())
    return first.union(*others).order_by("-history_date", "-history_user_id")


def lines_of(acts: Iterable[Act], lines: Lines) -> list[Any]:
    """The lines written in these acts, as they were written; ``before`` of each is the one before it of the same row.

    Two queries a model.
    """
    dates = {at for at, _user in acts}
    return [line for rows in lines.values() for line in _with_those_before(rows.filter(history_date__in=dates))]


def _with_those_before(rows: QuerySet) -> list[Any]:
    of_the_row = rows.model.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = Subquery(of_the_row.order_by("-history_id").values("history_id")[:1])
    found = list(rows.annotate(before_id=before).select_related("history_user").order_by("history_id"))
    there = rows.model.objects.in_bulk([line.before_id for line in found if line.before_id])
    for line in found:
        line.before = there.get(line.before_id)
    return found


def last_saved(row: Model) -> Any:
    """The line of history that tells who saved what ``row`` says now, and when; None where nobody knows."""
    lines = type(row).history.filter(id=row.pk, revision=row.revision)
    return lines.select_related("history_user").order_by("history_id").first()


def deleted_steps(article: Article) -> list[Any]:
    """The line of its deletion, of each step that once stood in the article and is there no more; the last first."""
    gone = history_of_article(article)[Step].filter(history_type=DELETED).exclude(key__in=Step.objects.values("key"))
    lines = gone.select_related("history_user").order_by("history_id")
    return sorted({line.key: line for line in lines}.values(), key=lambda line: -line.history_id)


def names_of_steps(ids: Iterable[int]) -> dict[int, tuple[UUID, str]]:
    """By its id, the key of each step and the last words it had, whether or not it is there still."""
    rows = Step.history.filter(id__in=set(ids)).order_by("history_id")
    return {pk: (key, text) for pk, key, text in rows.values_list("id", "key", "text_clinician")}


def step_as_it_was(step: Step, revision: int) -> Any:
    """The line of history that holds the words ``step`` had at ``revision``; None where there is none."""
    return Step.history.filter(key=step.key, revision=revision).order_by("history_id").last()
