"""Every row and column that was judged, bent behind the workflow's back; each is named."""

from datetime import date, timedelta

import pytest
from django.db import connection, models

from guidance import publishing
from guidance.models import Article, Contribution, Edition, EditionReference, SignOff, immutability
from review import audit, rules
from review.models import Assignment, Comment, Event
from review.workflow import judging
from tests import factories
from tests.cast import NOON, later
from tests.factories import reread
from tests.review.acts import assign
from tests.review.forging import everything, found, judged, rechain, source, tampered, undone, unguarded, where

pytestmark = pytest.mark.django_db

NEXT_DAY = NOON + timedelta(days=1)


@pytest.fixture
def article(cast):
    return everything(cast)


@pytest.fixture
def forgeable(cast):
    article = unguarded(judged(cast))
    assert found(article) == []
    return article


# Rows that were changed: every column of every model, on every row


FORGED = {
    Edition: {
        "article": "another",
        "number": 77,
        "document": "{}",
        "digest": "0" * 64,
        "stage": "another",
        "submitted_by": "another",
        "submitted_at": NEXT_DAY,
        "began_at": NEXT_DAY,
        "approved_at": NEXT_DAY,
        "closed_at": NEXT_DAY,
        "reason": "Forged.",
        "message": "Forged.",
        "reaffirms": "another",
    },
    SignOff: {
        "edition": "another",
        "reviewer": "another",
        "meaning": "another",
        "digest": "0" * 64,
        "remark": "Forged.",
        "interests": "Forged.",
        "checklist": ["Forged."],
        "signed_at": NEXT_DAY,
        "name": "Dr Forger",
        "role": "Forger",
    },
    Contribution: {"edition": "another", "user": "another"},
    EditionReference: {"edition": "another", "reference": "another"},
    Event: {
        "article": "another",
        "position": 777,
        "edition_number": 77,
        "action": "forge",
        "actor": "forger",
        "at": NEXT_DAY,
        "payload": {"forged": True},
        "previous": "0" * 64,
        "hash": "0" * 64,
    },
    Assignment: {
        "edition": "another",
        "reviewer": "another",
        "assigned_by": "another",
        "assigned_at": NEXT_DAY,
        "due_on": date(2030, 1, 1),
        "interests": "another",
        "statement": "Forged.",
        "declared_at": NEXT_DAY,
        "released_at": NEXT_DAY,
    },
    Comment: {
        "edition": "another",
        "author": "another",
        "at": NEXT_DAY,
        "step_key": "00000000-0000-4000-8000-000000000000",
        "quoted": "Forged.",
        "body": "Forged.",
        "blocking": "another",
        "thread": "another",
        "lifted_by": "another",
        "lifted_at": NEXT_DAY,
        "lifted_because": "Forged.",
    },
}
# Which row it is; and when a text was first opened, which is no event.
EXEMPT = {model: {"id"} for model in FORGED} | {Assignment: {"id", "opened_at"}}
every_model = pytest.mark.parametrize("model", FORGED)


def test_no_column_goes_without_being_held_against_the_record():
    for model, columns in FORGED.items():
        assert {field.name for field in model._meta.concrete_fields} == {*columns} | EXEMPT[model]


def forgeries(cast, row: models.Model, name: str) -> list:
    """What the column of this row might hold and does not."""
    if (value := FORGED[type(row)][name]) != "another":
        return [value]
    field, now = row._meta.get_field(name), getattr(row, row._meta.get_field(name).attname)
    if field.choices:
        return [word for word, _ in field.choices if word != now]
    if isinstance(field, models.BooleanField):
        return [not now]
    others = field.related_model._base_manager.exclude(pk=now)
    return (
        [cast.stranger.pk] if field.related_model is type(cast.stranger) else list(others.values_list("pk", flat=True))
    )


def in_sql(model: type[models.Model], name: str, value: object) -> object:
    return model._meta.get_field(name).get_db_prep_save(value, connection)


def rows(model: type[models.Model], article: Article) -> list:
    of = {"edition__article": article} if hasattr(model, "edition") else {"article": article}
    return list(model.objects.filter(**of).order_by("pk"))


