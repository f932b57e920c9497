"""What was changed or deleted in a draft comes back; what happened in between stays in the history."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from guidance import documents, queries, rules
from guidance.documents import Wording
from guidance.editing.articles import listed
from guidance.editing.drafts import after, again, draft, put_in_order, save
from guidance.editing.importing import replace_with
from guidance.editing.steps import Cited, cite
from guidance.models import Article, Citation, Edition, Reference, Section, Step

RESTORED = "Restored"
DELETED = "-"  # as django-simple-history marks the line of a deletion
# What an editor may put back; where a thing stands is not among it, nor what the workflow sets.
WORDINGS = {Article: ("summary", "scope", "get_help", "change_note"), Section: ("heading",)}
WORDINGS[Step] = ("text", "applies_when")
FACTS = {Article: ("title", "unplaced"), Section: ("kind",)}
FACTS[Step] = ("action", "intervention", "line", "strength", "certainty")


def restorable(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of ``model`` that can be put back one by one; with a lay text goes what it was written against."""
    return (*(f"{name}_{part}" for name in WORDINGS[model] for part in ("clinician", "lay")), *FACTS[model])


def restore_version(*, row: Article | Section | Step, line: int, by, at: datetime, revision: int, field: str = ""):
    """Write into ``row`` what it said at a line of its history: one column, or all; with all, what it cited then.

    A new save, with a new revision. NotAllowed where the line is not of this row, or the column cannot be put back.
    """
    with draft(_article(row), by=by, at=at) as article:
        now = again(row, revision=revision)
        then = _line(now, line)
        wanted = restorable(type(now))
        if field and field not in wanted:
            raise rules.NotAllowed("This cannot be put back by itself.")
        for name in [field] if field else wanted:
            _put_back(now, then, name)
        save(now, by=by, at=at, why=RESTORED)
        if isinstance(now, Step) and not field:
            cite(article, now, _cited_at(now, then), by=by, at=at)
    return now


def reset(*, article: Article, edition: Edition, by, at: datetime, digest: str) -> Article:
    """Throw the draft away and begin again from ``edition``, which readers have; the history keeps all that it said.

    ``digest`` is that of the draft as it was shown: Stale where it has changed since, or readers have another edition.
    """
    with draft(article, by=by, at=at) as now:
        if queries.live_edition(now) != edition:
            raise rules.Stale("What readers have is another edition now. Look again at what would be lost.")
        if documents.digest(documents.to_json(queries.draft(now))) != digest:
            raise rules.Stale("The draft has changed since this page was opened. Look again at what would be lost.")
        replace_with(article=now, document=replace(edition.content, change_note=Wording()), by=by, at=at)
    return now


def _article(row: Article | Section | Step) -> Article:
    if isinstance(row, Step):
        return row.section.article
    return row.article if isinstance(row, Section) else row


def _line(row: models.Model, line: int):
    its = {"key": row.key} if isinstance(row, Step) else {"id": row.pk}
    if then := type(row).history.filter(**its, history_id=line).first():
        return then
    raise rules.NotAllowed("The history has no such line.")


def _put_back(row: models.Model, then, name: str) -> None:
    setattr(row, name, getattr(then, name))
    if name.endswith("_lay"):
        basis = name.removesuffix("lay") + "basis"
        setattr(row, basis, getattr(then, basis))


def _cited_at(step: Step, then) -> list[Cited]:
    """What the step cited when the line was written; a source that has gone is cited by its marker only."""
    rows = Citation.history.filter(step_id=then.id, history_date__lte=then.history_date).order_by("history_id")
    last = {row.id: row for row in rows}.values()
    standing = sorted((row for row in last if row.history_type != DELETED), key=lambda row: (row.position, row.id))
    here = set(step.citations.values_list("pk", flat=True))
    return [(row.id if row.id in here else None, _citation_value(row)) for row in standing]


def _citation_value(line) -> documents.Citation:
    row = _as_it_was(line)
    row.reference = Reference.objects.filter(pk=line.reference_id).first()
    return queries.citation_value(row)


def restore_step(*, article: Article, key: UUID | str, by, at: datetime) -> Step:
    """Put a deleted step back under its own key, with its citations and with the sub-steps deleted along with it.

    It comes back where it stood; at the end of the last section where its own is gone, and as a step of the section
    where the step above it is. NotNow where it was not deleted, NotAllowed where the article has no section.
    """
    with draft(article, by=by, at=at) as now:
        line = Step.history.filter(key=key).order_by("history_id").last()
        if line is None or not _is_of(line, now):
            raise rules.NotAllowed("This article never had such a step.")
        if line.history_type != DELETED:
            raise rules.NotNow("This step has not been deleted, or somebody has restored it already.")
        return _Restoration(now, by, at).restore(
            line, _section(now, line), Step.objects.filter(pk=_above(line)).first()
        )


def _is_of(line, article: Article) -> bool:
    return Section.history.filter(id=line.section_id, article=article).exists()


def _section(article: Article, line) -> Section:
    """Where the step stood; the last section of the article where that one is gone."""
    if section := article.sections.filter(pk=line.section_id).first() or article.sections.filter(parent=None).last():
        return section
    raise rules.NotAllowed("Add a section first: the one in which this step stood is gone, and there is no other.")


def _above(line) -> int | None:
    """The id of the step that held it when it was last saved: what is deleted with others is taken out of it first."""
    saved = Step.history.filter(id=line.id).exclude(history_type=DELETED).order_by("history_id").last()
    return saved.parent_id if saved else line.parent_id


class _Restoration:
    """Brings steps back as they were deleted, each under the id it had, so that its history goes on."""

    def __init__(self, article: Article, by, at: datetime) -> None:
        self.article, self.who = article, {"by": by, "at": at, "why": RESTORED}

    def restore(self, line, section: Section, parent: Step | None) -> Step:
        if parent is not None:
            section = parent.section
        step = _as_it_was(line)
        step.section, step.parent, step.revision = section, parent, line.revision + 1
        self._save_in_place(step, Step.objects.filter(section=section, parent=parent))
        self._restore_citations(line)
        for below in _deleted_along(line):
            self.restore(below, section, step)
        return step

    def _save_in_place(self, step: Step, siblings: models.QuerySet[Step]) -> None:
        rows, place = list(siblings), step.position
        step.position = after(siblings)
        save(step, **self.who)
        rows.insert(min(place, len(rows)), step)
        put_in_order(rows)

    def _restore_citations(self, line) -> None:
        """Those that were deleted with the step; the source of one is on the article's list again."""
        deleted = Citation.history.filter(step_id=line.id, history_type=DELETED, history_date=line.history_date)
        for gone in deleted.order_by("position", "history_id"):
            citation = _as_it_was(gone)
            citation.reference = Reference.objects.filter(pk=gone.reference_id).first()
            save(citation, **self.who)
            if citation.reference:
                listed(self.article, citation.reference)


def _as_it_was(line) -> Any:
    """The row that a line of history tells of, not yet stored."""
    row = line.instance
    return type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})


def _deleted_along(line) -> Iterable:
    """The lines of the steps that stood under it and were deleted in the same act, in their order."""
    once_below = Step.history.filter(parent_id=line.id).values("id")
    deleted = Step.history.filter(id__in=once_below, history_type=DELETED, history_date=line.history_date)
    return [one for one in deleted.order_by("position", "history_id") if _above(one) == line.id]
