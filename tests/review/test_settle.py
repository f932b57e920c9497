"""When enough has been signed, and everything that approval does at once."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from guidance import editing
from guidance.documents import Wording
from guidance.models import Article, Edition
from guidance.vocabularies import Stage
from review import audit, workflow
from review.rules import Stale
from review.stages import Interests
from review.workflow.settling import months_later
from tests import factories
from tests.cast import NOON, later
from tests.factories import CLINICAL, PLAIN, reread, sign
from tests.guidance.documents import a_section, a_step
from tests.review import promises
from tests.review.acts import assign, declare, edit, last_told, note, refused, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast):
    return factories.under_review(cast)


@pytest.fixture(autouse=True)
def _promises_hold(db, settings):
    yield
    for article in Article.objects.all():
        promises.hold(article)


def is_approved(edition) -> bool:
    return reread(edition).stage == "approved"


def object_to(edition, by):
    return workflow.comment(edition=edition, by=by, at=NOON, body="A dose is wrong.", blocking=True)


# By signing


def test_the_second_of_two_signatures_approves(cast, edition):
    sign(edition, cast.reviewer)
    assert not is_approved(edition)
    sign(edition, cast.second_reviewer, at=later(9))
    assert is_approved(edition)
    assert reread(edition).approved_at == later(9)
    assert told(edition.article)[-2:] == ["sign", "approve"]


@pytest.mark.parametrize("required", [1, 2, 3])
def test_as_many_as_the_site_asks_for(cast, settings, required):
    settings.LEUKO_APPROVALS_REQUIRED = required
    reviewers = (cast.reviewer, cast.second_reviewer, cast.third_reviewer)[:required]
    edition = factories.under_review(cast, None, *reviewers)
    for reviewer in reviewers:
        assert not is_approved(edition)
        sign(edition, reviewer)
    assert is_approved(edition)


def test_the_plain_language_is_signed_for_too(cast, edition):
    sign(edition, cast.reviewer, CLINICAL)
    sign(edition, cast.second_reviewer, CLINICAL)
    assert not is_approved(edition)
    sign(edition, cast.reviewer, PLAIN)
    assert is_approved(edition)


def test_a_third_may_sign_for_the_plain_language_alone(cast, edition):
    declare(assign(cast, edition, cast.third_reviewer))
    sign(edition, cast.reviewer, CLINICAL)
    sign(edition, cast.second_reviewer, CLINICAL)
    sign(edition, cast.third_reviewer, PLAIN)
    assert is_approved(edition)


def test_signatures_for_plain_language_are_none_for_the_rest(cast, edition):
    sign(edition, cast.reviewer, PLAIN)
    sign(edition, cast.second_reviewer, PLAIN)
    sign(edition, cast.reviewer, CLINICAL)
    assert not is_approved(edition)


def test_without_lay_wording_there_is_nothing_plain_to_sign(cast):
    section = replace(a_section(a_step("Give water.", lay="")), heading=Wording.of("Treatment"))
    article = factories.article(cast, factories.sound_document(sections=(section,)))
    edition = factories.under_review(cast, article)
    sign(edition, cast.reviewer, CLINICAL)
    sign(edition, cast.second_reviewer, CLINICAL)
    assert is_approved(edition)


def test_everyone_assigned_is_waited_for(cast, edition):
    assign(cast, edition, cast.third_reviewer)
    sign(edition, cast.reviewer)
    sign(edition, cast.second_reviewer)
    assert not is_approved(edition)


# By what takes the last hindrance away


def test_the_last_release_approves(cast, edition):
    assignment = assign(cast, edition, cast.third_reviewer)
    sign(edition, cast.reviewer)
    sign(edition, cast.second_reviewer)
    workflow.release(assignment=assignment, by=cast.chair, at=later(4), reason="On leave.")
    assert reread(edition).approved_at == later(4)
    assert told(edition.article)[-2:] == ["release", "approve"]


def test_the_last_recusal_approves(cast, edition):
    assignment = assign(cast, edition, cast.third_reviewer)
    sign(edition, cast.reviewer)
    sign(edition, cast.second_reviewer)
    declare(assignment, Interests.DECLARED, "I advise the maker.")
    assert is_approved(edition)
    assert told(edition.article)[-2:] == ["declare", "approve"]


def test_a_declaration_of_none_does_not(cast, edition):
    assignment = assign(cast, edition, cast.third_reviewer)
    sign(edition, cast.reviewer)
    sign(edition, cast.second_reviewer)
    declare(assignment)
    assert not is_approved(edition)


@pytest.mark.parametrize("by", ["third_reviewer", "chair"])
def test_the_last_objection_lifted_approves(cast, edition, by):
    declare(assign(cast, edition, cast.third_reviewer))
    sign(edition, cast.third_reviewer)
    comment = object_to(edition, cast.third_reviewer)  # who has signed may still object
    sign(edition, cast.reviewer)
    sign(edition, cast.second_reviewer)
    assert not is_approved(edition)
    lifted = workflow.lift(comment=comment, by=getattr(cast, by), at=later(2), reason="The label says so.")
    assert is_approved(edition)
    assert (lifted.lifted_by, lifted.lifted_at) == (getattr(cast, by), later(2))
    assert lifted.lifted_because == "The label says so."
    assert told(edition.article)[-2:] == ["lift", "approve"]


def test_a_comment_that_blocks_nothing_blocks_nothing(cast, edition):
    said = workflow.comment(edition=edition, by=cast.chair, at=NOON, body="Well said.")
    with refused("blocks nothing"):
        workflow.lift(comment=said, by=cast.chair, at=NOON, reason="Why not.")
    sign(edition, cast.reviewer)
    sign(edition, cast.second_reviewer)
    assert is_approved(edition)


def test_nobody_lifts_anothers_objection_but_the_chair_with_a_reason(cast, edition):
    comment = object_to(edition, cast.reviewer)
    for name in ("editor", "second_reviewer", "stranger", "superuser"):
        with refused("Only a chair"):
            workflow.lift(comment=comment, by=getattr(cast, name), at=NOON, reason="It is right.")
    with refused("Say why"):
        workflow.lift(comment=comment, by=cast.chair, at=NOON, reason=" ")
    workflow.lift(comment=comment, by=cast.reviewer, at=NOON)
    with refused("blocks nothing"):
        workflow.lift(comment=comment, by=cast.reviewer, at=NOON)


def test_an_objector_whose_account_was_closed_lifts_nothing(cast, edition):
    comment = object_to(edition, cast.reviewer)
    type(cast.reviewer).objects.filter(pk=cast.reviewer.pk).update(is_active=False)
    with refused("Only a chair"):
        workflow.lift(comment=comment, by=cast.reviewer, at=NOON)


def test_a_comment_is_on_a_step_of_the_edition(cast, edition):
    (step, *_) = edition.content.steps()
    said = workflow.comment(
        edition=edition, by=cast.reviewer, at=NOON, step=step.key, quoted="water", body=" Which?\x00 "
    )
    assert (str(said.step_key), said.quoted, said.body) == (step.key, "water", "Which?")
    with refused("no such step"):
        workflow.comment(edition=edition, by=cast.reviewer, at=NOON, body="Where?", step=edition.digest)
    with refused("Write what"):
        workflow.comment(edition=edition, by=cast.reviewer, at=NOON, body=" ")


@pytest.mark.parametrize("name", ["editor", "third_reviewer", "stranger", "superuser"])
def test_nobody_else_comments(cast, edition, name):
    with refused("Only a reviewer assigned"):
        workflow.comment(edition=edition, by=getattr(cast, name), at=NOON, body="Hm.")


# What approval does


def second_edition(cast, live) -> Edition:
    edit(live.article, cast.editor, "Give still more water.")
    return factories.under_review(cast, live.article)


def test_the_edition_before_is_superseded_at_the_same_moment(cast):
    live = factories.approved(cast)
    edition = second_edition(cast, live)
    sign(edition, cast.reviewer)
    assert reread(live).stage == "approved"
    sign(edition, cast.second_reviewer, at=later(6))
    old, new = reread(live), reread(edition)
    assert (old.stage, new.stage) == ("superseded", "approved")
    assert old.closed_at == new.approved_at == later(6)
    assert told(live.article)[-3:] == ["sign", "supersede", "approve"]


def test_approval_brings_back_what_was_retired(cast):
    live = factories.approved(cast)
    other = factories.article(cast)
    edition = second_edition(cast, live)
    sign(edition, cast.reviewer)
    workflow.retire(edition=live, by=cast.chair, at=NOON, reason="Nobody uses it.", replaced_by=other)
    sign(edition, cast.second_reviewer)
    assert (reread(live).stage, reread(edition).stage) == ("retired", "approved")
    assert reread(edition).article.replaced_by is None


@pytest.mark.parametrize(
    ("months", "due"), [(12, date(2027, 3, 2)), (1, date(2026, 4, 2)), (11, date(2027, 2, 2)), (36, date(2029, 3, 2))]
)
def test_the_next_review_is_set(cast, settings, months, due):
    settings.LEUKO_REVIEW_MONTHS = months
    edition = factories.approved(cast)
    assert edition.article.next_review_on == due
    told_of = last_told(edition.article, "digest", "next_review_on")
    assert told_of == {"digest": edition.digest, "next_review_on": due.isoformat()}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_months_later(day, months, expected):
    assert months_later(day, months) == expected


def test_the_signed_change_note_is_cleared(cast):
    article = note(factories.article(cast), cast.editor, "A new trial.")
    edition = factories.approved(cast, article)
    assert edition.content.change_note.clinician == "A new trial."
    assert not edition.article.change_note


def test_the_note_for_the_edition_after_is_not(cast):
    article = note(factories.article(cast), cast.editor, "A new trial.")
    edition = factories.under_review(cast, article)
    note(article, cast.editor, "A newer trial still.")
    for reviewer in (cast.reviewer, cast.second_reviewer):
        sign(edition, reviewer)
    assert reread(edition).article.change_note.clinician == "A newer trial still."


def test_a_form_opened_before_the_approval_does_not_bring_the_note_back(cast):
    """Approval writes the article too, so its revision rises."""
    article = note(factories.article(cast), cast.editor, "A new trial.")
    factories.approved(cast, article)
    with pytest.raises(Stale):
        editing.change_article(
            article=article, by=cast.editor, at=NOON, revision=article.revision, changes={"title": "What now?"}
        )


def test_approval_is_all_or_nothing(cast, edition, monkeypatch):
    live = factories.approved(cast, factories.article(cast))
    edition = second_edition(cast, live)
    sign(edition, cast.reviewer)
    before = told(live.article)
    real = audit.record

    def fails_after_approving(**kwargs):
        event = real(**kwargs)
        if kwargs["action"] == "approve":
            raise RuntimeError("The disk is full.")
        return event

    with monkeypatch.context() as patched:
        patched.setattr(audit, "record", fails_after_approving)
        with pytest.raises(RuntimeError):
            sign(edition, cast.second_reviewer)
    assert (reread(live).stage, reread(edition).stage) == ("approved", "under_review")
    assert edition.sign_offs.values("reviewer").distinct().count() == 1
    assert told(live.article) == before
    sign(edition, cast.second_reviewer)
    assert is_approved(edition)


# What the database refuses whoever writes to it


def test_nothing_unsigned_is_approved(cast, edition):
    with pytest.raises(IntegrityError, match="signed"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(stage=Stage.APPROVED.value, approved_at=NOON)


def test_no_second_edition_is_open_or_live(cast):
    live = factories.approved(cast)
    edition = second_edition(cast, live)
    sign(edition, cast.reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(stage=Stage.APPROVED.value, approved_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            article=live.article, number=3, document=live.document, digest=live.digest,
            submitted_by=cast.editor, submitted_at=NOON,
        )  # fmt: skip
