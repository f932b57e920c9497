"""The board's queue, by what is to be done of each edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from guidance.models import Edition
from guidance.vocabularies import Meaning
from review import rules
from review.models import Assignment
from review.stages import Interests


@dataclass(frozen=True)
class Found:
    """What the text of an edition says of it: how many findings, hints aside, nobody has accepted; whether it has any
    lay wording.
    """

    findings: int
    has_lay_wording: bool


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
    needed: int  # how many must sign for clinical accuracy
    reviewers: int  # how many are asked to review it: neither recused nor released
    lost: int  # how many have stepped back or were released
    needs_reviewer: bool  # the chair's to see: those who are asked cannot approve it


@dataclass(frozen=True)
class Queue:
    """The same row may wait in more than one way."""

    mine: list[QueueRow]
    waiting: list[QueueRow]
    overdue: list[QueueRow]
    unassigned: list[QueueRow]


def queue(
    editions: Iterable[Edition], *, user, is_chair: bool, at: datetime, found: Mapping[int, Found], needed: int
) -> Queue:
    """The open editions, by what is to be done of them; ``found`` by edition."""
    rows = [_row(edition, user, is_chair, at, found[edition.pk], needed) for edition in editions]
    return Queue(
        mine=[row for row in rows if row.to_do],
        waiting=[row for row in rows if not row.to_do and (row.mine or (is_chair and row.reviewers))],
        overdue=[row for row in rows if row.overdue and (row.mine or is_chair)],
        unassigned=[row for row in rows if row.needs_reviewer],
    )


def _is_asked(assignment: Assignment) -> bool:
    return assignment.released_at is None and not assignment.is_recused


def _row(edition: Edition, user, is_chair: bool, at: datetime, found: Found, needed: int) -> QueueRow:
    assignments = edition.assignments.all()
    asked = [assignment for assignment in assignments if _is_asked(assignment)]
    mine = next((assignment for assignment in asked if assignment.reviewer_id == user.pk), None)
    signed = {sign_off.reviewer_id for sign_off in edition.sign_offs.all()}
    sees_others = (is_chair and mine is None) or user.pk in signed
    waited_for = [one for one in asked if one.reviewer_id not in signed and (sees_others or one is mine)]
    due_on = min((one.due_on for one in waited_for if one.due_on), default=None)
    return QueueRow(
        edition=edition,
        mine=mine,
        to_do=_to_do(mine, signed),
        days=(at - edition.submitted_at).days,
        due_on=due_on,
        overdue=bool(due_on) and due_on < at.date(),
        findings=found.findings,
        signed=len(signed) if sees_others else None,
        needed=needed,
        reviewers=len(asked),
        lost=len(assignments) - len(asked),
        needs_reviewer=is_chair and (len(asked) < needed or (sees_others and _is_stuck(edition, asked, found, needed))),
    )


def _is_stuck(edition: Edition, asked: list[Assignment], found: Found, needed: int) -> bool:
    """Whether all who are asked have signed, and nobody for what is still wanted."""
    meanings = [sign_off.meaning for sign_off in edition.sign_offs.all()]
    tally = rules.Tally(
        clinical=meanings.count(Meaning.CLINICAL),
        plain=meanings.count(Meaning.PLAIN),
        has_lay_wording=found.has_lay_wording,
        blocking=0,
        undecided=len({one.reviewer_id for one in asked} - {one.reviewer_id for one in edition.sign_offs.all()}),
    )
    return rules.is_stuck(tally, required=needed, has_lost=len(asked) < len(edition.assignments.all()))


def _to_do(mine: Assignment | None, signed: set[int]) -> str:
    if mine is None or mine.reviewer_id in signed:
        return ""
    return "Declare your interests" if mine.interests == Interests.NOT_ASKED else "Review and sign"
