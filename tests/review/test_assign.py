"""Who is asked to review, and who is asked no more."""

from datetime import date, timedelta

import pytest

from guidance.models import Member
from guidance.roles import Role
from review import record, workflow
from review.rules import NotNow
from review.stages import Interests
from tests import factories
from tests.cast import NOON
from tests.review import promises
from tests.review.acts import assign, declare, edit, join, refused, told

pytestmark = pytest.mark.django_db


def release(cast, assignment, by=None, reason="On leave."):
    return workflow.release(assignment=assignment, by=by or cast.chair, at=NOON, reason=reason)


def test_the_chair_assigns_a_member(cast):
    edition = factories.submitted(cast)
    due = date(2026, 4, 1)
    assignment = workflow.assign(edition=edition, reviewer=cast.reviewer, by=cast.chair, at=NOON, due_on=due)
    assert (assignment.assigned_by, assignment.due_on, assignment.interests) == (cast.chair, due, "not-asked")
    assert factories.reread(edition).stage == "submitted"
    assert edition.article.events.last().payload == {"reviewer": "reviewer", "due_on": "2026-04-01"}


def test_the_chair_may_be_assigned_too(cast):
    edition = factories.submitted(cast)
    assert assign(cast, edition, cast.chair).reviewer == cast.chair


@pytest.mark.parametrize("name", ["editor", "second_editor", "reviewer", "stranger", "superuser"])
def test_nobody_else_assigns_or_releases(cast, name):
    edition = factories.submitted(cast)
    assignment = assign(cast, edition, cast.second_reviewer)
    with refused("Only a chair"):
        workflow.assign(edition=edition, reviewer=cast.reviewer, by=getattr(cast, name), at=NOON)
    with refused("Only a chair"):
        release(cast, assignment, by=getattr(cast, name))


@pytest.mark.parametrize("name", ["editor", "second_editor", "stranger", "superuser"])
def test_only_the_board_is_assigned(cast, name):
    with refused("active member of the board"):
        assign(cast, factories.submitted(cast), getattr(cast, name))


def test_one_of_the_group_who_is_no_member_is_not_assigned(cast):
    with refused("active member of the board"):
        assign(cast, factories.submitted(cast), join(cast.stranger, Role.BOARD))


def test_a_member_who_left_the_group_is_not_assigned(cast):
    cast.reviewer.groups.clear()
    assert Member.objects.filter(user=cast.reviewer).exists()
    with refused("active member of the board"):
        assign(cast, factories.submitted(cast), cast.reviewer)


def test_an_inactive_member_is_not_assigned(cast):
    type(cast.reviewer).objects.filter(pk=cast.reviewer.pk).update(is_active=False)
    with refused("active member of the board"):
        assign(cast, factories.submitted(cast), cast.reviewer)


@pytest.mark.parametrize("when", ["before", "after"])
def test_whoever_wrote_on_the_article_is_not_assigned(cast, when):
    article = factories.article(cast)
    join(cast.reviewer, Role.EDITOR)
    if when == "before":
        edit(article, cast.reviewer)
    edition = factories.submitted(cast, article)
    if when == "after":
        edit(article, cast.reviewer)
    with refused("nobody reviews their own work"):
        assign(cast, edition, cast.reviewer)


def test_whoever_submitted_is_not_assigned_even_to_the_next_edition(cast):
    article = factories.article(cast)
    join(cast.reviewer, Role.EDITOR)
    first = workflow.submit(article=article, by=cast.reviewer, at=NOON, digest=factories.digest(article))
    with refused("nobody reviews their own work"):
        assign(cast, first, cast.reviewer)
    workflow.withdraw(edition=first, by=cast.reviewer, at=NOON, reason="Too early.")
    second = factories.submitted(cast, article)
    with refused("nobody reviews their own work"):
        assign(cast, second, cast.reviewer)


def test_whoever_wrote_an_edition_may_review_the_one_after_it_is_approved(cast):
    """A contributor is one since the approved edition was frozen: not to all that comes."""
    article = factories.article(cast)
    join(cast.third_reviewer, Role.EDITOR)
    edit(article, cast.third_reviewer)
    factories.approved(cast, article)
    edit(article, cast.editor, "Give even more water.")
    assert assign(cast, factories.submitted(cast, article), cast.third_reviewer)


def test_what_is_written_while_the_board_reads_belongs_to_the_next_edition(cast):
    article = factories.article(cast)
    join(cast.third_reviewer, Role.EDITOR)
    edition = factories.under_review(cast, article)
    edit(article, cast.third_reviewer)
    for reviewer in (cast.reviewer, cast.second_reviewer):
        factories.sign(edition, reviewer)
    assert factories.reread(edition).stage == "approved"
    with refused("nobody reviews their own work"):
        assign(cast, factories.submitted(cast, article), cast.third_reviewer)


