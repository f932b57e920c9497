"""Reads the amounts of a text: numbers in figures or words, with their units, and how often something is done."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from guidance.checks.parity.amounts import DAY, FACTORS, HOUR, MONTH, WEEK, YEAR, Amount, Kind, Need
from guidance.checks.parity.cues import read
from guidance.checks.parity.figures import COUNT, ORDINALS, PARTS, Figures, bare, two
from guidance.checks.parity.units import OF_EACH
from guidance.language.drugs import singular
from guidance.language.quantities import GRADED, ROMAN, UNIT_NAMES
from guidance.language.tokens import TIMES, Sort, Token

# Names with a figure in them: CD4, B12, T2/FLAIR, COVID-19, 5-FU; and “in their 60s”.
NAMES = re.compile(
    r"(?<![\w/])(?!q\d+h\b|[cm]?m[23]\b|x\d)(?:[A-Za-zα-ω]+\d[\w′]*"
    r"|(?:[A-Za-z]+-)*[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*-\d+\w*|\d-(?:[A-Z]{2,}|H[A-Z]))\b"
)
MAY_BE_NAMED = re.compile(r"[^\W\d_]\d|-\d|\d-")
DECADE = re.compile(r"\b(\d+0)s\b")
OFTEN = {"daily": DAY, "nightly": DAY, "weekly": WEEK, "fortnightly": 2 * WEEK, "monthly": MONTH, "hourly": HOUR}
OFTEN |= {"yearly": YEAR, "annual": YEAR, "annually": YEAR}
NAMED_AFTER = {"monthly": "month", "yearly": "year", "annual": "year", "annually": "year"}
AFTER_A_SHARE = {"of", "", ".", ",", ";", "less", "more", "fewer", "lower", "higher", "smaller", "as"}
NEARBY = 3  # words: “5 mg of zorb a day”
TIMES_OF_DAY = [{"morning", "mornings", "breakfast"}, {"noon", "midday", "lunchtime", "lunch"}]
TIMES_OF_DAY += [{"evening", "evenings", "night", "bedtime", "dinner", "supper"}]
IN_PASSING = {
    "couple": 2,
    "pair": 2,
    "both": 2,
    "single": 1,
    "none": 0,
    "no": 0,
    "dual": 2,
    "fortnight": 2,
    "trimester": 3,
}
# What an amount can begin with, but for a figure.
TELLING = {*TIMES, *OFTEN, *OF_EACH, *IN_PASSING, *PARTS, *ORDINALS, *ROMAN, "alternate", "median", "first"}


def _name(found: re.Match[str]) -> str:
    return re.sub(r"\d", "", found.group()) or " "


@lru_cache(maxsize=4_000)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of the text, in reading order."""
    named = NAMES.sub(_name, text) if MAY_BE_NAMED.search(text) else text
    return tuple(_Reader(read(DECADE.sub(r"\1", named))).amounts())


