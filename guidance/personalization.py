"""``personalize`` makes of a Document what one audience reads."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from guidance.audiences import Audience
from guidance.documents import Citation, Document, Reference, Section, Step, Term, Wording
from guidance.language.explaining import Explainer, Piece
from guidance.vocabularies import Action, Certainty, SectionKind, Strength


@dataclass(frozen=True)
class Said:
    """A text as this audience reads it; ``fell_back`` where only the clinician wording could be shown.

    ``pieces`` of the bottom line and of a statement, parted where it is the first of its section to use a word that
    the glossary explains.
    """

    text: str = ""
    fell_back: bool = False
    pieces: tuple[Piece, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class ReadCitation:
    """``number`` is the reference's place in the list below; None where the citation points at nothing."""

    number: int | None
    citation: Citation
    reference: Reference | None


@dataclass(frozen=True)
class ReadStep:
    """A step in one wording only. ``number`` is “3” or, of a sub-step, “3.1”: the order of reading the article."""

    key: str
    number: str
    text: Said
    applies_when: Said
    action: Action
    intervention: str
    line: int | None
    strength: Strength
    certainty: Certainty
    citations: tuple[ReadCitation, ...]
    steps: tuple["ReadStep", ...]


@dataclass(frozen=True)
class ReadSection:
    number: str
    heading: Said
    kind: SectionKind
    steps: tuple[ReadStep, ...]
    sections: tuple["ReadSection", ...]


@dataclass(frozen=True)
class ReadReference:
    """``cited_by``: the key and number of each step that uses it."""

    number: int
    reference: Reference
    cited_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reading:
    audience: Audience
    title: str
    summary: Said
    scope: Said
    get_help: Said
    change_note: Said
    sections: tuple[ReadSection, ...]
    references: tuple[ReadReference, ...]
    terms: tuple[Term, ...]

    def walk(self) -> Iterator[ReadStep]:
        """Every step in reading order."""
        return walk(self.sections)

    @property
    def fell_back(self) -> int:
        """How many statements could be shown in the clinician wording only."""
        return sum(step.text.fell_back for step in self.walk())


def walk(sections: tuple[ReadSection, ...]) -> Iterator[ReadStep]:
    """Every step of ``sections`` in reading order."""
    for section in sections:
        yield from _with_sub_steps(section.steps)
        yield from walk(section.sections)


def _with_sub_steps(steps: tuple[ReadStep, ...]) -> Iterator[ReadStep]:
    for step in steps:
        yield step
        yield from _with_sub_steps(step.steps)


def say(wording: Wording, audience: Audience) -> Said:
    """The text for ``audience``; the clinician's where the lay one is missing or out of date."""
    if audience is Audience.LAY and wording.lay and not wording.is_stale:
        return Said(wording.lay)
    return Said(wording.clinician, fell_back=audience is Audience.LAY and bool(wording.clinician))


def personalize(document: Document, audience: Audience) -> Reading:
    """``document`` as ``audience`` reads it, every step and source of it, numbered."""
    reader = _Reader(document, audience)
    summary = reader.explain(say(document.summary, audience))
    sections = reader.sections(document.sections)
    return Reading(
        audience=audience,
        title=document.title,
        summary=summary,
        scope=say(document.scope, audience),
        get_help=say(document.get_help, audience),
        change_note=say(document.change_note, audience),
        sections=sections,
        references=reader.references(sections),
        terms=document.terms,
    )


class _Reader:
    """Walks a document once, counting steps as it goes."""

    def __init__(self, document: Document, audience: Audience) -> None:
        self.document, self.audience, self.count = document, audience, 0
        self.by_key = {reference.key: (n, reference) for n, reference in enumerate(document.references, 1)}
        self.explainer, self.explained = Explainer(document.terms, plain=audience is Audience.LAY), set[int]()

    def sections(self, sections: tuple[Section, ...], above: str = "") -> tuple[ReadSection, ...]:
        return tuple(self.section(section, f"{above}{n}") for n, section in enumerate(sections, 1))

    def section(self, section: Section, number: str) -> ReadSection:
        if "." not in number:
            self.explained.clear()
        return ReadSection(
            number=number,
            heading=say(section.heading, self.audience),
            kind=section.kind,
            steps=tuple(self.top_step(step) for step in section.steps),
            sections=self.sections(section.sections, f"{number}."),
        )

    def top_step(self, step: Step) -> ReadStep:
        self.count += 1
        return self.step(step, str(self.count))

    def step(self, step: Step, number: str) -> ReadStep:
        return ReadStep(
            key=step.key,
            number=number,
            text=self.explain(say(step.text, self.audience)),
            applies_when=say(step.applies_when, self.audience),
            action=step.action,
            intervention=step.intervention,
            line=step.line,
            strength=step.strength,
            certainty=step.certainty,
            citations=tuple(self.citation(citation) for citation in step.citations),
            steps=tuple(self.step(child, f"{number}.{n}") for n, child in enumerate(step.steps, 1)),
        )

    def explain(self, said: Said) -> Said:
        return replace(said, pieces=self.explainer.pieces(said.text, self.explained))

    def citation(self, citation: Citation) -> ReadCitation:
        number, reference = self.by_key.get(citation.reference or "", (None, None))
        return ReadCitation(number, citation, reference)

    def references(self, sections: tuple[ReadSection, ...]) -> tuple[ReadReference, ...]:
        uses: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for step in walk(sections):
            for cited in step.citations:
                if cited.reference:
                    uses[cited.reference.key][step.key] = step.number
        return tuple(
            ReadReference(number, reference, tuple(uses[reference.key].items()))
            for number, reference in self.by_key.values()
        )
