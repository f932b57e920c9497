"""A line of an export as the row it stands for."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import models

from guidance import canonical
from guidance.canonical import Malformed
from review.record import spelt
from review.transfer import addresses
from review.transfer.addresses import Address, Addresses, Kind, address, hashable, numbered
from review.transfer.tables import STANDING, Table

# What a column's value is in JSON, and how it is read: the first whose column it is.
READERS = (
    (models.BooleanField, bool, "true or false", None),
    (models.IntegerField, int, "a whole number", None),
    (models.DateTimeField, str, "a moment, like 2026-11-22T09:30:00.000000Z", datetime.fromisoformat),
    (models.DateField, str, "a day, like 2026-11-22", date.fromisoformat),
    (models.UUIDField, str, "a key, like 0d1e8f3a-…", UUID),
    (models.Field, str, "text", None),
)
# As JSON spells it, but not where the backslash is itself escaped.
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


@dataclass
class Line:
    """``row`` is not in the database yet; ``own`` are its relations to rows of its own table, which may come later."""

    place: str  # “guidance.step.jsonl, line 7”
    row: models.Model
    called: Address
    own: dict[str, Address] = field(default_factory=dict)
    many: dict[str, list[int]] = field(default_factory=dict)


class Ids:
    """The row ids, by address, of what was taken in so far."""

    def __init__(self) -> None:
        there = Addresses()
        self._known = {
            table.model: {hashable(called): pk for pk, called in there.every(table.model).items()} for table in STANDING
        }

    def add(self, model: Kind, called: Address, pk: int) -> None:
        self._known.setdefault(model, {})[hashable(called)] = pk

    def of(self, model: Kind, called: Address) -> int:
        """LookupError says that nothing is called so."""
        try:
            return self._known[model][hashable(called)]
        except (KeyError, TypeError):
            raise LookupError(f"names the {model._meta.verbose_name} {called!r}, and there is none") from None

    def in_history(self, model: Kind, called: Address) -> int:
        """What is gone has a number below all row ids, the same for all that tells of it."""
        match called:
            case {addresses.GONE: int(number)} if number > 0 and len(called) == 1:
                return -number
        return self.of(model, called)


def read(path: Path, table: Table, ids: Ids) -> Iterator[Line]:
    """Each line of the file in turn; Malformed names the first that is not what it should be."""
    count: Counter = Counter()
    with path.open("rb") as file:
        for number, content in enumerate(file, 1):
            place = f"{path.name}, line {number}"
            yield _Reading(table, ids, place, _fields(content, table, place)).line(count)


def _fields(content: bytes, table: Table, place: str) -> dict[str, Any]:
    try:
        fields = canonical.loads(content)
    except Malformed as error:
        raise Malformed(f"{place}: it is not JSON.") from error
    if not isinstance(fields, dict):
        raise Malformed(f"{place}: it should be an object.")
    if NUL.search(content):
        raise Malformed(f"{place}: it holds a NUL, which PostgreSQL keeps in no text.")
    if unknown := sorted(fields.keys() - table.names):
        raise Malformed(f"{place}: it has a field that is not known here: “{unknown[0][:40]}”.")
    if missing := sorted(table.names - fields.keys()):
        raise Malformed(f"{place}: it has no “{missing[0]}”.")
    return fields


class _Reading:
    def __init__(self, table: Table, ids: Ids, place: str, fields: Mapping[str, Any]) -> None:
        self.table, self.ids, self.place, self.fields = table, ids, place, fields
        self.pk_of = ids.in_history if table.of else ids.of

    def line(self, count: Counter) -> Line:
        own = {column.name: self.fields[column.name] for column in self.table.columns if self._is_later(column)}
        values = {column.attname: self._value(column) for column in self.table.columns if column.name not in own}
        if self.table.of:
            values["id"] = self._called("of", self.table.of, self.fields["of"])
        if self.table.is_counted:
            self._check_number(count)
        called = address(self.table, self.fields) if self.table.key else None
        many = {column.name: self._several(column) for column in self.table.many}
        return Line(self.place, self.table.model(**values), called, own, many)

    def _is_later(self, column: models.Field) -> bool:
        """Whether it names a row of its own table, which may not be there yet."""
        return column.related_model is self.table.model and self.fields[column.name] is not None

    def _value(self, column: models.Field) -> Any:
        given = self.fields[column.name]
        if given is None and column.null:
            return None
        if column.is_relation:
            return self._called(column.name, column.related_model, given)
        return self._json(column, given) if isinstance(column, models.JSONField) else self._read(column, given)

    def _json(self, column: models.JSONField, given: Any) -> Any:
        """Such columns hold lists of texts, or objects of any kind."""
        if column.default is dict and not isinstance(given, dict):
            raise self._amiss(column.name, "should be an object")
        if column.default is list and not (isinstance(given, list) and all(isinstance(text, str) for text in given)):
            raise self._amiss(column.name, "should be a list of texts")
        return given

    def _read(self, column: models.Field, given: Any) -> Any:
        _, kind, words, read = next(reader for reader in READERS if isinstance(column, reader[0]))
        if type(given) is not kind:
            raise self._amiss(column.name, f"should be {words}")
        try:
            value = read(given) if read else given
        except ValueError as error:
            raise self._amiss(column.name, f"should be {words}") from error
        if spelt(value) != given:
            raise self._amiss(column.name, f"should be spelt “{spelt(value)}”")
        if isinstance(value, str):
            self._check_text(column, value)
        return value

    def _check_text(self, column: models.Field, value: str) -> None:
        if column.max_length and len(value) > column.max_length:
            raise self._amiss(column.name, f"is longer than {column.max_length} characters")
        words = [word for word, _ in column.flatchoices]
        if words and value not in words and not (column.blank and value == ""):
            raise self._amiss(column.name, f"should be one of: {', '.join(words)}")

    def _called(self, name: str, model: Kind, called: Address) -> int:
        try:
            return self.pk_of(model, called)
        except LookupError as error:
            raise self._amiss(name, str(error)) from error

    def _several(self, column: models.ManyToManyField) -> list[int]:
        given = self.fields[column.name]
        if not isinstance(given, list):
            raise self._amiss(column.name, "should be a list")
        return [self._called(column.name, column.related_model, called) for called in given]

    def _check_number(self, count: Counter) -> None:
        within = [self.fields[name] for name in self.table.key.split()[:-1]]
        if self.fields["number"] != (number := numbered(within, count)):
            raise self._amiss("number", f"should be {number}")

    def _amiss(self, name: str, what: str) -> Malformed:
        return amiss(self.place, name, what)


def amiss(place: str, name: str, what: str) -> Malformed:
    return Malformed(f"{place}: “{name}” {what}.")
