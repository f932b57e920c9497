"""Sent back, withdrawn, warned about, retired; and the sources that lose their standing."""

from datetime import date

import pytest

from guidance import queries
from guidance.documents import Wording
from guidance.models import Article
from guidance.roles import Role
from guidance.vocabularies import Standing
from review import record, workflow
from tests import factories
from tests.cast import NOON, later
from tests.factories import reread
from tests.review import promises
from tests.review.acts import assign, edit, join, refused, told

pytestmark = pytest.mark.django_db

WARNING = Wording.of("Recalled on 1 March.", "The makers have called it back.")


@pytest.fixture(autouse=True)
def _promises_hold(db):
    yield
    for article in Article.objects.all():
        promises.hold(article)


# Sent back


@pytest.mark.parametrize("has_signed", [False, True])
def test_an_assigned_reviewer_sends_it_back(cast, has_signed):
    edition = factories.under_review(cast)
    if has_signed:
        factories.sign(edition, cast.reviewer)
    workflow.send_back(edition=edition, by=cast.reviewer, at=later(8), reason=" A dose is wrong. ")
    now = reread(edition)
    assert (now.stage, now.closed_at, now.reason) == ("returned", later(8), "A dose is wrong.")
    assert edition.article.events.last().payload == {"reason": "A dose is wrong."}


@pytest.mark.parametrize("name", ["editor", "third_reviewer", "chair", "stranger", "superuser"])
def test_nobody_else_sends_it_back(cast, name):
    with refused("Only a reviewer assigned"):
        workflow.send_back(edition=factories.under_review(cast), by=getattr(cast, name), at=NOON, reason="No.")


def test_the_editor_is_told_why(cast):
    with refused("Say why"):
        workflow.send_back(edition=factories.under_review(cast), by=cast.reviewer, at=NOON, reason="\x00 ")


def test_the_signatures_on_what_came_back_are_no_good_for_the_next(cast):
    edition = factories.under_review(cast)
    factories.sign(edition, cast.reviewer)
    workflow.send_back(edition=edition, by=cast.second_reviewer, at=NOON, reason="Say more.")
    again = factories.under_review(cast, edition.article)
    factories.sign(again, cast.second_reviewer)
    assert reread(again).stage == "under_review"
    factories.sign(again, cast.reviewer)
    assert reread(again).stage == "approved"


def test_readers_keep_what_was_approved(cast):
    live = factories.approved(cast)
    edit(live.article, cast.editor)
    edition = factories.under_review(cast, live.article)
    assert queries.published(live.article.slug, show_unreviewed=True) == live
    workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="Say more.")
    assert queries.published(live.article.slug, show_unreviewed=True) == live


# Withdrawn


@pytest.mark.parametrize("by", ["editor", "chair"])
@pytest.mark.parametrize("stage", ["submitted", "under_review"])
def test_its_submitter_or_the_chair_withdraws_it(cast, by, stage):
    edition = factories.submitted(cast) if stage == "submitted" else factories.under_review(cast)
    workflow.withdraw(edition=edition, by=getattr(cast, by), at=later(3), reason="A new trial is out.")
    now = reread(edition)
    assert (now.stage, now.closed_at, now.reason) == ("withdrawn", later(3), "A new trial is out.")


@pytest.mark.parametrize("name", ["second_editor", "reviewer", "stranger", "superuser"])
def test_nobody_else_withdraws_it(cast, name):
    edition = factories.submitted(cast)
    assign(cast, edition, cast.reviewer)
    with refused("Only its submitter or a chair"):
        workflow.withdraw(edition=edition, by=getattr(cast, name), at=NOON, reason="No.")


def test_a_withdrawal_has_a_reason_and_comes_in_time(cast):
    edition = factories.submitted(cast)
    with refused("Say why"):
        workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="")
    workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Too early.")
    with refused("is withdrawn"):
        workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Too early.")
    with refused("is approved"):
        workflow.withdraw(edition=factories.approved(cast), by=cast.chair, at=NOON, reason="Too late.")


# Warned about


def test_the_chair_warns_readers_and_ends_the_warning(cast):
    live = factories.approved(cast)
    warned = workflow.warn(edition=live, by=cast.chair, at=later(4), warning=WARNING)
    assert (warned.warning, warned.warned_at) == (WARNING, later(4))
    assert reread(live).digest == live.digest
    assert reread(live).stage == "approved"
    ended = workflow.warn(edition=live, by=cast.chair, at=later(5), warning=Wording())
    assert (ended.warning, ended.warned_at) == (Wording(), None)
    assert told(live.article)[-2:] == ["warn", "warn"]


@pytest.mark.parametrize("warning", [Wording.of("Recalled.", ""), Wording.of("", "Called back.")])
def test_a_warning_speaks_to_every_reader(cast, warning):
    with refused("both wordings"):
        workflow.warn(edition=factories.approved(cast), by=cast.chair, at=NOON, warning=warning)


