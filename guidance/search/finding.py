"""A question's answer in passages: what the engine found, put in order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guidance.search import candidates, ranking
from guidance.search.aspects import Aspect
from guidance.search.candidates import EVERYWHERE, Within
from guidance.search.ranking import WEIGHTS, Evidence, Named, Question, Ranked, Weights
from guidance.vocabularies import NameKind, PassageKind

MOST_ARTICLES, MOST_STEPS = 60, 200  # fetched from the engine
LOOKED_THROUGH = 10  # articles whose steps are candidates without a word of the question, where they speak of it


@dataclass(frozen=True)
class Found:
    """``articles``: best first. ``rarities``: by kind of passage, of the stems that any of them has, in hundredths.
    ``unknown``: stems that no article has.
    """

    question: Question
    articles: Sequence[Ranked]
    rarities: dict[PassageKind, dict[str, int]]
    unknown: frozenset[str]


def find(text: str, *, within: Within = EVERYWHERE, weights: Weights = WEIGHTS) -> Found:
    """What answers ``text``: 9 queries, however much there is."""
    question = Question.of(text)
    rarities, unknown = _rarities(question)
    articles, named = _articles(rarities[PassageKind.ARTICLE], within), _named(question, within)
    standing = candidates.standing({*articles, *(name.entry for name in named)})
    articles = {entry: score for entry, score in articles.items() if entry in standing}
    named = [name for name in named if name.entry in standing]
    of_steps = rarities[PassageKind.STEP]
    steps = candidates.scores(PassageKind.STEP, of_steps, most=MOST_STEPS, within=within)
    found = {pk: score for pk, score, _ in steps}
    evidence = Evidence(articles, (), named, rarities[PassageKind.ARTICLE])
    likely = [one.entry for one in ranking.rank(question, evidence, weights)[:LOOKED_THROUGH]]
    wanted = question.aspects or {Aspect.OVERVIEW}
    evidence = replace(evidence, passages=candidates.steps(found, likely, wanted, within))
    return Found(question, ranking.rank(question, evidence, weights), rarities, unknown)


def _rarities(question: Question) -> tuple[dict[PassageKind, dict[str, int]], frozenset[str]]:
    """The rarities of the question's stems among passages of each kind, and the stems that no article has."""
    totals, holding = candidates.totals(), candidates.holding(question.stems)
    unknown = frozenset(question.stems) - holding[PassageKind.ARTICLE].keys()
    return {kind: ranking.rarities(question, holding[kind], totals[kind]) for kind in PassageKind}, unknown


def _articles(rarities: dict[str, int], within: Within) -> dict[int, int]:
    """By entry, the scores of the best articles."""
    narrowed = Within(within.entries)
    best = candidates.scores(PassageKind.ARTICLE, rarities, most=MOST_ARTICLES, within=narrowed)
    found = {pk: score for pk, score, _ in best}
    return {entry: found[pk] for pk, entry in candidates.entries_of(found).items()}


def _named(question: Question, within: Within) -> list[Named]:
    found = candidates.named(question.names, (NameKind.TITLE, NameKind.ALSO))
    return [name for name, _ in found if within.entries is None or name.entry in within.entries]
