"""The ways out, and what is done about an approved edition."""

from datetime import date

from guidance.rules import NotAllowed, NotNow
from review.rules.case import Case, must_be_at, must_be_chair, must_have
from review.stages import Act


def check_can_withdraw(case: Case, *, reason: str = "given") -> None:
    if not (case.person.is_chair or (case.submitter and case.person.active)):
        raise NotAllowed("Only its submitter or a chair may withdraw an edition.")
    must_be_at(case, Act.WITHDRAW, "withdrawn")
    must_have(reason, "Say why it is withdrawn.")


def check_can_warn(case: Case) -> None:
    must_be_chair(case, "warn readers")
    must_be_at(case, Act.WARN, "warned about")


def check_can_review_earlier(case: Case) -> None:
    must_be_chair(case, "have an article reviewed earlier")
    must_be_at(case, Act.REVIEW_EARLIER, "reviewed earlier")


def check_earlier(day: date, *, than: date | None, today: date) -> None:
    """``day``, on which an article is to be reviewed again, must come before the one there is, and not be over."""
    if than and than <= today:
        raise NotNow("It is to be reviewed again by now already.")
    if day < today:
        raise NotAllowed("That day has passed. Choose today or a later day.")
    if than and day >= than:
        raise NotAllowed("The review can only be moved to an earlier day: a later one would need new signatures.")


def check_can_retire(case: Case, *, reason: str = "given") -> None:
    must_be_chair(case, "retire an article")
    must_be_at(case, Act.RETIRE, "retired")
    must_have(reason, "Say why it is retired: readers are shown the reason.")
