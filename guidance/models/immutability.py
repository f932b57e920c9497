"""Triggers that keep what was signed as it was signed, whoever writes to the database.

They are installed after every migration and every flush (SQLite drops a table's triggers when a migration
remakes it), and a system check names one that is missing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "leuko_"


@dataclass(frozen=True)
class Guard:
    """Refuses ``event`` on ``table`` where ``condition`` (SQL over OLD and NEW; {changed} as below) holds."""

    table: str
    event: str  # INSERT, UPDATE, DELETE, or TRUNCATE (PostgreSQL only)
    rule: str
    condition: str = "1=1"
    columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.table}_{self.rule}"


def kept(table: str, *columns: str) -> Iterator[Guard]:
    """Guards of a table whose rows are never deleted, nor changed in ``columns`` (by default in any)."""
    yield Guard(table, "UPDATE", "never_changes", "{changed}" if columns else "1=1", columns)
    yield Guard(table, "DELETE", "never_goes")
    yield Guard(table, "TRUNCATE", "never_empties")


SUBSTANCE = ("article_id", "number", "document", "digest", "submitted_by_id", "submitted_at", "message", "reaffirms")

GUARDS = (
    *kept("guidance_edition", *SUBSTANCE),
    *kept("guidance_editionreference"),
    *kept("guidance_contribution"),
    *kept("guidance_signoff"),
    Guard(
        "guidance_signoff",
        "INSERT",
        "names_the_digest",
        "NEW.digest <> (SELECT digest FROM guidance_edition WHERE id = NEW.edition_id)",
    ),
    Guard(
        "guidance_signoff",
        "INSERT",
        "is_no_contributors",
        "EXISTS (SELECT 1 FROM guidance_contribution WHERE edition_id = NEW.edition_id AND user_id = NEW.reviewer_id)",
    ),
    Guard(
        "guidance_edition",
        "UPDATE",
        "is_signed_to_be_approved",
        "NEW.stage = 'approved' AND OLD.stage <> 'approved'"
        " AND NOT EXISTS (SELECT 1 FROM guidance_signoff WHERE edition_id = NEW.id)",
    ),
    Guard("guidance_edition", "INSERT", "starts_submitted", "NEW.stage <> 'submitted'"),
)


def install(connection: BaseDatabaseWrapper, guards: Iterable[Guard] = GUARDS) -> None:
    """Put every guard in place, in its present form; one that is so already is left alone."""
    present = _installed(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for guard in _possible(connection, guards):
            statements = _SQL[connection.vendor](guard)
            if present.get(guard.name) != statements[-1]:
                for statement in statements:
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper, guards: Iterable[Guard] = GUARDS) -> list[str]:
    """The names of the guards that are not in place, on tables that are there."""
    present = _installed(connection)
    return [guard.name for guard in _possible(connection, guards) if guard.name not in present]


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take every guard away: for tests that must empty tables, or forge a row."""
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name, statement in _installed(connection).items():
            table = re.search(r" ON (?:\w+\.)?(\w+) ", statement)
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on.format(table=table and table[1])}")


def _possible(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> list[Guard]:
    """Those that this engine knows and whose table is there."""
    tables = connection.introspection.table_names()
    truncates = connection.vendor == "postgresql"
    return [guard for guard in guards if guard.table in tables and (truncates or guard.event != "TRUNCATE")]


def _installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """By name: each guard in the database, as the statement that made it."""
    question = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger"
        " JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)"
        " AND tgenabled IN ('O', 'A')",  # one that was disabled guards nothing
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {name: statement for name, statement in cursor.fetchall() if name.startswith(PREFIX)}


def _sentence(guard: Guard) -> str:
    return f"{guard.table} {guard.rule.replace('_', ' ')}"


def _sqlite(guard: Guard) -> list[str]:
    condition = guard.condition.format(changed=" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in guard.columns))
    return [
        f"DROP TRIGGER IF EXISTS {guard.name}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{_sentence(guard)}'); END",
    ]


def _postgresql(guard: Guard) -> list[str]:
    condition = guard.condition.format(
        changed=" OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in guard.columns)
    )
    result, each = ("OLD", "ROW") if guard.event == "DELETE" else ("NEW", "ROW")
    if guard.event == "TRUNCATE":
        result, each = "NULL", "STATEMENT"
    return [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {condition} THEN RAISE EXCEPTION '{_sentence(guard)}'"
        f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {result}; END $$",
        f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
        f" FOR EACH {each} EXECUTE FUNCTION {guard.name}()",
    ]


_SQL = {"sqlite": _sqlite, "postgresql": _postgresql}
