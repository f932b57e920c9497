"""How well a question set is answered: what is found, how soon, and what is refused that should be."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """``relevant``: grades by key, empty where the set does not say; ``found``: keys, best first; ``ms``: it took."""

    relevant: Mapping[str, int]
    found: Sequence[str]
    answerable: bool
    answered: bool
    ms: float


def measured(results: Sequence[Result]) -> dict[str, float]:
    """The figures of design section 10: ranks over the questions whose answers are known, refusals over all."""
    known = [result for result in results if result.relevant]
    refused = [result for result in results if not result.answered]
    unanswerable = [result for result in results if not result.answerable]
    rightly = sum(not result.answerable for result in refused)
    times = sorted(result.ms for result in results)
    return {
        "questions": len(results),
        **{f"hit@{k}": _mean(_hit(result, k) for result in known) for k in (1, 5)},
        **{f"recall@{k}": _mean(_recall(result, k) for result in known) for k in (1, 5)},
        "mrr@10": _mean(_reciprocal(result) for result in known),
        "ndcg@10": _mean(_ndcg(result) for result in known),
        "p50_ms": _percentile(times, 0.5),
        "p95_ms": _percentile(times, 0.95),
        "answered": len(results) - len(refused),
        "refusal_precision": _share(rightly, len(refused)),
        "refusal_recall": _share(rightly, len(unanswerable)),
    }


def _hit(result: Result, k: int) -> float:
    return float(any(key in result.relevant for key in result.found[:k]))


def _recall(result: Result, k: int) -> float:
    return sum(key in result.relevant for key in result.found[:k]) / len(result.relevant)


def _reciprocal(result: Result) -> float:
    places = (place for place, key in enumerate(result.found[:10], 1) if key in result.relevant)
    return 1 / next(places, math.inf)


def _ndcg(result: Result) -> float:
    """Normalised discounted cumulative gain of the first ten, the grade being the gain (Järvelin, 2002)."""
    best = _gain(sorted(result.relevant.values(), reverse=True)[:10])
    return _gain([result.relevant.get(key, 0) for key in result.found[:10]]) / best if best else 0.0


def _gain(grades: Iterable[int]) -> float:
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def _mean(figures: Iterable[float]) -> float:
    figures = list(figures)
    return round(sum(figures) / len(figures), 4) if figures else 0.0


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _percentile(times: Sequence[float], share: float) -> float:
    return round(times[min(int(len(times) * share), len(times) - 1)], 2) if times else 0.0
