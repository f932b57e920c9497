"""Reads how often something is done, and what is given so often: “twice daily”, “every 8 hours”, “5 mg a day”."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from guidance.checks.parity.amounts import DAY, FACTORS, HOUR, MONTH, ONE, WEEK, YEAR, Amount, Kind, Measure, Need, Unit
from guidance.checks.parity.figures import COUNT, Figures
from guidance.checks.parity.shares import ORDINALS, bare, two
from guidance.checks.parity.units import OF_EACH
from guidance.language.quantities import UNIT_NAMES
from guidance.language.tokens import Sort, Token

OFTEN = {"daily": DAY, "nightly": DAY, "weekly": WEEK, "fortnightly": 2 * WEEK, "monthly": MONTH, "hourly": HOUR}
OFTEN |= {
    "yearly": YEAR,
    "annual": YEAR,
    "annually": YEAR,
    "quarterly": 3 * MONTH,
    "biennial": 2 * YEAR,
    "biennially": 2 * YEAR,
}
NAMED_AFTER = {
    "monthly": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
    "quarterly": "month",
    "biennial": "year",
}
NAMED_AFTER["biennially"] = "year"
SKIPPED = {"other": Fraction(2), "second": Fraction(2)} | {word: Fraction(n) for word, n in ORDINALS.items()}
LASTING = {
    "for",
    "after",
    "over",
    "about",
    "lasting",
    "than",
    "until",
    "half",
}  # “for a week” is no rate
DOSED = Kind.MASS, Kind.MASS_BY_SIZE, Kind.VOLUME, Kind.UNITS, Kind.MEASURE, Kind.FORM
NEARBY = 3  # words: “5 mg of zorb a day”
WITHIN_REACH = 6  # words: “5 mg of zorb is given once a day”
ENDS = ".;:!?\n•"


class Rates(Figures):
    """``dose`` is the last that was read, with where it ended; ``counted`` are the numbers of the sentence."""

    def __init__(self, pieces: Sequence[Token]) -> None:
        super().__init__(pieces)
        self.end = 0  # where the last amount ended
        self.dose: tuple[Measure, int] | None = None
        self.counted: list[tuple[Amount, int]] = []
        self.is_sized = False  # “for each kg” stands apart from the dose

    def _noted(self, amount: Amount) -> Amount:
        """The amount, kept in mind for what may follow."""
        if amount.kind in DOSED and amount.need is Need.FIRM:
            self.dose = amount.measure, self.at
        if amount.kind is Kind.BARE or amount.kind is Kind.FORM or amount.unit == "day":
            self.counted.append((amount, self.at))
        return amount

    def _dose_before(self, start: int) -> Measure | None:
        """The dose that a rate which begins at ``start`` is said of: “5 mg once a day”, but not “5 mg, never daily”."""
        if not self.dose or not 0 <= start - self.dose[1] <= WITHIN_REACH:
            return None
        dose, end = self.dose
        is_denied = any(piece.value in {"not", "never"} for piece in self.pieces[end:start])
        return dose if self._is_one_sentence(end, start) and not is_denied else None

    def _is_one_sentence(self, start: int, end: int) -> bool:
        return not any(piece.sort is Sort.PAUSE and piece.value in ENDS for piece in self.pieces[start:end])

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
        if found := self._period(at):
            period, length, unit = found
            self.at = at + length
            need = _need_of(period) if number == 1 else Need.FIRM
            if number == 1 and self._value(at) == "on":  # “once on day 1” goes without saying
                need = Need.OFFERED
            yield self._often(period / number, self._text(start, self.at), unit, need, start, number)
            return
        self.at = start + size
        is_said_in_passing = piece.value in {"once", "double", "triple", "one"}
        yield bare(number, self._text(start, self.at), Need.OFFERED if is_said_in_passing else Need.FIRM)

    def _period(self, at: int) -> tuple[Fraction, int, str] | None:
        """The hours, pieces and name of the unit of “daily”, “a day”, “/day”, “on day”."""
        if self._words(at, 2) == ("on", "day"):  # “twice on day 2”
            return DAY, 2, "day"
        if self._value(at) in OFTEN:
            return OFTEN[self._value(at)], 1, NAMED_AFTER.get(self._value(at), "")
        unit = UNIT_NAMES.get((self._value(at + 1),))
        if self._value(at) in OF_EACH and unit and unit.value in FACTORS[Kind.TIME]:
            return Fraction(FACTORS[Kind.TIME][unit.value]), 2, unit.value
        return None

    def _often(
        self, period: Fraction, text: str, unit: str, need: Need, start: int, times: Fraction | int = 0
    ) -> Amount:
        """A rate that begins at ``start``; “n times” in a period has ``times``."""
        parts = (Fraction(times),) if times else ()
        return Amount(
            Kind.RATE,
            period,
            parts[0] if parts else ONE,
            text,
            unit,
            need,
            parts,
            at=start,
            of=self._dose_before(start),
        )

    def _regular(self, piece: Token) -> Iterator[Amount]:
        """“daily”."""
        period, unit = OFTEN[piece.value], NAMED_AFTER.get(piece.value, "")
        yield self._often(period, piece.text, unit, _need_of(period), self.at)
        yield from self._so_many(period, piece.text, unit, self.at)

    def _so_many(self, period: Fraction, text: str, unit: str, start: int) -> Iterator[Amount]:
        """What the numbers of the sentence may make of a period: “three drips a week” is three times a week."""
        for counted, end in self.counted:
            number, is_count = counted.number, counted.kind is not Kind.TIME or counted.value < period
            if number > 1 and is_count and self._is_one_sentence(end, start):
                rate = Amount(Kind.RATE, period / number, number, text, unit, Need.OFFERED, (number,))
                yield from (Amount(**{**vars(rate), "at": at}) for at in (start, counted.at))

    def _each(self, piece: Token) -> Iterator[Amount]:
        """“every 8 hours”, “every third day”, “each day”, “per week”, “a year”."""
        start, skipped = self.at, SKIPPED.get(self._value(self.at + 1))
        if piece.value == "every" and self._is_number(start + 1):
            yield from self._every(start)
        elif piece.value in {"every", "each"} and skipped:
            if unit := self._time_unit(start + 2):
                self.at = start + 3
                yield self._often(skipped * unit.factor, self._text(start, self.at), unit.name, Need.FIRM, start)
        elif unit := self._time_unit(start + 1) or self._unit_below(piece):
            yield from self._one(piece, unit)

    def _unit_below(self, piece: Token) -> Unit | None:
        """The hour of “mg/kg/h”, which no word says."""
        found = self._period(self.at) if piece.value == "/" else None
        return Unit(Kind.TIME, found[0], found[2]) if found else None

    def _one(self, piece: Token, unit: Unit) -> Iterator[Amount]:
        """“each day”; “a day”, which is a time too; “an hour and a half”."""
        start, self.at = self.at, self.at + 2
        half = self._and_a_half(self.at)
        self.at += 3 if half else 0
        text, is_each = self._text(start, self.at), piece.value not in {"a", "an"}
        if half:
            yield Amount(Kind.TIME, (1 + half) * unit.factor, 1 + half, text, unit.name, at=start)
            return
        is_rate = self.end and start - self.end <= NEARBY
        lasting = Need.OFFERED if is_each or is_rate else Need.TRADED
        yield Amount(Kind.TIME, unit.factor, ONE, text, unit.name, lasting, at=start)
        if is_each or self._value(start - 1) not in LASTING:
            often = _need_of(unit.factor) if is_each else Need.TRADED if is_rate else Need.OFFERED
            yield self._often(unit.factor, text, unit.name, often, start)
            yield from self._so_many(unit.factor, text, unit.name, start)

    def _every(self, start: int) -> Iterator[Amount]:
        self.at = start + 1
        for amount in list(self._number()):
            if amount.kind is Kind.TIME:
                often = self._often(amount.value, f"every {amount.text}", amount.unit, amount.need, amount.at)
                yield Amount(**{**vars(often), "number": amount.number})
            else:
                yield amount


def _need_of(period: Fraction) -> Need:
    """How firmly a rate is said: “daily” goes without saying where a dose is given, “weekly” does not."""
    return Need.FIRM if period >= WEEK else Need.TRADED
