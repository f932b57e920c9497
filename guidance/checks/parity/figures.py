"""Reads numbers with what they are counted in: “two and a half”, “1 in 5”, “4 to 8 mg”."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from guidance.checks.parity.amounts import ONE, Amount, Kind, Need, Unit
from guidance.checks.parity.shares import Shares, as_fraction, two
from guidance.checks.parity.units import time_unit
from guidance.language.drugs import singular
from guidance.language.quantities import GRADED
from guidance.language.spelling import fold
from guidance.language.tokens import Token

COUNT = Unit(Kind.BARE, ONE, "")
LIMITS = {"more", "fewer", "less", "over", "older", "under", "above", "below", "longer", "greater", "higher", "lower"}
BETWEEN = {"consecutive", "whole", "full", "more", "further", "additional", "extra", "straight", "other", "calendar"}
SIGNS_OF_LIMIT = {"≤", "≥", "<", ">"}
LISTING = {"to", "or", "and", ",", "through"}
POINTING = {"the", "these", "those", "all", "other", "both"}
SORTS = "way thing type kind form reason group part main option step problem sort cause goal aim point question"
COUNTED_BY_THE_WAY = frozenset(SORTS.split())
DIALLING = {"call", "dial", "ring", "phone", "calling", "dialling", "dialing"}
SOLVED = "saline sodium glucose dextrose cream ointment gel solution lotion drop drops shampoo foam albumin"
SOLUTIONS = {fold(word) for word in SOLVED.split()}
RATIOS = {(kind, "ratio") for kind in ("risk", "odds", "hazard", "rate")} | {
    ("confidence", "interval"),
    ("mean", "difference"),
}
# What is said once for several numbers: “more than six hours, or without drink for more than two”.
UNDERSTOOD = Kind.MASS, Kind.MASS_BY_SIZE, Kind.VOLUME, Kind.LENGTH, Kind.TIME, Kind.UNITS, Kind.SHARE
COUNTED_ON = "day week month cycle visit part table figure chapter dose injection infusion session trimester"
NUMBERED = GRADED | frozenset(COUNTED_ON.split())
LONGEST_LIST = 20  # numbers; of thousands without a unit each would look for one behind all the others


class Figures(Shares):
    """Reads from left to right: ``at`` is the next place."""

    def __init__(self, pieces: Sequence[Token]) -> None:
        super().__init__(pieces)
        self.numbered = ("", 0)  # the last “day” of a “day 8”, and where that ended
        self.units: dict[str, Unit] = {}  # those read so far

    def _with_units(self, start: int, size: int, number: Fraction) -> Iterator[Amount]:
        """The number, or all of a list of them, in the unit that the last of them has."""
        numbers, end = [(number, start)], start + size
        while self._lists_on(end) and len(numbers) < LONGEST_LIST and not self._begins_anew(start, end):
            following, length = self._fraction(end + 1)
            numbers.append((following, end + 1))
            end += 1 + length
        end = self._past_limit(end)
        found = self._unit(end)
        if len(numbers) > 1 and not (found and found[0].kind is not Kind.BARE):
            numbers, end = numbers[:1], start + size
            found = None
        elif not found and 0 < number < 1:
            end = self._past_part(end)
            found = self._unit(end)
        unit, length = found or (COUNT, 0)
        self.at = end + length
        if unit.kind is Kind.TIME and (half := self._and_a_half(self.at)):
            numbers, self.at = [(one + half, at) for one, at in numbers], self.at + 3
        text = self._text(start, self.at)
        for one, at in numbers:
            yield from self._with_readings(self._in_unit(one, at, unit, text, at))

    def _past_limit(self, end: int) -> int:
        """Where the unit stands of “3 or more days”, “3 whole days”, “3 seizure-free days”."""
        if self._value(end + 1) == "free" and self._is_measured(end + 2):
            return end + 2
        if self._value(end) in {"or", "and"} and self._value(end + 1) in LIMITS and self._is_measured(end + 2):
            return end + 2
        return end + (self._value(end) in BETWEEN and self._is_measured(end + 1))

    def _and_a_half(self, at: int) -> Fraction | None:
        """The half of “an hour and a half”."""
        if self._words(at, 2) != ("and", "a") or not self._is_number(at + 2):
            return None
        half = as_fraction(self._value(at + 2))
        return half if half < 1 and not self._is_measured(at + 3) else None

    def _with_readings(self, amount: Amount) -> Iterator[Amount]:
        """The amount; “2 weeks apart” is a time and a rate, “week 16” a place in an order and 16 weeks."""
        yield amount
        if amount.kind is Kind.ORDER and (unit := time_unit(self.numbered[0])):
            value = amount.number * unit.factor
            yield Amount(Kind.TIME, value, amount.number, amount.text, unit.name, Need.OFFERED, at=amount.at)
        if amount.kind is Kind.TIME and self._value(self.at) in {"apart", "interval", "intervals", "cycle", "cycles"}:
            yield Amount(**{**vars(amount), "kind": Kind.RATE, "need": Need.OFFERED})

    def _begins_anew(self, start: int, end: int) -> bool:
        """“day 1, 300 mg”: what is counted on and what is given are no list."""
        return self._value(end) == "," and bool(self._numbered(start))

    def _lists_on(self, at: int) -> bool:
        return self._value(at) in LISTING and self._is_number(at + 1) and not two(self._value(at + 1))

    def _in_unit(self, number: Fraction, start: int, unit: Unit, text: str, at: int = -1) -> Amount:
        kind, need = unit.kind, self._need(start, number, unit)
        value = number if unit.factor is ONE else number * unit.factor
        if kind in UNDERSTOOD:
            self.units[unit.name] = unit
        elif kind is Kind.BARE and (before := self._numbered(start)):
            kind, self.numbered = (Kind.GRADE if before in GRADED else Kind.ORDER), (before, start + 1)
        return Amount(kind, value, number, text, unit.name, need, is_rough=self._is_rough(start, kind), at=at)

    def _numbered(self, start: int) -> str:
        """What the number counts on: the “day” of “day 8”, and of the 15 of “days 8 and 15”."""
        word, end = self.numbered
        if word and start == end + 1 and self._value(end) in LISTING:
            return word
        before = singular(self._value(start - 1 - (self._value(start - 1) in SIGNS_OF_LIMIT)))
        return before if before in NUMBERED else ""

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
        if number == 0 or self._numbered(at):
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