def test_a_chair_who_wrote_on_the_article_neither_assigns_nor_begins_nor_releases_nor_lifts(cast):
    edition = factories.submitted(cast)
    assignment = assign(cast, edition, cast.reviewer)
    edit(edition.article, join(cast.chair, Role.EDITOR))
    for act in (
        lambda: assign(cast, edition, cast.second_reviewer),
        lambda: release(cast, assignment),
        lambda: set_due(assignment, cast.chair, NOON.date()),
        lambda: workflow.begin(edition=edition, by=cast.chair, at=NOON),
    ):
        with refused("You have written on this article"):
            act()
    declare(assignment)
    comment = workflow.comment(edition=edition, by=cast.reviewer, at=NOON, body="A dose is wrong.", blocking=True)
    with refused("You have written on this article"):
        workflow.lift(comment=comment, by=cast.chair, at=NOON, reason="It is right.")
    assert told(edition.article) == ["submit", "assign", "declare", "begin", "comment"]


def test_a_chair_who_wrote_on_the_article_may_still_withdraw_it(cast):
    edition = factories.submitted(cast)
    edit(edition.article, join(cast.chair, Role.EDITOR))
    assert workflow.withdraw(edition=edition, by=cast.chair, at=NOON, reason="Too early.").stage == "withdrawn"


def test_nobody_is_assigned_twice_nor_again_after_a_release(cast):
    edition = factories.submitted(cast)
    assignment = assign(cast, edition, cast.reviewer)
    with refused("assigned to this edition already"):
        assign(cast, edition, cast.reviewer)
    release(cast, assignment)
    with refused("assigned to this edition already"):
        assign(cast, edition, cast.reviewer)
    with refused("released already"):
        release(cast, assignment)


def test_nobody_is_assigned_to_what_is_decided(cast):
    edition = factories.approved(cast)
    with refused("is approved"):
        assign(cast, edition, cast.third_reviewer)


def test_whoever_was_released_may_do_nothing_more(cast):
    edition = factories.under_review(cast)
    assignment = edition.assignments.get(reviewer=cast.reviewer)
    release(cast, assignment)
    for act in (
        lambda: factories.sign(edition, cast.reviewer),
        lambda: workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="Wrong."),
        lambda: workflow.comment(edition=edition, by=cast.reviewer, at=NOON, body="Wrong."),
        lambda: workflow.open_document(assignment=assignment, by=cast.reviewer, at=NOON),
    ):
        with refused("has released you") as refusal:
            act()
        assert isinstance(refusal.value, NotNow)  # they could have been there first


def test_whoever_has_signed_is_not_released(cast):
    edition = factories.under_review(cast)
    factories.sign(edition, cast.reviewer)
    with refused("a signature stands"):
        release(cast, edition.assignments.get(reviewer=cast.reviewer))


def test_a_release_is_recorded_with_its_reason(cast):
    edition = factories.submitted(cast)
    release(cast, assign(cast, edition, cast.reviewer), reason="  On leave. ")
    assert edition.article.events.last().payload == {"reviewer": "reviewer", "reason": "On leave."}
    promises.hold(edition.article)


# By when


def set_due(assignment, by, due_on):
    return workflow.set_due(assignment=assignment, by=by, at=NOON, due_on=due_on)


def test_the_chair_sets_moves_and_takes_away_a_day(cast):
    edition = factories.submitted(cast)
    assignment = assign(cast, edition, cast.reviewer)
    for day, spelt in ((date(2026, 4, 1), "2026-04-01"), (NOON.date(), "2026-03-02"), (None, None)):
        assert set_due(assignment, cast.chair, day).due_on == day
        assert edition.article.events.last().payload == {"reviewer": "reviewer", "due_on": spelt}
    assert told(edition.article) == ["submit", "assign", *["set due date"] * 3]
    assert record.faults_of(edition.article) == []


def test_the_day_that_is_set_already_is_no_event_even_once_it_has_passed(cast):
    edition = factories.submitted(cast)
    day = date(2026, 3, 2)
    assignment = workflow.assign(edition=edition, reviewer=cast.reviewer, by=cast.chair, at=NOON, due_on=day)
    workflow.set_due(assignment=assignment, by=cast.chair, at=NOON + timedelta(days=9), due_on=day)
    assert told(edition.article) == ["submit", "assign"]


def test_nothing_is_due_on_a_day_that_has_passed(cast):
    edition = factories.submitted(cast)
    yesterday = date(2026, 3, 1)
    with refused("That day has passed"):
        workflow.assign(edition=edition, reviewer=cast.reviewer, by=cast.chair, at=NOON, due_on=yesterday)
    with refused("That day has passed"):
        set_due(assign(cast, edition, cast.reviewer), cast.chair, yesterday)


def test_nothing_is_due_from_whoever_has_decided(cast):
    edition = factories.under_review(cast, None, cast.reviewer, cast.second_reviewer, cast.third_reviewer)
    factories.sign(edition, cast.reviewer)
    release(cast, edition.assignments.get(reviewer=cast.second_reviewer))
    declare(recused := assign(cast, edition, cast.chair), Interests.DECLARED, "I advise the maker.")
    signed, released, asked = (
        edition.assignments.get(reviewer=one) for one in (cast.reviewer, cast.second_reviewer, cast.third_reviewer)
    )
    for assignment, why in ((signed, "have decided"), (recused, "have decided"), (released, "been released")):
        with refused(why):
            set_due(assignment, cast.chair, date(2026, 4, 1))
    workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Too early.")
    with refused("is withdrawn"):
        set_due(asked, cast.chair, date(2026, 4, 1))
    assert not edition.assignments.exclude(due_on=None).exists()
