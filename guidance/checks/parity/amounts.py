"""An amount, and when two of them are the same: 0.5 g and 500 mg, 72 hours and three days, 1 in 5 and 20%."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from guidance.language.meanings import About, Meaning

HOUR = Fraction(1)
DAY, WEEK, MONTH, YEAR = 24 * HOUR, 168 * HOUR, Fraction(1461, 2) * HOUR, 8766 * HOUR
CALENDAR = {"month", "year"}
NEAR_A_MONTH = Fraction(85, 1000)  # 12 weeks are 3 months, 28 days one
NEAR = Fraction(1, 10)  # “about half” is 46%
HALF_A_PERCENT = Fraction(1, 200)


class Need(Enum):
    FIRM = "firm"  # the other wording must give it too
    TRADED = "traded"  # must not stand where the other gives another of its kind
    OFFERED = "offered"  # may answer for one of the other's


class Kind(Enum):
    BARE = "a number"
    MASS = "mass, in mg"
    MASS_BY_SIZE = "mass for a kilogram or square metre, in mg"
    VOLUME = "volume, in ml"
    LENGTH = "length, in mm"
    TIME = "time, in hours"
    RATE = "how often, in hours from one to the next"
    SHARE = "share of a whole"
    UNITS = "international units"
    FORM = "tablets, drops and the like"
    MEASURE = "what is measured in any other unit"
    GRADE = "stage, grade, class"


class Unit(NamedTuple):
    """``factor`` makes the kind's unit of it; ``name`` is the table's."""

    kind: Kind
    factor: Fraction
    name: str


FACTORS: dict[Kind, dict[str, int | Fraction]] = {
    Kind.MASS: {"mg": 1, "mcg": Fraction(1, 1000), "ng": Fraction(1, 1_000_000), "g": 1000, "kg": 1_000_000},
    Kind.VOLUME: {"ml": 1, "dl": 100, "l": 1000, "μl": Fraction(1, 1000)},
    Kind.LENGTH: {"mm": 1, "cm": 10, "m": 1000},
    Kind.TIME: {
        "second": Fraction(1, 3600),
        "minute": Fraction(1, 60),
        "hour": HOUR,
        "day": DAY,
        "week": WEEK,
        "month": MONTH,
        "year": YEAR,
    },
    Kind.SHARE: {"%": Fraction(1, 100), "‰": Fraction(1, 1000)},
    Kind.UNITS: {"iu": 1, "unit": 1},
}
FACTOR_OF = {name: (kind, Fraction(factor)) for kind, units in FACTORS.items() for name, factor in units.items()}
JUST_COUNTED = {"dose", "cycle", "course", "×"}


def unit_of(meaning: Meaning) -> Unit:
    """What the table's unit measures."""
    if meaning.value in FACTOR_OF:
        return Unit(*FACTOR_OF[meaning.value], meaning.value)
    if meaning.value in JUST_COUNTED:
        return Unit(Kind.BARE, Fraction(1), "")
    return Unit(Kind.FORM if meaning.about is About.FORM else Kind.MEASURE, Fraction(1), meaning.value)


@dataclass(frozen=True)
class Amount:
    """``value`` is in the kind's unit, ``number`` as printed; ``parts`` are the n and m of “n in m”.

    Of “n times a day”, n is the part. ``is_rough`` where it says “about”, ``is_coarse`` where it is no percentage but
    a half, a third, one in ten.
    """

    kind: Kind
    value: Fraction
    number: Fraction
    text: str
    unit: str = ""
    need: Need = Need.FIRM
    parts: tuple[Fraction, ...] = ()
    is_rough: bool = False
    is_coarse: bool = False

    @property
    def measure(self) -> tuple[Kind, int, int, str]:
        """Two amounts of the same measure are the same amount."""
        return self.kind, self.value.numerator, self.value.denominator, self.unit

    def is_answered_by(self, other: "Amount") -> bool:
        """True where ``other`` answers for this one."""
        if self.kind is other.kind:
            return _compare(self, other) or _rounds(self, other) or _rounds(other, self)
        return _across(self, other) or (_across(other, self) and not _is_span(other)) or _is_part(self, other)

    def is_made_of(self, others: Sequence["Amount"]) -> bool:
        """“1 in 5” where the others are 1 and 5, “3 times a week” where they are 3 and a week."""
        numbers = {other.number for other in others if other.kind is Kind.BARE}
        periods = {other.value for other in others if other.kind is Kind.RATE}
        is_as_often = self.kind is not Kind.RATE or not periods or self.value * self.number in periods
        return bool(self.parts) and numbers.issuperset(self.parts) and is_as_often


def _compare(one: Amount, other: Amount) -> bool:
    if one.kind in {Kind.TIME, Kind.RATE} and (one.unit in CALENDAR) != (other.unit in CALENDAR):
        return abs(one.value - other.value) <= NEAR_A_MONTH * max(one.value, other.value)
    if one.kind is Kind.MEASURE:
        return one.number == other.number and _go_together(one.unit, other.unit)
    if one.kind in {Kind.FORM, Kind.MASS_BY_SIZE} and one.unit != other.unit:
        return False
    return one.value == other.value


def _go_together(one: str, other: str) -> bool:
    """True of units of which one may only be shortened: “cells” and “cells/mm³”."""
    return one.split("/")[0] == other.split("/")[0] or "" in {one.split("/")[0], other.split("/")[0]}


def _rounds(fine: Amount, rough: Amount) -> bool:
    """True where ``rough`` gives in round figures what ``fine`` gives exactly."""
    if fine.is_rough or fine.kind not in {Kind.SHARE, Kind.TIME, Kind.BARE}:
        return False
    off = abs(fine.value - rough.value)
    if fine.kind is Kind.SHARE and off <= HALF_A_PERCENT and (rough.is_coarse or _digits(rough) < _digits(fine)):
        return True
    is_rounder = rough.is_coarse or _digits(rough) < _digits(fine)
    return rough.is_rough and is_rounder and off <= NEAR * fine.value


def _digits(amount: Amount) -> int:
    """How many digits of the number count."""
    number = amount.number
    return len(str(number.numerator * 10**3 // number.denominator).strip("0"))


def _across(one: Amount, other: Amount) -> bool:
    """Two kinds that may say the same."""
    match one.kind, other.kind:
        case Kind.BARE, Kind.MEASURE | Kind.FORM:
            return one.number == other.number
        case Kind.BARE, Kind.TIME:
            return other.unit == "year" and one.number == other.number
        case Kind.BARE, Kind.SHARE:
            return other.is_coarse and one.value == other.value
        case Kind.TIME, Kind.RATE:
            turns = other.parts[0] if other.parts else 1
            return one.value in {other.value, other.value * turns}
        case Kind.BARE, Kind.GRADE:
            return one.number == other.number
    return False


def _is_part(one: Amount, other: Amount) -> bool:
    """True of the 5 of “1 in 5”, and of the 3 of “3 times a week”; not the other way round."""
    return one.kind is Kind.BARE and one.value in other.parts


def _is_span(other: Amount) -> bool:
    """True of “12 months”, which does not say how often; “in 24 hours” and “a year” may."""
    return other.kind is Kind.TIME and other.need is Need.FIRM and other.unit != "hour"
