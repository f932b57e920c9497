"""How rows are called where row ids mean nothing."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from django.db import models

from review.record import spelt
from review.transfer.tables import COUNTED, TABLE, Table

Address = Any  # text, or a list of texts and whole numbers, as JSON has it
Kind = type[models.Model]
GONE = "gone"


class Addresses:
    """The address of every row of this database. A table's are read once, when the first of them is asked for."""

    def __init__(self) -> None:
        self._known: dict[Kind, dict[int, Address]] = {}
        self._gone: defaultdict[Kind, dict[int, int]] = defaultdict(dict)

    def of(self, model: Kind, pk: int | None) -> Address | None:
        """A row that history remembers and that is there no more is called {"gone": 1}, the first that is met."""
        if pk is None:
            return None
        if address := self.every(model).get(pk):
            return address
        gone = self._gone[model]
        return {GONE: gone.setdefault(pk, len(gone) + 1)}

    def every(self, model: Kind) -> Mapping[int, Address]:
        """By row id."""
        if model not in self._known:
            table, count = TABLE[model], Counter()
            rows = table.rows().only(*(name for name in table.key.split() if name != COUNTED)).iterator()
            self._known[model] = {row.pk: address(table, self.key_of(table, row, count)) for row in rows}
        return self._known[model]

    def key_of(self, table: Table, row: models.Model, count: Counter[Hashable]) -> dict[str, Any]:
        """The fields that the row's address is made of; ``count`` holds how many of each kind came before it."""
        names = [name for name in table.key.split() if name != COUNTED]
        fields = {name: self.cell(table.model._meta.get_field(name), row) for name in names}
        return fields | ({"number": numbered(fields.values(), count)} if table.is_counted else {})

    def cell(self, field: models.Field, row: models.Model) -> Any:
        """A column's value as it stands in the line."""
        value = getattr(row, field.attname)
        return self.of(field.related_model, value) if field.is_relation else spelt(value)


def numbered(within: Iterable[Address], count: Counter[Hashable]) -> int:
    """The next number among those ``within`` the same."""
    owner = tuple(map(hashable, within))
    count[owner] += 1
    return count[owner]


def address(table: Table, fields: Mapping[str, Any]) -> Address:
    """The address of the row whose line holds ``fields``."""
    parts = [fields["number" if name == COUNTED else name] for name in table.key.split()]
    flat = [leaf for part in parts for leaf in (part if isinstance(part, list) else [part])]
    return flat if len(flat) > 1 else flat[0]


def hashable(address: Address) -> Hashable:
    return tuple(address) if isinstance(address, list) else address
