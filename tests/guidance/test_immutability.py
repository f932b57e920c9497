"""What the board has seen is neither changed nor deleted, by any way into the database."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, connection, transaction
from django.db.migrations import Migration
from django.db.models import F

from guidance.models import Article, Contribution, Edition, EditionReference, SignOff, immutability
from guidance.models.immutability import GUARDS, SUBSTANCE
from review.models import GUARDS as GUARDS_OF_REVIEW
from review.models import Event
from tests import factories
from tests.cast import NOON, assemble

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL alters a table in its place")
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no TRUNCATE, and disables no trigger"
)

KEPT = (Edition, EditionReference, Contribution, SignOff, Event)
EVERY_GUARD = (*GUARDS, *GUARDS_OF_REVIEW)


def missing() -> list[str]:
    return [name for guards in (GUARDS, GUARDS_OF_REVIEW) for name in immutability.missing(connection, guards)]


def execute(statement: str, *params) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        connection.check_constraints()  # what PostgreSQL still had to check stands in the way of a TRUNCATE
        cursor.execute(statement, params)


def contents() -> list[list[tuple]]:
    return [list(model.objects.order_by("pk").values_list()) for model in KEPT]


@pytest.fixture
def edition(cast) -> Edition:
    return factories.approved(cast)


# Rows


@pytest.mark.parametrize("model", KEPT)
def test_a_kept_row_is_never_deleted(edition, model):
    table, before = model._meta.db_table, contents()
    for delete in (
        lambda: execute(f"DELETE FROM {table}"),
        lambda: execute(f"DELETE FROM {table} WHERE id = %s", model.objects.first().pk),
        lambda: model.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="never goes"), transaction.atomic():
            delete()
    assert contents() == before


@on_postgresql
@pytest.mark.parametrize("model", [*KEPT, Article])
def test_a_kept_table_is_never_emptied(edition, model):
    with pytest.raises(DatabaseError, match="never empties"):
        execute(f"TRUNCATE {model._meta.db_table} CASCADE")


@pytest.mark.parametrize("column", SUBSTANCE)
def test_the_substance_of_an_edition_never_changes(edition, column):
    change = f"CASE WHEN {column} THEN FALSE ELSE TRUE END" if column == "reaffirms" else _other(column)
    before = contents()
    with pytest.raises(DatabaseError, match="guidance_edition never changes"):
        execute(f"UPDATE guidance_edition SET {column} = {change}")
    assert contents() == before


def _other(column: str) -> str:
    if column == "submitted_at":
        return "'2001-01-01 00:00:00+00:00'"
    return f"{column} + 1" if column in ("article_id", "number", "submitted_by_id") else "'x'"


def test_the_stage_and_dates_of_an_edition_may_change(edition):
    changed = Edition.objects.filter(pk=edition.pk).update(
        stage="retired", closed_at=NOON, reason="Old.", document=F("document")
    )
    assert changed == 1
    execute("UPDATE guidance_edition SET number = number")


@pytest.mark.parametrize("model", KEPT[1:])
def test_what_is_inserted_once_never_changes(edition, model):
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    for column in columns:
        with pytest.raises(DatabaseError, match="never changes"):
            execute(f"UPDATE {model._meta.db_table} SET {column} = {column}")


@pytest.mark.parametrize(
    ("by", "digest", "rule", "beside"),
    [
        ("reviewer", "0" * 64, "names the digest", ()),
        ("editor", None, "is no contributors", ("is_a_disinterested_reviewers",)),
        ("third_reviewer", None, "is a disinterested reviewers", ()),
    ],
)
def test_a_sign_off_that_may_not_be_is_refused(cast, by, digest, rule, beside):
    edition = factories.under_review(cast)
    for guard in EVERY_GUARD:
        if guard.rule in beside:
            _drop(guard)
    with pytest.raises(DatabaseError, match=rule):
        _insert_sign_off(edition, getattr(cast, by), digest=digest or edition.digest)
    _insert_sign_off(edition, cast.reviewer, digest=edition.digest)


def _insert_sign_off(edition: Edition, by, **fields) -> None:
    given = {"meaning": "clinical", "signed_at": NOON, "name": "A", "role": "B"}
    with transaction.atomic():
        SignOff.objects.bulk_create([SignOff(edition=edition, reviewer=by, **given, **fields)])


def test_nothing_is_approved_without_a_signature(cast):
    edition = factories.submitted(cast)
    with pytest.raises(DatabaseError, match="is signed to be approved"):
        execute("UPDATE guidance_edition SET stage = 'approved', approved_at = submitted_at")
    twin = Edition.objects.get(pk=edition.pk)
    twin.pk, twin.number, twin.stage, twin.approved_at = None, 9, "approved", NOON
    with pytest.raises(DatabaseError, match="starts submitted"), transaction.atomic():
        Edition.objects.bulk_create([twin])


# The triggers themselves


@pytest.mark.django_db
def test_every_guard_is_in_place():
    assert missing() == []
    assert len({guard.name for guard in EVERY_GUARD}) == len(EVERY_GUARD)


@pytest.mark.django_db
@pytest.mark.parametrize("guard", EVERY_GUARD, ids=lambda guard: guard.name)
def test_a_trigger_that_is_missing_is_named_and_put_back(guard):
    if guard.event == "TRUNCATE" and connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    _drop(guard)
    assert missing() == [guard.name]
    assert f"The trigger {guard.name} is missing." in _checked()
    call_command("migrate", verbosity=0, stderr=StringIO())
    assert missing() == []
    assert "trigger" not in _checked()


def _drop(guard) -> None:
    execute(f"DROP TRIGGER {guard.name}" + (f" ON {guard.table}" if connection.vendor == "postgresql" else ""))


def _checked() -> str:
    said = StringIO()
    call_command("check", databases=["default"], stderr=said, stdout=said)
    return said.getvalue()


@on_postgresql
@pytest.mark.django_db
def test_a_trigger_that_was_disabled_is_named_and_put_back():
    execute(f"ALTER TABLE {GUARDS[0].table} DISABLE TRIGGER {GUARDS[0].name}")
    assert missing() == [GUARDS[0].name]
    immutability.install(connection)
    assert missing() == []


@pytest.mark.django_db
def test_a_trigger_in_an_older_form_is_replaced():
    older = immutability.Guard("guidance_edition", "DELETE", "never_goes", "1=0")
    _drop(older)
    immutability.install(connection, [older])
    immutability.install(connection)
    assemble_and_approve()
    with pytest.raises(DatabaseError, match="never goes"):
        execute("DELETE FROM guidance_edition")


def assemble_and_approve() -> Edition:
    return factories.approved(assemble())


@pytest.mark.django_db(transaction=True)
def test_a_flush_is_refused_while_anything_is_kept():
    assemble_and_approve()
    before = contents()
    with pytest.raises(CommandError, match="couldn't be flushed"):
        call_command("flush", interactive=False, verbosity=0)
    assert contents() == before
    assert missing() == []


@pytest.mark.django_db(transaction=True)
def test_a_flush_leaves_the_triggers_in_place():
    immutability.drop_triggers(connection)
    assert len(missing()) >= len(EVERY_GUARD) - len(KEPT)
    call_command("flush", interactive=False, verbosity=0)
    assert missing() == []


@on_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", KEPT)
def test_a_migration_that_remakes_a_table_loses_no_row_and_no_trigger(model):
    assemble_and_approve()
    before = contents()
    plan = [(Migration("0099_later", "guidance"), False)]
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default", plan=plan)
    with connection.schema_editor() as editor:
        editor._remake_table(model)
    assert {guard.name for guard in EVERY_GUARD if guard.table == model._meta.db_table} & set(missing())
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert missing() == []
    assert contents() == before
    with pytest.raises(DatabaseError, match="never goes"):
        execute(f"DELETE FROM {model._meta.db_table}")


@on_sqlite
@pytest.mark.parametrize("model", KEPT)
def test_a_row_is_not_replaced_either(cast, model):
    """“INSERT OR REPLACE” deletes without asking a delete trigger, unless recursive triggers are on."""
    factories.sign(factories.under_review(cast), cast.reviewer)
    Edition.objects.update(stage="submitted")
    columns = ", ".join(field.column for field in model._meta.concrete_fields)
    table, before = model._meta.db_table, contents()
    with pytest.raises(DatabaseError, match="never goes"):
        execute(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")
    assert contents() == before
