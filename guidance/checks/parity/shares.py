"""Reads numbers and shares of a whole: “two and a half”, “1 in 5”, “12 to 15 out of 100”, “two thirds”."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from guidance.checks.parity.amounts import Amount, Kind, Need
from guidance.checks.parity.units import Units
from guidance.language.spelling import fold
from guidance.language.tokens import Token

LONGEST_NUMBER = 100  # characters
LARGEST_POWER = 30
LARGEST_PART = 12  # “1/12” is a share, “140/90” two numbers
IN_ORDER = "third fourth fifth sixth seventh eighth ninth tenth"
ORDINALS = {word: n for n, word in enumerate(IN_ORDER.split(), 3)}
PARTS = {fold(form): n for word, n in ORDINALS.items() for form in (word, f"{word}s")}
PARTS |= {"quarter": 4, "quarters": 4, "half": 2, "halves": 2, "hundredth": 100}
ROUGH = frozenset(["about", "around", "approximately", "roughly", "nearly", "almost", "some", "circa", "≈"])
BEYOND = frozenset({"over", "under", "than"})  # “more than half” is 53%, “more than three weeks” no 22 days
OF_A_WHOLE = [
    ("in", "every"),
    ("in", "each"),
    ("in",),
    ("out", "of", "every"),
    ("out", "of", "the"),
    ("out", "of"),
    ("of", "every"),
    ("of", "the"),
    ("of",),
    ("per",),
    (":",),
]


class Shares(Units):
    """``at`` is the next place to read."""

    def __init__(self, pieces: Sequence[Token]) -> None:
        super().__init__(pieces)
        self.at = 0

    def _fraction(self, at: int) -> tuple[Fraction, int]:
        """The number at this place and how many pieces it takes: “two and a half”, “2½”, “50 × 10^9”."""
        number, size = as_fraction(self.pieces[at].value), 1
        if self._value(at + 1) in {"×", "x"} and "^" in self._value(at + 2):
            return number, 3
        if self._value(at + 1) in {"1000", "1000000"} and self.pieces[at + 1].text.isalpha():  # “1.2 million”
            return number * as_fraction(self._value(at + 1)), 2
        if (
            number == 1
            and self.pieces[at].text.isalpha()
            and "/" in self._value(at + 1)
            and not two(self._value(at + 1))
        ):
            return as_fraction(self._value(at + 1)), 2  # “one quarter”
        for words in (["and", "a"], ["and"], []):
            ahead = [self._value(at + 1 + n) for n in range(len(words))]
            there = at + 1 + len(words)
            if ahead == words and self._is_number(there) and 0 < as_fraction(self._value(there)) < 1:
                is_whole = number.denominator == 1 and "/" in self._value(there)
                return (number + as_fraction(self._value(there)), there + 1 - at) if is_whole else (number, size)
        return number, size

    def _share(self, number: Fraction, start: int, end: int) -> list[Amount]:
        """“1 in 5”, “two thirds”, “half”; [] of anything else."""
        numbers, there = [number], end
        if self._value(end) in {"to", "or"} and self._is_number(end + 1):
            following, size = self._fraction(end + 1)
            numbers, there = [number, following], end + 1 + size
        if other := self._whole(numbers[-1], there):
            whole, self.at = other
            return [self._of_whole(one, whole, start, there) for one in numbers]
        parts = PARTS.get(self._value(end)) if self.pieces[start].value == str(number) else None
        if parts and number < parts:
            self.at = end + 1
            return [self._coarse(number / parts, start, end + 1)]
        is_part = 0 < number < 1 and "/" in self._value(start) + self._value(end - 1)
        if is_part and not self._is_measured(self._past_part(end)):
            self.at = end
            return [self._coarse(number, start, end)]
        return []

    def _past_part(self, end: int) -> int:
        """Where the unit stands of “half an hour”, “half of a tablet”, “half hour”."""
        after = end + (self._value(end) == "of")
        return after + 1 if self._value(after) in {"a", "an", "one", "the"} else end

    def _of_whole(self, number: Fraction, whole: Fraction, start: int, there: int) -> Amount:
        need = Need.TRADED if number == 1 and self._value(there) == "of" else Need.FIRM  # “one of the two”
        text, parts = self._text(start, self.at), (number, whole)
        share = Amount(Kind.SHARE, number / whole, number, text, "", need, parts, is_coarse=True)
        return roughly(share, self._is_rough(start, Kind.SHARE))

    def _coarse(self, share: Fraction, start: int, end: int) -> Amount:
        found = Amount(Kind.SHARE, share, share, self._text(start, end), is_coarse=True)
        return roughly(found, self._is_rough(start, Kind.SHARE))

    def _whole(self, number: Fraction, at: int) -> tuple[Fraction, int] | None:
        """The m of “n in m” or “n of m”, and where it ends."""
        if self._value(at) not in {"in", "out", "of", "per"} and (number != 1 or self._value(at) != ":"):
            return None
        there = at + next((len(words) for words in OF_A_WHOLE if self._words(at, len(words)) == words), 0)
        if there == at or not self._is_number(there):
            return None
        whole = as_fraction(self._value(there))
        is_whole = 0 < number < whole and whole.denominator == 1 and not self._measures(there + 1)
        return (whole, there + 1) if is_whole else None

    def _is_measured(self, at: int) -> bool:
        found = self._unit(at)
        return found is not None and found[0].kind is not Kind.BARE

    def _measures(self, at: int) -> bool:
        found = self._unit(at)
        return found is not None and found[0].kind not in {Kind.BARE, Kind.MEASURE, Kind.FORM}

    def _is_rough(self, at: int, kind: Kind) -> bool:
        words = ROUGH | BEYOND if kind is Kind.SHARE else ROUGH
        return not words.isdisjoint((self._value(at - 1), self._value(at - 2) if self._value(at - 1) != "," else ""))


@lru_cache(maxsize=4_000)
def as_fraction(value: str) -> Fraction:
    """0 of what is no number that can be read, such as “1/0”."""
    if len(value) > LONGEST_NUMBER:
        return Fraction(0)
    try:
        base, _, power = value.partition("^")
        return Fraction(base) ** max(-LARGEST_POWER, min(int(power or 1), LARGEST_POWER))
    except (ValueError, ZeroDivisionError):
        return Fraction(0)


@lru_cache(maxsize=4_000)
def two(value: str) -> tuple[Fraction, Fraction] | None:
    """Both numbers of “140/90”, which is no fraction."""
    above, slash, below = value.partition("/")
    first, second = as_fraction(above), as_fraction(below)
    if not slash or (second <= LARGEST_PART and first < second):
        return None
    return first, second


def bare(number: Fraction, text: str, need: Need = Need.FIRM) -> Amount:
    return Amount(Kind.BARE, number, number, text, need=need)


def roughly(amount: Amount, is_rough: bool) -> Amount:
    return Amount(**{**vars(amount), "is_rough": True}) if is_rough else amount
