"""Sections of the draft."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from guidance import rules
from guidance.documents import Wording
from guidance.editing.drafts import after, again, delete, draft, is_saved, move, put_in_order, quoted, save
from guidance.models import Article, Section


def add_section(
    *, article: Article, by, at: datetime, heading: Wording, parent: Section | None = None, **fields: Any
) -> Section:
    """A new section at the end of its level; NotAllowed two levels down."""
    with draft(article, by=by, at=at) as now:
        if parent is not None and again(parent).parent_id:
            raise rules.NotAllowed("Sections nest one level only.")
        section = Section(article=now, parent=parent, position=after(now.sections.filter(parent=parent)))
        save(section, by=by, at=at, changes={"heading": heading, **fields})
    return section


def change_section(*, section: Section, by, at: datetime, revision: int, changes: dict[str, Any]) -> Section:
    with draft(section.article, by=by, at=at):
        now = again(section)
        if not is_saved(now, revision=revision, changes=changes):
            save(now, by=by, at=at, changes=changes)
    return now


def promote_section(*, section: Section, by, at: datetime) -> None:
    """Move a child section out, to stand right after the section it was in."""
    with draft(section.article, by=by, at=at) as article:
        now = again(section)
        if now.parent is None:
            raise rules.NotAllowed("This section stands at the top level already.")
        top = list(article.sections.filter(parent=None))
        top.insert([row.pk for row in top].index(now.parent_id) + 1, now)
        why = f"Taken out from under {quoted(now.parent.heading_clinician)}"
        save(now, by=by, at=at, changes={"parent": None}, why=why)
        put_in_order(top)


def indent_section(*, section: Section, by, at: datetime) -> None:
    """Move a section in, to stand last under the one before it; NotAllowed with none before it, or any under it."""
    with draft(section.article, by=by, at=at) as article:
        now = again(section)
        if now.parent or now.children.exists():
            raise rules.NotAllowed("Sections nest one level only.")
        before = [row for row in article.sections.filter(parent=None) if _place(row) < _place(now)]
        if not before:
            raise rules.NotAllowed("No section stands before this one, to put it under.")
        last = after(before[-1].children)
        why = f"Put under {quoted(before[-1].heading_clinician)}"
        save(now, by=by, at=at, changes={"parent": before[-1], "position": last}, why=why)


def _place(row: Section) -> tuple[int, int]:
    return row.position, row.pk


def move_section(*, section: Section, by, at: datetime, by_places: int) -> None:
    """Move a section on, or back, among its neighbours."""
    with draft(section.article, by=by, at=at) as article:
        now = again(section)
        move(list(article.sections.filter(parent=now.parent)), now, by_places=by_places, by=by, at=at)


def delete_section(*, section: Section, by, at: datetime) -> None:
    """Delete an empty section; NotAllowed while anything stands in it."""
    with draft(section.article, by=by, at=at):
        now = again(section)
        if now.steps.exists() or now.children.exists():
            raise rules.NotAllowed("Move or delete what stands in this section first.")
        delete(now, by=by, at=at)


def in_reading_order(article: Article) -> Iterator[Section]:
    """Its sections, a parent before its children, as a document holds them."""
    sections = list(article.sections.all())
    for top in sections:
        if top.parent_id is None:
            yield top
            yield from (child for child in sections if child.parent_id == top.pk)
