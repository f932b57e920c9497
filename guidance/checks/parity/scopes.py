"""How far a “not” reaches, and what it denies there."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from guidance.checks.parity.cues import ENDS, cut
from guidance.checks.parity.words import NEAR, STEM, Meant, denied, meant, phrase_at
from guidance.language.spelling import fold
from guidance.language.tokens import Sort

SHOWN = 2  # words after a phrase that a finding names
AHEAD = 7  # words of the clause on either side that a denial is said of
REACH = 5  # words in which a “not” finds what it denies


def _folded(listed: str) -> frozenset[str]:
    return frozenset(map(fold, listed.split()))


DUTY = _folded("mean need must require call warrant justify reason should")  # “does not mean that it must stop”
MUST = _folded("should must shall")
ASIDE = _folded("if when unless because while since who whose until which although")
PARTS = ASIDE | _folded("but though so then except and")
NONE_OF = ("without", "with", "lack", "absen", "free", "devoid")
TELLING = _folded("does did will would")  # “does not stop it” is of a thing, “do not stop it” of a person
# Words between a “not” and a denial that it takes back: “not a reason to withhold it”.
BETWEEN = _folded(
    """
    let lets allow this a an any the reason reasons need necessary absolute to be been have has had seem seems appear
    appears should it being considered as so mean means meant that you do does there is are imply implies prove proves
    must has have require requires required call calls for warrant warrants justify justifies lead leads oblige demand
    """
)
EMPTY = _folded(
    """
    have that this with been were your they them their from what there than more some will would should could must also
    does very into only when where which any being other
    """
)
ACTS = frozenset({"do", "need", "have"})
LOOSE = frozenset({"other", "less", "more", "instead"})  # “not … other” denies no “other”
UNDOABLE = frozenset({"do", "have", "know", "able", "often", "food"})
ENDING = frozenset({"end", "work", "reduce"})
OVER = ("exceed", "above", "beyond")
LIMIT = frozenset({"bound", "more"})


class Words:
    """A text as words, and where its clauses part."""

    def __init__(self, text: str) -> None:
        self.pieces, self.values = cut(text)[:2]
        self.pauses = [piece.sort is Sort.PAUSE for piece in self.pieces]

    def is_word(self, at: int) -> bool:
        return self.pieces[at].sort is Sort.WORD

    def ends(self, at: int) -> bool:
        return self.values[at] in ENDS

    def parts(self, at: int) -> bool:
        return self.values[at] in PARTS or self.pauses[at]

    def is_aside(self, at: int) -> bool:
        return self.values[at] in ASIDE

    def is_order(self, at: int) -> bool:
        """True of the “not” of “do not” where nobody is said to do it, and of “should not”."""
        before = self.values[at - 1] if at else ""
        if before == "do":
            return at < 2 or self.pauses[at - 2] or self.values[at - 2] in PARTS
        return before in MUST

    def ahead(self, at: int) -> range:
        """The places of the next words, to a pause."""
        size = 0
        while size < AHEAD and at + size < len(self.values) and not self.pauses[at + size]:
            size += 1
        return range(at, at + size)

    def behind(self, at: int) -> range:
        """The places of the words before, from where the clause begins."""
        first = at
        while first > max(at - AHEAD, 0) and not self.parts(first - 1):
            first -= 1
        return range(first, at)

    def shown(self, at: int, size: int) -> str:
        """A phrase as printed, with the next words."""
        places = (*range(at, at + size), *self.ahead(at + size)[:SHOWN])
        return " ".join(self.pieces[place].text for place in places)

    def heads(self, places: Sequence[int]) -> tuple[str, ...]:
        """How the first words begin that weigh, to where the clause ends."""
        clause = takewhile(lambda place: self.values[place] not in PARTS, places)
        values = (self.values[place] for place in clause if self.is_word(place))
        return tuple(beginnings(value for value in values if not _is_between(value) and not _is_act(value)))[:NEAR]

    def either(self, at: int) -> frozenset[str]:
        """How the words begin that follow an “or” or a “nor” in the sentence."""
        if "or" not in self.values and "nor" not in self.values:
            return frozenset()
        rest = list(takewhile(lambda value: value not in ENDS, self.values[at:]))
        places = [n for n, value in enumerate(rest) if value in {"or", "nor"}]
        return frozenset(value[:STEM] for n in places for value in rest[n + 1 : n + 1 + NEAR] if len(value) > 3)


def beginnings(values: Iterable[str]) -> list[str]:
    """How the words begin that are not empty ones."""
    return [value[:STEM] for value in values if len(value) > 3 and value not in EMPTY]


def _is_between(value: str) -> bool:
    return value in BETWEEN or value.endswith("ly")


def _is_act(value: str) -> bool:
    """True of a word such as “take” or “need”, which is said of anything."""
    found = meant(value)
    return found is not None and not found.affirms.isdisjoint(ACTS)


class Scope(NamedTuple):
    """What a “not” denies to ``end``: ``senses``; or the denial at ``undone_at`` that it takes back, of ``undone``.
    ``undone_at`` is -1 where there is none.
    """

    end: int
    senses: frozenset[str]
    undone: frozenset[str]
    undone_at: int


def scope(words: Words, at: int, is_short: bool) -> Scope:
    """The scope from ``at`` on; of a ``is_short`` one the first word that means something is all it denies."""
    senses, undone = frozenset[str](), frozenset[str]()
    undone_at = -1
    is_near, tells = True, _tells(words, at)
    place = at
    while place < min(at + AHEAD, len(words.values)) and not words.parts(place) and not (is_short and senses):
        size, found = phrase_at(words.values, place) if words.is_word(place) else (1, None)
        value = words.values[place]
        if is_near and _is_undone(value, found, tells):
            undone_at, undone = place, found.denies if found else undone
        if found and found.is_negator:
            break
        if found and place - at < REACH:
            is_compared = (
                is_near or value.startswith("exceed") or words.values[place + size : place + size + 1] == ("than",)
            )
            senses |= found.affirms if is_compared else found.affirms - LOOSE
        tells = (tells and value not in DUTY) or value.startswith(("seem", "appear"))
        is_near = is_near and _is_between(value)
        place += size
    return Scope(place, LIMIT if "more" in senses else senses, undone, undone_at)


def left_after(words: Words, at: int) -> int:
    """Where the denial ends that the next words make of something that should be done: “avoid stopping it”; 0 where
    they make none.
    """
    for place in range(at, min(at + 2, len(words.values))):
        if words.parts(place):
            return 0
        size, found = phrase_at(words.values, place)
        if found and "do" in found.denies and words.values[place] != "harm":
            return place + size + NEAR
    return 0


def _tells(words: Words, at: int) -> bool:
    """True of the “does not” that tells what something does; its “stop” is no denial."""
    shown = words.pieces[at - 1].text.casefold()
    return at > 1 and (words.values[at - 2] in TELLING or shown.startswith(("doesn", "didn", "won’t", "won't")))


def _is_undone(value: str, found: Meant | None, tells: bool) -> bool:
    """True of a denial that a “not” before it takes back."""
    if found is None:
        return bool(denied(value))
    if found.is_negator or found.is_idle:
        return found.is_negator
    is_denial = bool(found.denies & UNDOABLE) and (not found.affirms & UNDOABLE or "do" in found.denies)
    return (is_denial or bool(denied(value))) and not (tells and found.affirms & ENDING)
