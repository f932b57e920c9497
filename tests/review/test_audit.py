"""The record: one chain of events an article, each in the transaction of what it tells."""

from datetime import datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, transaction

from guidance.documents import Wording
from guidance.models import Article, Edition, SignOff
from guidance.vocabularies import Standing
from review import audit, workflow
from review.models import Assignment, Comment, Event
from review.stages import Act, Interests
from tests import factories
from tests.cast import NOON
from tests.factories import reread
from tests.review import promises
from tests.review.acts import assign, declare, edit, told

pytestmark = pytest.mark.django_db


def whole_story(cast) -> Article:
    edition = factories.under_review(cast)
    comment = workflow.comment(edition=edition, by=cast.chair, at=NOON, body="Étude β?", blocking=True)
    workflow.lift(comment=comment, by=cast.chair, at=NOON, reason="“Answered”.")
    factories.sign(edition, cast.reviewer)
    factories.sign(edition, cast.second_reviewer)
    return edition.article


def test_the_record_tells_the_whole_story(cast):
    article = whole_story(cast)
    assert told(article) == [
        "submit", "assign", "assign", "declare", "begin", "declare", "comment", "lift", "sign", "sign", "approve",
    ]  # fmt: skip
    promises.hold(article)


def test_each_article_has_its_own_chain(cast):
    one, other = whole_story(cast), whole_story(cast)
    for article in (one, other):
        promises.chain_holds(article)
    assert one.events.first().hash != other.events.first().hash


@pytest.mark.parametrize(
    "change",
    [
        {"action": "withdraw"},
        {"actor": "somebody"},
        {"at": NOON + timedelta(microseconds=1)},
        {"edition_number": 2},
        {"payload": {}},
        {"position": 99},
        {"previous": "0" * 64},
    ],
)
def test_a_hash_covers_all_that_its_event_says(cast, change):
    article = whole_story(cast)
    event = article.events.get(position=3)
    assert audit.hash_of(event, article) == event.hash
    for name, value in change.items():
        setattr(event, name, value)
    assert audit.hash_of(event, article) != event.hash


def test_a_hash_names_the_article_and_no_row(cast):
    article = whole_story(cast)
    event = article.events.get(position=3)
    event.pk = 12345
    assert audit.hash_of(event, article) == event.hash
    assert audit.hash_of(event, factories.article(cast)) != event.hash


def test_a_moment_is_utc_to_the_microsecond():
    paris = timezone(timedelta(hours=2))
    assert audit.microseconds(datetime(2026, 7, 1, 1, 2, 3, 4, tzinfo=paris)) == "2026-06-30T23:02:03.000004Z"
    assert audit.microseconds(NOON) == "2026-03-02T12:00:00.000000Z"


def test_the_actor_is_named_as_they_were(cast):
    article = whole_story(cast)
    type(cast.chair).objects.filter(pk=cast.chair.pk).update(username="renamed")
    assert set(article.events.filter(action="assign").values_list("actor", flat=True)) == {"chair"}
    promises.chain_holds(article)


# With what they tell, or not at all


WARNING = Wording.of("Recalled on 1 March.", "The makers have called it back.")


def submit(cast):
    article = factories.article(cast)
    return lambda: factories.submitted(cast, article)


def sent(act, **kwargs):
    return lambda: act(at=NOON, **kwargs)


def acts(cast):
    """By name, every act that leaves an event, ready to be done."""
    waiting, read, live = factories.submitted(cast), factories.under_review(cast), factories.approved(cast)
    assigned = assign(cast, waiting, cast.reviewer)
    comment = workflow.comment(edition=read, by=cast.chair, at=NOON, body="Hm.", blocking=True)
    (source,) = live.references.all()
    return {
        "submit": submit(cast),
        "assign": sent(workflow.assign, edition=waiting, reviewer=cast.second_reviewer, by=cast.chair),
        "declare": sent(workflow.declare, assignment=assigned, by=cast.reviewer, interests=Interests.NONE),
        "begin": sent(workflow.begin, edition=waiting, by=cast.chair),
        "release": sent(workflow.release, assignment=assigned, by=cast.chair, reason="On leave."),
        "set due date": sent(workflow.set_due, assignment=assigned, by=cast.chair, due_on=NOON.date()),
        "sign": lambda: factories.sign(read, cast.reviewer),
        "comment": sent(workflow.comment, edition=read, by=cast.reviewer, body="Hm."),
        "lift": sent(workflow.lift, comment=comment, by=cast.chair, reason="Answered."),
        "send back": sent(workflow.send_back, edition=read, by=cast.reviewer, reason="Wrong."),
        "withdraw": sent(workflow.withdraw, edition=waiting, by=cast.editor, reason="Too early."),
        "warn": sent(workflow.warn, edition=live, by=cast.chair, warning=WARNING),
        "review earlier": sent(workflow.review_earlier, edition=live, by=cast.chair, next_review_on=NOON.date()),
        "retire": sent(workflow.retire, edition=live, by=cast.chair, reason="Old."),
        "standing": sent(
            workflow.set_standing, reference=source, standing=Standing.RETRACTED, by=cast.editor, reason="Made up."
        ),
    }


def rows():
    """All that the acts write, as it is now."""
    models = (Article, Edition, SignOff, Assignment, Comment, Event, Article.history.model)
    return [list(model.objects.order_by("pk").values()) for model in models]


RECORDED = [*(act.value for act in Act if act not in {Act.DISCARD, Act.SUPERSEDE}), "standing"]


@pytest.mark.parametrize("name", RECORDED)
def test_an_act_that_fails_after_its_event_leaves_neither(cast, monkeypatch, name):
    act = acts(cast)[name]
    before, real = rows(), audit.record

    def then_fails(**kwargs):
        real(**kwargs)
        raise RuntimeError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(audit, "record", then_fails)
        with pytest.raises(RuntimeError):
            act()
    assert rows() == before
    act()
    assert rows() != before
    assert Event.objects.filter(action=name).exists()


def test_two_events_never_share_a_place(cast):
    article = whole_story(cast)
    event = article.events.last()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(article=article, position=event.position, action="x", actor="x", at=NOON, hash="x")


def test_opening_a_text_is_no_event(cast):
    edition = factories.submitted(cast)
    assignment = declare(assign(cast, edition, cast.reviewer))
    before = told(edition.article)
    workflow.open_document(assignment=assignment, by=cast.reviewer, at=NOON)
    edit(edition.article, cast.editor)
    assert told(edition.article) == before
    assert reread(edition).stage == "under_review"
