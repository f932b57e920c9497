"""Two people before one edition, at once."""

import pytest

from guidance.roles import Role
from review import record, workflow
from review.stages import Interests
from tests import factories
from tests.cast import NOON, person
from tests.race.pressing import REPETITIONS, at_once, pause_of, refusals
from tests.review import promises
from tests.review.acts import assign, edit, told

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def signing(edition, reviewer):
    return lambda: factories.sign(edition, reviewer)


def assigning(edition, reviewer, by):
    return lambda: workflow.assign(edition=edition, reviewer=reviewer, by=by, at=NOON)


def at_the_edge(cast, article=None):
    """An edition that the second reviewer's signature will approve."""
    edition = factories.under_review(cast, article)
    factories.sign(edition, cast.reviewer)
    return edition


def stage(edition) -> str:
    """What it has reached; every promise holds, and the record tells of all that is there."""
    promises.hold(edition.article)
    assert record.faults_of(edition.article) == []
    return factories.reread(edition).stage


def test_two_sign_at_the_edge_of_the_quorum(cast):
    for repetition in REPETITIONS:
        edition = factories.under_review(cast)
        outcomes = at_once(
            signing(edition, cast.reviewer), signing(edition, cast.second_reviewer), pause=pause_of(repetition)
        )
        assert refusals(outcomes) == []
        assert stage(edition) == "approved"
        assert edition.sign_offs.count() == 4
        assert told(edition.article).count("approve") == 1


def test_one_signs_twice_from_two_tabs(cast):
    for repetition in REPETITIONS:
        edition = at_the_edge(cast)
        twice = [signing(edition, cast.second_reviewer)] * 2
        assert len(refusals(at_once(*twice, pause=pause_of(repetition)))) == 1
        assert stage(edition) == "approved"
        assert edition.sign_offs.filter(reviewer=cast.second_reviewer).count() == 2


def test_one_signs_while_one_sends_back(cast):
    for repetition in REPETITIONS:
        edition = at_the_edge(cast)
        signed, sent_back = at_once(
            signing(edition, cast.second_reviewer),
            lambda edition=edition: workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="Wrong."),
            pause=pause_of(repetition),
        )
        (loser,) = refusals([signed, sent_back])
        assert stage(edition) == ("returned" if loser is signed else "approved")


@pytest.mark.parametrize("by", ["editor", "chair"])
def test_one_signs_while_one_withdraws(cast, by):
    for repetition in REPETITIONS:
        edition = at_the_edge(cast)
        signed, withdrawn = at_once(
            signing(edition, cast.second_reviewer),
            lambda edition=edition: workflow.withdraw(
                edition=edition, by=getattr(cast, by), at=NOON, reason="Too early."
            ),
            pause=pause_of(repetition),
        )
        (loser,) = refusals([signed, withdrawn])
        assert stage(edition) == ("withdrawn" if loser is signed else "approved")


def test_one_signs_while_the_chair_assigns_a_third(cast):
    """Either the third is waited for, or they came too late."""
    for repetition in REPETITIONS:
        edition = at_the_edge(cast)
        outcomes = at_once(
            signing(edition, cast.second_reviewer),
            lambda edition=edition: assign(cast, edition, cast.third_reviewer),
            pause=pause_of(repetition),
        )
        assert stage(edition) == ("approved" if refusals(outcomes) else "under_review")


def test_one_signs_while_another_objects(cast):
    """An objection is heard, or it came too late; it is never approved over."""
    for repetition in REPETITIONS:
        edition = at_the_edge(cast)
        signed, objected = at_once(
            signing(edition, cast.second_reviewer),
            lambda edition=edition: workflow.comment(
                edition=edition, by=cast.reviewer, at=NOON, body="Wrong.", blocking=True
            ),
            pause=pause_of(repetition),
        )
        assert refusals([signed]) == []
        assert stage(edition) == ("approved" if refusals([objected]) else "under_review")


@pytest.mark.parametrize("by", ["reviewer", "chair"])
def test_one_signs_while_a_blocking_comment_is_lifted(cast, by):
    """Whichever comes last approves, and only the last: both are needed, and both come."""
    for repetition in REPETITIONS:
        edition = at_the_edge(cast)
        comment = workflow.comment(edition=edition, by=cast.reviewer, at=NOON, body="Wrong.", blocking=True)
        lifting = {"comment": comment, "by": getattr(cast, by), "at": NOON, "reason": "It was answered."}
        outcomes = at_once(
            signing(edition, cast.second_reviewer),
            lambda lifting=lifting: workflow.lift(**lifting),
            pause=pause_of(repetition),
        )
        assert refusals(outcomes) == []
        assert stage(edition) == "approved"
        last = told(edition.article)[-3:]
        assert last in (["sign", "lift", "approve"], ["lift", "sign", "approve"])