class _Reader(Figures):
    """Reads from left to right."""

    def __init__(self, pieces: Sequence[Token]) -> None:
        super().__init__(pieces)
        self.end = 0  # where the last amount ended

    def amounts(self) -> Iterator[Amount]:
        yield from self._times_of_day()
        while self.at < len(self.pieces):
            before, piece = self.at, self.pieces[self.at]
            if piece.sort is Sort.NUMBER or piece.value in TELLING or piece.value[0].isdigit():
                yield from self._next(piece)
            self.at = max(self.at, before + 1)

    def _next(self, piece: Token) -> Iterator[Amount]:
        if piece.sort is Sort.NUMBER:
            yield from self._number()
            self.end = self.at
        elif piece.value in TIMES and piece.sort is Sort.WORD:
            yield from self._times(Fraction(TIMES[piece.value]), 1, piece)
            self.end = self.at
        elif piece.value in OFTEN:
            yield self._often(OFTEN[piece.value], piece.text, NAMED_AFTER.get(piece.value, ""))
        elif piece.value in OF_EACH:
            yield from self._each(piece)
        elif piece.value == "first":
            yield from self._first(piece)
        else:
            yield from self._in_passing(piece)

    def _first(self, piece: Token) -> Iterator[Amount]:
        """“the first day” may stand for 24 hours."""
        if unit := self._time_unit(self.at + 1):
            yield Amount(unit.kind, unit.factor, Fraction(1), piece.text, unit.name, Need.OFFERED)

    def _number(self) -> Iterator[Amount]:
        start = self.at
        if pair := two(self.pieces[start].value):
            unit, length = self._unit(start + 1) or (COUNT, 0)
            self.at += 1 + length
            yield from (self._in_unit(number, start, unit, self._text(start, self.at)) for number in pair)
            return
        number, size = self._fraction(start)
        if share := self._share(number, start, start + size):
            yield from share
            return
        if self._value(start + size) in {"times", "×", "x", "fold"} and not self._is_number(start + size + 1):
            yield from self._times(number, size + 1, self.pieces[start])
            return
        yield from self._with_units(start, size, number)

    def _times(self, number: Fraction, size: int, piece: Token) -> Iterator[Amount]:
        """“twice daily”, “3 times a week”; else just how many times."""
        start, at = self.at, self.at + size
        at += self._value(at) in {"only", "in"}
        found = self._period(at)
        if found:
            period, length, unit = found
            self.at = at + length
            need = Need.TRADED if number == 1 else Need.FIRM
            text = self._text(start, self.at)
            yield Amount(Kind.RATE, period / number, number, text, unit, need, parts=(number,))
            return
        self.at = start + size
        is_said_in_passing = piece.value in {"once", "double", "triple", "one"}
        need = Need.OFFERED if is_said_in_passing else Need.FIRM
        yield Amount(Kind.BARE, number, number, self._text(start, self.at), need=need)

    def _period(self, at: int) -> tuple[Fraction, int, str] | None:
        """The hours, pieces and name of the unit of “daily”, “a day”, “/day”."""
        if self._value(at) in OFTEN:
            return OFTEN[self._value(at)], 1, NAMED_AFTER.get(self._value(at), "")
        unit = UNIT_NAMES.get((self._value(at + 1),))
        if self._value(at) in OF_EACH and unit and unit.value in FACTORS[Kind.TIME]:
            return Fraction(FACTORS[Kind.TIME][unit.value]), 2, unit.value
        return None

    def _often(self, period: Fraction, text: str, unit: str, need: Need = Need.TRADED) -> Amount:
        return Amount(Kind.RATE, period, Fraction(1), text, unit, need)

    def _each(self, piece: Token) -> Iterator[Amount]:
        """“every 8 hours”, “each day”, “per week”, “a year”."""
        start = self.at
        if piece.value == "every" and self._is_number(start + 1):
            yield from self._every(start)
        elif piece.value in {"every", "each"} and self._value(start + 1) in {"other", "second"}:
            if unit := self._time_unit(start + 2):
                self.at = start + 3
                text = self._text(start, self.at)
                yield self._often(2 * unit.factor, text, unit.name, Need.FIRM)
        elif unit := self._time_unit(start + 1):
            self.at = start + 2
            text = self._text(start, self.at)
            is_rate = piece.value not in {"a", "an"} or (self.end and start - self.end <= NEARBY)
            yield self._often(unit.factor, text, unit.name, Need.TRADED if is_rate else Need.OFFERED)
            yield Amount(Kind.TIME, unit.factor, Fraction(1), text, unit.name, Need.OFFERED)

    def _every(self, start: int) -> Iterator[Amount]:
        self.at = start + 1
        for amount in list(self._number()):
            if amount.kind is Kind.TIME:
                amount = Amount(**{**vars(amount), "kind": Kind.RATE, "text": f"every {amount.text}"})
            yield amount

    def _in_passing(self, piece: Token) -> Iterator[Amount]:
        word, number = piece.value, Fraction(IN_PASSING.get(piece.value, 0))
        if word == "fortnight":
            yield Amount(Kind.TIME, 2 * WEEK, Fraction(2), piece.text, "week")
        elif word == "trimester":
            yield Amount(Kind.TIME, 3 * MONTH, number, piece.text, "month", Need.OFFERED)
        elif word == "alternate" and (unit := self._time_unit(self.at + 1)):
            yield self._often(2 * unit.factor, f"{piece.text} {unit.name}s", unit.name, Need.FIRM)
        elif word == "couple" and (unit := self._time_unit(self.at + 2)):
            yield Amount(Kind.TIME, 2 * unit.factor, number, piece.text, unit.name, Need.OFFERED)
        elif word in IN_PASSING:
            yield bare(number, piece.text, Need.OFFERED)
        elif word == "median":
            yield Amount(Kind.SHARE, Fraction(1, 2), Fraction(1, 2), piece.text, need=Need.OFFERED, is_coarse=True)
        elif word in ROMAN and piece.text.isupper() and singular(self._value(self.at - 1)) in GRADED:
            number = Fraction(ROMAN[word])
            yield Amount(Kind.GRADE, number, number, piece.text, need=Need.TRADED)
        else:
            yield from self._ordinal(piece)

    def _ordinal(self, piece: Token) -> Iterator[Amount]:
        """“a third of” is a share; “the third day”, “7th” only offer the number."""
        parts = PARTS.get(piece.value)
        if parts and self._value(self.at - 1) in {"a", "an", "one"} and self._value(self.at + 1) in AFTER_A_SHARE:
            yield self._coarse(Fraction(1, parts), self.at, self.at + 1)
        elif found := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", piece.value):
            yield bare(Fraction(found[1]), piece.text, Need.OFFERED)
        elif piece.value in ORDINALS:
            yield bare(Fraction(ORDINALS[piece.value]), piece.text, Need.OFFERED)

    def _times_of_day(self) -> Iterator[Amount]:
        said = {piece.value for piece in self.pieces}
        if count := sum(not times.isdisjoint(said) for times in TIMES_OF_DAY):
            yield self._often(DAY / count, "", "", Need.OFFERED)
        if not said.isdisjoint({"meal", "meals", "mealtime", "mealtimes"}):
            yield self._often(DAY / 3, "", "", Need.OFFERED)
