"""What a look-up finds, for an editor to check."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guidance.references import updates
from guidance.references.updates import Update
from guidance.vocabularies import ReferenceKind


@dataclass(frozen=True)
class Found:
    """A source as ``host`` records it: normalised CSL-JSON, a suggested kind, and what was said of it since."""

    csl: Mapping[str, Any]
    kind: ReferenceKind
    updates: tuple[Update, ...]
    host: str

    @property
    def warning(self) -> Update | None:
        """The gravest that was said of it, from which a standing is suggested."""
        return updates.gravest(self.updates)


class NotReadable(ValueError):
    """An answer is not of the shape that its host documents."""
