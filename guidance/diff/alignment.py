"""Which items of two sequences belong together."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
MOST_PAIRS = 200_000  # of equal items, one from each side; two ordinary texts of 2,000 words have about 50,000
Block = tuple[str, int, int, int, int]


def blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Block]:
    """difflib's opcodes with no junk heuristic, of what lies between a common beginning and a common end.

    Where the same few items are repeated beyond reason, which would take minutes, all between is one replacement.
    """
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    if start:
        yield "equal", 0, start, 0, start
    for tag, i1, i2, j1, j2 in _middle(old[start : len(old) - end], new[start : len(new) - end]):
        yield tag, i1 + start, i2 + start, j1 + start, j2 + start
    if end:
        yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def _middle(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[Block]:
    counts = Counter(new)
    if sum(counts[item] for item in old) > MOST_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How many items are the same from the beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))


def moved(old: Sequence[Key], new: Sequence[Key]) -> set[Key]:
    """The fewest of the keys in both that must be moved to make ``old``'s order ``new``'s.

    They are those outside a longest increasing run of the old places.
    """
    place = {key: n for n, key in enumerate(old)}
    kept = [key for key in new if key in place]
    return set(kept) - {kept[n] for n in _longest_rise([place[key] for key in kept])}


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The indices of a longest increasing subsequence."""
    ends: list[int] = []  # the smallest last number of a rise of each length
    at: list[int] = []  # where that number stands
    before: list[int] = []
    for n, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            at.append(n)
        else:
            ends[length], at[length] = number, n
    rise, n = [], at[-1] if at else -1
    while n >= 0:
        rise.append(n)
        n = before[n]
    return rise
