"""Reads the amounts of a text: numbers in figures or words, with their units, and how often something is done."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from guidance.checks.parity.amounts import BODY_SIZES, DAY, MONTH, ONE, WEEK, Amount, Kind, Need
from guidance.checks.parity.cues import read
from guidance.checks.parity.figures import NUMBERED
from guidance.checks.parity.rates import OFTEN, Rates
from guidance.checks.parity.shares import ORDINALS, PARTS, bare
from guidance.checks.parity.units import OF_EACH
from guidance.language.drugs import singular
from guidance.language.quantities import GRADED, ROMAN
from guidance.language.tokens import TIMES, Sort, Token

# Names with a figure in them: CD4, B12, T2/FLAIR, COVID-19, 5-FU; and “in their 60s”.
NAMES = re.compile(
    r"(?<![\w/])(?!q\d+h\b|[cm]?m[23]\b|x\d)(?:[A-Za-zα-ω]+\d[\w′]*"
    r"|(?:[A-Za-z]+-)*[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*-\d+\w*|[A-Z]\*[\d:]+|\d-(?:[A-Z]{2,}|H[A-Z]))\b"
)
MAY_BE_NAMED = re.compile(r"[^\W\d_]\d|-\d|\d-|\*\d")
DECADE = re.compile(r"\b(\d+0|(?:(?<=over[- ])|(?<=under[- ]))\d+)s\b")
AFTER_A_SHARE = {"of", "", ".", ",", ";", "less", "more", "fewer", "lower", "higher", "smaller", "as"}
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
BODY_WEIGHT = {"weight", "weigh", "weighs", "heavy", "heavier"}
PLACES = ORDINALS | {"first": 1, "second": 2}
THIS = {"first", "the", "next", "following", "same", "last"}
TIME_UNITS = {"hour", "day", "week", "month", "year"}
SOME = {"minutes", "hours", "days", "weeks", "months", "years"}
BEFORE_SOME = {"within", "in", "for", "over", "after", "few", "several", "some", "many", "to"}
# What an amount can begin with, but for a figure.
TELLING = {*TIMES, *OFTEN, *OF_EACH, *IN_PASSING, *PARTS, *PLACES, *ROMAN, "alternate", "median", *TIME_UNITS, *SOME}


def _name(found: re.Match[str]) -> str:
    return re.sub(r"\d", "", found.group()) or " "


@lru_cache(maxsize=4_000)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of the text, in reading order."""
    named = NAMES.sub(_name, text) if MAY_BE_NAMED.search(text) else text
    return tuple(_Reader(read(DECADE.sub(r"\1", named))).amounts())


