"""Which denial of one text answers which of the other."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from guidance.checks.parity.turns import Turn

VAGUE = frozenset({"have", "free", "other"})
DENYING = frozenset({"do", "need", "have", "want", "see"})
NO_MORE = frozenset({"have", "bound"})
ORDERING = frozenset(
    {"do", "until", "wait", "only", "more", "instead", "unless", "act", "need", "meal", "food", "safe"}
)
ENDING = frozenset({"end", "work", "reduce"})  # “not stop”, “continue”


class Match(NamedTuple):
    """The turns that nothing answers, of either text, and those that answer each other only as nothing else does;
    ``is_apart`` where any is answered in another sentence.
    """

    left: list[Turn]
    others: list[Turn]
    forced: list[tuple[Turn, Turn]]
    faint: list[tuple[Turn, Turn]]
    is_apart: bool


def match(ours: Sequence[Turn], theirs: Sequence[Turn]) -> Match:
    alike = _alike(ours, theirs)
    left = [one for one in ours if all(one is not mine for mine, _ in alike)]
    others = [one for one in theirs if all(one is not other for _, other in alike)]
    found = Match(left, others, [], [], any(_are_apart(*pair) for pair in alike))
    found.left.extend(one for one, other in alike if one.is_undone and not other.is_undone)
    found.others.extend(other for one, other in alike if other.is_undone and not one.is_undone)
    found.faint.extend((one, other) for one, other in alike if one.asks != other.asks and not one.about & other.about)
    _force(found)
    return found


def _are_apart(one: Turn, other: Turn) -> bool:
    return one.sentence != other.sentence and (one.is_firm or other.is_firm or "do" in one.senses)


def _alike(ours: Sequence[Turn], theirs: Sequence[Turn]) -> list[tuple[Turn, Turn]]:
    """Pairs of turns that may say the same, the likest first; each turn in one of them."""
    scored = sorted(
        ((_likeness(one, other), -n, -m) for n, one in enumerate(ours) for m, other in enumerate(theirs)), reverse=True
    )
    free, others_free, found = set(range(len(ours))), set(range(len(theirs))), []
    for score, n, m in scored:
        if score > 0 and -n in free and -m in others_free:
            free.remove(-n)
            others_free.remove(-m)
            found.append((ours[-n], theirs[-m]))
    return found


def _force(found: Match) -> None:
    """Lets firm denials that are left answer each other, and then words that deny by themselves."""
    for ours in [turn for turn in found.left if turn.asks]:
        if other := _asking(found.others, ours) or _denying(found.others, ours):
            _take(found, ours, other)
    for theirs in [turn for turn in found.others if turn.asks]:
        if one := _denying(found.left, theirs):
            _take(found, one, theirs)


def _take(found: Match, one: Turn, other: Turn) -> None:
    found.left.remove(one)
    found.others.remove(other)
    found.forced.append((one, other))


def _asking(turns: Iterable[Turn], other: Turn) -> Turn | None:
    return next((turn for turn in turns if turn.asks and not _are_opposite(turn, other)), None)


def _denying(turns: Iterable[Turn], asking: Turn) -> Turn | None:
    """A word that may deny what ``asking`` does; an order only one answers that is about what to do."""
    return next(
        (turn for turn in turns if _denies(turn) and not (asking.is_order and turn.senses.isdisjoint(ORDERING))), None
    )


def _denies(turn: Turn) -> bool:
    """True of a word that denies by itself, whatever it is said of: “excluded”, “failed”, “non-healing”."""
    return not turn.is_undone and turn.is_plain and ("any" in turn.senses or turn.words.startswith("non"))


def _likeness(one: Turn, other: Turn) -> float:
    """How likely it is that both deny the same; 0 where they cannot."""
    if one.is_undone and other.is_undone:
        return 6
    if one.is_undone or other.is_undone:
        return 3 if _is_same_end(one, other) else 0
    senses, about = one.senses & other.senses, one.about & other.about
    sharp, is_same = senses - VAGUE, one.words == other.words
    if _are_opposite(one, other) or not (
        sharp or is_same or (about and answers_anything(one) and answers_anything(other))
    ):
        return 0
    score = 3 * math.sqrt(len(sharp)) + bool(senses) + min(3, 1.5 * len(about)) + is_same * (1 if one.is_firm else 4)
    return score + 1 - abs(one.place - other.place) + 1.5 * (one.is_firm and other.is_firm) - _is_unlike(one, other)


def _is_unlike(one: Turn, other: Turn) -> bool:
    return one.is_firm and other.is_firm and one.is_order != other.is_order


def _is_same_end(one: Turn, other: Turn) -> bool:
    """True of “does not stop” and “continues”."""
    double, single = (one, other) if one.is_undone else (other, one)
    return bool(double.senses & single.senses & ENDING) and not double.undone & single.senses


def _are_opposite(one: Turn, other: Turn) -> bool:
    """True of “not unless” and “unless”, which deny the opposite; and of “no more than” and “not”."""
    if one.is_only != other.is_only:
        single = other if one.is_only else one
        return single.words == "without" or "unless" in single.senses
    return one.is_firm and other.is_firm and _is_no_more(one) != _is_no_more(other) and not one.senses & other.senses


def _is_no_more(turn: Turn) -> bool:
    return turn.senses >= NO_MORE


def answers_anything(turn: Turn) -> bool:
    """True of a denial that may answer for any other that is said of the same words."""
    return turn.is_firm or bool(turn.base) or (turn.is_plain and bool(turn.senses & DENYING))