def named(article: Article, row: models.Model) -> bool:
    """Whether some fault names the article, and the edition where the row is of one."""
    return any(fault.startswith(where(row)) for fault in found(article))


@every_model
def test_a_changed_column_is_named(cast, forgeable, model):
    """Each column, on the first rows where the table's own constraints let it be changed."""
    factories.under_review(cast)  # so that there are others to point to
    for name in FORGED[model]:
        statement = f"UPDATE {model._meta.db_table} SET {model._meta.get_field(name).column} = %s WHERE id = %s"
        changed = 0
        for row in rows(model, forgeable):
            for value in forgeries(cast, row, name):
                with undone():
                    if changed < 3 and tampered(statement, in_sql(model, name, value), row.pk):
                        changed += 1
                        assert named(forgeable, row), (name, row, value)
        assert changed, name


@every_model
def test_a_deleted_row_is_named(forgeable, model):
    assert rows(model, forgeable)
    for row in rows(model, forgeable):
        with undone():
            assert tampered(f"DELETE FROM {model._meta.db_table} WHERE id = %s", row.pk)
            assert named(forgeable, row), row


OF_ITS_OWN = {
    Edition: {"number": 77, "stage": "withdrawn", "closed_at": NOON, "reason": "Forged."},
    SignOff: {"reviewer": "stranger"},
    Contribution: {"user": "stranger"},
    EditionReference: {"reference": "new"},
    Event: {"position": 777},
    Assignment: {"reviewer": "stranger"},
    Comment: {},
}


@every_model
def test_an_added_row_is_named(cast, forgeable, model):
    things = {"stranger": cast.stranger, "new": source(cast, "new")}
    for row in rows(model, forgeable)[:3]:
        with undone():
            row.pk, row._state.adding = None, True
            for name, value in OF_ITS_OWN[model].items():
                setattr(row, name, things.get(value, value) if isinstance(value, str) else value)
            model.objects.bulk_create([row])
            assert named(forgeable, row), row


def test_an_answer_to_a_comment_on_another_edition_is_named(forgeable):
    """Though both are the first comment on theirs."""
    reply = Comment.objects.get(thread__isnull=False)
    Comment.objects.filter(pk=reply.pk).update(thread=Comment.objects.get(edition__number=2))
    assert found(forgeable) == [f"{where(reply)}the comment “2”: its thread is “2.1”; the record tells “1.1”."]


def one_of_each_action(article: Article) -> list[Event]:
    return list({event.action: event for event in article.events.order_by("-position")}.values())


def test_an_event_that_is_chained_as_it_should_be_and_tells_what_never_was_is_named(cast, article):
    """Whoever can compute a hash can add to the chain; what they tell again, or anew, does not fit the rows."""
    users = {user.username: user for user in vars(cast).values()}
    for event in one_of_each_action(unguarded(article)):
        edition = article.editions.get(number=event.edition_number)
        told = {"action": event.action, "edition": edition, "by": users[event.actor]}
        with undone():
            audit.record(article=article, at=later(99), **told, **event.payload)
            assert found(article), event


def test_a_chain_written_anew_to_fit_its_changed_events_does_not_fit_the_rows(forgeable):
    event = forgeable.events.get(action="send back")
    event.payload["reason"] = "Forged."
    rechain(forgeable, {event.position: event.payload})
    assert found(forgeable) == [
        f"{forgeable.slug}, edition 1: its reason is “A dose is wrong.”; the record tells “Forged.”."
    ]


# Why a reviewer was released, or an article is to be reviewed earlier, is told by the event alone; an approval repeats
# the digest that is told at submission.
SAID_FOR_PEOPLE = {("release", "reason"), ("review earlier", "reason"), ("approve", "digest")}


def test_a_payload_that_no_longer_tells_what_it_should_is_named(article):
    said = [(event, name) for event in one_of_each_action(unguarded(article)) for name in event.payload]
    for event, name in said:
        if (event.action, name) not in SAID_FOR_PEOPLE:
            with undone():
                rechain(article, {event.position: {one: event.payload[one] for one in event.payload if one != name}})
                assert found(article), (event, name)
    assert len(said) > 30


