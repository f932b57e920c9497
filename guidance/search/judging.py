"""How well a ranking answers questions whose answers are known, and other people's documents to ask them of."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidance.documents import Document, Section, Step, Term, Wording
from guidance.vocabularies import Action, SectionKind

ANSWERS = 2  # the grade from which something answers a question; below that it is related
DEPTH = 10  # places looked at
MEASURES = ("hit@1", "hit@5", "recall@1", "recall@5", "mrr@10", "ndcg@10")


@dataclass(frozen=True)
class Judged:
    """A question, and of what may answer it the grade by name: 1 related, 2 and 3 answer it."""

    text: str
    grades: Mapping[str, int]

    @property
    def answers(self) -> set[str]:
        return {name for name, grade in self.grades.items() if grade >= ANSWERS}


def document(record: Mapping[str, Any]) -> Document:
    """One of a corpus: ``title``, ``synonyms`` (a term's) and ``sections`` (``sid``, ``question``, ``text``), each
    section with one step, whose key is its ``sid``.
    """
    title, synonyms = str(record["title"]), tuple(map(str, record.get("synonyms") or ()))
    sections = tuple(
        Section(Wording.of(str(one.get("question", ""))), SectionKind.BACKGROUND, (_step(one),))
        for one in record["sections"]
    )
    return Document(title, sections=sections, terms=(Term(str(record["id"]), title, synonyms=synonyms),))


def _step(section: Mapping[str, Any]) -> Step:
    return Step(str(section["sid"]), Wording.of(str(section["text"])), Action.GROUP)


def measure(found: Iterable[tuple[Judged, Sequence[str]]]) -> dict[str, float]:
    """The mean of each measure over questions with what was found for them, best first; 0 where none has an answer."""
    measured = [_of_one(question, names[:DEPTH]) for question, names in found if question.answers]
    return {
        name: round(sum(values) / len(measured), 4) if measured else 0.0
        for name, values in zip(MEASURES, zip(*measured, strict=True) if measured else [()] * 6, strict=True)
    }


def _of_one(question: Judged, names: Sequence[str]) -> tuple[float, ...]:
    right = [name in question.answers for name in names]
    first = right.index(True) + 1 if True in right else math.inf
    count = len(question.answers)
    ideal = _gain(sorted(question.grades.values(), reverse=True))
    gained = _gain([question.grades.get(name, 0) for name in names])
    return first <= 1, first <= 5, sum(right[:1]) / count, sum(right[:5]) / count, 1 / first, gained / ideal


def _gain(grades: Sequence[int]) -> float:
    """The grades found, each for less the further down it stands (discounted cumulative gain)."""
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades[:DEPTH], 1))
