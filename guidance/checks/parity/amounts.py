"""An amount, and when two of them are the same: 0.5 g and 500 mg, 72 hours and three days, 1 in 5 and 20%."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from guidance.language.meanings import About, Meaning

ONE = HOUR = Fraction(1)
DAY, WEEK, MONTH, YEAR = 24 * HOUR, 168 * HOUR, Fraction(1461, 2) * HOUR, 8766 * HOUR
MONTHS_IN = {"month": 1, "year": 12}
# As how many days a month is counted: 28 days are one, and so are 30, 31, 4 weeks; a year is 365 days, 366 or 52 weeks.
DAYS_OF_A_MONTH = [Fraction(days) for days in (28, 30, 31)] + [Fraction(days, 12) for days in (364, 365, 366)]
NEAR = Fraction(1, 10)  # “about half” is 46%
PERCENT = Fraction(1, 100)
LONGEST_DECIMAL = 6  # digits


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
    SIZE = "by body size, with no dose beside it"
    SOME_TIME = "hours, days or weeks, it does not say how many"
    ORDER = "place in an order: day 3, the third dose"


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
BODY_SIZES = {"kg", "m^2"}
JUST_COUNTED = {"dose", "cycle", "course", "×"}


def unit_of(meaning: Meaning) -> Unit:
    """What the table's unit measures."""
    if meaning.value in FACTOR_OF:
        return Unit(*FACTOR_OF[meaning.value], meaning.value)
    if meaning.value in JUST_COUNTED:
        return Unit(Kind.BARE, ONE, "")
    return Unit(Kind.FORM if meaning.about is About.FORM else Kind.MEASURE, ONE, meaning.value)


Measure = tuple[Kind, int, int, str]


@dataclass(frozen=True)
class Amount:
    """``value`` is in the kind's unit, ``number`` as printed; ``parts`` are the n and m of “n in m”.

    Of “n times a day”, n is the part. ``is_rough`` where it says “about”, ``is_coarse`` where it is no percentage but
    a half, a third, one in ten. What stands ``at`` one place is one amount that may be read in several ways; a rate
    may be ``of`` a dose.
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
    at: int = -1
    of: Measure | None = None

    @property
    def measure(self) -> Measure:
        """Two amounts of the same measure are the same amount."""
        return self.kind, self.value.numerator, self.value.denominator, self.unit

    def is_answered_by(self, other: "Amount") -> bool:
        """True where ``other`` answers for this one."""
        if self.kind is other.kind:
            return _compare(self, other) or _rounds(self, other) or _rounds(other, self)
        return (
            _across(self, other)
            or _across(other, self)
            or _is_often(self, other)
            or _is_part(self, other)
            or _is_by_size(self, other)
        )

    def is_made_of(self, others: Sequence["Amount"]) -> bool:
        """“5 of 8” where the others are 5 and 8."""
        is_whole = self.kind is Kind.SHARE and bool(self.parts)
        return is_whole and {other.number for other in others if other.kind is Kind.BARE}.issuperset(self.parts)


def _compare(one: Amount, other: Amount) -> bool:
    if one.kind in {Kind.TIME, Kind.RATE} and (one.unit in MONTHS_IN) != (other.unit in MONTHS_IN):
        months, exact = (one, other) if one.unit in MONTHS_IN else (other, one)
        number = months.value / MONTH
        near = min(number, ONE) * DAY / 2
        return any(abs(exact.value - number * days * DAY) < near for days in DAYS_OF_A_MONTH)
    if one.kind is Kind.MEASURE:
        return one.number == other.number and _go_together(one.unit, other.unit)
    if one.kind in {Kind.FORM, Kind.MASS_BY_SIZE} and one.unit != other.unit:
        return False
    return one.value == other.value


def _go_together(one: str, other: str) -> bool:
    """True of units of which one may only be shortened: “cells” and “cells/mm³”, but not “mmol/kg” to “mmol”."""
    (above, _, below), (over, _, under) = one.partition("/"), other.partition("/")
    is_shorter = "" in {below, under} and BODY_SIZES.isdisjoint({below, under})
    return (above == over or "" in {above, over}) and (below == under or is_shorter)


def _rounds(fine: Amount, rough: Amount) -> bool:
    """True where ``rough`` gives in round figures what ``fine`` gives exactly."""
    off = abs(fine.value - rough.value)
    if fine.kind is Kind.SHARE:
        return _rounds_share(fine, rough, off)
    if fine.is_rough or fine.kind not in {Kind.TIME, Kind.BARE}:
        return False
    return rough.is_rough and _digits(rough) < _digits(fine) and off <= NEAR * fine.value


def _rounds_share(fine: Amount, rough: Amount, off: Fraction) -> bool:
    """“About half” of 46%; 12 in 100 of 12.4%; but 13 in 100 neither of it nor, with an “about”, of 12%."""
    step = _step(rough)
    if rough.is_rough and (not step or step > PERCENT) and (_step(fine) or not step):
        return off <= max(NEAR * fine.value, step / 2)
    return _step(fine) < step and off <= min(step / 2, PERCENT / 2, fine.value / 4)


def _step(share: Amount) -> Fraction:
    """How far apart the shares are that can be said so: 1% of 12%, 0.1 of “3 in 10”; 0 of “2 in 3” and “a half”."""
    is_fraction = share.is_coarse and not (share.parts and set(str(share.parts[1])) <= {"1", "0"})
    if is_fraction or not share.number:
        return Fraction(0)
    tenths = next((n for n in range(LONGEST_DECIMAL) if (share.number * 10**n).denominator == 1), LONGEST_DECIMAL)
    return share.value / share.number / Fraction(10**tenths)


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
        case Kind.BARE, Kind.GRADE | Kind.ORDER:
            return one.number == other.number
    return False


def _is_by_size(one: Amount, other: Amount) -> bool:
    """True of “a higher dose per kilogram” and “5 mg/kg”."""
    is_sized = other.kind is Kind.MASS_BY_SIZE or other.unit.partition("/")[2] in BODY_SIZES
    return one.kind is Kind.SIZE and is_sized


def _is_part(one: Amount, other: Amount) -> bool:
    """True of the 5 of “1 in 5”, and of the 3 of “3 times a week”; not the other way round."""
    return one.kind is Kind.BARE and one.value in other.parts


def _is_often(one: Amount, other: Amount) -> bool:
    """True of “24 hours” and “3 times a day”, “every 8 hours” and “8 hours”; of a rate and “12 months”, it is not."""
    match one.kind, other.kind:
        case Kind.TIME, Kind.RATE:
            is_short = other.value <= DAY or other.number == 1
            return (is_short and _compare(one, other)) or one.value == other.value * (other.parts or (1,))[0]
        case Kind.RATE, Kind.TIME:
            return _compare(one, other) and (other.need is Need.OFFERED or other.unit == "hour")
    return False
