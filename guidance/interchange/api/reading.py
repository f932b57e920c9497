"""The text of an edition for one audience, as the API answers it."""

from dataclasses import dataclass
from datetime import date, datetime

from guidance import personalization
from guidance.audiences import Audience
from guidance.documents import Term
from guidance.interchange.api.answers import Reference, Text
from guidance.personalization import ReadCitation, ReadReference, ReadSection, ReadStep
from guidance.vocabularies import Access, Action, Certainty, SectionKind, Strength


@dataclass(frozen=True)
class Source:
    """A source in the reading's list. ``steps`` are the keys of the statements that rest on it."""

    number: int
    reference: Reference
    steps: tuple[str, ...]

    @classmethod
    def of(cls, read: ReadReference) -> "Source":
        return cls(read.number, Reference.of(read.reference), tuple(key for key, _ in read.cited_by))


@dataclass(frozen=True)
class Citation:
    """What a statement rests on: ``source`` is a number in the reading's list."""

    source: int | None
    locator: str
    quote: str
    access: Access

    @classmethod
    def of(cls, read: ReadCitation) -> "Citation":
        return cls(read.number, read.citation.locator, read.citation.quote, read.citation.access)


@dataclass(frozen=True)
class Step:
    """One treatment statement. ``key`` is its own for life, across editions; ``number`` is where it stands in this one;
    ``line`` is its line of therapy, 1 the first."""

    key: str
    number: str
    text: Text
    applies_when: Text
    action: Action
    intervention: str
    line: int | None
    strength: Strength
    certainty: Certainty
    citations: tuple[Citation, ...]
    steps: tuple["Step", ...]

    @classmethod
    def of(cls, read: ReadStep) -> "Step":
        return cls(
            key=read.key,
            number=read.number,
            text=Text.of(read.text),
            applies_when=Text.of(read.applies_when),
            action=read.action,
            intervention=read.intervention,
            line=read.line,
            strength=read.strength,
            certainty=read.certainty,
            citations=tuple(map(Citation.of, read.citations)),
            steps=tuple(map(cls.of, read.steps)),
        )


@dataclass(frozen=True)
class Section:
    """A heading with its statements; its ``sections`` hold none of their own."""

    number: str
    heading: Text
    kind: SectionKind
    steps: tuple[Step, ...]
    sections: tuple["Section", ...]

    @classmethod
    def of(cls, read: ReadSection) -> "Section":
        return cls(
            number=read.number,
            heading=Text.of(read.heading),
            kind=read.kind,
            steps=tuple(map(Step.of, read.steps)),
            sections=tuple(map(cls.of, read.sections)),
        )


@dataclass(frozen=True)
class Reading:
    """What one audience reads of the live edition, with its sources as they stand today. ``fell_back`` counts the
    statements for which only the clinician wording could be shown; ``warning`` stands above the text, not in it."""

    slug: str
    edition: int
    digest: str
    approved_at: datetime
    next_review_on: date | None
    audience: Audience
    title: str
    warning: Text
    summary: Text
    scope: Text
    get_help: Text
    sections: tuple[Section, ...]
    references: tuple[Source, ...]
    terms: tuple[Term, ...]
    fell_back: int
    page: str

    @classmethod
    def of(cls, read: personalization.Reading, **about: object) -> "Reading":
        """``about``: what the text does not hold: slug, edition, digest, approved_at, next_review_on, warning, page."""
        return cls(
            **about,  # type: ignore[arg-type]
            audience=read.audience,
            title=read.title,
            summary=Text.of(read.summary),
            scope=Text.of(read.scope),
            get_help=Text.of(read.get_help),
            terms=read.terms,
            sections=tuple(map(Section.of, read.sections)),
            references=tuple(map(Source.of, read.references)),
            fell_back=read.fell_back,
        )
