"""What may follow what: an edition's way from the Desk to its readers."""

from dataclasses import dataclass
from enum import StrEnum

from guidance.vocabularies import Stage, Vocabulary

__all__ = ["DRAFT", "TRANSITIONS", "Act", "Interests", "Stage", "Transition"]


class Interests(Vocabulary):
    """What an assigned reviewer has said of their interests in the subject."""

    NOT_ASKED = "not-asked", "Not declared yet"  # never counts as none
    NONE = "none", "No interests to declare"
    DECLARED = "declared", "Interests declared"  # recused: no signing, no comment


class Act(StrEnum):
    """What may happen to an article or its edition."""

    SUBMIT = "submit"
    DISCARD = "discard"
    ASSIGN = "assign"
    RELEASE = "release"
    SET_DUE = "set due date"
    DECLARE = "declare"
    BEGIN = "begin"
    SIGN = "sign"
    COMMENT = "comment"
    LIFT = "lift"
    SEND_BACK = "send back"
    WITHDRAW = "withdraw"
    WARN = "warn"
    REVIEW_EARLIER = "review earlier"
    RETIRE = "retire"
    SUPERSEDE = "supersede"  # by nobody's hand: it comes with the approval of a newer edition


DRAFT = None  # no edition is open: what there is, is the working draft

OPEN = (Stage.SUBMITTED, Stage.UNDER_REVIEW)
JUDGED = (Stage.UNDER_REVIEW, Stage.RETURNED)  # who had not spoken when it was returned may, until the next edition


@dataclass(frozen=True)
class Transition:
    """``act`` at any of ``sources`` leads to one of ``targets``: to approved, of several, where the edition settles."""

    act: Act
    sources: tuple[Stage | None, ...]
    targets: tuple[Stage | None, ...]
    by: str

    def allows(self, stage: Stage | None) -> bool:
        return stage in self.sources


TRANSITIONS = (
    Transition(Act.SUBMIT, (DRAFT,), (Stage.SUBMITTED,), "editor"),
    Transition(Act.DISCARD, (DRAFT,), (DRAFT,), "editor"),
    Transition(Act.ASSIGN, OPEN, (*OPEN, Stage.APPROVED), "chair"),
    Transition(Act.RELEASE, OPEN, (*OPEN, Stage.APPROVED), "chair"),
    Transition(Act.SET_DUE, OPEN, OPEN, "chair"),
    Transition(Act.DECLARE, OPEN, (*OPEN, Stage.APPROVED), "the assignee"),
    Transition(Act.BEGIN, (Stage.SUBMITTED,), (Stage.UNDER_REVIEW,), "chair"),
    Transition(Act.SIGN, (Stage.UNDER_REVIEW,), (Stage.UNDER_REVIEW, Stage.APPROVED), "assigned reviewer"),
    Transition(Act.COMMENT, JUDGED, JUDGED, "assigned reviewer, chair while under review"),
    Transition(Act.LIFT, (Stage.UNDER_REVIEW,), (Stage.UNDER_REVIEW, Stage.APPROVED), "its author, chair"),
    Transition(Act.SEND_BACK, (Stage.UNDER_REVIEW,), (Stage.RETURNED,), "assigned reviewer"),
    Transition(Act.WITHDRAW, OPEN, (Stage.WITHDRAWN,), "submitter, chair"),
    Transition(Act.WARN, (Stage.APPROVED,), (Stage.APPROVED,), "chair"),
    Transition(Act.REVIEW_EARLIER, (Stage.APPROVED,), (Stage.APPROVED,), "chair"),
    Transition(Act.RETIRE, (Stage.APPROVED,), (Stage.RETIRED,), "chair"),
    Transition(Act.SUPERSEDE, (Stage.APPROVED,), (Stage.SUPERSEDED,), "a newer edition's approval"),
)

BY_ACT = {transition.act: transition for transition in TRANSITIONS}
