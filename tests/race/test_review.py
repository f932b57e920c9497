"""Two people before one edition, at once."""

import pytest

from review import workflow
from review.stages import Interests
from tests import factories
from tests.cast import NOON
from tests.race.pressing import REPETITIONS, at_once, pause_of, refusals
from tests.review import promises
from tests.review.acts import assign, edit, told

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def signing(edition, reviewer):
    return lambda: factories.sign(edition, reviewer)


def at_the_edge(cast, article=None):
    """An edition that the second reviewer's signature will approve."""
    edition = factories.under_review(cast, article)
    factories.sign(edition, cast.reviewer)
    return edition


def stage(edition) -> str:
    promises.hold(edition.article)
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
