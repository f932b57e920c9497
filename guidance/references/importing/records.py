"""What an importer hands on."""

from dataclasses import dataclass
from typing import Any

from guidance.references.importing.formats import Format
from guidance.vocabularies import ReferenceKind, Standing


@dataclass(frozen=True)
class Raw:
    """One record as it stands in the file: its place among the records and its first line, both from 1."""

    number: int
    line: int
    text: str


@dataclass(frozen=True)
class Listing:
    """A file taken apart, not yet read."""

    format: Format
    encoding: str
    raws: tuple[Raw, ...]


@dataclass(frozen=True)
class Record:
    """One source. ``csl`` is tidy (`guidance.references.record`); ``kind`` and ``standing`` are suggestions.

    ``kind`` is None where the record does not say: its title may (`guidance.interchange.labels.kind`).
    """

    number: int
    line: int
    csl: dict[str, Any]
    kind: ReferenceKind | None = None
    standing: Standing = Standing.CURRENT


@dataclass(frozen=True)
class Unreadable:
    """A record that could not be read, and why, as a sentence."""

    record: int
    line: int
    reason: str


@dataclass(frozen=True)
class Reading:
    format: Format
    encoding: str
    records: tuple[Record, ...]
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True)
class Draft:
    """What a format says of one source: CSL fields as it spells them, and the words it files the source under."""

    csl: dict[str, Any]
    filed_under: tuple[str, ...] = ()


class CannotRead(ValueError):
    """One record cannot be read; the message is the reason, as a sentence."""
