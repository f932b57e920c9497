"""Words that turn a statement, such as “not”, “may” or “at once”, found and held against those of the other wording."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from guidance.language.spelling import fold
from guidance.language.tokens import Sort, Token, tokens

LONGEST = 5  # words in a phrase
AHEAD = 7  # words that a cue is said of
SAID_OF = 4  # of them, those that tell one cue from another
SHOWN = 2  # and those that a finding names
REACH = 3  # words from a “not” to what it turns
ENDS = ".!?;\n"


class Force(Enum):
    FIRM = ""  # the other wording must say it too
    SOFT = "~"  # calls for nothing, but may answer for a firm one
    IDLE = "-"  # means something else here


@dataclass(frozen=True)
class Cue:
    """A word or phrase of a table; ``text`` shows it with what follows, ``ahead`` is what it is said of, folded."""

    words: str
    text: str
    force: Force
    sentence: int
    place: int
    ahead: tuple[str, ...] = ()


@lru_cache(maxsize=4_000)
def read(text: str) -> tuple[Token, ...]:
    """The tokens of ``text``; kept, as every check reads the same texts."""
    return tuple(tokens(text))


class Table:
    """The ways to say one kind of thing, parted by commas: each bare, “~” soft or “-” idle; “*” for any ending.

    Words that look like ``soft`` are soft too.
    """

    def __init__(self, lines: str, soft: str = "(?!)") -> None:
        self.soft = re.compile(soft)
        self.phrases: dict[tuple[str, ...], Force] = {}
        self.stems: dict[str, Force] = {}
        for entry in filter(None, map(str.strip, lines.replace("\n", ",").split(","))):
            force = Force(entry[0]) if entry[0] in "~-" else Force.FIRM
            phrase = entry.lstrip("~-")
            if phrase.endswith("*"):
                self.stems[fold(phrase[:-1])] = force
            else:
                self.phrases[tuple(fold(word) for word in phrase.split())] = force
        self.first_words = {words[0] for words in self.phrases}
        self.cues = lru_cache(maxsize=4_000)(self._cues)
        self._alone = lru_cache(maxsize=20_000)(self._by_stem)

    def _cues(self, text: str) -> tuple[Cue, ...]:
        """All of the text's cues, in reading order, the longest phrase first."""
        return tuple(self._read(read(text)))

    def _read(self, pieces: Sequence[Token]) -> Iterator[Cue]:
        sentence, at = 0, 0
        while at < len(pieces):
            piece, size = pieces[at], 1
            if piece.sort is Sort.WORD:
                size, force = self._at(pieces, at, piece.value)
                if force is not None:
                    yield _cue(pieces, at, size, force, sentence)
            elif piece.value in ENDS:
                sentence += 1
            at += size

    def _at(self, pieces: Sequence[Token], at: int, word: str) -> tuple[int, Force | None]:
        if word in self.first_words:
            values = [piece.value for piece in pieces[at : at + LONGEST]]
            for size in range(len(values), 0, -1):
                if (force := self.phrases.get(tuple(values[:size]))) is not None:
                    return size, force
        return 1, self._alone(word)

    def _by_stem(self, word: str) -> Force | None:
        sizes = range(len(word), 1, -1)
        by_looks = Force.SOFT if self.soft.fullmatch(word) else None
        return next((self.stems[word[:size]] for size in sizes if word[:size] in self.stems), by_looks)


def _cue(pieces: Sequence[Token], at: int, size: int, force: Force, sentence: int) -> Cue:
    said = list(pieces[at : at + size])
    after = list(_clause(pieces, at + size))
    text = " ".join(piece.text for piece in [*said, *after[:SHOWN]])
    words = " ".join(piece.value for piece in said)
    return Cue(words, text, force, sentence, at, tuple(piece.value for piece in after))


def _clause(pieces: Sequence[Token], at: int) -> Iterator[Token]:
    for piece in pieces[at : at + AHEAD]:
        if piece.sort is Sort.PAUSE:
            return
        yield piece


def firm(cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.force is Force.FIRM]


def soft(cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.force is Force.SOFT]


def reaches(turn: Cue, cue: Cue, words: int = REACH) -> bool:
    """True where ``cue`` stands among the next words that ``turn`` is said of: the “stopped” of “not be stopped”."""
    begins = turn.place + len(turn.words.split())
    return begins <= cue.place < begins + min(words, len(turn.ahead))


def unanswered(ours: Sequence[Cue], theirs: Sequence[Cue]) -> list[Cue]:
    """The firm cues of ``ours`` of which ``theirs`` has none to answer, firm or soft."""
    ours, theirs = parted(ours, theirs)
    over = len(firm(ours)) - len(firm(theirs))
    spare = max(0, len(soft(theirs)) - len(soft(ours)))
    return _least_shared(firm(ours), firm(theirs))[: max(0, over - spare)]


def parted(ours: Sequence[Cue], theirs: Sequence[Cue]) -> tuple[list[Cue], list[Cue]]:
    """Both without the cues that they share: the same words, said of the same."""
    shared = Counter(map(_said, ours)) & Counter(map(_said, theirs))
    return _without(ours, shared), _without(theirs, shared)


def _said(cue: Cue) -> tuple[str, ...]:
    return (cue.words, *cue.ahead[:SHOWN])


def _without(cues: Sequence[Cue], shared: Counter[tuple[str, ...]]) -> list[Cue]:
    left, kept = Counter(shared), []
    for cue in cues:
        if left[_said(cue)]:
            left[_said(cue)] -= 1
        else:
            kept.append(cue)
    return kept


def _least_shared(ours: list[Cue], theirs: list[Cue]) -> list[Cue]:
    """Those first that are said of the fewest words of which the other text says the like."""
    known = {word for cue in theirs for word in cue.ahead}
    return sorted(ours, key=lambda cue: (sum(word in known for word in cue.ahead[:SAID_OF]), -cue.place))
