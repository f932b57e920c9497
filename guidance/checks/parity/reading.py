"""A text read for what it denies and what it affirms."""

from functools import cached_property, lru_cache
from itertools import pairwise

from guidance.checks.parity.scopes import NONE_OF, PARTS, REACH, Scope, Words, beginnings, left_after, scope
from guidance.checks.parity.turns import Turn, joined
from guidance.checks.parity.words import NEAR, NONE, STEM, Meant, denied, is_dull, meant, phrase_at
from guidance.language.spelling import fold

WEAK = "less hardly too rarely seldom few low poor little barely scarcely unlikely"
WEAKENING = frozenset(map(fold, WEAK.split()))
ABLE = frozenset({"able"})
ANYTHING = frozenset({"any"})
RELATIVES = frozenset({"that", "which", "who", "whose"})
GOING_ON = frozenset({"and", "or", "nor"})
BARE = frozenset({"without", "no", "none", "nothing", "nobody"})


class Reading:
    """A text's turns in reading order; the senses that it affirms, and where it first does so not under an “if” or a
    “while”; and the places of the words that it denies.
    """

    def __init__(self, reader: "Reader") -> None:
        self.turns = joined(reader.turns)
        self.affirmed = frozenset(reader.affirmed)
        self.stated = reader.stated
        self.words = reader.words
        self.denied = reader.denied

    @cached_property
    def plain(self) -> frozenset[str]:
        """How the words begin that it neither denies nor weakens."""
        values = self.words.values
        weak = self.denied.union(n + m for n, value in enumerate(values) if value in WEAKENING for m in (1, 2))
        return frozenset(value[:STEM] for n, value in enumerate(values) if len(value) > 3 and n not in weak)

    def shown(self, sense: str) -> str:
        """What first states the sense, as printed."""
        return self.words.shown(*self.stated[sense])


@lru_cache(maxsize=4_000)
def reading(text: str) -> Reading:
    reader = Reader(text)
    reader.read()
    return Reading(reader)


