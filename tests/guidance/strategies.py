"""Whole documents, as hypothesis draws them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from guidance.canonical import LARGEST_INTEGER, clean, clean_value, freeze
from guidance.documents import Acceptance, Citation, Document, Reference, Section, Step, Term, Wording
from guidance.vocabularies import Access, Action, Certainty, ReferenceKind, SectionKind, Standing, Strength

# Astral, right to left, combining, composed otherwise in NFC, and what JSON must escape.
AWKWARD = [
    "𝛼-🧠",
    "العربية و עברית",
    "e\u0301 क\u093f Å",
    "a\u0323\u0307",
    '“\\ "/\n\u2028',
    "\t\x00\x7f\u202e",
    "<b>&amp;",
]

texts = st.one_of(st.text(max_size=30), st.sampled_from(AWKWARD), st.just("")).map(clean)

integers = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)

values = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)

csl = st.dictionaries(
    st.sampled_from(["title", "publisher", "container-title", "authority", "author", "DOI", "PMID"]) | texts,
    texts | values | st.just([{"literal": "Leuko"}]),
    max_size=4,
).map(lambda record: freeze(clean_value(record)))


def wordings() -> st.SearchStrategy[Wording]:
    """In both wordings, in one, in none, or with a lay text that has gone stale."""
    return st.one_of(
        st.builds(Wording.of, texts, texts),
        st.builds(Wording, texts, texts, texts),
        st.just(Wording()),
    )


def references(key: str) -> st.SearchStrategy[Reference]:
    kinds, standings = st.sampled_from(ReferenceKind), st.sampled_from(Standing)
    return st.builds(Reference, st.just(key), kinds, csl, st.booleans(), standings, texts)


def citations(keys: list[str]) -> st.SearchStrategy[Citation]:
    """Of one of ``keys``, of nothing, or of what is not there."""
    pointed_at = st.sampled_from([*keys, None, "nowhere"])
    return st.builds(Citation, pointed_at, texts, st.booleans(), texts, texts, st.sampled_from(Access))


def steps(keys: list[str], numbers: Iterator[int], depth: int = 2) -> st.SearchStrategy[tuple[Step, ...]]:
    """Steps whose keys are numbered on from ``numbers``, with sub-steps ``depth`` deep."""
    step = st.builds(
        Step,
        key=st.builds(lambda: f"step-{next(numbers)}"),
        text=wordings(),
        action=st.sampled_from(Action),
        applies_when=wordings(),
        intervention=texts,
        line=st.none() | integers,
        strength=st.sampled_from(Strength),
        certainty=st.sampled_from(Certainty),
        citations=st.lists(citations(keys), max_size=3).map(tuple),
        steps=steps(keys, numbers, depth - 1) if depth else st.just(()),
    )
    return st.lists(step, max_size=2).map(tuple)


def sections(keys: list[str], numbers: Iterator[int], depth: int = 1) -> st.SearchStrategy[tuple[Section, ...]]:
    section = st.builds(
        Section,
        heading=wordings(),
        kind=st.sampled_from(SectionKind),
        steps=steps(keys, numbers),
        sections=sections(keys, numbers, depth - 1) if depth else st.just(()),
    )
    return st.lists(section, max_size=2).map(tuple)


def terms(key: str) -> st.SearchStrategy[Term]:
    names = st.lists(texts, max_size=2).map(tuple)
    return st.builds(Term, st.just(key), texts, names, names, texts, texts)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document that may be stored, sound or not."""
    keys = [f"reference-{n}" for n in range(draw(st.integers(0, 3)))]
    return Document(
        title=draw(texts),
        summary=draw(wordings()),
        scope=draw(wordings()),
        get_help=draw(wordings()),
        change_note=draw(wordings()),
        sections=draw(sections(keys, count(1))),
        references=tuple(draw(references(key)) for key in keys),
        terms=tuple(draw(terms(f"term-{n}")) for n in range(draw(st.integers(0, 2)))),
        acceptances=tuple(draw(st.lists(st.builds(Acceptance, texts, texts, texts, texts), max_size=2))),
    )


def reworded(document: Document, say: Callable[[Wording], Wording]) -> Document:
    """The document with each wording as ``say`` makes it, asked in reading order."""
    return replace(
        document,
        summary=say(document.summary),
        scope=say(document.scope),
        get_help=say(document.get_help),
        change_note=say(document.change_note),
        sections=tuple(_reworded_section(section, say) for section in document.sections),
    )


def _reworded_section(section: Section, say: Callable[[Wording], Wording]) -> Section:
    return replace(
        section,
        heading=say(section.heading),
        steps=tuple(_reworded_step(step, say) for step in section.steps),
        sections=tuple(_reworded_section(child, say) for child in section.sections),
    )


def _reworded_step(step: Step, say: Callable[[Wording], Wording]) -> Step:
    return replace(
        step,
        text=say(step.text),
        applies_when=say(step.applies_when),
        steps=tuple(_reworded_step(child, say) for child in step.steps),
    )
