"""Which sentence of one text says what a sentence of the other does."""

from functools import lru_cache

from guidance.checks.parity.cues import ENDS, read
from guidance.language.spelling import fold

STEM = 5  # letters by which two words are taken for one
ENOUGH = 2  # words that two sentences share
FUNCTIONS = """
    that this with from they them their your have been were what when where which will would should
"""
SMALL = frozenset(map(fold, FUNCTIONS.split()))


def alike(text: str, sentence: int, other: str) -> int | None:
    """Which sentence of ``other`` shares the most words with that one of ``text``; where none shares enough, or two as
    many, the one in the same place if both texts have as many sentences, and else None.
    """
    ours, theirs = _sentences(text), _sentences(other)
    said = ours.get(sentence, frozenset())
    shared = sorted(((len(said & words), n) for n, words in theirs.items()), reverse=True)
    if shared[0][0] >= ENOUGH and (len(shared) == 1 or shared[1][0] < shared[0][0]):
        return shared[0][1]
    return sentence if ours.keys() == theirs.keys() else None


@lru_cache(maxsize=4_000)
def _sentences(text: str) -> dict[int, frozenset[str]]:
    """How the words of each sentence begin, by its place."""
    found: dict[int, set[str]] = {0: set()}
    n = 0
    for piece in read(text):
        if piece.value in ENDS:
            n += 1
        elif len(piece.value) > 3 and piece.value not in SMALL:
            found.setdefault(n, set()).add(piece.value[:STEM])
    return {n: frozenset(words) for n, words in found.items()}
