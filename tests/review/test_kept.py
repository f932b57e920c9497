"""What was judged stays as it was, whoever writes to the database and however."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.db.models.signals import post_migrate, pre_migrate

from guidance.models import Contribution, Edition, EditionReference, Immutable, Reference, SignOff, immutability
from review import workflow
from review.models import GUARDS, Assignment, Comment, Event
from tests import factories
from tests.cast import NOON, later

pytestmark = pytest.mark.django_db

KEPT = {
    Edition: {"document": "{}", "digest": "0", "number": 9, "message": "x", "reaffirms": True, "submitted_at": later()},
    EditionReference: {"edition_id": 0},
    Contribution: {"user_id": 0},
    SignOff: {"digest": "0", "remark": "x", "name": "Dr Forger", "meaning": "x", "checklist": []},
    Event: {"action": "x", "actor": "x", "payload": {}, "hash": "0", "position": 99, "at": later()},
}
every_kept = pytest.mark.parametrize("model", KEPT)


@pytest.fixture
def live(cast):
    edition = factories.under_review(cast)
    said = workflow.comment(edition=edition, by=cast.chair, at=NOON, body="Hm.", blocking=True)
    workflow.lift(comment=said, by=cast.chair, at=NOON, reason="Answered.")
    for reviewer in (cast.reviewer, cast.second_reviewer):
        factories.sign(edition, reviewer)
    return factories.reread(edition)


def raw(statement: str, *, checked: bool = False) -> None:
    """``checked``: foreign keys too, which wait for the end of the transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        if checked:
            connection.check_constraints()


def refused_by_the_database():
    return pytest.raises(IntegrityError, match="never")


@every_kept
def test_no_update_changes_it(live, model):
    for name, value in KEPT[model].items():
        with refused_by_the_database(), transaction.atomic():
            model.objects.update(**{name: value})


@every_kept
def test_no_bulk_update_changes_it(live, model):
    rows, (name, value) = list(model.objects.all()), next(iter(KEPT[model].items()))
    for row in rows:
        setattr(row, name, value)
    with refused_by_the_database(), transaction.atomic():
        model.objects.bulk_update(rows, [name])


@every_kept
def test_no_save_changes_it(live, model):
    row = model.objects.first()
    with pytest.raises(Immutable):
        row.save()
    with pytest.raises(Immutable):
        row.save(update_fields=[next(iter(KEPT[model]))])


@every_kept
def test_no_delete_removes_it(live, model):
    with pytest.raises(Immutable):
        model.objects.first().delete()
    with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
        model.objects.all().delete()


@pytest.mark.parametrize("model", [*KEPT, Comment, Assignment])
def test_no_statement_removes_it(live, model):
    with refused_by_the_database():
        raw(f"DELETE FROM {model._meta.db_table}")
    assert model.objects.exists()


@every_kept
def test_no_statement_changes_it(live, model):
    column = next(iter(KEPT[model]))
    with pytest.raises(IntegrityError, match="never changes"):
        raw(f"UPDATE {model._meta.db_table} SET {column} = {'0' if column.endswith('_id') else repr('0')}")


@every_kept
def test_nothing_empties_its_table(live, model):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    connection.check_constraints()  # or what they still wait for stands in the way
    with pytest.raises(IntegrityError, match="never empties"):
        raw(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_who_and_what_it_names_cannot_be_deleted(cast, live):
    for row in (cast.editor, cast.reviewer, cast.chair, live.article, live.references.get(), live):
        with pytest.raises((ProtectedError, RestrictedError, Immutable)), transaction.atomic():
            row.delete()
    for table in ("auth_user", "guidance_reference", "guidance_article"):
        with pytest.raises(IntegrityError):
            raw(f"DELETE FROM {table}", checked=True)
    assert Reference.objects.exists()


def test_what_may_change_of_an_edition_is_its_stage_and_dates(live):
    live.reason = "None."
    live.save(update_fields=["reason"])
    with pytest.raises(Immutable):
        live.save(update_fields=["reason", "document"])


# The guards themselves


@pytest.mark.parametrize("guards", [immutability.GUARDS, GUARDS], ids=["guidance", "review"])
def test_a_missing_guard_is_named_and_put_back(guards):
    immutability.drop_triggers(connection)
    expected = {guard.name for guard in guards if connection.vendor == "postgresql" or guard.event != "TRUNCATE"}
    assert set(immutability.missing(connection, guards)) == expected
    for _ in range(2):
        immutability.install(connection, guards)
        assert immutability.missing(connection, guards) == []


@pytest.mark.django_db(transaction=True)
def test_a_migration_may_remake_a_guarded_table(cast):
    """SQLite copies a table to change a column, and cannot while a trigger names it."""
    guidance = apps.get_app_config("guidance")
    told = {"using": "default", "verbosity": 0, "interactive": False, "plan": ["something to do"]}
    pre_migrate.send(sender=guidance, app_config=guidance, **told)
    wider = models.CharField(max_length=65)
    wider.set_attributes_from_name("digest")
    for old, new in ((Edition._meta.get_field("digest"), wider), (wider, Edition._meta.get_field("digest"))):
        with connection.schema_editor() as editor:
            editor.alter_field(Edition, old, new)
    for name in ("guidance", "review"):
        config = apps.get_app_config(name)
        post_migrate.send(sender=config, app_config=config, **told)
    assert immutability.missing(connection, (*immutability.GUARDS, *GUARDS)) == []
    with refused_by_the_database(), transaction.atomic():
        factories.submitted(cast)
        Edition.objects.update(document="{}")
