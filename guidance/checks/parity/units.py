"""Reads the unit of an amount: “mg”, “mmol/L”, “mg of zorb for each kg”."""

import re
from collections.abc import Sequence

from guidance.checks.parity.amounts import BODY_SIZES, ONE, WEEK, Kind, Unit, unit_of
from guidance.language.quantities import UNIT_NAMES
from guidance.language.tokens import Sort, Token

STRANGE_UNIT = re.compile(r"[a-zμ]{1,2}[A-Z][A-Za-z]{0,2}")  # “kPa”
UNIT_OF = {words: unit_of(meaning) for words, meaning in UNIT_NAMES.items()}
LONGEST_SUBSTANCE = 3  # words: “folinic acid”
UNNAMED = Unit(Kind.MEASURE, ONE, "")
OF_EVERY = {("for", "each"), ("for", "every"), ("in", "each"), ("in", "every")}
OF_EACH = {"a", "an", "per", "/", "each", "every"}


class Units:
    """Reads from a given place; it moves nowhere."""

    def __init__(self, pieces: Sequence[Token]) -> None:
        self.pieces = pieces
        self.values = tuple([piece.value for piece in pieces])

    def _value(self, at: int) -> str:
        return self.values[at] if 0 <= at < len(self.values) else ""

    def _words(self, at: int, size: int) -> tuple[str, ...]:
        return self.values[at : at + size]

    def _is_number(self, at: int) -> bool:
        return 0 <= at < len(self.pieces) and self.pieces[at].sort is Sort.NUMBER

    def _text(self, start: int, end: int) -> str:
        return " ".join(piece.text for piece in self.pieces[start:end])

    def _unit(self, at: int) -> tuple[Unit, int] | None:
        """The unit at this place and how many pieces it takes."""
        found = self._simple_unit(at)
        if not found:
            return self._under(at, UNNAMED, 0)
        unit, size = found
        if unit.name == "°":
            unit, size = self._degrees(at + size, size)
        return self._under(at + size, unit, size) or (unit, size)

    def _simple_unit(self, at: int) -> tuple[Unit, int] | None:
        if self._value(at) in {"beat", "beats", "breath", "breaths"}:
            period = self._value(at + 2) if self._value(at + 1) in OF_EACH else ""
            name = "bpm" if period in {"", "min", "minute"} else f"beats in a {period}"
            return Unit(Kind.MEASURE, ONE, name), 3 if period else 1
        if at < len(self.pieces) and STRANGE_UNIT.fullmatch(self.pieces[at].text) and not self._known_unit(at):
            return Unit(Kind.MEASURE, ONE, self._value(at)), 1
        return self._known_unit(at)

    def _known_unit(self, at: int) -> tuple[Unit, int] | None:
        for size in (2, 1):
            words = self._words(at, size)
            if words in UNIT_OF:
                return UNIT_OF[words], size
        return None

    def _degrees(self, at: int, size: int) -> tuple[Unit, int]:
        scale = self._value(at)[:1]
        taken = self._value(at) in {"c", "f", "celsius", "fahrenheit"}
        return Unit(Kind.MEASURE, ONE, "°f" if taken and scale == "f" else "°"), size + taken

    def _under(self, at: int, unit: Unit, size: int) -> tuple[Unit, int] | None:
        """The unit with what it is given for: “mg/kg”, “mmol/L”; None before a time, which is a rate."""
        at, size = at + (of := self._substance(at)), size + of
        words = 2 if self._words(at, 2) in OF_EVERY else 1
        if self._value(at) not in OF_EACH and words == 1:
            return None
        found = self._simple_unit(at + words)
        if found and unit.kind is Kind.VOLUME and found[0].name in {"minute", "hour"}:
            return Unit(Kind.MEASURE, ONE, f"{unit.name}/{found[0].name}"), size + words + found[1]
        if not found or found[0].kind is Kind.TIME or (self._value(at) in {"a", "an"} and found[0].name != "kg"):
            return None
        below, length = found
        if below.kind is Kind.BARE:  # “4 mg per dose” is 4 mg
            return unit, size + words + length
        name = f"{unit.name}/{below.name}"
        if unit.kind is Kind.MASS and unit.name != "kg" and below.name in BODY_SIZES:  # kg/m² measure a body
            return Unit(Kind.MASS_BY_SIZE, unit.factor, f"/{below.name}"), size + words + length
        return Unit(Kind.MEASURE, ONE, name), size + words + length

    def _substance(self, at: int) -> int:
        """How many words name what there is so much of: “5 mg of zorb for each kg”; 0 where none do."""
        if self._value(at) != "of":
            return 0
        for size in range(2, 2 + LONGEST_SUBSTANCE):
            if self._value(at + size) in OF_EACH | {"for", "in"}:
                return size
            if self._is_number(at + size):
                break
        return 0

    def _time_unit(self, at: int) -> Unit | None:
        return time_unit(self._value(at))


def time_unit(word: str) -> Unit | None:
    """The unit that a word and no letter is the name of."""
    if word == "fortnight":
        return Unit(Kind.TIME, 2 * WEEK, "week")
    found = UNIT_OF.get((word,))
    return found if found and len(word) > 2 and found.kind is Kind.TIME else None
