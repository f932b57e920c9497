"""Reads the amounts of a text: numbers in figures or words, with their units, and how often something is done."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from guidance.checks.parity.amounts import DAY, FACTORS, HOUR, MONTH, WEEK, YEAR, Amount, Kind, Need, Unit, unit_of
from guidance.checks.parity.cues import read
from guidance.language.drugs import singular
from guidance.language.lexicon import GRADED, ROMAN, UNIT_NAMES
from guidance.language.spelling import fold
from guidance.language.tokens import TIMES, Sort, Token

# Names with a figure in them: CD4, B12, T2/FLAIR, COVID-19, 5-FU; and “in their 60s”.
NAMES = re.compile(
    r"(?<![\w/])(?!q\d+h\b|[cm]?m[23]\b|x\d)(?:[A-Za-zα-ω]+\d[\w′]*"
    r"|(?:[A-Za-z]+-)*[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*-\d+\w*|\d-(?:[A-Z]{2,}|H[A-Z]))\b"
)
MAY_BE_NAMED = re.compile(r"[^\W\d_]\d|-\d|\d-")
COUNT = Unit(Kind.BARE, Fraction(1), "")
STRANGE_UNIT = re.compile(r"[a-zμ]{1,2}[A-Z][A-Za-z]{0,2}")  # “kPa”
DECADE = re.compile(r"\b(\d+0)s\b")
LONGEST_NUMBER = 100  # characters
LARGEST_POWER = 30
LARGEST_PART = 12  # “1/12” is a share, “140/90” two numbers
IN_ORDER = "third fourth fifth sixth seventh eighth ninth tenth"
ORDINALS = {word: n for n, word in enumerate(IN_ORDER.split(), 3)}
PARTS = {fold(form): n for word, n in ORDINALS.items() for form in (word, f"{word}s")}
PARTS |= {"quarter": 4, "quarters": 4, "half": 2, "halves": 2, "hundredth": 100}
OFTEN = {"daily": DAY, "nightly": DAY, "weekly": WEEK, "fortnightly": 2 * WEEK, "monthly": MONTH, "hourly": HOUR}
OFTEN |= {"yearly": YEAR, "annual": YEAR, "annually": YEAR}
NAMED_AFTER = {"monthly": "month", "yearly": "year", "annual": "year", "annually": "year"}
ROUGH_WORDS = "about around approximately roughly nearly almost some circa ≈ over under than"
ROUGH = frozenset(ROUGH_WORDS.split())
LONGEST_SUBSTANCE = 3  # words: “folinic acid”
NEARBY = 3  # words: “5 mg of zorb a day”
BETWEEN = {"consecutive", "whole", "full", "more", "further", "additional", "extra", "straight", "other", "calendar"}
OF_EACH = {"a", "an", "per", "/", "each", "every"}
LISTING = {"to", "or", "and", ",", "through"}
POINTING = {"the", "these", "those", "all", "other", "both"}
SORTS = "way thing type kind form reason group part main option step problem sort cause goal aim point question"
COUNTED_BY_THE_WAY = frozenset(SORTS.split())
DIALLING = {"call", "dial", "ring", "phone", "calling", "dialling", "dialing"}
NUMBERED = GRADED | {"day", "week", "month", "cycle", "visit", "part", "table", "figure", "chapter"}
TIMES_OF_DAY = [{"morning", "mornings", "breakfast"}, {"noon", "midday", "lunchtime", "lunch"}]
TIMES_OF_DAY += [{"evening", "evenings", "night", "bedtime", "dinner", "supper"}]
IN_PASSING = {"couple": 2, "pair": 2, "both": 2, "single": 1, "none": 0, "no": 0, "dual": 2, "fortnight": 2, "trimester": 3}
# What an amount can begin with, but for a figure.
TELLING = {*TIMES, *OFTEN, *OF_EACH, *IN_PASSING, *PARTS, *ORDINALS, *ROMAN, "alternate", "median"}


def _name(found: re.Match[str]) -> str:
    return re.sub(r"\d", "", found.group()) or " "


@lru_cache(maxsize=4_000)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of the text, in reading order."""
    named = NAMES.sub(_name, text) if MAY_BE_NAMED.search(text) else text
    return tuple(_Reader(read(DECADE.sub(r"\1", named))).amounts())


