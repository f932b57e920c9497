"""What a reviewer may do and see."""

from collections.abc import Collection

from guidance.rules import NotAllowed, NotNow
from guidance.vocabularies import Meaning, Stage
from review.rules.case import (
    Case,
    is_impartial_chair,
    must_be_at,
    must_be_chair,
    must_be_disinterested_reviewer,
    must_have,
    must_not_be_released,
)
from review.stages import Act, Interests


def check_can_declare(case: Case) -> None:
    must_not_be_released(case)
    if case.interests is None or not case.person.is_board_member:
        raise NotAllowed("Only the assigned reviewer declares interests.")
    must_be_at(case, Act.DECLARE, "reviewed")
    if case.interests is not Interests.NOT_ASKED:
        raise NotNow("You have declared your interests, and a declaration stands.")


def check_can_read(case: Case) -> None:
    """May open the document of an edition as its reviewer."""
    must_be_disinterested_reviewer(case)


def check_can_see_opinions(case: Case) -> None:
    """Others' decisions and comments: hidden from a reviewer until they have signed or the round is over."""
    if case.stage and not case.stage.is_open:
        return
    if case.interests in {Interests.NOT_ASKED, Interests.NONE} and not case.signed:
        raise NotNow("What others think is shown once you have signed, so that your opinion is your own.")
    if case.interests in {None, Interests.DECLARED} and not case.person.is_chair:
        raise NotAllowed("What the reviewers think is shown once the round is over.")


def check_can_see_trail(case: Case) -> None:
    """The trail tells what others think, so it is hidden with that; and it is nobody's outside the round."""
    reviews = case.person.is_board_member and case.interests is not None
    if not (reviews or case.person.is_chair or case.person.is_editor):
        raise NotAllowed("The trail is read by the board members who review this edition, its editors and the chair.")
    check_can_see_opinions(case)


def check_can_sign(case: Case, meanings: Collection[Meaning]) -> None:
    must_be_disinterested_reviewer(case)
    must_be_at(case, Act.SIGN, "signed")
    if case.blocking:
        raise NotNow("A blocking comment of yours is open. Lift it before you sign.")
    if not meanings:
        raise NotAllowed("Say what you sign for.")
    if case.signed & set(meanings):
        raise NotNow("You have signed for this already.")


def left_to_sign(case: Case) -> frozenset[Meaning]:
    """What they have not signed for yet; all of it where they have, so that the refusal says so."""
    return (frozenset(Meaning) - case.signed) or frozenset(Meaning)


def check_can_comment(case: Case, *, blocking: bool = False) -> None:
    """After a return its reviewers still may, for the editor's next draft; there is nothing left to block then."""
    is_over = case.stage is Stage.RETURNED
    if is_over or not is_impartial_chair(case) or case.interests is Interests.DECLARED:
        must_be_disinterested_reviewer(case)
    must_be_at(case, Act.COMMENT, "commented on")
    if is_over and case.has_successor:
        raise NotNow("A newer edition has been submitted, so comments belong there.")
    if is_over and blocking:
        raise NotNow("This edition was returned, so nothing can block it. Comment without blocking.")


def check_can_answer(*, is_shown: bool) -> None:
    """``is_shown``: the edition they comment on shows them the comment they answer."""
    if not is_shown:
        raise NotAllowed("The comment you answer is none that this edition shows you.")


def check_can_lift(case: Case, *, is_author: bool, reason: str) -> None:
    if not (is_author and case.person.is_board_member):
        must_be_chair(case, "lift somebody else's comment")
    if case.contributor:
        raise NotAllowed("You have written on this article, so another chair must lift the comment.")
    must_be_at(case, Act.LIFT, "changed")
    if not is_author:
        must_have(reason, "Say why the comment is lifted.")


def check_can_send_back(case: Case, *, reason: str = "given") -> None:
    must_be_disinterested_reviewer(case)
    must_be_at(case, Act.SEND_BACK, "sent back")
    must_have(reason, "Say why you send it back: the editor works from your reason.")
