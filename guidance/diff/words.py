"""Which words of a text were taken out, put in, or stayed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from guidance.diff import alignment
from guidance.vocabularies import Vocabulary

TOKEN = re.compile(r"\S+\s*|\s+")


class Fate(Vocabulary):
    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Neighbouring words that share a fate."""

    fate: Fate
    text: str


def words(old: str, new: str) -> list[Run]:
    """``new`` beside ``old``, word by word: a number, a unit or a name is never cut.

    The runs that are not added make ``old``, those that are not removed make ``new``, character for character.
    """
    runs = []
    for is_equal, pieces in groupby(_pieces(old, new), key=lambda piece: piece.fate is Fate.EQUAL):
        together = list(pieces)
        for fate in [Fate.EQUAL] if is_equal else [Fate.REMOVED, Fate.ADDED]:
            if text := "".join(piece.text for piece in together if piece.fate is fate):
                runs.append(Run(fate, text))
    return runs


def _pieces(old: str, new: str) -> Iterator[Run]:
    ours, theirs = TOKEN.findall(old), TOKEN.findall(new)
    for tag, i1, i2, j1, j2 in alignment.blocks([one.rstrip() for one in ours], [one.rstrip() for one in theirs]):
        if tag == "equal":
            for one, other in zip(ours[i1:i2], theirs[j1:j2], strict=True):
                yield from _same_word(one, other)
        else:
            yield Run(Fate.REMOVED, "".join(ours[i1:i2]))
            yield Run(Fate.ADDED, "".join(theirs[j1:j2]))


def _same_word(old: str, new: str) -> Iterator[Run]:
    """A word that stayed, though the space after it may not have."""
    if old == new:
        yield Run(Fate.EQUAL, old)
        return
    word = old.rstrip()
    yield Run(Fate.EQUAL, word)
    yield Run(Fate.REMOVED, old[len(word) :])
    yield Run(Fate.ADDED, new[len(word) :])
