"""Two deliverers at one outbox, at once: one from cron, say, that the last one's round still overlaps."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core import mail

from guidance.models import Member
from review import notices, workflow
from review.models import Notice, NoticeKind
from review.notices import delivery, reminders
from tests import factories
from tests.cast import NOON
from tests.race.pressing import REPETITIONS, at_once, pause_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edition(cast):
    return factories.submitted(cast)


def deliver(at=NOON):
    return lambda: delivery.deliver(at=at)


def fill(edition, *users) -> None:
    Notice.objects.all().delete()
    mail.outbox.clear()
    for user in users:
        notices.post(recipient=user, kind=NoticeKind.STUCK, edition=edition, at=NOON, payload={})


def sent_once(outcomes, count: int) -> None:
    """Each of ``count`` notices is marked sent by one of the two, after one try, and no Message-ID went out twice."""
    assert sum(outcome.sent for outcome in outcomes) == count
    assert set(Notice.objects.values_list("stage", "tries")) == {("sent", 1)}
    assert set(Counter(sent.extra_headers["Message-ID"] for sent in mail.outbox).values()) == {1}


def test_each_notice_is_sent_once(cast, edition):
    users = (cast.reviewer, cast.second_reviewer, cast.reviewer, cast.editor)
    for repetition in REPETITIONS:
        fill(edition, *users)
        sent_once(at_once(deliver(), deliver(), pause=pause_of(repetition)), count=len(users))
        assert len(mail.outbox) == len(users)


def test_one_digest_is_made_of_a_day(cast, edition):
    Member.objects.filter(user=cast.reviewer).update(notices="daily")
    for repetition in REPETITIONS:
        fill(edition, cast.reviewer, cast.reviewer, cast.reviewer)
        sent_once(at_once(deliver(), deliver(), pause=pause_of(repetition)), count=3)
        assert len(mail.outbox) == 1


def test_what_a_dead_deliverer_left_behind_is_sent_once(cast, edition):
    for repetition in REPETITIONS:
        fill(edition, cast.reviewer)
        assert delivery.claim(Notice.objects.get(), at=NOON)
        after = NOON + delivery.LEASE
        outcomes = at_once(deliver(after), deliver(after), pause=pause_of(repetition))
        assert sum(outcome.sent for outcome in outcomes) == 1
        assert [sent.extra_headers["Message-ID"] for sent in mail.outbox] == [Notice.objects.get().message_id]
        assert Notice.objects.get().tries == 2


def test_what_is_due_is_told_once(cast, edition):
    """Two runs that find the same day come tell of it together once."""
    workflow.assign(edition=edition, reviewer=cast.reviewer, by=cast.chair, at=NOON, due_on=NOON.date())
    for _repetition in REPETITIONS:
        Notice.objects.all().delete()
        at_once(*[lambda: reminders.write_due(at=NOON + timedelta(hours=1))] * 2)
        assert Notice.objects.get().kind == "due-soon"
