"""What an article's events tell, read one after the other: no row but theirs is looked at.

Each value is as the events spell it: a moment as text to the microsecond, a person by their user name.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guidance.documents import Wording
from guidance.vocabularies import Meaning, Stage
from review.audit import microseconds
from review.rules import Tally
from review.stages import BY_ACT, Act, Interests

Row = dict[str, Any]  # what a row must hold, by field
APPROVE = "approve"  # by nobody's hand: the last act that was needed brings it about


@dataclass
class Told:
    """What is told of one edition, and of the rows that hang on it."""

    edition: Row
    contributions: set[str]
    assignments: dict[str, Row] = field(default_factory=dict)  # by reviewer
    sign_offs: dict[tuple[str, str], Row] = field(default_factory=dict)  # by reviewer and meaning
    comments: dict[int, Row] = field(default_factory=dict)  # by number
    approval: tuple[Tally, int] | None = None  # what it had when it was approved, and how many had to sign

    def is_at(self, *stages: Stage) -> bool:
        return self.edition["stage"] in stages


@dataclass
class Story:
    """What is told of an article. ``contradictions`` holds the edition's number and what cannot be."""

    article: Row = field(default_factory=lambda: {"warned_at": None, "next_review_on": None, "replaced_by": None})
    warning: Wording = field(default_factory=Wording)
    editions: dict[int, Told] = field(default_factory=dict)
    contradictions: list[tuple[int | None, str]] = field(default_factory=list)

    def object(self, event: Any, words: str) -> None:
        self.contradictions.append((event.edition_number, f"event {event.position} ({event.action}) {words}"))


def replay(events: Iterable[Any]) -> Story:
    """The story that ``events``, in their order, tell."""
    story = Story()
    for event in events:
        if event.action not in TELLERS:
            story.object(event, "is of no kind that is known")
            continue
        try:
            TELLERS[event.action](story, event, event.payload)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            story.object(event, f"does not tell all that it should: {error}")
    return story