SET_BY_THE_WORKFLOW = {
    "warning_clinician": ("Forged.", "its warning is not the one"),
    "warning_lay": ("Forged.", "its warning is not the one"),
    "warning_basis": ("0" * 64, "its warning is not the one"),
    "warned_at": (NEXT_DAY, "its warned at is"),
    "next_review_on": (date(2099, 1, 1), "its next review on is “2099-01-01”; the record tells “2027-03-02”"),
    "replaced_by": (None, "its replaced by is nothing"),
}


def test_what_the_workflow_sets_on_an_article_is_held_against_the_record(article):
    for name, (value, words) in SET_BY_THE_WORKFLOW.items():
        with undone():
            Article.objects.filter(pk=article.pk).update(**{name: value})
            (fault,) = found(article)
            assert fault.startswith(f"{article.slug}: {words}")


# What was let through that never may be


def without(monkeypatch, name: str, act) -> None:
    """``act``, with one of the rules always content, and no triggers."""
    immutability.drop_triggers(connection)
    with monkeypatch.context() as patched:
        patched.setattr(rules, name, lambda *_args, **_kwargs: True)
        act()


def test_an_approval_without_its_quorum_is_named(cast, monkeypatch):
    edition = factories.under_review(cast)
    without(monkeypatch, "settles", lambda: factories.sign(edition, cast.reviewer))
    assert reread(edition).stage == "approved"
    assert found(edition.article) == [f"{where(edition)}it was approved without all that it needed."]


def test_an_approval_without_a_signature_for_its_plain_language_is_named(cast, monkeypatch):
    edition = factories.under_review(cast)
    factories.sign(edition, cast.reviewer, factories.CLINICAL)
    without(monkeypatch, "settles", lambda: factories.sign(edition, cast.second_reviewer, factories.CLINICAL))
    assert found(edition.article) == [f"{where(edition)}it was approved without all that it needed."]


def test_an_approval_of_which_nobody_was_asked_to_sign_is_named(cast, settings):
    settings.LEUKO_APPROVALS_REQUIRED = 0
    edition = factories.under_review(cast, None, cast.reviewer)
    factories.sign(edition, cast.reviewer, factories.BOTH)
    assert found(edition.article) == [f"{where(edition)}it was approved without all that it needed."]


def test_the_quorum_is_the_one_of_its_day(cast, settings):
    settings.LEUKO_APPROVALS_REQUIRED = 1
    article = factories.approved(cast).article
    settings.LEUKO_APPROVALS_REQUIRED = 3
    assert found(article) == []


@pytest.mark.parametrize("name", ["editor", "third_reviewer"])
def test_a_signature_of_somebody_who_may_not_is_named(cast, monkeypatch, name):
    """A contributor, who is not assigned either; and somebody who was assigned and asked nothing."""
    edition, signer = factories.under_review(cast), getattr(cast, name)
    if name == "third_reviewer":
        assign(cast, edition, signer)
    else:
        type(cast.reviewer.member).objects.create(user=signer, name="Ed", role="Editor")
    without(monkeypatch, "check_can_sign", lambda: factories.sign(edition, signer))
    faults = found(edition.article)
    assert any("is by somebody who was not assigned, or had not declared" in fault for fault in faults)
    assert any("is by a contributor" in fault for fault in faults) is (name == "editor")


def test_a_signature_under_another_digest_is_named(cast, monkeypatch):
    edition = factories.under_review(cast)
    other = "0" * 64
    monkeypatch.setattr(judging, "_check_digest", lambda *_args: None)
    immutability.drop_triggers(connection)
    real = publishing.record_sign_offs

    def under_another(*, edition, **kwargs):
        edition.digest = other
        return real(edition=edition, **kwargs)

    monkeypatch.setattr(publishing, "record_sign_offs", under_another)
    factories.sign(edition, cast.reviewer)
    assert any("is for another digest" in fault for fault in found(edition.article))
