"""A Wording in a row: three columns read and written as one value."""

from typing import Any

from django.db import models

from guidance.documents import Wording

PARTS = ("clinician", "lay", "basis")


class WordingColumns:
    """Declares ``<name>_clinician``, ``<name>_lay`` and ``<name>_basis``; ``row.<name>`` is a Wording.

    An attribute of this kind stands in a model's body like a field.
    """

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        self.name = name
        for part in PARTS:
            model.add_to_class(f"{name}_{part}", models.TextField(blank=True, default=""))
        setattr(model, name, self)

    def __get__(self, row: Any, model: type | None = None) -> Any:
        if row is None:
            return self
        return Wording(*(getattr(row, f"{self.name}_{part}") for part in PARTS))

    def __set__(self, row: Any, wording: Wording) -> None:
        for part in PARTS:
            setattr(row, f"{self.name}_{part}", getattr(wording, part))