def test_one_signs_and_objects_from_two_tabs(cast):
    """They signed first, and their objection holds it up or came too late; or they objected first, and cannot sign."""
    for repetition in REPETITIONS:
        edition = at_the_edge(cast)
        signed, objected = at_once(
            signing(edition, cast.second_reviewer),
            lambda edition=edition: workflow.comment(
                edition=edition, by=cast.second_reviewer, at=NOON, body="Wrong.", blocking=True
            ),
            pause=pause_of(repetition),
        )
        (loser,) = refusals([signed, objected])
        assert stage(edition) == ("under_review" if loser is signed else "approved")
        assert edition.comments.filter(blocking=True, lifted_at=None).exists() == (loser is signed)


@pytest.mark.parametrize("interests", [Interests.NONE, Interests.DECLARED])
def test_one_declares_while_the_chair_releases_them(cast, interests):
    """All others have signed. Released, they are waited for no more: it is approved, once, whatever they declared."""
    for repetition in REPETITIONS:
        edition = at_the_edge(cast)
        third = assign(cast, edition, cast.third_reviewer)
        factories.sign(edition, cast.second_reviewer)
        by = third.reviewer
        declared, released = at_once(
            lambda third=third, by=by: workflow.declare(
                assignment=third, by=by, at=NOON, interests=interests, statement="Shares."
            ),
            lambda third=third: workflow.release(assignment=third, by=cast.chair, at=NOON, reason="On leave."),
            pause=pause_of(repetition),
        )
        lost = refusals([declared, released])
        assert stage(edition) == "approved"
        third.refresh_from_db()
        assert (third.interests == interests) == (declared not in lost)
        assert (third.released_at is None) == (released in lost)
        # Whoever has declared interests is waited for no more: the release may come too late.
        assert lost == ([] if interests is Interests.NONE and declared not in lost else lost[:1])


def test_two_chairs_assign_the_same_reviewer(cast):
    second_chair = person("second_chair", Role.BOARD, Role.CHAIR)
    for repetition in REPETITIONS:
        edition = factories.submitted(cast)
        outcomes = at_once(
            *(assigning(edition, cast.reviewer, chair) for chair in (cast.chair, second_chair)),
            pause=pause_of(repetition),
        )
        (loser,) = refusals(outcomes)
        assert stage(edition) == "submitted"
        (assignment,) = edition.assignments.all()
        assert assignment.assigned_by == (second_chair if loser is outcomes[0] else cast.chair)
        assert told(edition.article) == ["submit", "assign"]
        assert edition.notices.filter(kind="assigned").count() == 1


def test_two_chairs_assign_two_reviewers(cast):
    """Neither is lost; and each is on the record, one after the other."""
    second_chair = person("second_chair", Role.BOARD, Role.CHAIR)
    for repetition in REPETITIONS:
        edition = factories.submitted(cast)
        outcomes = at_once(
            assigning(edition, cast.reviewer, cast.chair),
            assigning(edition, cast.second_reviewer, second_chair),
            pause=pause_of(repetition),
        )
        assert refusals(outcomes) == []
        assert stage(edition) == "submitted"
        asked = set(edition.assignments.values_list("reviewer__username", "assigned_by__username"))
        assert asked == {("reviewer", "chair"), ("second_reviewer", "second_chair")}
        assert told(edition.article) == ["submit", "assign", "assign"]


def test_two_declare_at_once_and_the_review_begins_once(cast):
    for repetition in REPETITIONS:
        edition = factories.submitted(cast)
        declarations = [
            lambda one=one: workflow.declare(assignment=one, by=one.reviewer, at=NOON, interests=Interests.NONE)
            for one in factories.assigned(cast, edition)
        ]
        assert refusals(at_once(*declarations, pause=pause_of(repetition))) == []
        assert stage(edition) == "under_review"
        assert told(edition.article).count("begin") == 1


def test_the_next_is_approved_while_the_live_one_is_retired(cast):
    for repetition in REPETITIONS:
        live = factories.approved(cast)
        edit(live.article, cast.editor)
        edition = at_the_edge(cast, live.article)
        signed, retired = at_once(
            signing(edition, cast.second_reviewer),
            lambda live=live: workflow.retire(edition=live, by=cast.chair, at=NOON, reason="Old."),
            pause=pause_of(repetition),
        )
        assert refusals([signed]) == []
        assert stage(edition) == "approved"
        assert stage(live) == ("superseded" if refusals([retired]) else "retired")