def _submit(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    if event.edition_number != len(story.editions) + 1:
        story.object(event, "is out of turn")
    if any(told.is_at(Stage.SUBMITTED, Stage.UNDER_REVIEW) for told in story.editions.values()):
        story.object(event, "comes while another edition is before the board")
    if event.actor not in said["contributors"]:
        story.object(event, "does not count who submitted among the contributors")
    edition = {
        "number": event.edition_number,
        "digest": said["digest"],
        "stage": Stage.SUBMITTED.value,
        "submitted_by": event.actor,
        "submitted_at": microseconds(event.at),
        "message": said["message"],
        "reaffirms": said["reaffirms"],
    }
    later = {"began_at": None, "approved_at": None, "closed_at": None, "reason": ""}
    story.editions[event.edition_number] = Told(edition | later, set(said["contributors"]))


def _told(story: Story, event: Any, *stages: Stage) -> Told:
    """What is told so far of the edition that the event is about; it should be at one of ``stages``."""
    if event.edition_number not in story.editions:
        raise ValueError("it is about an edition that was never submitted")
    told = story.editions[event.edition_number]
    if not told.is_at(*(stages or BY_ACT[Act(event.action)].sources)):
        story.object(event, f"cannot come while the edition is {Stage(told.edition['stage']).label.lower()}")
    return told


def _only_once(story: Story, event: Any, again: object) -> None:
    if again:
        story.object(event, "tells again what was told before")


def _assign(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    told = _told(story, event)
    _only_once(story, event, said["reviewer"] in told.assignments)
    told.assignments[said["reviewer"]] = {
        "reviewer": said["reviewer"],
        "assigned_by": event.actor,
        "assigned_at": microseconds(event.at),
        "due_on": said["due_on"],
        "interests": Interests.NOT_ASKED.value,
        "statement": "",
        "declared_at": None,
        "released_at": None,
    }


def _declare(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    assignment = _told(story, event).assignments[event.actor]
    _only_once(story, event, assignment["declared_at"])
    assignment["interests"], assignment["statement"] = said["interests"], said["statement"]
    assignment["declared_at"] = microseconds(event.at)


def _release(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    assignment = _told(story, event).assignments[said["reviewer"]]
    _only_once(story, event, assignment["released_at"])
    assignment["released_at"] = microseconds(event.at)


def _set_due(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    assignment = _told(story, event).assignments[said["reviewer"]]
    _only_once(story, event, assignment["due_on"] == said["due_on"])
    assignment["due_on"] = said["due_on"]


def _begin(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    _told(story, event).edition |= {"stage": Stage.UNDER_REVIEW.value, "began_at": microseconds(event.at)}


def _sign(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    told = _told(story, event)
    if event.actor in told.contributions:
        story.object(event, "is by a contributor")
    assignment = told.assignments.get(event.actor, {})
    if assignment.get("interests") != Interests.NONE or assignment["released_at"]:
        story.object(event, "is by somebody who was not assigned, or had not declared to have no interests")
    if said["digest"] != told.edition["digest"]:
        story.object(event, "is for another digest")
    same = {name: said[name] for name in ("digest", "remark", "interests", "checklist", "name", "role")}
    for meaning in said["meanings"]:
        _only_once(story, event, (event.actor, meaning) in told.sign_offs)
        row = {"reviewer": event.actor, "meaning": meaning, "signed_at": microseconds(event.at)}
        told.sign_offs[event.actor, meaning] = row | same


def _comment(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    told = _told(story, event)
    _only_once(story, event, said["number"] != len(told.comments) + 1)
    if event.edition_number != len(story.editions):
        story.object(event, "comes after the next edition was submitted")
    if said["blocking"] and told.is_at(Stage.RETURNED):
        story.object(event, "blocks an edition that was returned")
    told.comments[said["number"]] = {
        "author": event.actor,
        "at": microseconds(event.at),
        "step_key": said["step"],
        "quoted": said["quoted"],
        "body": said["body"],
        "blocking": said["blocking"],
        "thread": said["thread"],
        "lifted_by": None,
        "lifted_at": None,
        "lifted_because": "",
    }


def _lift(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    comment = _told(story, event).comments[said["number"]]
    _only_once(story, event, comment["lifted_at"])
    comment |= {"lifted_by": event.actor, "lifted_at": microseconds(event.at), "lifted_because": said["reason"]}


def _approve(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    told = _told(story, event, Stage.UNDER_REVIEW)
    if any(other.is_at(Stage.APPROVED) for other in story.editions.values()):
        story.object(event, "comes while another edition is approved")
    told.approval = _tally(told), said["required"]
    told.edition |= {"stage": Stage.APPROVED.value, "approved_at": microseconds(event.at)}
    story.article |= {"next_review_on": said["next_review_on"], "replaced_by": None}


def _tally(told: Told) -> Tally:
    """Whether there is lay wording the events do not tell: the text does."""
    signed = Counter(meaning for _, meaning in told.sign_offs)
    reviewers = {reviewer for reviewer, _ in told.sign_offs}
    asked = {
        name
        for name, row in told.assignments.items()
        if row["interests"] != Interests.DECLARED and not row["released_at"]
    }
    return Tally(
        clinical=signed[Meaning.CLINICAL],
        plain=signed[Meaning.PLAIN],
        has_lay_wording=False,
        blocking=sum(row["blocking"] and not row["lifted_at"] for row in told.comments.values()),
        undecided=len(asked - reviewers),
    )


def _closing(stage: Stage) -> Callable[[Story, Any, Mapping[str, Any]], None]:
    def close(story: Story, event: Any, said: Mapping[str, Any]) -> None:
        closed = {"stage": stage.value, "closed_at": microseconds(event.at)}
        _told(story, event).edition |= closed | ({"reason": said["reason"]} if stage is not Stage.SUPERSEDED else {})
        if stage is Stage.RETIRED:
            story.article["replaced_by"] = said["replaced_by"]

    return close


def _warn(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    _told(story, event)
    story.warning = Wording.of(said["clinician"], said["lay"])
    story.article["warned_at"] = microseconds(event.at) if story.warning else None


def _review_earlier(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    _told(story, event)
    now = story.article["next_review_on"]
    if now and said["next_review_on"] >= now:
        story.object(event, "tells of no earlier day")
    story.article["next_review_on"] = said["next_review_on"]


def _standing(story: Story, event: Any, said: Mapping[str, Any]) -> None:
    """Of a source, which is no row of the article's."""


TELLERS: dict[str, Callable[[Story, Any, Mapping[str, Any]], None]] = {
    Act.SUBMIT.value: _submit,
    Act.ASSIGN.value: _assign,
    Act.DECLARE.value: _declare,
    Act.RELEASE.value: _release,
    Act.SET_DUE.value: _set_due,
    Act.BEGIN.value: _begin,
    Act.SIGN.value: _sign,
    Act.COMMENT.value: _comment,
    Act.LIFT.value: _lift,
    APPROVE: _approve,
    Act.SEND_BACK.value: _closing(Stage.RETURNED),
    Act.WITHDRAW.value: _closing(Stage.WITHDRAWN),
    Act.RETIRE.value: _closing(Stage.RETIRED),
    Act.SUPERSEDE.value: _closing(Stage.SUPERSEDED),
    Act.WARN.value: _warn,
    Act.REVIEW_EARLIER.value: _review_earlier,
    "standing": _standing,
}
