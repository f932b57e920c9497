"""One person before one edition, and what the checks of it are made of."""

from dataclasses import dataclass, field

from guidance.canonical import clean
from guidance.roles import STRANGER, Person
from guidance.rules import NotAllowed, NotNow
from guidance.vocabularies import Meaning, Stage
from review.stages import BY_ACT, Act, Interests


@dataclass(frozen=True)
class Case:
    """One person before one edition: all that the rules ask about.

    ``interests`` is None where they are not assigned, or were ``released``.
    """

    stage: Stage | None = None
    person: Person = STRANGER
    contributor: bool = False
    submitter: bool = False
    interests: Interests | None = None
    released: bool = False
    signed: frozenset[Meaning] = field(default_factory=frozenset)
    blocking: bool = False  # a blocking comment of their own is open
    has_successor: bool = False  # a newer edition of the article was submitted


def must_be_chair(case: Case, to_do: str) -> None:
    if not case.person.is_chair:
        raise NotAllowed(f"Only a chair may {to_do}.")


def is_impartial_chair(case: Case) -> bool:
    return case.person.is_chair and not case.contributor


def must_be_impartial_chair(case: Case, to_do: str) -> None:
    must_be_chair(case, to_do)
    if case.contributor:
        raise NotAllowed(f"You have written on this article, so another chair must {to_do}.")


def must_not_be_released(case: Case) -> None:
    """Whoever was assigned when they opened the page is told what has happened since, not that they never were."""
    if case.released and case.person.is_board_member:
        raise NotNow("The chair has released you from this review, and asks nothing more of you.")


def must_be_disinterested_reviewer(case: Case) -> None:
    must_not_be_released(case)
    if not case.person.is_board_member or case.interests is None:
        raise NotAllowed("Only a reviewer assigned to this edition may do this.")
    if case.contributor:
        raise NotAllowed("You have written on this article, and nobody reviews their own work.")
    if case.interests is Interests.NOT_ASKED:
        raise NotAllowed("Declare your interests first.")
    if case.interests is Interests.DECLARED:
        raise NotAllowed("You have declared interests in this subject, so others review it.")


def must_be_at(case: Case, act: Act, done: str) -> None:
    if BY_ACT[act].allows(case.stage):
        return
    if case.stage is Stage.SUBMITTED and BY_ACT[act].allows(Stage.UNDER_REVIEW):
        raise NotNow(f"The review has not begun, so it cannot be {done} yet.")
    stage = case.stage.label.lower() if case.stage else "a draft"
    raise NotNow(f"This edition is {stage}, so it cannot be {done}.")


def must_have(reason: str, sentence: str) -> None:
    if not clean(reason).strip():
        raise NotAllowed(sentence)