class Reader:
    """Goes through a text once, word by word."""

    def __init__(self, text: str) -> None:
        self.words = Words(text)
        self.turns: list[Turn] = []
        self.affirmed: set[str] = set()
        self.stated: dict[str, tuple[int, int]] = {}  # the place and size of what first states a sense
        self.denied: set[int] = set()
        self.sentence = self.clause = 0
        self.shadow = -1  # what stands before it is under a denial
        self.spent = -1  # and up to here is said by it
        self.taken = frozenset[str]()  # the senses that it denies
        self.is_aside = self.is_in_brackets = False

    def read(self) -> None:
        end = 0  # of the phrase before
        for at, (value, pauses) in enumerate(zip(self.words.values, self.words.pauses, strict=True)):
            if pauses or value in PARTS:
                self._part(at)
            if at >= end and not is_dull(value) and self.words.is_word(at):
                size, found = phrase_at(self.words.values, at)
                self._phrase(at, size, found)
                end = at + size

    def _part(self, at: int) -> None:
        self.shadow, self.is_aside = -1, self.words.is_aside(at)
        self.clause += self.words.pauses[at]
        self.is_in_brackets = (self.is_in_brackets or self.words.values[at] == "(") and self.words.values[at] != ")"
        self.sentence += self.words.ends(at)

    def _phrase(self, at: int, size: int, found: Meant | None) -> None:
        if found is None:
            self._word(at)
        elif found.is_negator:
            if at != self.spent:
                self._negator(at, size, found)
        elif not found.is_idle:
            self._meant(at, size, found)

    def _word(self, at: int) -> None:
        """Takes in a word that the tables do not have: “nonresponders” denies what “responders” affirms."""
        base = denied(self.words.values[at])
        if base and at > self.spent:
            affirmed = meant(base)
            self._add(at, 1, affirmed.affirms if affirmed else frozenset())

    def _negator(self, at: int, size: int, found: Meant) -> None:
        is_none_of = self.words.values[at].startswith(NONE_OF)
        within = scope(self.words, at + size, is_none_of)
        is_told = ((is_none_of or found.denies == NONE) and self._is_told(at)) or self._is_purpose(at)
        is_told = is_told or (found.denies == NONE and self._goes_on(at))
        is_order = self.words.is_order(at)
        self.shadow, self.spent, self.taken = within.end, within.undone_at, within.senses
        if within.undone_at >= 0:
            self._add(at, size, within.senses, is_firm=True, is_told=is_told, undoing=within)
        else:
            senses = (within.senses or (ANYTHING if found.denies <= ABLE else within.senses)) | found.denies
            self._add(at, size, senses, is_firm=True, is_told=is_told, is_order=is_order)

    def _is_told(self, at: int) -> bool:
        """True of the “no” of “a chest with no breath sounds”, and of all in brackets; not of “in the absence of”."""
        is_within = bool(beginnings(self.words.values[place] for place in self.words.behind(at)))
        is_relative = not RELATIVES.isdisjoint(self.words.values[max(0, at - NEAR) : at])
        return self.is_in_brackets or is_relative or (is_within and self.words.values[at] not in BARE)

    def _goes_on(self, at: int) -> bool:
        """True of the second “no” of “no food and no drink”."""
        before = [turn for turn in self.turns if turn.sentence == self.sentence and turn.asks]
        return bool(before) and self.words.values[at - 1] in GOING_ON

    def _is_purpose(self, at: int) -> bool:
        """True of the “not” of “so that you do not get it”."""
        values = self.words.values[max(0, at - REACH) : at]
        return ("so", "that") in pairwise(values)

    def _meant(self, at: int, size: int, found: Meant) -> None:
        is_shadowed = at < self.shadow
        if found.affirms and not is_shadowed:
            self._affirm(at, size, found)
        if not found.denies or (is_shadowed and (at <= self.spent or found.affirms & self.taken)):
            return
        if found.affirms and self._is_of_things(at):
            found = found._replace(denies=found.denies - {"do"})
        end = left_after(self.words, at + size) if found.denies & {"do", "any"} else 0
        senses = found.denies | ANYTHING if found.is_firm and "do" in found.denies else found.denies
        if end and found.is_firm:  # “avoid stopping”
            undoing = Scope(end, frozenset(), senses, at)
            self._add(at, size, frozenset(), is_firm=True, undoing=undoing)
        else:
            self._add(at, size, senses, is_firm=found.is_firm, is_plain=is_shadowed or not found.affirms)
        if not is_shadowed and found.denies & {"do", "any"}:
            self.shadow, self.spent = (end, end) if end else (at + size + NEAR, self.spent)
            self.taken = frozenset()

    def _is_of_things(self, at: int) -> bool:
        """True of “medicines that stop diarrhoea” and “stop it from working”."""
        values = self.words.values
        return (at > 0 and values[at - 1] in RELATIVES) or "from" in values[at + 1 : at + 1 + NEAR]

    def _affirm(self, at: int, size: int, found: Meant) -> None:
        for sense in found.affirms:
            self.affirmed.add(sense)
            if sense not in self.stated and not (sense == "do" and self.is_aside):
                self.stated[sense] = at, size

    def _add(
        self,
        at: int,
        size: int,
        senses: frozenset[str],
        *,
        is_firm: bool = False,
        is_plain: bool = True,
        is_told: bool = False,
        is_order: bool = False,
        undoing: Scope | None = None,
    ) -> None:
        words, after = self.words, self.words.ahead(at + size)
        base = denied(words.values[undoing.undone_at if undoing else at])[:STEM]
        about = beginnings(words.values[place] for place in (*words.behind(at), *after))
        if is_firm and not undoing:
            self.denied.update(at + n for n in range(size + len(after)))
        self.turns.append(
            Turn(
                words=" ".join(words.values[at : at + size]),
                text=words.shown(at, size),
                senses=senses,
                place=at / len(words.values),
                sentence=self.sentence,
                clause=self.clause,
                about=frozenset({base}) if base and not senses and not is_firm else frozenset({*about, base} - {""}),
                near=words.heads(after) if is_firm else (),
                either=words.either(at + size) if is_firm else frozenset(),
                base=base,
                undone=undoing.undone if undoing else frozenset(),
                is_undone=undoing is not None,
                is_firm=is_firm and bool(about or senses - ANYTHING),
                is_plain=is_plain,
                is_told=is_told,
                is_order=is_order,
            )
        )
