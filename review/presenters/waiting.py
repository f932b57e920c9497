"""The board's queue, by what is to be done of each edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from guidance import checks
from guidance.models import Edition
from review.models import Assignment
from review.stages import Interests


@dataclass(frozen=True)
class QueueRow:
    """An open edition in the board's queue; ``signed`` is None where it is not for these eyes."""

    edition: Edition
    mine: Assignment | None
    to_do: str  # what is asked of the one who looks; “” where nothing is
    days: int
    due_on: date | None
    overdue: bool
    findings: int
    signed: int | None
    needed: int


@dataclass(frozen=True)
class Queue:
    mine: list[QueueRow]
    waiting: list[QueueRow]
    overdue: list[QueueRow]
    unassigned: list[QueueRow]


def queue(
    editions: Iterable[Edition], *, user, is_chair: bool, at: datetime, targets: checks.Targets, needed: int
) -> Queue:
    """The open editions, by what is to be done of them."""
    rows = [_row(edition, user, is_chair, at, targets, needed) for edition in editions]
    return Queue(
        mine=[row for row in rows if row.to_do],
        waiting=[row for row in rows if not row.to_do and (row.mine or (is_chair and _waits(row)))],
        overdue=[row for row in rows if row.overdue and (row.mine or is_chair)],
        unassigned=[row for row in rows if is_chair and not _waits(row)],
    )


def _waits(row: QueueRow) -> bool:
    return any(_is_asked(assignment) for assignment in row.edition.assignments.all())


def _is_asked(assignment: Assignment) -> bool:
    return assignment.released_at is None and not assignment.is_recused


def _row(edition: Edition, user, is_chair: bool, at: datetime, targets: checks.Targets, needed: int) -> QueueRow:
    asked = [assignment for assignment in edition.assignments.all() if _is_asked(assignment)]
    mine = next((assignment for assignment in asked if assignment.reviewer_id == user.pk), None)
    signed = {sign_off.reviewer_id for sign_off in edition.sign_offs.all()}
    due = [one.due_on for one in asked if one.due_on and one.reviewer_id not in signed]
    may_count = (is_chair and mine is None) or user.pk in signed
    return QueueRow(
        edition=edition,
        mine=mine,
        to_do=_to_do(mine, signed),
        days=(at - edition.submitted_at).days,
        due_on=min(due, default=None),
        overdue=bool(due) and min(due) < at.date(),
        findings=len(checks.run(edition.content, targets)),
        signed=len(signed) if may_count else None,
        needed=needed,
    )


def _to_do(mine: Assignment | None, signed: set[int]) -> str:
    if mine is None or mine.reviewer_id in signed:
        return ""
    return "Declare your interests" if mine.interests == Interests.NOT_ASKED else "Review and sign"
