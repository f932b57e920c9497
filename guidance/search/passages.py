"""What of a Document is searched: its passages, their words with their weights, and its names."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from guidance.audiences import Audience
from guidance.documents import Document, Place, Term, Wording
from guidance.language.occurrences import Finder
from guidance.personalization import Said, say
from guidance.references import words as sources
from guidance.search.aspects import Aspect, of_step
from guidance.search.words import lines, spoken, stems
from guidance.vocabularies import Action, NameKind, PassageKind, Strength

UNIT = 1000  # weights are whole numbers of thousandths, so that every engine adds them up alike
SATURATION = 1.2  # BM25's k1: how soon more of a word adds little
LONGEST_NAME = 8  # words of a name that is looked for in a question


class Field(NamedTuple):
    """How much a word counts in a part of a passage: BM25F's boost, its b, and the usual number of words there.

    The usual length is a constant, not an average over all there is: a word's weight then never changes because
    another article was approved.
    """

    boost: float
    b: float
    usual: int


TITLE, ALSO, BODY = Field(5, 0.3, 4), Field(3, 0.3, 10), Field(1, 0.5, 600)
HEADING, SUBJECT, TEXT, ABOVE = Field(5, 0.5, 5), Field(3, 0.3, 4), Field(1, 0.5, 120), Field(0.7, 0.5, 40)
NAMED = Field(1, 0.5, 20)  # what else the terms are called that occur there
NAMES, RECORD = Field(3, 0.3, 4), Field(1, 0.3, 20)
Part = tuple[Field, str]


@dataclass(frozen=True)
class Shown:
    """A passage as one audience reads it; ``fell_back`` where some of it has no wording for them."""

    text: str
    heading: str = ""
    above: tuple[str, ...] = ()
    fell_back: bool = False


@dataclass(frozen=True)
class Passage:
    """``weights``: what each stem of it adds to a question's score, in thousandths, before its rarity counts."""

    kind: PassageKind
    key: str
    position: int
    weights: Mapping[str, int]
    shown: Mapping[Audience, Shown]
    aspects: frozenset[Aspect] = frozenset()
    action: Action = Action.UNSAID
    strength: Strength = Strength.NOT_GRADED


@dataclass(frozen=True)
class Name:
    """``stems``: those of its words, joined by spaces. ``key``: of the term whose name it is."""

    kind: NameKind
    stems: str
    key: str = ""


def weights(parts: list[Part]) -> dict[str, int]:
    """By stem, what it adds: BM25F's part that hangs on this passage alone."""
    found: Counter[str] = Counter()
    for field, text in parts:
        counted = Counter(stems(text))
        length = 1 - field.b + field.b * counted.total() / field.usual
        for one, times in counted.items():
            found[one] += field.boost * times / length  # type: ignore[assignment]
    return {one: round(UNIT * often * (SATURATION + 1) / (often + SATURATION)) for one, often in found.items()}


def passages(document: Document) -> Iterator[Passage]:
    """All that is searched: the article as a whole, its steps in reading order, its sources and its terms."""
    named = _Named(document.terms)
    yield _article(document, named)
    for position, place in enumerate(document.walk()):
        yield _step(place, position, named)
    for position, reference in enumerate(document.references):
        shown = {audience: Shown(reference.title) for audience in Audience}
        weighed = weights([(NAMES, reference.title), (RECORD, sources.words(reference.csl))])
        yield Passage(PassageKind.REFERENCE, reference.key, position, weighed, shown)
    for position, term in enumerate(document.terms):
        shown = {audience: Shown(term.term) for audience in Audience}
        weighed = weights([(NAMES, lines(_names(term))), (RECORD, term.definition)])
        yield Passage(PassageKind.TERM, term.key, position, weighed, shown)


def names(document: Document) -> Iterator[Name]:
    """What the article and its terms are called."""
    terms = _of_title(document)
    found = [Name(NameKind.TITLE, _joined(document.title))]
    found += [Name(NameKind.ALSO, _joined(name), term.key) for term in terms for name in _names(term)]
    found += [Name(NameKind.TERM, _joined(name), term.key) for term in document.terms for name in _names(term)]
    return (name for name in dict.fromkeys(found) if 0 < len(name.stems.split()) <= LONGEST_NAME)


def vocabulary(document: Document) -> set[str]:
    """Every word of it that a person could have meant to type."""
    texts = [document.title, *(name for term in document.terms for name in _names(term))]
    texts += [text for _, wording in document.wordings() for text in (wording.clinician, wording.lay)]
    return {word for word in spoken(lines(texts)) if len(word) > 2 and word.isalpha()}


class _Named:
    """The names of the terms that occur in a text."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.finder, self.names = Finder(terms), {term.key: _names(term) for term in terms}

    def in_(self, text: str) -> str:
        return lines(name for key in sorted(self.finder.keys_in(text)) for name in self.names[key])


def _article(document: Document, named: _Named) -> Passage:
    also = lines(name for term in _of_title(document) for name in _names(term))
    body = lines(map(_both, _said(document)))
    parts = [(TITLE, document.title), (ALSO, also), (BODY, body), (NAMED, named.in_(body))]
    shown = {audience: _head(document, audience) for audience in Audience}
    return Passage(PassageKind.ARTICLE, "", 0, weights(parts), shown)


def _head(document: Document, audience: Audience) -> Shown:
    """The title and the bottom line."""
    summary = say(document.summary, audience)
    return Shown(summary.text, document.title, fell_back=summary.fell_back)


def _said(document: Document) -> Iterator[Wording]:
    yield from (document.summary, document.scope, document.get_help)
    for step in document.steps():
        yield from (step.text, step.applies_when)


def _step(place: Place, position: int, named: _Named) -> Passage:
    step, section = place.step, place.sections[-1]
    heading = lines(_both(one.heading) for one in place.sections)
    text = lines(map(_both, (step.text, step.applies_when)))
    above = lines(_both(said) for one in place.above for said in (one.text, one.applies_when))
    also = named.in_(lines((text, above)))
    parts = [(HEADING, heading), (SUBJECT, step.intervention), (TEXT, text), (ABOVE, above), (NAMED, also)]
    return Passage(
        kind=PassageKind.STEP,
        key=step.key,
        position=position,
        weights=weights(parts),
        shown={audience: _shown(place, audience) for audience in Audience},
        aspects=of_step(heading, section.kind, step.action),
        action=step.action,
        strength=step.strength,
    )


def _with_condition(applies_when: Wording, text: Wording, audience: Audience) -> Said:
    condition, said = say(applies_when, audience), say(text, audience)
    if not condition:
        return said
    return Said(f"{condition.text.rstrip(' .,;:')}: {said}", said.fell_back or condition.fell_back)


def _shown(place: Place, audience: Audience) -> Shown:
    """The step after its heading and the steps above it, each after the condition under which it applies."""
    trail = [_with_condition(one.applies_when, one.text, audience) for one in (*place.above, place.step)]
    *above, said = (one.text for one in trail)
    heading = say(place.sections[-1].heading, audience).text
    return Shown(said, heading, tuple(above), any(one.fell_back for one in trail))


def _of_title(document: Document) -> list[Term]:
    return [term for term in document.terms if term.occurs_in(document.title)]


def _names(term: Term) -> list[str]:
    return [name for name in (term.term, *term.abbreviations, *term.synonyms, term.plain_name) if name]


def _both(wording: Wording) -> str:
    return lines((wording.clinician, wording.lay))


def _joined(name: str) -> str:
    return " ".join(stems(name))
