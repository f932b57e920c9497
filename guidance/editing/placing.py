"""Where the steps of the draft stand: moved, indented, copied, parted, deleted."""

from datetime import datetime

from guidance import documents, queries, rules
from guidance.documents import Wording
from guidance.editing.drafts import UNSEEN, again, delete, draft, move, place, put_in_order, quoted, save
from guidance.editing.sections import in_reading_order
from guidance.editing.steps import cite, siblings, stand_after
from guidance.models import Article, Section, Step

FACTS = ("action", "applies_when", "intervention", "line", "strength", "certainty")


def move_step(*, step: Step, by, at: datetime, by_places: int) -> None:
    """Move a step on, or back, among its neighbours; past the end of its section, into the next one."""
    with draft(step.section.article, by=by, at=at) as article:
        now = again(step)
        rows = list(siblings(now.section, now.parent))
        to = [row.pk for row in rows].index(now.pk) + by_places
        if now.parent is None and not 0 <= to < len(rows) and (there := _next_section(article, now, by_places)):
            _move_into(there, now, first=by_places > 0, by=by, at=at)
        else:
            move(rows, now, by_places=by_places, by=by, at=at)


def _next_section(article: Article, step: Step, by_places: int) -> Section | None:
    """The section after that of ``step`` in reading order (or, negative, before it)."""
    sections = list(in_reading_order(article))
    to = [section.pk for section in sections].index(step.section_id) + (1 if by_places > 0 else -1)
    return sections[to] if 0 <= to < len(sections) else None


def _move_into(section: Section, step: Step, *, first: bool, by, at: datetime) -> None:
    rows, before = list(siblings(section, None)), step.section
    why = f"Moved from {quoted(before.heading_clinician)} to {quoted(section.heading_clinician)}"
    for row in (step, *_under(step)):
        row.section = section
        place(row, by=by, at=at, why=why)
    put_in_order([step, *rows] if first else [*rows, step])


def _under(step: Step) -> list[Step]:
    """The sub-steps of ``step``, theirs and so on, each before those under it."""
    return [row for child in step.children.all() for row in (child, *_under(child))]


def indent_step(*, step: Step, by, at: datetime) -> None:
    """Put a step, with its sub-steps, last under the one before it."""
    with draft(step.section.article, by=by, at=at):
        now = again(step)
        rows = list(siblings(now.section, now.parent))
        index = [row.pk for row in rows].index(now.pk)
        if not index:
            raise rules.NotAllowed("No step stands before this one, to put it under.")
        now.parent = rows[index - 1]
        place(now, by=by, at=at, why=f"Put under {quoted(now.parent.text_clinician)}")
        put_in_order([*now.parent.children.exclude(pk=now.pk), now])


def outdent_step(*, step: Step, by, at: datetime) -> None:
    """Move a step, with its sub-steps, out, to stand right after the step it was under."""
    with draft(step.section.article, by=by, at=at):
        now = again(step)
        if now.parent is None:
            raise rules.NotAllowed("This step stands under no other already.")
        above = now.parent
        now.parent = above.parent
        place(now, by=by, at=at, why=f"Taken out from under {quoted(above.text_clinician)}")
        stand_after(now, above)


def duplicate_step(*, step: Step, by, at: datetime, revision: int | None = None) -> Step:
    """A copy right below the step, of its sub-steps and citations too; every copied step has a key of its own.

    Stale where the step is of another ``revision``, if one is given.
    """
    with draft(step.section.article, by=by, at=at) as article:
        now = again(step, revision=revision, moved_on=UNSEEN)
        copy = _copy(article, now, now.parent, by=by, at=at)
        stand_after(copy, now)
    return copy


def _copy(article: Article, step: Step, parent: Step | None, *, by, at: datetime) -> Step:
    copy = _like(step, parent)
    copy.text = step.text
    save(copy, by=by, at=at, why="Copied")
    _copy_citations(article, step, copy, by=by, at=at)
    for child in step.children.all():
        _copy(article, child, copy, by=by, at=at)
    return copy


def _like(step: Step, parent: Step | None) -> Step:
    """A new step under ``parent`` with the condition and the facts of ``step``, and nothing said yet."""
    made = Step(section=step.section, parent=parent, position=step.position)
    for name in FACTS:
        setattr(made, name, getattr(step, name))
    return made


def _copy_citations(article: Article, step: Step, copy: Step, *, by, at: datetime) -> None:
    rows = step.citations.select_related("reference")
    cite(article, copy, [(None, queries.citation_value(row)) for row in rows], by=by, at=at)


def split_step(*, step: Step, by, at: datetime, revision: int, first: Wording, second: Wording) -> Step:
    """Part a step in two: it keeps ``first``, its key and its sub-steps, and a new one right after it says ``second``.

    The new one has the same condition, facts and citations: what a half does not rest on, an editor takes away. Lay
    texts are as fresh, or as stale, as that of the whole. Gives the new step.
    """
    with draft(step.section.article, by=by, at=at) as article:
        now = again(step, revision=revision)
        if not (documents.clean(first.clinician).strip() and documents.clean(second.clinician).strip()):
            raise rules.NotAllowed("Each of the two steps needs a statement for clinicians.")
        made = _like(now, now.parent)
        now.text, made.text = (_half(now.text, half) for half in (first, second))
        save(now, by=by, at=at, why="Split in two")
        save(made, by=by, at=at, why="Split from another step")
        _copy_citations(article, now, made, by=by, at=at)
        stand_after(made, now)
    return made


def _half(whole: Wording, half: Wording) -> Wording:
    fresh = Wording.of(half.clinician, half.lay)
    return Wording(fresh.clinician, fresh.lay, whole.basis) if fresh.lay and whole.is_stale else fresh


def delete_step(*, step: Step, by, at: datetime, sub_steps: int = 0, revision: int | None = None) -> None:
    """Delete a step with what it cites, and its sub-steps: NotAllowed where it has more of them than ``sub_steps``,
    the number that whoever deletes has seen; Stale where it is of another ``revision``, if one is given.
    ``restore_step`` brings all of it back.
    """
    with draft(step.section.article, by=by, at=at):
        now = again(step, revision=revision, moved_on=UNSEEN)
        under = _under(now)
        if len(under) > sub_steps:
            raise rules.NotAllowed("Move or delete its sub-steps first.")
        for row in (*reversed(under), now):  # from the leaves up, so that history keeps what stood under what
            for citation in row.citations.all():
                delete(citation, by=by, at=at)
            delete(row, by=by, at=at)
