"""What the API answers, as dataclasses. Version 1: a field may be added to one, none is ever taken away or changed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from guidance import documents
from guidance.audiences import Audience
from guidance.personalization import Said, say
from guidance.vocabularies import Meaning, ReferenceKind, ReferenceType, Stage, Standing


@dataclass(frozen=True)
class Text:
    """A text as one audience reads it; ``fell_back`` where only the clinician wording could be shown."""

    text: str
    fell_back: bool

    @classmethod
    def of(cls, said: Said) -> "Text":
        return cls(said.text, said.fell_back)


@dataclass(frozen=True)
class InBoth:
    """One thing as each audience reads it."""

    clinician: Text
    lay: Text

    @classmethod
    def of(cls, wording: documents.Wording) -> "InBoth":
        return cls(*(Text.of(say(wording, audience)) for audience in Audience))


@dataclass(frozen=True)
class Warned:
    """A sentence of the chair's that stands above the text and is no part of what was signed."""

    text: InBoth
    at: datetime


@dataclass(frozen=True)
class SignOff:
    """A board member's signature under one digest, for one meaning, with name and role as they were."""

    name: str
    role: str
    meaning: Meaning
    interests: str
    signed_at: datetime
    digest: str


@dataclass(frozen=True)
class Article:
    """A question whose answer is approved today. ``edition`` is the number of its live edition, ``digest`` the SHA-256
    of that edition's document, ``topics`` their slugs, ``page`` the address where people read it."""

    key: str
    slug: str
    title: str
    summary: InBoth
    edition: int
    digest: str
    approved_at: datetime
    next_review_on: date | None
    warning: Warned | None
    topics: tuple[str, ...]
    sign_offs: tuple[SignOff, ...]
    page: str


@dataclass(frozen=True)
class Edition:
    """An edition that is approved, or once was. ``stage`` is approved, superseded or retired; ``reason`` says why it
    was retired; ``reaffirms`` where the text of the edition before was found to be still right."""

    number: int
    stage: Stage
    digest: str
    approved_at: datetime
    closed_at: datetime | None
    reason: str
    reaffirms: bool


@dataclass(frozen=True)
class Reference:
    """A source as it stands today: its record as CSL-JSON; ``superseded_by`` says by what, in words."""

    key: str
    type: ReferenceType
    kind: ReferenceKind
    in_house: bool
    standing: Standing
    superseded_by: str
    csl: Mapping[str, Any]

    @classmethod
    def of(cls, value: documents.Reference) -> "Reference":
        return cls(
            value.key, value.kind.type, value.kind, value.in_house, value.standing, value.superseded_by, value.csl
        )


@dataclass(frozen=True)
class GlossaryTerm:
    """A word that approved articles use, as it is explained today; ``articles`` are the slugs of those that use it."""

    key: str
    term: str
    abbreviations: tuple[str, ...]
    synonyms: tuple[str, ...]
    plain_name: str
    definition: str
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """A subject under which something is approved; ``parent`` is the slug of the one it is part of."""

    slug: str
    name: str
    parent: str | None


@dataclass(frozen=True)
class Problem:
    """Why there is no answer (RFC 9457): ``detail`` is a sentence for a person."""

    type: str
    title: str
    status: int
    detail: str


def plain(value: Any) -> Any:
    """An answer as JSON holds it; moments in UTC."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value
