"""Who may do what to an edition, and when.

Each check is a pure function of a Case. It asks first *who*, then *when*; it raises NotAllowed with the
sentence a person reads, which is also what a disabled button says.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from guidance.canonical import clean
from guidance.roles import STRANGER, Person
from guidance.rules import NotAllowed, NotNow, Stale, verdict
from guidance.vocabularies import Meaning, Stage
from review.stages import BY_ACT, Act, Interests

__all__ = ["Case", "NotAllowed", "NotNow", "Stale", "Tally", "settles", "verdict"]


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


@dataclass(frozen=True)
class Tally:
    """What an edition has of what it needs to be approved."""

    clinical: int  # sign-offs for clinical accuracy
    plain: int  # and for plain language
    has_lay_wording: bool
    blocking: int  # blocking comments open
    undecided: int  # assigned, and neither signed, nor recused, nor released


def settles(tally: Tally, *, required: int) -> bool:
    """True where nothing more is needed."""
    plain_is_signed = tally.plain >= 1 or not tally.has_lay_wording
    return tally.clinical >= required and plain_is_signed and not tally.blocking and not tally.undecided


def is_stuck(tally: Tally, *, required: int, has_lost: bool) -> bool:
    """True where those assigned cannot approve it; ``has_lost`` says that some stepped back or were released.

    Where nobody has, and somebody is still to decide, the chair may simply not have done assigning.
    """
    if tally.undecided:
        return has_lost and tally.clinical + tally.undecided < required
    return tally.clinical < required or (tally.has_lay_wording and not tally.plain)


def is_all_in(tally: Tally, *, required: int) -> bool:
    """True where all that is in the way is a blocking comment."""
    return bool(tally.blocking) and settles(replace(tally, blocking=0), required=required)


# Submitting


def check_can_submit(
    person: Person, *, is_open: bool, errors: int, is_draft: bool = True, differs: bool = True, reaffirms: bool = False
) -> None:
    """``errors`` is how many findings block; ``is_draft`` whether the digest sent is the draft's; ``differs``
    whether it says anything that the live edition, if there is one, does not.
    """
    if not person.is_editor:
        raise NotAllowed("Only editors may submit.")
    if is_open:
        raise NotNow("An edition of this article is before the board already.")
    if not is_draft:
        raise Stale("The draft has changed since you opened this page. Read it again, then submit.")
    if errors:
        things = "One error stands" if errors == 1 else f"{errors} errors stand"
        raise NotAllowed(f"{things} in the way. Each is listed with its step.")
    if not differs and not reaffirms:
        raise NotAllowed("This is the text readers have already. Say “still right” to have it reaffirmed.")
    if differs and reaffirms:
        raise NotAllowed("The draft is not the text readers have, so it is new, not “still right”.")


# Under review: what the chair does


def check_can_assign(case: Case) -> None:
    _must_be_impartial_chair(case, "assign reviewers")
    _must_be_at(case, Act.ASSIGN, "assigned")


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
    _must_be_impartial_chair(case, "release reviewers")
    _must_be_at(case, Act.RELEASE, "changed")
    if is_released:
        raise NotNow("They have been released already.")
    if has_signed:
        raise NotNow("They have signed, and a signature stands.")


def check_can_set_due(case: Case, *, has_decided: bool, is_released: bool) -> None:
    """``has_decided``, by signing or by stepping back, and ``is_released`` speak of the reviewer it is due from."""
    _must_be_impartial_chair(case, "set a due date")
    _must_be_at(case, Act.SET_DUE, "due on another day")
    if is_released:
        raise NotNow("They have been released, so nothing is due from them.")
    if has_decided:
        raise NotNow("They have decided, so nothing more is due from them.")


def check_due(due_on: date | None, *, today: date) -> None:
    if due_on and due_on < today:
        raise NotAllowed("That day has passed. Choose today or a later day, or leave it empty.")


def check_can_begin(case: Case) -> None:
    _must_be_impartial_chair(case, "begin a review")
    _must_be_at(case, Act.BEGIN, "begun")


# Under review: what a reviewer does


def check_can_declare(case: Case) -> None:
    _must_not_be_released(case)
    if case.interests is None or not case.person.is_board_member:
        raise NotAllowed("Only the assigned reviewer declares interests.")
    _must_be_at(case, Act.DECLARE, "reviewed")
    if case.interests is not Interests.NOT_ASKED:
        raise NotNow("You have declared your interests, and a declaration stands.")


def check_can_read(case: Case) -> None:
    """May open the document of an edition as its reviewer."""
    _must_be_disinterested_reviewer(case)


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
    _must_be_disinterested_reviewer(case)
    _must_be_at(case, Act.SIGN, "signed")
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
    if is_over or not _is_impartial_chair(case) or case.interests is Interests.DECLARED:
        _must_be_disinterested_reviewer(case)
    _must_be_at(case, Act.COMMENT, "commented on")
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
        _must_be_chair(case, "lift somebody else's comment")
    if case.contributor:
        raise NotAllowed("You have written on this article, so another chair must lift the comment.")
    _must_be_at(case, Act.LIFT, "changed")
    if not is_author:
        _must_have(reason, "Say why the comment is lifted.")


def check_can_send_back(case: Case, *, reason: str = "given") -> None:
    _must_be_disinterested_reviewer(case)
    _must_be_at(case, Act.SEND_BACK, "sent back")
    _must_have(reason, "Say why you send it back: the editor works from your reason.")


# Ways out


def check_can_withdraw(case: Case, *, reason: str = "given") -> None:
    if not (case.person.is_chair or (case.submitter and case.person.active)):
        raise NotAllowed("Only its submitter or a chair may withdraw an edition.")
    _must_be_at(case, Act.WITHDRAW, "withdrawn")
    _must_have(reason, "Say why it is withdrawn.")


def check_can_warn(case: Case) -> None:
    _must_be_chair(case, "warn readers")
    _must_be_at(case, Act.WARN, "warned about")


def check_can_review_earlier(case: Case) -> None:
    _must_be_chair(case, "have an article reviewed earlier")
    _must_be_at(case, Act.REVIEW_EARLIER, "reviewed earlier")


def check_earlier(day: date, *, than: date | None, today: date) -> None:
    """``day``, on which an article is to be reviewed again, must come before the one there is, and not be over."""
    if than and than <= today:
        raise NotNow("It is to be reviewed again by now already.")
    if day < today:
        raise NotAllowed("That day has passed. Choose today or a later day.")
    if than and day >= than:
        raise NotAllowed("The review can only be moved to an earlier day: a later one would need new signatures.")


def check_can_retire(case: Case, *, reason: str = "given") -> None:
    _must_be_chair(case, "retire an article")
    _must_be_at(case, Act.RETIRE, "retired")
    _must_have(reason, "Say why it is retired: readers are shown the reason.")


# Who comes to the board


def check_can_invite(person: Person, *, has_account: bool = False) -> None:
    """``has_account``: somebody signs in with that address already."""
    if not person.is_chair:
        raise NotAllowed("Only a chair may invite members.")
    if has_account:
        raise NotNow("Somebody has an account with this address. Ask whoever keeps the accounts to add them.")


def check_can_withdraw_invitation(person: Person, *, is_open: bool) -> None:
    if not person.is_chair:
        raise NotAllowed("Only a chair may withdraw an invitation.")
    if not is_open:
        raise NotNow("This invitation has been accepted or withdrawn already.")


def check_can_accept(*, accepted: bool, withdrawn: bool, expired: bool, has_account: bool) -> None:
    """Whoever holds the link may, once and in time."""
    if accepted:
        raise NotNow("This invitation has been accepted. If that was you, sign in.")
    if withdrawn:
        raise NotNow("This invitation has been withdrawn, or a newer one was sent.")
    if expired:
        raise NotNow("This invitation is too old to be accepted.")
    if has_account:
        raise NotNow("Somebody has an account with this address. If it is yours, sign in.")


# What the checks are made of


def _must_be_chair(case: Case, to_do: str) -> None:
    if not case.person.is_chair:
        raise NotAllowed(f"Only a chair may {to_do}.")


def _is_impartial_chair(case: Case) -> bool:
    return case.person.is_chair and not case.contributor


def _must_be_impartial_chair(case: Case, to_do: str) -> None:
    _must_be_chair(case, to_do)
    if case.contributor:
        raise NotAllowed(f"You have written on this article, so another chair must {to_do}.")


def _must_not_be_released(case: Case) -> None:
    """Whoever was assigned when they opened the page is told what has happened since, not that they never were."""
    if case.released and case.person.is_board_member:
        raise NotNow("The chair has released you from this review, and asks nothing more of you.")


def _must_be_disinterested_reviewer(case: Case) -> None:
    _must_not_be_released(case)
    if not case.person.is_board_member or case.interests is None:
        raise NotAllowed("Only a reviewer assigned to this edition may do this.")
    if case.contributor:
        raise NotAllowed("You have written on this article, and nobody reviews their own work.")
    if case.interests is Interests.NOT_ASKED:
        raise NotAllowed("Declare your interests first.")
    if case.interests is Interests.DECLARED:
        raise NotAllowed("You have declared interests in this subject, so others review it.")


def _must_be_at(case: Case, act: Act, done: str) -> None:
    if BY_ACT[act].allows(case.stage):
        return
    if case.stage is Stage.SUBMITTED and BY_ACT[act].allows(Stage.UNDER_REVIEW):
        raise NotNow(f"The review has not begun, so it cannot be {done} yet.")
    stage = case.stage.label.lower() if case.stage else "a draft"
    raise NotNow(f"This edition is {stage}, so it cannot be {done}.")


def _must_have(reason: str, sentence: str) -> None:
    if not clean(reason).strip():
        raise NotAllowed(sentence)
