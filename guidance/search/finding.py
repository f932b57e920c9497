"""A question's answer in passages: what the engine found, put in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from guidance.search import candidates, ranking
from guidance.search.candidates import EVERYWHERE, Within
from guidance.search.ranking import WEIGHTS, Evidence, Named, Question, Ranked, Weights
from guidance.vocabularies import NameKind, PassageKind

MOST_ARTICLES, MOST_STEPS = 60, 200  # fetched from the engine
LOOKED_THROUGH = 10  # articles every step of which is a candidate, whether it has a word of the question or not


@dataclass(frozen=True)
class Found:
    """``articles``: best first. ``rarities``: of the question's words, as steps have them; ``unknown``: no passage has
    these.
    """

    question: Question
    articles: Sequence[Ranked]
    rarities: dict[str, int]
    unknown: frozenset[str]


def find(text: str, *, within: Within = EVERYWHERE, weights: Weights = WEIGHTS) -> Found:
    """What answers ``text``: 9 queries at most, however much there is."""
    question = Question.of(text)
    of_articles, unknown = _rarities(question, PassageKind.ARTICLE)
    of_steps, _ = _rarities(question, PassageKind.STEP)
    articles = _articles(of_articles, within)
    named = _named(question, within)
    found = dict(candidates.scores(PassageKind.STEP, of_steps, most=MOST_STEPS, within=within))
    likely = ranking.rank(question, Evidence(articles, (), named, of_articles), weights)[:LOOKED_THROUGH]
    steps = candidates.steps(found, [one.entry for one in likely], within)
    ranked = ranking.rank(question, Evidence(articles, steps, named, of_articles), weights)
    return Found(question, ranked, of_steps, unknown)


def _rarities(question: Question, kind: PassageKind) -> tuple[dict[str, int], frozenset[str]]:
    """The rarities of the question's stems among passages of this kind, and the stems that none of them has."""
    holding = candidates.holding(kind, question.stems)
    unknown = frozenset(question.stems) - holding.keys()
    return ranking.rarities(question, holding, candidates.total(kind)), unknown


def _articles(rarities: dict[str, int], within: Within) -> dict[int, int]:
    """By entry, the scores of the best articles."""
    narrowed = Within(within.entries)
    found = dict(candidates.scores(PassageKind.ARTICLE, rarities, most=MOST_ARTICLES, within=narrowed))
    return {entry: found[pk] for pk, entry in candidates.entries_of(found).items()}


def _named(question: Question, within: Within) -> list[Named]:
    found = candidates.named(question.names, (NameKind.TITLE, NameKind.ALSO))
    return [name for name, _ in found if within.entries is None or name.entry in within.entries]
