"""What the events of an article tell, and when they contradict themselves."""

import pytest

from review.models import Event
from review.replay import TELLERS, replay
from review.rules import Tally
from review.stages import Act
from tests.cast import NOON

# What the events tell, with no database


def event(action: str, edition: int | None = 1, actor: str = "chair", **payload) -> Event:
    return Event(action=action, edition_number=edition, actor=actor, at=NOON, payload=payload, position=7)


def submission(number: int = 1, actor: str = "editor") -> Event:
    said = {"digest": "d", "message": "", "reaffirms": False, "contributors": ["editor"]}
    return event("submit", number, actor, **said)


def signature(actor: str = "reviewer", digest: str = "d") -> Event:
    said = {"remark": "", "interests": "", "checklist": [], "name": "", "role": ""}
    return event("sign", actor=actor, digest=digest, meanings=["clinical", "plain"], **said)


def assignment(reviewer: str) -> Event:
    return event("assign", reviewer=reviewer, due_on=None)


def declaration(reviewer: str, interests: str = "none") -> Event:
    return event("declare", actor=reviewer, interests=interests, statement="")


def remark(number: int, blocking: bool, edition: int = 1) -> Event:
    said = {"step": None, "quoted": "", "body": "Hm.", "thread": None}
    return event("comment", edition, number=number, blocking=blocking, **said)


def due(day: str | None) -> Event:
    return event("set due date", reviewer="reviewer", due_on=day)


def earlier(day: str) -> Event:
    return event("review earlier", next_review_on=day, reason="")


BEGIN = event("begin")
RETURN = event("send back", reason="x")
RELEASE = event("release", reviewer="reviewer", reason="x")
APPROVE = event("approve", digest="d", next_review_on="2027-03-02", required=0)
ASSIGN, DECLARE = assignment("reviewer"), declaration("reviewer")
NOT_ALLOWED = "is by somebody who was not assigned, or had not declared"


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([event("forge")], "is of no kind that is known"),
        ([submission(2)], "is out of turn"),
        ([submission(), submission()], "is out of turn"),
        ([submission(), submission(2)], "while another edition is before the board"),
        ([submission(actor="chair")], "does not count who submitted among the contributors"),
        ([event("begin")], "about an edition that was never submitted"),
        ([submission(), event("begin"), event("begin")], "cannot come while the edition is under review"),
        ([submission(), APPROVE], "cannot come while the edition is submitted"),
        ([submission(), event("retire", reason="x", replaced_by=None)], "cannot come while the edition is submitted"),
        ([submission(), ASSIGN, ASSIGN], "tells again"),
        ([submission(), DECLARE], "does not tell all that it should: 'reviewer'"),
        ([submission(), ASSIGN, DECLARE, DECLARE], "tells again"),
        ([submission(), ASSIGN, RELEASE, RELEASE], "tells again"),
        ([submission(), due("2026-04-01")], "does not tell all that it should: 'reviewer'"),
        ([submission(), ASSIGN, due("2026-04-01"), due("2026-04-01")], "tells again"),
        ([submission(), ASSIGN, due(None)], "tells again"),
        ([submission(), earlier("2027-01-01")], "cannot come while the edition is submitted"),
        ([submission(), BEGIN, APPROVE, earlier("2027-03-02")], "tells of no earlier day"),
        ([submission(), BEGIN, signature()], NOT_ALLOWED),
        ([submission(), BEGIN, ASSIGN, signature()], NOT_ALLOWED),
        ([submission(), BEGIN, ASSIGN, declaration("reviewer", "declared"), signature()], NOT_ALLOWED),
        ([submission(), BEGIN, ASSIGN, DECLARE, RELEASE, signature()], NOT_ALLOWED),
        ([submission(), BEGIN, ASSIGN, DECLARE, signature(digest="e")], "is for another digest"),
        ([submission(), BEGIN, ASSIGN, DECLARE, signature(), signature()], "tells again"),
        ([submission(), BEGIN, assignment("editor"), declaration("editor"), signature("editor")], "by a contributor"),
        ([submission(), remark(1, False)], "cannot come while the edition is submitted"),
        ([submission(), BEGIN, RETURN, remark(1, True)], "blocks an edition that was returned"),
        ([submission(), BEGIN, RETURN, submission(2), remark(1, False)], "after the next edition was submitted"),
        ([submission(), event("begin"), APPROVE, submission(2), event("begin", 2),
          event("approve", 2, digest="d", next_review_on="2027-03-02", required=0)],
         "while another edition is approved"),
    ],
)  # fmt: skip
def test_a_story_that_cannot_be_contradicts_itself(events, words):
    assert any(words in sentence for _, sentence in replay(events).contradictions)


def test_what_an_edition_had_when_it_was_approved():
    """One has signed, one has not, one is recused and one was released; one comment was lifted, and one was not."""
    people = ("signed", "waiting", "recused", "reviewer")
    events = [submission(), BEGIN, *map(assignment, people), declaration("signed"), declaration("recused", "declared")]
    lifted = event("lift", number=1, reason="")
    events += [RELEASE, signature("signed"), remark(1, True), remark(2, True), remark(3, False), lifted, APPROVE]
    story = replay(events)
    assert story.contradictions == []
    tally = Tally(clinical=1, plain=1, has_lay_wording=False, blocking=1, undecided=1)
    assert story.editions[1].approval == (tally, 0)


def test_who_was_not_heard_before_a_return_may_be_heard_after_it():
    story = replay([submission(), BEGIN, remark(1, True), RETURN, remark(2, False)])
    assert story.contradictions == []
    assert list(story.editions[1].comments) == [1, 2]


def test_every_event_has_a_teller():
    assert set(TELLERS) == {act.value for act in Act if act is not Act.DISCARD} | {"approve", "standing"}
