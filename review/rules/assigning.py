"""What the chair may do while an edition is under review."""

from datetime import date

from guidance.rules import NotAllowed, NotNow
from review.rules.case import Case, must_be_at, must_be_impartial_chair
from review.stages import Act


def check_can_assign(case: Case) -> None:
    must_be_impartial_chair(case, "assign reviewers")
    must_be_at(case, Act.ASSIGN, "assigned")


def check_can_be_assigned(case: Case, *, is_member: bool, is_assigned: bool) -> None:
    """``case`` is the assignee's; ``is_assigned`` also where they were, and were released."""
    if not case.person.is_board_member or not is_member:
        raise NotAllowed("Only an active member of the board can be assigned.")
    if case.contributor:
        raise NotAllowed("They have written on this article, and nobody reviews their own work.")
    if is_assigned:
        raise NotNow("They have been assigned to this edition already.")


def check_can_release(case: Case, *, has_signed: bool, is_released: bool) -> None:
    """``has_signed`` and ``is_released`` speak of the reviewer to be released."""
    must_be_impartial_chair(case, "release reviewers")
    must_be_at(case, Act.RELEASE, "changed")
    if is_released:
        raise NotNow("They have been released already.")
    if has_signed:
        raise NotNow("They have signed, and a signature stands.")


def check_can_set_due(case: Case, *, has_decided: bool, is_released: bool) -> None:
    """``has_decided``, by signing or by stepping back, and ``is_released`` speak of the reviewer it is due from."""
    must_be_impartial_chair(case, "set a due date")
    must_be_at(case, Act.SET_DUE, "due on another day")
    if is_released:
        raise NotNow("They have been released, so nothing is due from them.")
    if has_decided:
        raise NotNow("They have decided, so nothing more is due from them.")


def check_due(due_on: date | None, *, today: date) -> None:
    if due_on and due_on < today:
        raise NotAllowed("That day has passed. Choose today or a later day, or leave it empty.")


def check_can_begin(case: Case) -> None:
    must_be_impartial_chair(case, "begin a review")
    must_be_at(case, Act.BEGIN, "begun")
