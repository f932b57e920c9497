"""Whether a lay reader can read the lay wording: its school grade, its sentences.

What may be asked was measured on 43 topics of MedlinePlus, which writes for the public. Their Flesch-Kincaid grade is
8.5 on average and below 11 in nine of ten; that of texts for professionals on the same topics is 13.6. So these warn,
and never block.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from guidance.checks.phrases import listed, quoted
from guidance.checks.readability import Measure, measure, sentences, syllables, words
from guidance.checks.registry import Finding, Level, Targets, register
from guidance.documents import Document, Term

# Of fewer words, a single one of five syllables moves the grade by more than six.
FEWEST_WORDS = 8
# How far above the target a text may come out, in grades, divided by the root of how many sentences it has: the grade
# of one sentence strays from its topic's with a standard deviation of 3.9, of three with 1.9, of eight with 0.8. With a
# target of 8 this flags, of one, two and three successive sentences, 9, 6 and 4 in 100 written for the public, and 51,
# 68 and 78 in 100 written for professionals.
SLACK = 5.0
# SMOG was made on 30 sentences: from so many on, the lay wording is judged as a whole too.
ENOUGH_SENTENCES = 30
# 1 in 100 sentences written for the public is longer, and 18 in 100 of those written for professionals.
LONGEST_SENTENCE = 25

MOST_NAMED = 4  # hard words in a message


@dataclass(frozen=True)
class LayText:
    """A lay text, what a person calls it, and the key of its step; ``applies_when`` stands before a step's text."""

    name: str
    text: str
    step: str | None = None
    applies_when: str = ""


def lay_texts(document: Document) -> Iterator[LayText]:
    """Every lay text that says something by itself, in the order it is met: headings and change notes do not."""
    yield LayText("the bottom line", document.summary.lay)
    for step in document.steps():
        yield LayText(quoted(step.text.lay or step.applies_when.lay), step.text.lay, step.key, step.applies_when.lay)
    yield LayText("when to call for help", document.get_help.lay)
    yield LayText("what the article does not cover", document.scope.lay)


@register
def grade(document: Document, targets: Targets) -> Iterator[Finding]:
    """One for each lay text above the target by both measures, and one for all of them together."""
    texts, approved = list(lay_texts(document)), _approved(document.terms)
    for text in texts:
        said = measure(text.text, approved)
        if said.words >= FEWEST_WORDS and _is_above(said, targets.grade):
            yield Finding("plain.grade", Level.WARNING, _too_hard(text.name, said, targets.grade), text.step)
    whole = _together([measure(text.text, approved) for text in texts])
    if whole.sentences >= ENOUGH_SENTENCES and _is_above(whole, targets.grade):
        yield Finding("plain.grade", Level.WARNING, _too_hard("the lay wording as a whole", whole, targets.grade))


def _approved(terms: tuple[Term, ...]) -> frozenset[str]:
    return frozenset(name for term in terms for name in (term.term, *term.synonyms, *term.abbreviations))


def _is_above(said: Measure, target: int) -> bool:
    if not said.sentences:
        return False
    return min(said.flesch_kincaid - SLACK / sqrt(said.sentences), said.smog) > target


def _together(measures: list[Measure]) -> Measure:
    return Measure(
        sentences=sum(one.sentences for one in measures),
        words=sum(one.words for one in measures),
        approved=sum(one.approved for one in measures),
        syllables=sum(one.syllables for one in measures),
        hard=tuple(word for one in measures for word in one.hard),
    )


def _too_hard(name: str, said: Measure, target: int) -> str:
    hardest = sorted(set(said.hard), key=lambda word: (-syllables(word), word))[:MOST_NAMED]
    return (
        f"This reads at school grade {said.flesch_kincaid:.0f} (Flesch-Kincaid; SMOG says {said.smog:.0f}), above the "
        f"{target} aimed at: {name}. Shorten its sentences, say {listed([f'“{word}”' for word in hardest])} in plainer "
        "words, or put what must stay into the glossary."
    )


@register
def long_sentence(document: Document, targets: Targets) -> Iterator[Finding]:
    for text in lay_texts(document):
        for sentence, length in (*long_sentences(text.applies_when), *long_sentences(text.text)):
            message = (
                f"A lay sentence has {length} words, more than {LONGEST_SENTENCE}: {quoted(sentence)}. Split it in two."
            )
            yield Finding("plain.long-sentence", Level.WARNING, message, text.step)


@lru_cache(maxsize=4096)
def long_sentences(text: str) -> tuple[tuple[str, int], ...]:
    """The sentences of ``text`` that are too long, each with how many words it has."""
    lengths = ((sentence, len(words(sentence))) for sentence in sentences(text))
    return tuple((sentence, length) for sentence, length in lengths if length > LONGEST_SENTENCE)
