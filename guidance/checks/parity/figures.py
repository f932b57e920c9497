"""Reads numbers with what they are counted in: “two and a half”, “1 in 5”, “4 to 8 mg”."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from guidance.checks.parity.amounts import Amount, Kind, Need, Unit
from guidance.checks.parity.units import Units
from guidance.language.drugs import singular
from guidance.language.quantities import GRADED
from guidance.language.spelling import fold
from guidance.language.tokens import Token

COUNT = Unit(Kind.BARE, Fraction(1), "")
LONGEST_NUMBER = 100  # characters
LARGEST_POWER = 30
LARGEST_PART = 12  # “1/12” is a share, “140/90” two numbers
IN_ORDER = "third fourth fifth sixth seventh eighth ninth tenth"
ORDINALS = {word: n for n, word in enumerate(IN_ORDER.split(), 3)}
PARTS = {fold(form): n for word, n in ORDINALS.items() for form in (word, f"{word}s")}
PARTS |= {"quarter": 4, "quarters": 4, "half": 2, "halves": 2, "hundredth": 100}
ROUGH = frozenset(["about", "around", "approximately", "roughly", "nearly", "almost", "some", "circa", "≈", "almost"])
BEYOND = frozenset({"over", "under", "than"})  # “more than half” is 53%, “more than three weeks” no 22 days
LIMITS = {"more", "fewer", "less", "over", "older", "under", "above", "below", "longer", "greater", "higher", "lower"}
BETWEEN = {"consecutive", "whole", "full", "more", "further", "additional", "extra", "straight", "other", "calendar"}
LISTING = {"to", "or", "and", ",", "through"}
POINTING = {"the", "these", "those", "all", "other", "both"}
SORTS = "way thing type kind form reason group part main option step problem sort cause goal aim point question"
COUNTED_BY_THE_WAY = frozenset(SORTS.split())
DIALLING = {"call", "dial", "ring", "phone", "calling", "dialling", "dialing"}
SOLVED = "saline sodium glucose dextrose cream ointment gel solution lotion drop drops shampoo foam albumin"
SOLUTIONS = {fold(word) for word in SOLVED.split()}
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
]
RATIOS = {(kind, "ratio") for kind in ("risk", "odds", "hazard", "rate")} | {
    ("confidence", "interval"),
    ("mean", "difference"),
}
# What is said once for several numbers: “more than six hours, or without drink for more than two”.
UNDERSTOOD = Kind.MASS, Kind.MASS_BY_SIZE, Kind.VOLUME, Kind.LENGTH, Kind.TIME, Kind.UNITS, Kind.SHARE
COUNTED_ON = "day week month cycle visit part table figure chapter dose injection infusion session trimester"
NUMBERED = GRADED | frozenset(COUNTED_ON.split())


class Figures(Units):
    """Reads from left to right: ``at`` is the next place."""

    def __init__(self, pieces: Sequence[Token]) -> None:
        super().__init__(pieces)
        self.at = 0
        self.units: dict[str, Unit] = {}  # those read so far

    def _fraction(self, at: int) -> tuple[Fraction, int]:
        """The number at this place and how many pieces it takes: “two and a half”, “2½”, “50 × 10^9”."""
        number, size = as_fraction(self.pieces[at].value), 1
        if self._value(at + 1) in {"×", "x"} and "^" in self._value(at + 2):
            return number, 3
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
        if is_part and not any(self._is_measured(at) for at in (end, end + 1 + (self._value(end) == "of"))):
            self.at = end
            return [self._coarse(number, start, end)]
        return []

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
        if self._value(at) not in {"in", "out", "of"}:
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

    def _with_units(self, start: int, size: int, number: Fraction) -> Iterator[Amount]:
        """The number, or all of a list of them, in the unit that the last of them has."""
        numbers, end = [(number, start)], start + size
        while self._value(end) in LISTING and self._is_number(end + 1) and not two(self._value(end + 1)):
            following, length = self._fraction(end + 1)
            numbers.append((following, end + 1))
            end += 1 + length
        end = self._past_limit(end)
        found = self._unit(end)
        if len(numbers) > 1 and not (found and found[0].kind is not Kind.BARE):
            numbers, end = numbers[:1], start + size
            found = None
        elif not found and 0 < number < 1:
            found, end = self._unit_after_half(end)
        unit, length = found or (COUNT, 0)
        self.at = end + length
        if unit.kind is Kind.TIME and (half := self._and_a_half(self.at)):
            numbers, self.at = [(one + half, at) for one, at in numbers], self.at + 3
        text = self._text(start, self.at)
        for one, at in numbers:
            yield from self._apart(self._in_unit(one, at, unit, text, at))

    def _past_limit(self, end: int) -> int:
        """Where the unit stands of “3 or more days”, “3 whole days”."""
        if self._value(end) in {"or", "and"} and self._value(end + 1) in LIMITS and self._is_measured(end + 2):
            return end + 2
        return end + (self._value(end) in BETWEEN and self._is_measured(end + 1))

    def _and_a_half(self, at: int) -> Fraction | None:
        """The half of “an hour and a half”."""
        if self._words(at, 2) != ("and", "a") or not self._is_number(at + 2):
            return None
        half = as_fraction(self._value(at + 2))
        return half if half < 1 and not self._is_measured(at + 3) else None

    def _apart(self, amount: Amount) -> Iterator[Amount]:
        """The amount; “2 weeks apart” is a time and a rate."""
        yield amount
        if amount.kind is Kind.TIME and self._value(self.at) in {"apart", "interval", "intervals"}:
            yield Amount(**{**vars(amount), "kind": Kind.RATE, "need": Need.OFFERED})

    def _unit_after_half(self, end: int) -> tuple[tuple[Unit, int] | None, int]:
        """“half a year”, “half of a tablet”."""
        skipped = 2 if self._value(end) == "of" else 1
        return self._unit(end + skipped), end + skipped

    def _in_unit(self, number: Fraction, start: int, unit: Unit, text: str, at: int = -1) -> Amount:
        kind, value, need = unit.kind, number * unit.factor, self._need(start, number, unit)
        if kind in UNDERSTOOD:
            self.units[unit.name] = unit
        elif kind is Kind.BARE and (before := singular(self._value(start - 1))) in NUMBERED:
            kind = Kind.GRADE if before in GRADED else Kind.ORDER
        return Amount(kind, value, number, text, unit.name, need, is_rough=self._is_rough(start, kind), at=at)

    def _need(self, at: int, number: Fraction, unit: Unit) -> Need:
        before, is_word = self._value(at - 1), self.pieces[at].text.isalpha()
        if unit.kind is Kind.MEASURE and unit.name == "m^2":  # of a clearance “per 1.73 m²”
            return Need.OFFERED
        if self._is_statistic(at) or (unit.kind is Kind.SHARE and self._is_strength(at + 1)):
            return Need.TRADED
        if unit.kind is Kind.TIME and number == 0:  # “at 0 and 4 weeks”
            return Need.OFFERED
        if self._words(self.at, 3) == ("in", "a", "row"):
            return Need.TRADED
        if unit.kind is not Kind.BARE:
            return Need.TRADED if unit.kind is Kind.FORM and number == 1 else Need.FIRM
        if number == 0 or singular(before) in NUMBERED:
            return Need.TRADED
        by_the_way = before in POINTING or singular(self._value(at + 1)) in COUNTED_BY_THE_WAY
        if number == 1:
            return Need.OFFERED if is_word else Need.TRADED
        if (is_word and by_the_way) or before in DIALLING:
            return Need.TRADED
        return Need.FIRM

    def _is_statistic(self, at: int) -> bool:
        """True of a ratio of risks and a confidence interval, which no plain wording has to give."""
        said = [self._value(at + n) for n in (-4, -3, -2, -1, 1, 2)]
        return "ci" in said or any(pair in RATIOS for pair in pairwise(said[:4]))

    def _is_strength(self, at: int) -> bool:
        """True of “0.9% saline”, which a plain wording may call salt water."""
        return self._value(at) == "%" and self._value(at + 1) in SOLUTIONS

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
