"""Who is told of what, when an act is announced."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from guidance.models import Article, Member, Report
from guidance.roles import Role
from review import notices, workflow
from review.models import Event, Notice, NoticeKind
from review.notices import recipients, reminders
from review.stages import Interests
from tests import factories
from tests.cast import NOON, later, person
from tests.review.acts import assign, declare, edit, join

pytestmark = pytest.mark.django_db


def told(kind: NoticeKind) -> set[str]:
    """The user names of those who were told of ``kind``."""
    return set(Notice.objects.filter(kind=kind.value).values_list("recipient__username", flat=True))


def forget() -> None:
    Notice.objects.all().delete()


def withdraw(edition, by):
    return workflow.withdraw(edition=edition, by=by, at=NOON, reason="Too early.")


def send_back(edition, by):
    return workflow.send_back(edition=edition, by=by, at=NOON, reason="Step 1 is wrong.")


def comment(edition, by, **kwargs):
    return workflow.comment(edition=edition, by=by, at=NOON, body="Which dose?", **kwargs)


# One row for each kind: what brings it about, by whom, and who is told


def _submitted(cast):
    factories.submitted(cast)


def _assigned(cast):
    assign(cast, factories.submitted(cast), cast.reviewer)


def _released(cast):
    (assignment, _) = factories.assigned(cast, factories.submitted(cast))
    workflow.release(assignment=assignment, by=cast.chair, at=NOON, reason="On leave.")


def _due(cast):
    (assignment, _) = factories.assigned(cast, factories.submitted(cast))
    set_due(cast, assignment, days=30)


def set_due(cast, assignment, days):
    due_on = None if days is None else NOON.date() + timedelta(days=days)
    return workflow.set_due(assignment=assignment, by=cast.chair, at=NOON, due_on=due_on)


def _due_soon(cast, days=2):
    edition = factories.submitted(cast)
    due_on, long_ago = NOON.date() + timedelta(days=days), NOON - timedelta(days=9)
    workflow.assign(edition=edition, reviewer=cast.reviewer, by=cast.chair, at=long_ago, due_on=due_on)
    reminders.write_due(at=NOON)


def _overdue(cast):
    _due_soon(cast, days=-1)


def _comment(cast):
    comment(factories.under_review(cast), cast.reviewer)


def _lifted(cast):
    said = comment(factories.under_review(cast), cast.reviewer, blocking=True)
    workflow.lift(comment=said, by=cast.chair, at=NOON, reason="Settled by telephone.")


def _all_in(cast):
    edition = factories.under_review(cast)
    comment(edition, cast.chair, blocking=True)
    factories.sign(edition, cast.reviewer)
    factories.sign(edition, cast.second_reviewer)


def _stuck(cast):
    (assignment, _) = factories.assigned(cast, factories.submitted(cast))
    declare(assignment, Interests.DECLARED, "I advise the maker.")


def _sent_back(cast):
    send_back(factories.under_review(cast), cast.reviewer)


def _withdrawn(cast):
    edition = factories.under_review(cast)
    declare(assign(cast, edition, cast.third_reviewer), Interests.DECLARED, "I advise the maker.")
    withdraw(edition, cast.editor)


def _approved(cast):
    factories.approved(cast)


def _superseded(cast):
    """By other reviewers, submitted by another editor, who are told of the approval and not of this."""
    article = factories.approved(cast).article
    edit(article, cast.second_editor)
    edition = workflow.submit(article=article, by=cast.second_editor, at=NOON, digest=factories.digest(article))
    for assignment in factories.assigned(cast, edition, cast.reviewer, cast.third_reviewer):
        declare(assignment)
        factories.sign(edition, assignment.reviewer)
    assert factories.reread(edition).stage == "approved"


def _retired(cast):
    workflow.retire(edition=factories.approved(cast), by=cast.chair, at=NOON, reason="A drug was withdrawn.")


def _lapsing(cast, days=60):
    article = factories.approved(cast).article
    Article.objects.filter(pk=article.pk).update(next_review_on=NOON.date() + timedelta(days=days))
    reminders.write_due(at=NOON)


def _lapsed(cast):
    _lapsing(cast, days=-1)


def report(article, at=NOON, text="The dose is missing."):
    return Report.objects.create(article=article, edition_number=1, text=text, reported_at=at)


def _reports(cast):
    report(factories.article(cast))
    reminders.write_due(at=NOON)


WHO = {
    NoticeKind.SUBMITTED: (_submitted, {"chair"}),
    NoticeKind.ASSIGNED: (_assigned, {"reviewer"}),
    NoticeKind.RELEASED: (_released, {"reviewer"}),
    NoticeKind.DUE: (_due, {"reviewer"}),
    NoticeKind.DUE_SOON: (_due_soon, {"reviewer"}),
    NoticeKind.OVERDUE: (_overdue, {"reviewer"}),
    NoticeKind.COMMENT: (_comment, {"chair"}),
    NoticeKind.LIFTED: (_lifted, {"reviewer"}),
    NoticeKind.ALL_IN: (_all_in, {"chair"}),
    NoticeKind.STUCK: (_stuck, {"chair"}),
    NoticeKind.SENT_BACK: (_sent_back, {"editor", "second_reviewer", "chair"}),
    NoticeKind.WITHDRAWN: (_withdrawn, {"reviewer", "second_reviewer", "chair"}),
    NoticeKind.APPROVED: (_approved, {"editor", "reviewer", "chair"}),
    NoticeKind.SUPERSEDED: (_superseded, {"editor", "second_reviewer"}),
    NoticeKind.RETIRED: (_retired, {"editor", "reviewer", "second_reviewer"}),
    NoticeKind.LAPSING: (_lapsing, {"editor", "chair"}),
    NoticeKind.LAPSED: (_lapsed, {"editor", "chair"}),
    NoticeKind.REPORTS: (_reports, {"editor", "second_editor"}),
}


def test_the_table_is_complete():
    assert set(WHO) == set(NoticeKind) == set(recipients.TABLE)


@pytest.mark.parametrize("kind", NoticeKind)
def test_who_is_told(cast, kind):
    """Each once; and nobody whose account was closed."""
    brings_it_about, names = WHO[kind]
    retired_chair = person("retired_chair", Role.BOARD, Role.CHAIR)
    type(retired_chair).objects.filter(pk=retired_chair.pk).update(is_active=False)
    brings_it_about(cast)
    assert told(kind) == names
    assert Notice.objects.filter(kind=kind.value).count() == len(names)


def test_nobody_is_told_of_their_own_act(cast):
    join(cast.chair, Role.EDITOR)
    article = factories.article(cast)
    edition = workflow.submit(article=article, by=cast.chair, at=NOON, digest=factories.digest(article))
    withdraw(edition, cast.chair)
    assert not Notice.objects.exists()


def test_a_notice_says_who_acted_by_the_name_that_is_printed(cast):
    _sent_back(cast)
    assert {one.payload["by"] for one in Notice.objects.filter(kind="sent-back")} == {"Dr Reviewer"}
    assert Notice.objects.filter(kind="submitted").get().payload["by"] == "editor"


def test_who_has_no_profile_is_named_as_they_sign_in(cast):
    Member.objects.filter(user=cast.chair).delete()
    assert recipients.name(cast.chair) == "chair"


def test_a_rollback_leaves_neither_event_nor_notice(cast, monkeypatch):
    edition = factories.under_review(cast)
    factories.sign(edition, cast.reviewer)
    before = (Event.objects.count(), Notice.objects.count())

    def fail(**_kwargs):
        raise RuntimeError

    monkeypatch.setattr("review.notices.recipients.sees_opinions", lambda *_: fail())
    with pytest.raises(RuntimeError), transaction.atomic():
        comment(edition, cast.second_reviewer)
    assert (Event.objects.count(), Notice.objects.count()) == before


# What others think is told to nobody from whom it is hidden


def test_a_chair_who_reviews_hears_of_comments_once_they_have_signed(cast):
    edition = factories.under_review(cast, None, cast.reviewer, cast.chair)
    comment(edition, cast.reviewer)
    assert told(NoticeKind.COMMENT) == set()
    factories.sign(edition, cast.chair)
    comment(edition, cast.reviewer)
    assert told(NoticeKind.COMMENT) == {"chair"}


def test_who_has_commented_hears_of_others_once_they_have_signed(cast):
    edition = factories.under_review(cast)
    comment(edition, cast.second_reviewer)
    forget()
    comment(edition, cast.reviewer)
    assert told(NoticeKind.COMMENT) == {"chair"}
    factories.sign(edition, cast.second_reviewer)
    forget()
    comment(edition, cast.reviewer)
    assert told(NoticeKind.COMMENT) == {"chair", "second_reviewer"}


# Where an edition waits for the chairs


def test_one_who_steps_back_while_enough_are_left_stops_nothing(cast):
    edition = factories.under_review(cast)
    declare(assign(cast, edition, cast.third_reviewer), Interests.DECLARED, "I advise the maker.")
    assert told(NoticeKind.STUCK) == set()


def test_one_alone_is_not_stuck_while_the_chair_is_assigning(cast):
    edition = factories.submitted(cast)
    declare(assign(cast, edition, cast.reviewer))
    assert told(NoticeKind.STUCK) == set()
    factories.sign(edition, cast.reviewer)
    assert told(NoticeKind.STUCK) == {"chair"}


def test_it_is_stuck_where_nobody_is_left_to_sign_the_plain_wording(cast):
    edition = factories.under_review(cast)
    factories.sign(edition, cast.reviewer, factories.CLINICAL)
    assert told(NoticeKind.STUCK) == set()
    factories.sign(edition, cast.second_reviewer, factories.CLINICAL)
    assert told(NoticeKind.STUCK) == {"chair"}


def test_another_who_steps_back_is_told_again(cast):
    _stuck(cast)
    edition = Notice.objects.filter(kind="stuck").get().edition
    declare(assign(cast, edition, cast.third_reviewer), Interests.DECLARED, "I advise the maker too.")
    assert Notice.objects.filter(kind="stuck").count() == 2


def test_one_state_of_affairs_is_told_once(cast):
    _stuck(cast)
    edition = Notice.objects.filter(kind="stuck").get().edition
    notices.announce_standstill(edition=edition, by=cast.reviewer, at=later())
    assert Notice.objects.filter(kind="stuck").count() == 1


# What is told because its day has come


def test_due_soon_is_told_once(cast):
    _due_soon(cast)
    assert reminders.write_due(at=NOON + timedelta(days=1)) == 0
    assert Notice.objects.filter(kind="due-soon").count() == 1


def test_nothing_is_told_of_a_day_that_is_far_off(cast):
    _due_soon(cast, days=settings.LEUKO_DUE_SOON_DAYS + 1)
    assert told(NoticeKind.DUE_SOON) == set()


def test_overdue_is_told_once_a_week_and_three_times_at_most(cast):
    _overdue(cast)
    days = [day for day in range(1, 60) if reminders.write_due(at=NOON + timedelta(days=day))]
    assert days == [6, 13]
    assert Notice.objects.filter(kind="overdue").count() == 3


def test_an_earlier_day_is_told_and_a_later_one_is_not(cast):
    (assignment, _) = factories.assigned(cast, factories.submitted(cast))
    told = []
    for days in (30, 30, 40, None, 40, 20):
        set_due(cast, assignment, days)
        told.append(Notice.objects.filter(kind="due").count())
    assert told == [1, 1, 1, 1, 2, 3]


def test_a_day_that_was_moved_is_reminded_of_anew(cast):
    _due_soon(cast, days=1)
    assignment = cast.reviewer.assignments.get()
    set_due(cast, assignment, days=20)
    assert reminders.write_due(at=NOON + timedelta(days=8)) == 0
    assert reminders.write_due(at=NOON + timedelta(days=19)) == 1
    assert reminders.write_due(at=NOON + timedelta(days=21)) == 1
    assert [one.payload["due_on"] for one in Notice.objects.filter(kind="due-soon")] == ["2026-03-03", "2026-03-22"]


@pytest.mark.parametrize("decided", ["signed", "recused", "released", "withdrawn"])
def test_who_has_decided_is_not_reminded(cast, decided):
    _due_soon(cast, days=30)
    assignment = cast.reviewer.assignments.get()
    if decided == "signed":
        declare(assignment)
        factories.sign(assignment.edition, cast.reviewer)
    elif decided == "recused":
        declare(assignment, Interests.DECLARED, "I advise the maker.")
    elif decided == "released":
        workflow.release(assignment=assignment, by=cast.chair, at=NOON, reason="On leave.")
    else:
        withdraw(assignment.edition, cast.editor)
    assert reminders.write_due(at=NOON + timedelta(days=29)) == 0
    assert reminders.write_due(at=NOON + timedelta(days=31)) == 0


def test_a_lapsing_article_is_told_once_before_its_day_and_once_after(cast):
    _lapsing(cast, days=10)
    days = [day for day in range(40) if reminders.write_due(at=NOON + timedelta(days=day))]
    assert days == [11]


def test_a_review_that_was_moved_earlier_is_told_by_its_new_day(cast):
    edition = factories.approved(cast)
    assert reminders.write_due(at=NOON) == 0
    day = NOON.date() + timedelta(days=30)
    workflow.review_earlier(edition=edition, by=cast.chair, at=NOON, next_review_on=day)
    assert reminders.write_due(at=NOON) == 2
    assert told(NoticeKind.LAPSING) == {"editor", "chair"}


@pytest.mark.parametrize("state", ["far off", "under review again", "retired", "never approved"])
def test_an_article_that_need_not_be_submitted_again_is_not_told(cast, state):
    edition = factories.submitted(cast) if state == "never approved" else factories.approved(cast)
    article = edition.article
    if state == "under review again":
        workflow.submit(article=article, by=cast.editor, at=NOON, digest=factories.digest(article), reaffirms=True)
    if state == "retired":
        workflow.retire(edition=edition, by=cast.chair, at=NOON, reason="A drug was withdrawn.")
    days = settings.LEUKO_LAPSING_DAYS + 1 if state == "far off" else 10
    Article.objects.filter(pk=article.pk).update(next_review_on=NOON.date() + timedelta(days=days))
    assert reminders.write_due(at=NOON) == 0


def test_reports_are_told_together_and_once_a_day_at_most(cast):
    article = factories.article(cast)
    report(article), report(article)
    assert reminders.write_due(at=later()) == 2
    assert {one.payload["count"] for one in Notice.objects.filter(kind="reports")} == {2}
    report(article, at=later(2))
    assert reminders.write_due(at=later(3)) == 0
    assert reminders.write_due(at=later(3) + timedelta(days=1)) == 2
    assert Notice.objects.filter(kind="reports", recipient=cast.editor).last().payload["count"] == 1
    assert reminders.write_due(at=later(3) + timedelta(days=3)) == 0


# What the database refuses


def a_notice(cast, **but) -> Notice:
    fields = {
        "recipient": cast.reviewer,
        "kind": "stuck",
        "written_at": NOON,
        "not_before": NOON,
        "message_id": "<1@x>",
    }
    return Notice(**fields | but)


@pytest.mark.parametrize(
    "impossible",
    [
        {"kind": "gossip"},
        {"stage": "lost"},
        {"stage": "claimed"},
        {"leased_until": NOON},
        {"stage": "sent"},
        {"sent_at": NOON},
        {"stage": "given-up"},
    ],
    ids=str,
)
def test_a_notice_that_cannot_be_is_refused(cast, impossible):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_notice(cast, **impossible).save()


@pytest.mark.parametrize("same", [{"occasion": "stuck:1"}, {"digest_on": date(2026, 3, 2)}], ids=str)
def test_a_notice_that_is_there_already_is_refused(cast, same):
    a_notice(cast, **same).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_notice(cast, message_id="<2@x>", **same).save()