class _Reader(Rates):
    """Reads from left to right."""

    def amounts(self) -> list[Amount]:
        found = list(self._read())
        return [*found, *(reading for one in found for reading in self._understood(one))]

    def _understood(self, one: Amount) -> Iterator[Amount]:
        """What else the text makes of it: “two” is two hours beside “six hours”, 5 mg “for each kg” 5 mg/kg."""
        if self.is_sized and one.kind is Kind.MASS and one.at >= 0:
            yield Amount(**{**vars(one), "kind": Kind.MASS_BY_SIZE, "unit": "/kg", "need": Need.OFFERED})
        if one.kind is Kind.BARE and one.need is Need.FIRM and one.at >= 0:
            for unit in self.units.values():
                yield Amount(
                    unit.kind, one.number * unit.factor, one.number, one.text, unit.name, Need.OFFERED, at=one.at
                )

    def _read(self) -> Iterator[Amount]:
        yield from self._times_of_day()
        if not BODY_WEIGHT.isdisjoint(self.values):
            yield Amount(Kind.SIZE, ONE, ONE, "", need=Need.OFFERED)
        number = Sort.NUMBER
        telling = [
            (at, piece)
            for at, piece in enumerate(self.pieces)
            if piece.sort is number or piece.value in TELLING or piece.value[0].isdigit()
        ]
        for at, piece in telling:
            if at >= self.at:
                self.at = at
                yield from self._next(piece)
                self.at = max(self.at, at + 1)

    def _next(self, piece: Token) -> Iterator[Amount]:
        if piece.sort is Sort.NUMBER:
            yield from map(self._noted, self._number())
            self.end = self.at
        elif piece.value in TIMES and piece.sort is Sort.WORD:
            yield from self._times(Fraction(TIMES[piece.value]), 1, piece)
            self.end = self.at
        elif piece.value in OFTEN:
            yield from self._regular(piece)
        elif piece.value in OF_EACH and self._is_size(self.at + 1):
            yield self._sized(self.at)
        elif piece.value in OF_EACH:
            yield from self._each(piece)
        elif piece.value in TIME_UNITS:
            yield from self._this()
        elif piece.value in SOME:
            yield from self._some(piece)
        else:
            yield from self._in_passing(piece)

    def _is_size(self, at: int) -> bool:
        return (found := self._known_unit(at)) is not None and found[0].name in BODY_SIZES

    def _sized(self, start: int) -> Amount:
        """“for each kg”, where no dose stands before it."""
        self.at, self.is_sized = start + 2, True
        return Amount(Kind.SIZE, ONE, ONE, self._text(start, self.at), at=start)

    def _this(self) -> Iterator[Amount]:
        """“the first day” may stand for 24 hours, “in the hour after birth” for one."""
        unit = self._time_unit(self.at)
        if unit and self._value(self.at - 1) in THIS:
            yield Amount(
                unit.kind,
                unit.factor,
                ONE,
                self._text(self.at - 1, self.at + 1),
                unit.name,
                Need.OFFERED,
                at=self.at - 1,
            )

    def _some(self, piece: Token) -> Iterator[Amount]:
        """“within hours”."""
        if self._value(self.at - 1) in BEFORE_SOME and (unit := self._time_unit(self.at)):
            yield Amount(Kind.SOME_TIME, unit.factor, ONE, piece.text, unit.name, Need.TRADED, at=self.at)

    def _in_passing(self, piece: Token) -> Iterator[Amount]:
        word, number = piece.value, Fraction(IN_PASSING.get(piece.value, 0))
        if word == "fortnight":
            yield Amount(Kind.TIME, 2 * WEEK, Fraction(2), piece.text, "week")
        elif word == "trimester":
            yield Amount(Kind.TIME, 3 * MONTH, number, piece.text, "month", Need.OFFERED)
        elif word == "alternate" and (unit := self._time_unit(self.at + 1)):
            yield self._often(2 * unit.factor, f"{piece.text} {unit.name}s", unit.name, Need.FIRM, self.at)
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
        """“a third of” is a share, “the third day” a place in an order; elsewhere “7th” only offers the number."""
        parts = PARTS.get(piece.value)
        if parts and self._value(self.at - 1) in {"a", "an", "one"} and self._value(self.at + 1) in AFTER_A_SHARE:
            yield self._coarse(Fraction(1, parts), self.at, self.at + 1)
        elif found := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", piece.value):
            yield from self._in_order(Fraction(found[1]))
        elif piece.value in PLACES:
            yield from self._in_order(Fraction(PLACES[piece.value]))

    def _in_order(self, number: Fraction) -> Iterator[Amount]:
        is_placed = singular(self._value(self.at + 1)) in NUMBERED
        kind, need = (Kind.ORDER, Need.TRADED) if is_placed else (Kind.BARE, Need.OFFERED)
        yield Amount(kind, number, number, self._text(self.at, self.at + 1 + is_placed), need=need, at=self.at)

    def _times_of_day(self) -> Iterator[Amount]:
        said = set(self.values)
        if count := sum(not times.isdisjoint(said) for times in TIMES_OF_DAY):
            yield self._often(DAY / count, "", "", Need.OFFERED, -1)
        if not said.isdisjoint({"meal", "meals", "mealtime", "mealtimes"}):
            yield self._often(DAY / 3, "", "", Need.OFFERED, -1)
