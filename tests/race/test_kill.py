"""A process is killed (SIGKILL) at any point of submit, sign or deliver: the record holds, nothing is done by half."""

import random
import re
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings

from guidance.models import Member, Word
from guidance.rules import NotNow
from review import notices, record
from review.models import Notice, NoticeKind
from review.notices import delivery
from tests import factories
from tests.cast import NOON
from tests.conftest import soak
from tests.race import victim
from tests.race.victim import Order
from tests.review import promises
from tests.review.acts import edit, told

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

KILLS = soak(3, 100)  # of each act


def run(order: Order, *, dies_at: int = 0, after: float | None = None) -> int | None:
    """How many points it passed; None where it was killed, at a point or ``after`` so many seconds."""
    with victim.victim(order, dies_at) as (process, line):
        line.send(True)
        if after is not None:
            time.sleep(after)
            process.kill()
        try:
            return line.recv()
        except (EOFError, ConnectionResetError):
            process.join(victim.LONGEST)
            assert process.exitcode == -signal.SIGKILL
            return None


def survey(order: Order) -> tuple[int, float]:
    """How many points it has where nobody kills it, and how many seconds it takes from the word on."""
    with victim.victim(order) as (_, line):
        began = time.monotonic()
        line.send(True)
        return line.recv(), time.monotonic() - began


def deaths(points: int, seconds: float):
    """In `make soak` every point, then any moment, for ever; else one amid and both sides of the last commit."""
    for point in soak((points // 2, points - 1, points), range(1, points + 1)):
        yield {"dies_at": point}
    while True:
        yield {"after": random.uniform(0, seconds)}


def rows() -> Counter[str]:
    """How many there are of each kind, their history among them; but for words to search for, which articles share."""
    models = (model for app in ("guidance", "review") for model in apps.get_app_config(app).get_models())
    return Counter({model._meta.label: model.objects.count() for model in models if model is not Word})


# What is killed: an article, and what is about to be done to it


def about_to_submit(cast, at_work: Callable[..., Order]):
    article = factories.article(cast)
    return article, at_work("submit", article=article.pk, by=cast.editor.pk, digest=factories.digest(article))


def about_to_approve_the_next(cast, at_work: Callable[..., Order]):
    article = factories.approved(cast).article
    edit(article, cast.editor)
    edition = factories.under_review(cast, article)
    factories.sign(edition, cast.reviewer)
    return article, at_work("sign", edition=edition.pk, by=cast.second_reviewer.pk, digest=edition.digest)


@pytest.fixture
def at_work(tmp_path):
    def order(act: str, **facts) -> Order:
        return Order(act, facts, at=NOON, database=connection.settings_dict["NAME"], mail=tmp_path)

    return order


@pytest.mark.parametrize("about_to", [about_to_submit, about_to_approve_the_next])
def test_it_happens_wholly_or_not_at_all(cast, at_work, about_to):
    """What was killed before its commit the next process does again; what was done is refused to the next."""
    _, order = about_to(cast, at_work)
    before = rows()
    points, seconds = survey(order)
    whole = rows() - before
    kills, moments, happened = 0, deaths(points, seconds), whole
    while kills < KILLS:
        if happened:
            article, order = about_to(cast, at_work)
        before, moment = rows(), next(moments)
        was_killed = run(order, **moment) is None
        kills += was_killed
        assert_sound(article)
        happened = rows() - before
        assert happened in (Counter(), whole), moment
        if "dies_at" in moment:
            assert was_killed
            assert bool(happened) == (moment["dies_at"] == points)
        if happened:
            with pytest.raises(NotNow):
                victim.ACTS[order.act](at=order.at, **order.facts)
    assert record.verify().faults == []


def assert_sound(article) -> None:
    # The record is asked first: it waits for the article's lock, which the database may not have freed yet.
    assert record.faults_of(article) == []
    promises.hold(article)


# Mail


def outbox(cast, edition) -> None:
    """Two mails to one who is told at once, and one with two notices to one who is told once a day."""
    Notice.objects.all().delete()
    for user in (cast.reviewer, cast.second_reviewer) * 2:
        notices.post(recipient=user, kind=NoticeKind.STUCK, edition=edition, at=NOON, payload={})


def sent(folder: Path) -> list[str]:
    """The Message-ID of each mail that went out."""
    found = [re.findall(r"^Message-ID: (\S+)$", file.read_text(), re.MULTILINE) for file in folder.iterdir()]
    return [one for each in found for one in each]


def test_no_notice_is_lost(cast, at_work, tmp_path):
    """Nor is any sent twice, but the one in hand, and that under the same Message-ID."""
    edition, order = factories.submitted(cast), at_work("deliver")
    Member.objects.filter(user=cast.second_reviewer).update(notices="daily")
    outbox(cast, edition)
    points, seconds = survey(order)
    kills, repeated, moments = 0, 0, deaths(points, seconds)
    while kills < KILLS:
        for file in tmp_path.iterdir():
            file.unlink()
        outbox(cast, edition)
        kills += run(order, **next(moments)) is None
        with override_settings(EMAIL_BACKEND=victim.MAIL, EMAIL_FILE_PATH=tmp_path):
            delivery.deliver(at=NOON + 2 * delivery.LEASE)  # by another, once what the dead one held is free
        assert set(Notice.objects.values_list("stage", flat=True)) == {"sent"}
        mails = sent(tmp_path)
        assert set(mails) == set(Notice.objects.values_list("carried_by__message_id", flat=True))
        assert len(set(mails)) == 3
        assert len(mails) in (3, 4)
        repeated += len(mails) - 3
    assert record.verify().faults == []
    assert told(edition.article) == ["submit"]
    assert repeated >= soak(0, 3)  # each of the three was once in hand
