"""What most tests begin with is made once a process, by the functions that people use, and its rows are kept.

The next test that asks for it on a site where nothing but the cast stands has the same rows put there: a tenth of
the time. Whoever changed a setting, or anything on the site, before they asked has it made anew.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps

from django.apps import apps
from django.conf import UserSettingsHolder, settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery, UpdateQuery

from guidance.models import Edition, SignOff
from guidance.vocabularies import Stage
from tests.cast import ROLES, Cast

# What an edition comes to after it was submitted: a trigger holds that each starts there.
MOVED = {"stage": Stage.SUBMITTED, "began_at": None, "approved_at": None, "closed_at": None}


@dataclass(frozen=True)
class Kept:
    given: object  # as `make` gave it, with a Place for every row
    statements: list[tuple[str, tuple]]  # SQL and its parameters


@dataclass(frozen=True)
class Place:
    model: type[Model]
    pk: int


_kept: dict[tuple[object, ...], Kept] = {}


def once(make: Callable[..., object]) -> Callable[..., object]:
    """Keeps what ``make`` writes when it is asked for with the cast alone, or some of it; gives its row, its rows by
    name or nothing, as ``make`` does, each row read again.
    """

    @wraps(make)
    def made(cast: Cast, *args, **kwargs) -> object:
        is_changed = kwargs or isinstance(settings._wrapped, UserSettingsHolder)
        if is_changed or any(one not in (None, *vars(cast).values()) for one in args) or not _is_bare():
            return make(cast, *args, **kwargs)
        key = (make, *(one and one.pk for one in args))
        if key in _kept:
            _put_back(_kept[key])
        else:
            _kept[key] = _keep(make(cast, *args))
        return _read(_kept[key].given)

    return made


def _read(given: object) -> object:
    if isinstance(given, dict):
        return {name: _read(one) for name, one in given.items()}
    if not isinstance(given, Place):
        return given
    rows = given.model._base_manager.all()
    return (rows.select_related("article") if given.model is Edition else rows).get(pk=given.pk)


def _placed(given: object) -> object:
    if isinstance(given, dict):
        return {name: _placed(one) for name, one in given.items()}
    return Place(type(given), given.pk) if isinstance(given, Model) else given


def _is_bare() -> bool:
    """Nobody is here but the cast, and nothing stands in the tables of our own apps but members."""
    tables = (f"EXISTS (SELECT 1 FROM {connection.ops.quote_name(model._meta.db_table)})" for model in _own_models())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT COUNT(*) FROM auth_user), {' OR '.join(tables)}")
        people, is_written = cursor.fetchone()
    return people == len(ROLES) and not is_written


def _own_models() -> Iterator[type[Model]]:
    for app in ("guidance", "review"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            if model._meta.label != "guidance.Member":
                yield model


def _keep(made: object) -> Kept:
    """In an order that the triggers let pass: each edition starts submitted, is signed by whom it is assigned to, and
    only then moves on, before the next edition of its article comes.
    """
    rows = {model: list(model._base_manager.order_by("pk")) for model in _own_models()}
    editions, sign_offs = rows.pop(Edition), rows.pop(SignOff)
    statements = [_insert(model, some) for model, some in rows.items() if some]
    for edition in editions:
        moved = Edition._base_manager.filter(pk=edition.pk)
        move = _update(moved, {field: getattr(edition, field) for field in MOVED})
        vars(edition).update(MOVED)
        signed = [one for one in sign_offs if one.edition_id == edition.pk]
        statements += [_insert(Edition, [edition]), *([_insert(SignOff, signed)] if signed else []), move]
    # A site that was imported in a test sets PostgreSQL's counters back, and no rollback undoes that.
    statements += [(sql, ()) for sql in connection.ops.sequence_reset_sql(no_style(), [*_own_models()])]
    return Kept(_placed(made), statements)


def _insert(model: type[Model], rows: list[Model]) -> tuple[str, tuple]:
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, rows, raw=True)
    [(sql, params)] = query.get_compiler(connection=connection).as_sql()
    return sql, params


def _update(rows: QuerySet, fields: dict[str, object]) -> tuple[str, tuple]:
    query = rows.query.chain(UpdateQuery)
    query.add_update_values(fields)
    return query.get_compiler(connection=connection).as_sql()


def _put_back(kept: Kept) -> None:
    with transaction.atomic(), connection.cursor() as cursor:  # what a row names may come after it
        for sql, params in kept.statements:
            cursor.execute(sql, params)
