"""A signature: who may put it, under what, and what it then says for good."""

import pytest
from django.db import IntegrityError, transaction

from guidance import publishing
from guidance.models import Member, SignOff
from guidance.roles import Role
from guidance.rules import Stale
from guidance.vocabularies import Meaning
from review import workflow
from review.models import Assignment
from review.stages import Interests
from tests import factories
from tests.cast import NOON, later
from tests.factories import CLINICAL, PLAIN, sign
from tests.review import promises
from tests.review.acts import assign, declare, edit, join, last_told, refused, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast):
    return factories.under_review(cast)


def test_a_signature_says_who_what_when_and_under_which_words(cast, edition, settings):
    settings.LEUKO_CHECKLIST = ["I have read all of it."]
    (signed,) = workflow.sign(
        edition=edition, by=cast.reviewer, at=later(7), meanings=CLINICAL, digest=edition.digest, remark="Well said."
    )
    assert (signed.reviewer, signed.meaning, signed.digest) == (cast.reviewer, "clinical", edition.digest)
    assert (signed.name, signed.role, signed.remark) == ("Dr Reviewer", "Neurologist", "Well said.")
    assert (signed.signed_at, signed.checklist) == (later(7), ["I have read all of it."])
    assert signed.interests == Interests.NONE.label
    told_of = last_told(edition.article, "digest", "meanings")
    assert told_of == {"digest": edition.digest, "meanings": ["clinical"]}


def test_name_and_role_stay_as_they_were(cast, edition):
    sign(edition, cast.reviewer)
    Member.objects.filter(user=cast.reviewer).update(name="Dr Married", role="Retired")
    assert {(one.name, one.role) for one in SignOff.objects.all()} == {("Dr Reviewer", "Neurologist")}


def test_one_press_signs_for_both(cast, edition):
    assert [one.meaning for one in sign(edition, cast.reviewer)] == ["clinical", "plain"]
    assert told(edition.article).count("sign") == 1
    promises.hold(edition.article)


def test_the_second_meaning_may_be_signed_later_and_the_first_not_again(cast, edition):
    sign(edition, cast.reviewer, CLINICAL)
    with refused("signed for this already"):
        sign(edition, cast.reviewer)
    sign(edition, cast.reviewer, PLAIN)
    assert edition.sign_offs.count() == 2


def test_somebody_signs_for_something(cast, edition):
    with refused("what you sign for"):
        sign(edition, cast.reviewer, set())


def test_the_text_signed_is_the_text_shown(cast, edition):
    edit(edition.article, cast.editor)
    for digest in ("", "0" * 64, factories.digest(edition.article)):
        with pytest.raises(Stale, match="not the text you were shown"):
            workflow.sign(edition=edition, by=cast.reviewer, at=NOON, meanings=CLINICAL, digest=digest)
    assert not edition.sign_offs.exists()


@pytest.mark.parametrize("name", ["editor", "third_reviewer", "chair", "stranger", "superuser"])
def test_only_the_assigned_sign(cast, edition, name):
    with refused("Only a reviewer assigned"):
        sign(edition, getattr(cast, name))


def test_a_reviewer_who_is_inactive_does_not_sign(cast, edition):
    type(cast.reviewer).objects.filter(pk=cast.reviewer.pk).update(is_active=False)
    with refused("Only a reviewer assigned"):
        sign(edition, cast.reviewer)


def test_a_reviewer_who_left_the_board_does_not_sign(cast, edition):
    cast.reviewer.groups.clear()
    with refused("Only a reviewer assigned"):
        sign(edition, cast.reviewer)


def test_a_reviewer_without_a_profile_does_not_sign(cast, edition):
    Member.objects.filter(user=cast.reviewer).delete()
    with refused("Only a member of the board"):
        sign(edition, cast.reviewer)


@pytest.mark.parametrize("is_superuser", [False, True])
def test_a_reviewer_who_wrote_after_the_submission_does_not_sign(cast, edition, is_superuser):
    join(cast.reviewer, Role.EDITOR)
    cast.reviewer.is_superuser = is_superuser
    cast.reviewer.save()
    edit(edition.article, cast.reviewer)
    with refused("nobody reviews their own work"):
        sign(edition, cast.reviewer)


