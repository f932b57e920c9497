"""What a text denies, place by place."""

from itertools import pairwise
from typing import NamedTuple

from guidance.language.spelling import fold

LEAVING = "withdrawal cessation interruption discontinuation omission stopping omitting skipping quitting pausing"
NOUNS = tuple(map(fold, LEAVING.split()))
FORBIDDING = frozenset({"do", "any", "safe"})
OF_THINGS = frozenset({"have", "free", "bound", "more", "instead"})
ONLY = frozenset({"only"})


class Turn(NamedTuple):
    """One place where a text denies something, or takes a denial back: “not contraindicated”.

    ``senses`` are what it denies, and ``undone`` those of the denial that it takes back. ``about`` is how the words of
    its clause begin, ``near`` the next of them, ``either`` those after an “or”; ``base`` how that does which a word
    such as “unreliable” denies. ``is_firm`` where the other wording must deny it too, ``is_plain`` where the word
    affirms nothing else, ``is_told`` where it only describes: “with no breath sounds”, ``is_order`` where it tells
    somebody what not to do.
    """

    words: str
    text: str
    senses: frozenset[str]
    place: float  # 0 where the text begins, 1 where it ends
    sentence: int
    clause: int
    about: frozenset[str] = frozenset()
    near: tuple[str, ...] = ()
    either: frozenset[str] = frozenset()
    base: str = ""
    undone: frozenset[str] = frozenset()
    is_undone: bool = False
    is_firm: bool = False
    is_plain: bool = True
    is_told: bool = False
    is_order: bool = False

    @property
    def asks(self) -> bool:
        """True of a denial that the other wording must have too."""
        return self.is_firm and not self.is_undone

    @property
    def is_only(self) -> bool:
        """True of a “not unless” or an “only if”."""
        return "only" in self.senses


def joined(turns: list[Turn]) -> tuple[Turn, ...]:
    """The turns, with those that say one thing together made one."""
    return tuple(_only(_unless(_avoided(turns))))


def _avoided(turns: list[Turn]) -> list[Turn]:
    """The turns, with a “withdrawal should be avoided” or “stopping is not safe” as one that takes back."""
    left: list[Turn] = []
    for turn in turns:
        named = next((one for one in left if one.sentence == turn.sentence and _names_leaving(one)), None)
        if named and turn.asks and not turn.senses.isdisjoint(FORBIDDING):
            undoing = named._replace(senses=frozenset(), undone=named.senses, is_undone=True, is_firm=True)
            left[left.index(named)] = undoing
        else:
            left.append(turn)
    return left


def _names_leaving(turn: Turn) -> bool:
    return "do" in turn.senses and not turn.is_firm and turn.words.startswith(NOUNS)


def _unless(turns: list[Turn]) -> list[Turn]:
    """The turns, with an “unless contraindicated” as one that takes back: “if not contraindicated”."""
    left = list(turns)
    for one, other in pairwise(turns):
        if "unless" in one.senses and other.asks and other.clause == one.clause and one in left:
            left[left.index(one)] = one._replace(senses=frozenset(), undone=other.senses, is_undone=True)
            left.remove(other)
    return left


def _only(turns: list[Turn]) -> list[Turn]:
    """The turns, with a “not unless” or “not stop unless” as one that says “only if”, and so with a “not without”."""
    left = [turn for n, turn in enumerate(turns) if not _is_advised(turn, turns[:n])]
    for sentence in {turn.sentence for turn in turns if turn.asks}:
        asking = [turn for turn in left if turn.sentence == sentence and turn.asks]
        unless = next((turn for turn in asking if "unless" in turn.senses), None)
        unless = unless or next((turn for turn in asking[1:] if turn.words.startswith("without")), None)
        firm = [turn for turn in left if turn.sentence == sentence and turn.is_firm]
        denial = next((turn for turn in firm if unless and _is_turned(turn, unless)), None)
        if unless and denial:
            about = denial.about | unless.about
            only = denial._replace(senses=ONLY, about=about, undone=frozenset(), is_undone=False)
            left[left.index(denial)] = only
            left.remove(unless)
    return left


def _is_advised(turn: Turn, before: list[Turn]) -> bool:
    """True of the “without” of “do not stop it without asking”."""
    is_after = any(one.is_undone and one.clause == turn.clause and "unless" not in one.words for one in before)
    return is_after and turn.words.startswith("without")


def _is_turned(turn: Turn, unless: Turn) -> bool:
    """True of the denial in “do not … unless” or “unless …, do not”; not of “unless you cannot”."""
    is_apart = turn.place < unless.place or turn.clause != unless.clause
    return turn is not unless and is_apart and not turn.senses <= OF_THINGS