@pytest.mark.parametrize("name", ["editor", "reviewer", "stranger", "superuser"])
def test_only_a_chair_warns_or_retires(cast, name):
    live = factories.approved(cast)
    with refused("Only a chair"):
        workflow.warn(edition=live, by=getattr(cast, name), at=NOON, warning=WARNING)
    with refused("Only a chair"):
        workflow.retire(edition=live, by=getattr(cast, name), at=NOON, reason="Old.")


def test_only_what_is_live_is_warned_about_or_retired(cast):
    edition = factories.under_review(cast)
    with refused("is under review"):
        workflow.warn(edition=edition, by=cast.chair, at=NOON, warning=WARNING)
    with refused("is under review"):
        workflow.retire(edition=edition, by=cast.chair, at=NOON, reason="Old.")


def test_a_chair_who_wrote_it_may_still_warn_and_retire(cast):
    live = factories.approved(cast)
    edit(live.article, join(cast.chair, Role.EDITOR))
    workflow.warn(edition=live, by=cast.chair, at=NOON, warning=WARNING)
    workflow.retire(edition=live, by=cast.chair, at=NOON, reason="Old.")


# To be reviewed earlier


def review_earlier(edition, by, day, reason=""):
    return workflow.review_earlier(edition=edition, by=by, at=NOON, next_review_on=day, reason=reason)


def test_the_chair_has_it_reviewed_earlier_and_never_later(cast):
    live = factories.approved(cast)
    for day in (date(2027, 3, 1), date(2026, 6, 1)):
        assert review_earlier(live, cast.chair, day, " A new trial is out. ").next_review_on == day
    said = {"next_review_on": "2026-06-01", "reason": "A new trial is out."}
    assert live.article.events.last().payload == said
    for day, why in (
        (date(2026, 6, 1), "earlier day"),
        (date(2026, 7, 1), "earlier day"),
        (date(2026, 3, 1), "passed"),
    ):
        with refused(why):
            review_earlier(live, cast.chair, day)
    assert record.faults_of(live.article) == []


@pytest.mark.parametrize("name", ["editor", "reviewer", "stranger", "superuser"])
def test_nobody_else_has_it_reviewed_earlier(cast, name):
    with refused("Only a chair"):
        review_earlier(factories.approved(cast), getattr(cast, name), date(2026, 6, 1))


def test_only_what_is_live_is_reviewed_earlier(cast):
    with refused("is under review"):
        review_earlier(factories.under_review(cast), cast.chair, date(2026, 6, 1))


# Retired


def test_the_chair_retires_what_is_live(cast):
    live, other = factories.approved(cast), factories.article(cast)
    workflow.retire(edition=live, by=cast.chair, at=later(6), reason="Nobody uses it.", replaced_by=other)
    now = reread(live)
    assert (now.stage, now.closed_at, now.reason) == ("retired", later(6), "Nobody uses it.")
    assert now.article.replaced_by == other
    assert queries.live_edition(live.article) is None
    assert live.article.events.last().payload == {"reason": "Nobody uses it.", "replaced_by": str(other.key)}
    with refused("is retired"):
        workflow.retire(edition=live, by=cast.chair, at=NOON, reason="Again.")


def test_a_retirement_has_a_reason_and_another_successor(cast):
    live = factories.approved(cast)
    with refused("Say why"):
        workflow.retire(edition=live, by=cast.chair, at=NOON, reason=" ")
    with refused("cannot replace itself"):
        workflow.retire(edition=live, by=cast.chair, at=NOON, reason="Old.", replaced_by=live.article)


# Sources


@pytest.mark.parametrize("by", ["editor", "second_editor", "chair"])
def test_a_source_loses_its_standing_on_every_article_that_rests_on_it(cast, by):
    live, edition = factories.approved(cast), factories.submitted(cast)
    draft = factories.article(cast)
    (source,) = live.references.all()
    articles = workflow.set_standing(
        reference=source, standing=Standing.RETRACTED, by=getattr(cast, by), at=later(2), reason="Data were made up."
    )
    assert {article.pk for article in articles} == {live.article_id, edition.article_id}
    for article in articles:
        assert article.events.last().payload == {
            "reference": str(source.key), "standing": "retracted", "reason": "Data were made up.",
        }  # fmt: skip
    assert told(draft) == []
    assert queries.standing_of_sources(live) == {str(source.key): (Standing.RETRACTED, "")}
    assert reread(live).is_intact
    assert reread(live).content.references[0].standing is Standing.CURRENT


@pytest.mark.parametrize("name", ["reviewer", "stranger", "superuser"])
def test_nobody_else_says_how_a_source_stands(cast, name):
    (source,) = factories.approved(cast).references.all()
    with refused("Only editors and chairs"):
        workflow.set_standing(
            reference=source, standing=Standing.RETRACTED, by=getattr(cast, name), at=NOON, reason="Hm."
        )
    with refused("Say why"):
        workflow.set_standing(reference=source, standing=Standing.RETRACTED, by=cast.editor, at=NOON, reason=" ")