class _Reader:
    """Reads from left to right."""

    def __init__(self, pieces: Sequence[Token]) -> None:
        self.pieces, self.at = pieces, 0
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
        else:
            yield from self._in_passing(piece)

    def _value(self, at: int) -> str:
        return self.pieces[at].value if 0 <= at < len(self.pieces) else ""

    def _is_number(self, at: int) -> bool:
        return 0 <= at < len(self.pieces) and self.pieces[at].sort is Sort.NUMBER

    def _text(self, start: int, end: int) -> str:
        return " ".join(piece.text for piece in self.pieces[start:end])

    # Numbers.

    def _number(self) -> Iterator[Amount]:
        start = self.at
        if pair := _two(self.pieces[start].value):
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

    def _fraction(self, at: int) -> tuple[Fraction, int]:
        """The number at this place and how many pieces it takes: “two and a half”, “2½”, “50 × 10^9”."""
        number, size = _as_fraction(self.pieces[at].value), 1
        if self._value(at + 1) == "×" and "^" in self._value(at + 2):
            return number, 3
        for words in (["and", "a"], ["and"], []):
            ahead = [self._value(at + 1 + n) for n in range(len(words))]
            there = at + 1 + len(words)
            if ahead == words and self._is_number(there) and 0 < _as_fraction(self._value(there)) < 1:
                is_whole = number.denominator == 1 and "/" in self._value(there)
                return (number + _as_fraction(self._value(there)), there + 1 - at) if is_whole else (number, size)
        return number, size

    def _share(self, number: Fraction, start: int, end: int) -> list[Amount]:
        """“1 in 5”, “two thirds”, “half”; [] of anything else."""
        if other := self._whole(number, end):
            whole, after, is_share = other
            self.at = after
            text = self._text(start, after)
            share = Amount(Kind.SHARE, number / whole, number, text, parts=(number, whole), is_coarse=True)
            share = _roughly(share, self._is_rough(start))
            if is_share:
                return [share]
            counted = [_bare(number, self._text(start, end)), _bare(whole, self._text(after - 1, after))]
            return [*counted, Amount(**{**vars(share), "need": Need.OFFERED})]
        parts = PARTS.get(self._value(end)) if self.pieces[start].value == str(number) else None
        if parts and number < parts:
            self.at = end + 1
            return [self._coarse(number / parts, start, end + 1)]
        is_part = 0 < number < 1 and "/" in self.pieces[start].value
        if is_part and not any(self._is_measured(at) for at in (end, end + 1 + (self._value(end) == "of"))):
            self.at = end
            return [self._coarse(number, start, end)]
        return []

    def _coarse(self, share: Fraction, start: int, end: int) -> Amount:
        found = Amount(Kind.SHARE, share, share, self._text(start, end), is_coarse=True)
        return _roughly(found, self._is_rough(start))

    def _whole(self, number: Fraction, at: int) -> tuple[Fraction, int, bool] | None:
        """The m of “n in m” and where it ends; whether it is a share and not two counts (“5 of 8”)."""
        for words, is_share in (
            (("in", "every"), True),
            (("in",), True),
            (("out", "of"), False),
            (("of", "the"), False),
            (("of",), False),
        ):
            there = at + len(words)
            if tuple(self._value(at + n) for n in range(len(words))) == words and self._is_number(there):
                whole = _as_fraction(self._value(there))
                if 0 < number < whole and whole.denominator == 1 and not self._measures(there + 1):
                    return whole, there + 1, is_share
        return None

    def _is_measured(self, at: int) -> bool:
        found = self._unit(at)
        return found is not None and found[0].kind is not Kind.BARE

    def _measures(self, at: int) -> bool:
        found = self._unit(at)
        return found is not None and found[0].kind not in {Kind.BARE, Kind.MEASURE, Kind.FORM}

    def _with_units(self, start: int, size: int, number: Fraction) -> Iterator[Amount]:
        """The number, or all of a list of them, in the unit that the last of them has."""
        numbers, end = [(number, start)], start + size
        while self._value(end) in LISTING and self._is_number(end + 1) and not _two(self._value(end + 1)):
            following, length = self._fraction(end + 1)
            numbers.append((following, end + 1))
            end += 1 + length
        end += self._value(end) in BETWEEN and self._is_measured(end + 1)
        found = self._unit(end)
        if len(numbers) > 1 and not (found and found[0].kind is not Kind.BARE):
            numbers, end = numbers[:1], start + size
            found = None
        elif not found and 0 < number < 1:
            found, end = self._unit_after_half(end)
        unit, length = found or (COUNT, 0)
        self.at = end + length
        text = self._text(start, self.at)
        yield from (self._in_unit(one, at, unit, text) for one, at in numbers)

    def _unit_after_half(self, end: int) -> tuple[tuple[Unit, int] | None, int]:
        """“half a year”, “half of a tablet”."""
        skipped = 2 if self._value(end) == "of" else 1
        return self._unit(end + skipped), end + skipped

    def _in_unit(self, number: Fraction, start: int, unit: Unit, text: str) -> Amount:
        amount = Amount(unit.kind, number * unit.factor, number, text, unit.name, self._need(start, number, unit))
        if unit.kind is Kind.BARE and singular(self._value(start - 1)) in GRADED:
            amount = Amount(**{**vars(amount), "kind": Kind.GRADE})
        return _roughly(amount, self._is_rough(start))

    def _need(self, at: int, number: Fraction, unit: Unit) -> Need:
        before, is_word = self._value(at - 1), self.pieces[at].text.isalpha()
        if unit.kind is Kind.MEASURE and unit.name == "m^2":  # of a clearance “per 1.73 m²”
            return Need.OFFERED
        if unit.kind is not Kind.BARE:
            return Need.FIRM
        if number == 0 or singular(before) in NUMBERED:
            return Need.TRADED
        by_the_way = before in POINTING or singular(self._value(at + 1)) in COUNTED_BY_THE_WAY
        if is_word and number == 1:
            return Need.OFFERED
        if (is_word and by_the_way) or before in DIALLING:
            return Need.TRADED
        return Need.FIRM

    def _is_rough(self, at: int) -> bool:
        return not ROUGH.isdisjoint((self._value(at - 1), self._value(at - 2) if self._value(at - 1) != "," else ""))

    # Units.

    def _unit(self, at: int) -> tuple[Unit, int] | None:
        """The unit at this place and how many pieces it takes."""
        found = self._simple_unit(at)
        if not found:
            return self._under(at, Unit(Kind.MEASURE, Fraction(1), ""), 0)
        unit, size = found
        if unit.name == "°":
            unit, size = self._degrees(at + size, size)
        return self._under(at + size, unit, size) or (unit, size)

    def _simple_unit(self, at: int) -> tuple[Unit, int] | None:
        if self._value(at) in {"beat", "beats", "breath", "breaths"}:
            return Unit(Kind.MEASURE, Fraction(1), "bpm"), 3 if self._value(at + 1) in OF_EACH else 1
        if at < len(self.pieces) and STRANGE_UNIT.fullmatch(self.pieces[at].text) and not self._known_unit(at):
            return Unit(Kind.MEASURE, Fraction(1), self._value(at)), 1
        return self._known_unit(at)

    def _known_unit(self, at: int) -> tuple[Unit, int] | None:
        for size in (2, 1):
            words = tuple(self._value(at + n) for n in range(size))
            if words in UNIT_NAMES:
                return unit_of(UNIT_NAMES[words]), size
        return None

    def _degrees(self, at: int, size: int) -> tuple[Unit, int]:
        scale = self._value(at)[:1]
        taken = self._value(at) in {"c", "f", "celsius", "fahrenheit"}
        return Unit(Kind.MEASURE, Fraction(1), "°f" if taken and scale == "f" else "°"), size + taken

    def _under(self, at: int, unit: Unit, size: int) -> tuple[Unit, int] | None:
        """The unit with what it is given for: “mg/kg”, “mmol/L”; None before a time, which is a rate."""
        at, size = at + (of := self._substance(at)), size + of
        words = 2 if (self._value(at), self._value(at + 1)) in {("for", "each"), ("for", "every")} else 1
        if self._value(at) not in {"/", "per", "for", "each", "every", "a"} or (
            self._value(at) == "for" and words == 1
        ):
            return None
        found = self._simple_unit(at + words)
        if found and unit.kind is Kind.VOLUME and found[0].name in {"minute", "hour"}:
            return Unit(Kind.MEASURE, Fraction(1), f"{unit.name}/{found[0].name}"), size + words + found[1]
        if not found or found[0].kind is Kind.TIME or (self._value(at) == "a" and found[0].name != "kg"):
            return None
        below, length = found
        name = f"{unit.name}/{below.name}"
        if unit.kind is Kind.MASS and below.name in {"kg", "m^2"}:
            return Unit(Kind.MASS_BY_SIZE, unit.factor, f"/{below.name}"), size + words + length
        return Unit(Kind.MEASURE, Fraction(1), name), size + words + length

    def _substance(self, at: int) -> int:
        """How many words name what there is so much of: “5 mg of zorb for each kg”; 0 where nothing is counted by it."""
        if self._value(at) != "of":
            return 0
        sizes = range(2, 2 + LONGEST_SUBSTANCE)
        return next((size for size in sizes if self._value(at + size) in {"for", "per", "/"}), 0)

    # How often.

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

    def _time_unit(self, at: int) -> Unit | None:
        if self._value(at) == "fortnight":
            return Unit(Kind.TIME, 2 * WEEK, "week")
        found = UNIT_NAMES.get((self._value(at),))
        is_word = len(self._value(at)) > 2
        return unit_of(found) if found and is_word and found.value in FACTORS[Kind.TIME] else None

    # Said in passing.

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
            yield _bare(number, piece.text, Need.OFFERED)
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
        if (
            parts
            and self._value(self.at - 1) in {"a", "an", "one"}
            and self._value(self.at + 1) in {"of", "", ".", ","}
        ):
            yield self._coarse(Fraction(1, parts), self.at, self.at + 1)
        elif found := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", piece.value):
            yield _bare(Fraction(found[1]), piece.text, Need.OFFERED)
        elif piece.value in ORDINALS:
            yield _bare(Fraction(ORDINALS[piece.value]), piece.text, Need.OFFERED)

    def _times_of_day(self) -> Iterator[Amount]:
        said = {piece.value for piece in self.pieces}
        if count := sum(not times.isdisjoint(said) for times in TIMES_OF_DAY):
            yield self._often(DAY / count, "", "", Need.OFFERED)
        if not said.isdisjoint({"meal", "meals", "mealtime", "mealtimes"}):
            yield self._often(DAY / 3, "", "", Need.OFFERED)


@lru_cache(maxsize=4_000)
def _as_fraction(value: str) -> Fraction:
    """0 of what is no number that can be read, such as “1/0”."""
    if len(value) > LONGEST_NUMBER:
        return Fraction(0)
    try:
        base, _, power = value.partition("^")
        return Fraction(base) ** max(-LARGEST_POWER, min(int(power or 1), LARGEST_POWER))
    except (ValueError, ZeroDivisionError):
        return Fraction(0)


@lru_cache(maxsize=4_000)
def _two(value: str) -> tuple[Fraction, Fraction] | None:
    """Both numbers of “140/90”, which is no fraction."""
    above, slash, below = value.partition("/")
    first, second = _as_fraction(above), _as_fraction(below)
    if not slash or (second <= LARGEST_PART and first < second):
        return None
    return first, second


def _bare(number: Fraction, text: str, need: Need = Need.FIRM) -> Amount:
    return Amount(Kind.BARE, number, number, text, need=need)


def _roughly(amount: Amount, is_rough: bool) -> Amount:
    return Amount(**{**vars(amount), "is_rough": True}) if is_rough else amount
