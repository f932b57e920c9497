"""Interests are asked before anything is read, and what was said of them stands."""

import pytest
from django.db import IntegrityError, transaction

from guidance.roles import Role
from review import workflow
from review.models import Assignment
from review.stages import Interests
from tests import factories
from tests.cast import NOON, later
from tests.review import promises
from tests.review.acts import assign, declare, edit, join, refused, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast):
    return factories.submitted(cast)


def recuse(assignment):
    return declare(assignment, Interests.DECLARED, "I advise the maker.")


def test_the_first_none_begins_the_review(cast, edition):
    declared = workflow.declare(
        assignment=assign(cast, edition, cast.reviewer), by=cast.reviewer, at=later(5), interests=Interests.NONE
    )
    assert (declared.interests, declared.declared_at) == ("none", later(5))
    now = factories.reread(edition)
    assert (now.stage, now.began_at) == ("under_review", later(5))
    assert told(edition.article) == ["submit", "assign", "declare", "begin"]


def test_the_second_does_not_begin_it_again(cast, edition):
    for assignment in factories.assigned(cast, edition):
        declare(assignment)
    assert told(edition.article).count("begin") == 1
    promises.hold(edition.article)


def test_declared_interests_do_not_begin_it(cast, edition):
    recuse(assign(cast, edition, cast.reviewer))
    assert factories.reread(edition).stage == "submitted"
    assert edition.article.events.last().payload == {"interests": "declared", "statement": "I advise the maker."}


def test_a_chair_with_interests_who_is_released_has_them_still(cast, edition):
    """Else a release would let them speak of the text again."""
    mine = recuse(assign(cast, edition, cast.chair))
    workflow.begin(edition=edition, by=cast.chair, at=NOON)
    workflow.release(assignment=mine, by=cast.chair, at=NOON, reason="They have interests.")
    with refused("asks nothing more of you"):
        workflow.comment(edition=edition, by=cast.chair, at=NOON, body="Give less.")


def test_the_chair_begins_it_by_hand(cast, edition):
    begun = workflow.begin(edition=edition, by=cast.chair, at=later(2))
    assert (begun.stage, begun.began_at) == ("under_review", later(2))
    with refused("under review"):
        workflow.begin(edition=edition, by=cast.chair, at=later(3))
    declare(assign(cast, edition, cast.reviewer))
    assert told(edition.article).count("begin") == 1


@pytest.mark.parametrize("name", ["editor", "reviewer", "stranger", "superuser"])
def test_nobody_else_begins_it(cast, edition, name):
    with refused("Only a chair"):
        workflow.begin(edition=edition, by=getattr(cast, name), at=NOON)


@pytest.mark.parametrize("name", ["second_reviewer", "chair", "editor", "superuser"])
def test_nobody_declares_for_another(cast, edition, name):
    assignment = assign(cast, edition, cast.reviewer)
    with refused("Only the assigned reviewer"):
        workflow.declare(assignment=assignment, by=getattr(cast, name), at=NOON, interests=Interests.NONE)


def test_a_reviewer_who_is_inactive_declares_nothing(cast, edition):
    assignment = assign(cast, edition, cast.reviewer)
    type(cast.reviewer).objects.filter(pk=cast.reviewer.pk).update(is_active=False)
    with refused("Only the assigned reviewer"):
        declare(assignment)


@pytest.mark.parametrize("interests", [Interests.DECLARED, "declared"])
def test_declared_interests_are_named(cast, edition, interests):
    with refused("Say what your interests are"):
        declare(assign(cast, edition, cast.reviewer), interests, "  ")


@pytest.mark.parametrize("interests", [Interests.NOT_ASKED, "not-asked"])
def test_not_asked_is_no_declaration(cast, edition, interests):
    with refused("Declare that you have interests"):
        declare(assign(cast, edition, cast.reviewer), interests)


def test_a_declaration_stands(cast, edition):
    assignment = recuse(assign(cast, edition, cast.reviewer))
    with refused("a declaration stands"):
        declare(assignment)
    for changes in ({"interests": "none"}, {"statement": "Nothing."}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.filter(pk=assignment.pk).update(**changes)


@pytest.mark.parametrize("declared", [False, True])
def test_whoever_has_not_declared_none_may_not_act(cast, edition, declared):
    declare(assign(cast, edition, cast.second_reviewer))
    assignment = assign(cast, edition, cast.reviewer)
    if declared:
        recuse(assignment)
    why = "You have declared interests" if declared else "Declare your interests first"
    for act in (
        lambda: factories.sign(edition, cast.reviewer),
        lambda: workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="Wrong."),
        lambda: workflow.comment(edition=edition, by=cast.reviewer, at=NOON, body="Wrong."),
        lambda: workflow.open_document(assignment=assignment, by=cast.reviewer, at=NOON),
    ):
        with refused(why):
            act()
    assert not edition.sign_offs.exists()


def test_a_chair_who_has_declared_interests_does_not_comment(cast, edition):
    declare(assign(cast, edition, cast.reviewer))
    recuse(assign(cast, edition, cast.chair))
    with refused("You have declared interests"):
        workflow.comment(edition=edition, by=cast.chair, at=NOON, body="Buy the drug.")


def test_the_text_is_opened_once_interests_are_none(cast, edition):
    assignment = declare(assign(cast, edition, cast.reviewer))
    for minutes in (1, 2):
        workflow.open_document(assignment=assignment, by=cast.reviewer, at=later(minutes))
    assert Assignment.objects.get(pk=assignment.pk).opened_at == later(1)
    with refused("Only a reviewer assigned"):
        workflow.open_document(assignment=assignment, by=cast.second_reviewer, at=NOON)


def test_nothing_is_declared_of_what_is_decided(cast, edition):
    assignment = assign(cast, edition, cast.reviewer)
    workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Too early.")
    with refused("is withdrawn"):
        declare(assignment)


def test_an_assignee_who_has_written_since_may_declare_and_not_sign(cast, edition):
    assignment = assign(cast, edition, cast.reviewer)
    edit(edition.article, join(cast.reviewer, Role.EDITOR))
    declare(assignment)
    with refused("nobody reviews their own work"):
        factories.sign(edition, cast.reviewer)
