"""Which of the passages that hold a question's words answer it best. One order, whatever the database.

An article's score is BM25 over its title, its other names and all that it says, raised where the question holds one of
its names whole. A passage's is BM25 over its heading, what stands above it and its text, raised where it says something
of what is asked (its causes, its treatment, when to stop).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from guidance.search.aspects import Aspect, aspects
from guidance.search.passages import LONGEST_NAME, UNIT
from guidance.search.words import runs, stems
from guidance.vocabularies import NameKind

PRECISION = 100  # rarities are whole hundredths: with thousandths of a weight, a score is in 1/100,000
MOST_STEMS = 24  # of a long question, the rarest
MOST_POSTINGS = 8_000  # added up for a question: words that would be more are left out, the commonest first
FEWEST_STEMS = 3  # looked for however common they are
REPEATED = 0.3  # what a word adds that a question says again
FAR = 20  # passages down an article: further on is no worse


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence counts, in the units of BM25."""

    named: float = 2.0  # times the rarity of a name that the question holds whole
    titled: float = 1.0  # as much again where it is the title
    best_passage: float = 0.15  # an article's best passage, for the article
    article: float = 0.7  # the article, for each of its passages
    aspect: float = 16.0  # a passage says something of what is asked
    overview: float = 2.0  # nothing is asked but a word: what the thing is
    place: float = 0.05  # taken away for each passage that stands before it, up to `FAR`


WEIGHTS = Weights()


@dataclass(frozen=True)
class Question:
    """What is looked for: the stems in the order typed, and the sides of the matter that are asked about."""

    text: str
    stems: tuple[str, ...]
    aspects: frozenset[Aspect]

    @classmethod
    def of(cls, text: str) -> "Question":
        return cls(text, tuple(stems(text)), aspects(text))

    @property
    def names(self) -> list[str]:
        """Every run of its stems that may be a name."""
        return list(dict.fromkeys(runs(list(self.stems), LONGEST_NAME)))


def rarity(holding: int, total: int) -> float:
    """What a word tells that ``holding`` of ``total`` passages have: BM25's inverse document frequency."""
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))


def rarities(question: Question, holding: Mapping[str, int], total: int) -> dict[str, int]:
    """Of the rarest stems of the question that any passage has: their rarity, in hundredths."""
    found = {
        stem: round(PRECISION * rarity(holding[stem], total) * (1 + REPEATED * (times - 1)))
        for stem, times in Counter(question.stems).items()
        if holding.get(stem)
    }
    rarest = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST_STEMS]
    sums = accumulate(holding[stem] for stem, _ in rarest)
    return {
        stem: told
        for place, ((stem, told), postings) in enumerate(zip(rarest, sums, strict=True))
        if place < FEWEST_STEMS or postings <= MOST_POSTINGS
    }


@dataclass(frozen=True)
class Named:
    """A name of an article's that the question holds whole."""

    entry: int
    kind: NameKind
    stems: str


@dataclass(frozen=True)
class Candidate:
    """A step that may answer. ``score`` is what its own words came to, 0 where it has none of the question's."""

    pk: int
    entry: int
    position: int
    aspects: frozenset[Aspect]
    score: int = 0


@dataclass(frozen=True)
class Ranked:
    """An article with its passages, best first. ``names``: those of its names that the question holds whole."""

    entry: int
    score: float
    names: frozenset[str] = frozenset()
    passages: tuple[tuple[Candidate, float], ...] = field(default=())


@dataclass(frozen=True)
class Evidence:
    """What the engine found: the articles' scores by entry, candidate passages, names, and rarities of articles."""

    articles: Mapping[int, int]
    passages: Iterable[Candidate]
    named: Iterable[Named]
    rarities: Mapping[str, int]


def points(score: int) -> float:
    """A score as the engine adds it up, in the units of BM25."""
    return score / (UNIT * PRECISION)


def rank(question: Question, evidence: Evidence, weights: Weights = WEIGHTS) -> list[Ranked]:
    """The articles, best first, each with its candidate passages, best first."""
    passages: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in evidence.passages:
        passages[candidate.entry].append(candidate)
    named: defaultdict[int, list[Named]] = defaultdict(list)
    for name in evidence.named:
        named[name.entry].append(name)
    entries = {*evidence.articles, *(name.entry for name in evidence.named if name.kind is not NameKind.TERM)}
    found = [_ranked(question, entry, evidence, named[entry], passages[entry], weights) for entry in entries]
    return sorted(found, key=lambda one: (-one.score, one.entry))


def _ranked(
    question: Question,
    entry: int,
    evidence: Evidence,
    named: list[Named],
    passages: list[Candidate],
    weights: Weights,
) -> Ranked:
    score = points(evidence.articles.get(entry, 0))
    score += weights.named * _rarest(named, (NameKind.TITLE, NameKind.ALSO), evidence.rarities)
    score += weights.titled * _rarest(named, (NameKind.TITLE,), evidence.rarities)
    score += weights.best_passage * points(max((one.score for one in passages), default=0))
    scored = [(one, _passage(question, one, score, weights)) for one in passages]
    scored.sort(key=lambda one: (-one[1], one[0].position, one[0].pk))
    return Ranked(entry, score, frozenset(name.stems for name in named), tuple(scored))


def _rarest(named: list[Named], kinds: tuple[NameKind, ...], rarities: Mapping[str, int]) -> float:
    """The rarity of all words of the name that is rarest, of those of these ``kinds``."""
    summed = (sum(rarities.get(stem, 0) for stem in set(name.stems.split())) for name in named if name.kind in kinds)
    return max(summed, default=0) / PRECISION


def _passage(question: Question, passage: Candidate, article: float, weights: Weights) -> float:
    score = points(passage.score) + weights.article * article - weights.place * min(passage.position, FAR)
    if question.aspects & passage.aspects:
        return score + weights.aspect
    if not question.aspects and Aspect.OVERVIEW in passage.aspects:
        return score + weights.overview
    return score


def passages(ranked: Iterable[Ranked]) -> list[tuple[Candidate, float]]:
    """All their passages in one order, best first."""
    found = [one for article in ranked for one in article.passages]
    return sorted(found, key=lambda one: (-one[1], one[0].entry, one[0].position, one[0].pk))