def test_a_superuser_signs_only_as_the_reviewer_they_are(cast, edition):
    cast.reviewer.is_superuser = True
    cast.reviewer.save()
    assert sign(edition, cast.reviewer)


def test_nothing_is_signed_before_the_review_begins(cast):
    edition = factories.submitted(cast)
    declared = declare(assign(cast, edition, cast.second_reviewer), Interests.DECLARED, "I advise the maker.")
    assert declared.is_recused
    assign(cast, edition, cast.reviewer)
    with refused("Declare your interests first"):
        sign(edition, cast.reviewer)


@pytest.mark.parametrize("way_out", ["withdrawn", "returned", "approved"])
def test_nothing_is_signed_once_it_is_decided(cast, edition, way_out):
    declare(assign(cast, edition, cast.third_reviewer))
    if way_out == "withdrawn":
        workflow.withdraw(edition=edition, by=cast.chair, at=NOON, reason="Too early.")
    elif way_out == "returned":
        workflow.send_back(edition=edition, by=cast.third_reviewer, at=NOON, reason="Wrong.")
    else:
        for reviewer in (cast.reviewer, cast.second_reviewer, cast.third_reviewer):
            sign(edition, reviewer, CLINICAL)
        sign(edition, cast.reviewer, PLAIN)
    with refused(f"is {way_out}"):
        sign(edition, cast.third_reviewer, PLAIN)
    promises.hold(edition.article)


def test_nobody_signs_over_an_objection_of_their_own(cast, edition):
    comment = workflow.comment(edition=edition, by=cast.reviewer, at=NOON, body="A dose is wrong.", blocking=True)
    with refused("blocking comment of yours"):
        sign(edition, cast.reviewer)
    sign(edition, cast.second_reviewer)
    workflow.lift(comment=comment, by=cast.reviewer, at=NOON)
    sign(edition, cast.reviewer)
    assert factories.reread(edition).stage == "approved"


# What the database refuses whoever writes to it


def forge(edition, user, digest=None):
    SignOff.objects.create(
        edition=edition, reviewer=user, meaning=Meaning.CLINICAL.value, digest=digest or edition.digest,
        interests="", signed_at=NOON, name="Dr Forger", role="None",
    )  # fmt: skip


def test_a_signature_under_another_text_is_refused(cast, edition):
    with pytest.raises(IntegrityError, match="digest"), transaction.atomic():
        forge(edition, cast.reviewer, digest="0" * 64)
    forge(edition, cast.reviewer)


def test_a_contributors_signature_is_refused(cast):
    join(cast.reviewer, Role.EDITOR)
    article = factories.article(cast)
    edit(article, cast.reviewer)
    edition = factories.under_review(cast, article, cast.second_reviewer, cast.third_reviewer)
    Assignment.objects.create(
        edition=edition, reviewer=cast.reviewer, assigned_by=cast.chair, assigned_at=NOON, interests="none",
        declared_at=NOON,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="contributor"), transaction.atomic():
        forge(edition, cast.reviewer)


def test_the_signature_of_one_not_assigned_is_refused(cast, edition):
    with pytest.raises(IntegrityError, match="disinterested"), transaction.atomic():
        forge(edition, cast.third_reviewer)


@pytest.mark.parametrize("state", ["not asked", "declared", "released"])
def test_the_signature_of_one_who_is_not_disinterested_is_refused(cast, edition, state):
    assignment = assign(cast, edition, cast.third_reviewer)
    if state == "declared":
        declare(assignment, Interests.DECLARED, "I advise the maker.")
    if state == "released":
        declare(assignment)
        workflow.release(assignment=assignment, by=cast.chair, at=NOON, reason="On leave.")
    with pytest.raises(IntegrityError, match="disinterested"), transaction.atomic():
        forge(edition, cast.third_reviewer)


def test_a_second_signature_for_the_same_is_refused(cast, edition):
    sign(edition, cast.reviewer, CLINICAL)
    with pytest.raises(IntegrityError), transaction.atomic():
        publishing.record_sign_offs(
            edition=edition, member=cast.reviewer.member, meanings=CLINICAL, at=NOON, interests="", checklist=[]
        )
