"""Words that turn a statement, such as “not”, “may” or “at once”, found and held against those of the other wording."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from guidance.language.spelling import fold
from guidance.language.tokens import Sort, Token, tokens

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


class Text(NamedTuple):
    """A text cut up once for all who look for cues in it; ``places`` are those where a table may find one."""

    pieces: tuple[Token, ...]
    values: tuple[str, ...]
    sentences: tuple[int, ...]
    places: dict["Table", list[int]]


@lru_cache(maxsize=4_000)
def read(text: str) -> tuple[Token, ...]:
    """The tokens of ``text``; kept, as every check reads the same texts."""
    return tuple(tokens(text))


@lru_cache(maxsize=4_000)
def cut(text: str) -> Text:
    pieces, word, sentence = read(text), Sort.WORD, 0
    sentences: list[int] = []
    places: dict[Table, list[int]] = {}
    for place, (sort, value, *_) in enumerate(pieces):
        if sort is word:
            for table in _tables_with(value):
                places.setdefault(table, []).append(place)
        elif value in ENDS:
            sentence += 1
        sentences.append(sentence)
    return Text(pieces, tuple([piece.value for piece in pieces]), tuple(sentences), places)


BY_FIRST_WORD: dict[str, list["Table"]] = {}
BY_STEM: dict[str, list["Table"]] = {}


@lru_cache(maxsize=20_000)
def _tables_with(word: str) -> frozenset["Table"]:
    """The tables that have a phrase which begins with ``word``."""
    stems = (word[:size] for size in range(2, len(word) + 1))
    found = {table for stem in stems if stem in BY_STEM for table in BY_STEM[stem]}
    return frozenset(found.union(BY_FIRST_WORD.get(word, ())))


class Table:
    """The ways to say one kind of thing, parted by commas: each bare, “~” soft or “-” idle; “*” for any ending."""

    def __init__(self, lines: str) -> None:
        self.phrases: dict[tuple[str, ...], Force] = {}
        self.stems: dict[str, Force] = {}
        for entry in filter(None, map(str.strip, lines.replace("\n", ",").split(","))):
            force = Force(entry[0]) if entry[0] in "~-" else Force.FIRM
            phrase = entry.lstrip("~-")
            if phrase.endswith("*"):
                self.stems[fold(phrase[:-1])] = force
            else:
                self.phrases[tuple(fold(word) for word in phrase.split())] = force
        self.sizes: dict[str, list[int]] = {}  # of the phrases, in words, the longest first, by the first word
        for first, *more in sorted(self.phrases, key=len, reverse=True):
            if 1 + len(more) not in self.sizes.setdefault(first, []):
                self.sizes[first].append(1 + len(more))
        self._alone = lru_cache(maxsize=20_000)(self._by_stem)
        self._enter()
        self._cues = lru_cache(maxsize=4_000)(self._found)

    def _enter(self) -> None:
        """Makes the table known to all that is read from now on."""
        for word in self.sizes:
            BY_FIRST_WORD.setdefault(word, []).append(self)
        for stem in self.stems:
            BY_STEM.setdefault(stem, []).append(self)
        _tables_with.cache_clear()
        cut.cache_clear()

    def cues(self, text: str) -> tuple[Cue, ...]:
        """All of the text's cues, in reading order, the longest phrase first."""
        return self._cues(text) if self in cut(text).places else ()

    def _found(self, text: str) -> tuple[Cue, ...]:
        return tuple(self._read(cut(text)))

    def _read(self, text: Text) -> Iterator[Cue]:
        end = 0
        for place in text.places.get(self, ()):
            if place >= end:
                size, force = self._at(text.values, place)
                if force is not None:
                    end = place + size
                    yield _cue(text, place, size, force)

    def _at(self, values: tuple[str, ...], place: int) -> tuple[int, Force | None]:
        """How many of ``values`` from ``place`` on make a phrase, and its force; None where they begin with none."""
        for size in self.sizes.get(values[place], ()):
            if (force := self.phrases.get(values[place : place + size])) is not None:
                return min(size, len(values) - place), force
        return 1, self._alone(values[place])

    def _by_stem(self, word: str) -> Force | None:
        sizes = range(len(word), 1, -1) if self.stems else ()
        return next((self.stems[word[:size]] for size in sizes if word[:size] in self.stems), None)


def _cue(text: Text, at: int, size: int, force: Force) -> Cue:
    after = list(_clause(text.pieces, at + size))
    shown = " ".join(piece.text for piece in (*text.pieces[at : at + size], *after[:SHOWN]))
    words = " ".join(text.values[at : at + size])
    return Cue(words, shown, force, text.sentences[at], at, tuple(piece.value for piece in after))


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
    if not firm(ours):
        return []
    ours, theirs = parted(ours, theirs)
    over = len(firm(ours)) - len(firm(theirs))
    spare = max(0, len(soft(theirs)) - len(soft(ours)))
    return _least_shared(firm(ours), firm(theirs))[: max(0, over - spare)]


def parted(ours: Sequence[Cue], theirs: Sequence[Cue]) -> tuple[list[Cue], list[Cue]]:
    """Both without the cues that they share: the same words, said of the same."""
    if set(map(_said, ours)).isdisjoint(map(_said, theirs)):
        return list(ours), list(theirs)
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
