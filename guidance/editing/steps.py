"""Steps of the draft and what they cite."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from guidance import documents, queries
from guidance.documents import clean
from guidance.editing.articles import listed
from guidance.editing.drafts import after, again, delete, draft, is_saved, put_in_order, save
from guidance.editing.references import citable
from guidance.models import Article, Citation, Reference, Section, Step

Cited = tuple[int | None, documents.Citation]  # the row's id (None: a new one) and what it should say


def add_step(
    *,
    section: Section,
    by,
    at: datetime,
    parent: Step | None = None,
    below: Step | None = None,
    citations: Iterable[Cited] = (),
    **fields: Any,
) -> Step:
    """A new step at the end of its section, or of the sub-steps of ``parent``; or right below the step ``below``,
    wherever that stands by now.
    """
    with draft(section.article, by=by, at=at) as article:
        if below:
            below = again(below)
            section, parent = below.section, below.parent
        parent = again(parent) if parent else None
        step = Step(section=again(section), parent=parent, position=after(siblings(section, parent)))
        save(step, by=by, at=at, changes=fields)
        cite(article, step, citations, by=by, at=at)
        if below:
            stand_after(step, below)
    return step


def siblings(section: Section, parent: Step | None) -> QuerySet[Step]:
    return Step.objects.filter(section=section, parent=parent)


def stand_after(step: Step, other: Step) -> None:
    """Put ``step``, which stands on the level of ``other``, right after it."""
    rows = [row for row in siblings(other.section, other.parent) if row.pk != step.pk]
    rows.insert([row.pk for row in rows].index(other.pk) + 1, step)
    put_in_order(rows)


def change_step(
    *, step: Step, by, at: datetime, revision: int, changes: dict[str, Any], citations: Iterable[Cited] | None = None
) -> Step:
    """Write a step and, where given, all it cites; a citation left out is deleted."""
    with draft(step.section.article, by=by, at=at) as article:
        now, citations = again(step), None if citations is None else list(citations)
        if is_saved(now, revision=revision, changes=changes, also=lambda: _cites(now, citations)):
            return now
        save(now, by=by, at=at, changes=changes)
        if citations is not None:
            cite(article, now, citations, by=by, at=at)
    return now


def _cites(step: Step, citations: list[Cited] | None) -> bool:
    """Whether ``step`` cites exactly this, whichever rows say it."""
    if citations is None:
        return True
    rows = list(step.citations.select_related("reference"))
    sources = _sources(rows)
    if any(value.reference not in {None, *sources} for _pk, value in citations):
        return False
    wanted = [_columns(value, sources) for _pk, value in citations]
    return wanted == [{name: getattr(row, name) for name in CITED} for row in rows]


def _sources(rows: Iterable[Citation]) -> dict[str, Reference]:
    return {str(row.reference.key): row.reference for row in rows if row.reference}


def cite(article: Article, step: Step, citations: Iterable[Cited], *, by, at: datetime) -> None:
    """Make the rows say what ``citations`` say, in their order; only rows that differ are written."""
    rows, citations = {row.pk: row for row in step.citations.select_related("reference")}, list(citations)
    here = _sources(rows.values())
    new = {value.reference for _, value in citations if value.reference} - here.keys()
    sources = here | (citable(new) if new else {})
    for position, (pk, value) in enumerate(citations):
        row = rows.pop(pk, None) or Citation(step=step)
        wanted = _columns(value, sources) | {"position": position}
        if row._state.adding or any(getattr(row, name) != item for name, item in wanted.items()):
            save(row, by=by, at=at, changes=wanted)
            if value.reference in new:
                listed(article, row.reference)
    for row in rows.values():
        delete(row, by=by, at=at)


CITED = ("reference", "marker", "confirmed", "quote", "locator", "access")


def _columns(value: documents.Citation, sources: Mapping[str, Reference]) -> dict[str, Any]:
    return {
        "reference": sources[value.reference] if value.reference else None,
        "marker": clean(value.marker).strip(),
        "confirmed": value.confirmed,
        "quote": clean(value.quote).strip(),
        "locator": clean(value.locator).strip(),
        "access": value.access.value,
    }


def confirm_reference(*, article: Article, reference: Reference, by, at: datetime) -> int:
    """Confirm every citation of ``reference`` that was matched by its place only; how many there were."""
    with draft(article, by=by, at=at) as now:
        return _point(
            queries.unsettled_citations(now).filter(reference=reference), reference, by=by, at=at, why="Match confirmed"
        )


def repoint(*, article: Article, marker: str, reference: Reference, by, at: datetime) -> int:
    """Let every unsettled citation that printed ``marker`` point at ``reference``; how many there were."""
    with draft(article, by=by, at=at) as now:
        [reference] = citable([reference.key]).values()
        listed(now, reference)
        return _point(
            queries.unsettled_citations(now).filter(marker=marker),
            reference,
            by=by,
            at=at,
            why=f"Marker {marker} resolved",
        )


def drop_marker(*, article: Article, marker: str, by, at: datetime) -> int:
    """Take away every citation of ``marker`` that points at nothing; how many there were."""
    with draft(article, by=by, at=at) as now:
        rows = list(queries.unsettled_citations(now).filter(marker=marker, reference=None))
        why = f"Marker {marker} points at nothing"
        for row in rows:
            delete(row, by=by, at=at, why=why)
        raise_revisions(rows, by=by, at=at, why=why)
    return len(rows)


def _point(citations, reference: Reference, *, by, at: datetime, why: str) -> int:
    rows = list(citations)
    for row in rows:
        save(row, by=by, at=at, changes={"reference": reference, "confirmed": True}, why=why)
    raise_revisions(rows, by=by, at=at, why=why)
    return len(rows)


def raise_revisions(citations: list[Citation], *, by, at: datetime, why: str) -> None:
    """Whoever has one of these steps open must not write over what has become of its citations."""
    for step in {citation.step_id: citation.step for citation in citations}.values():
        save(step, by=by, at=at, why=why)
