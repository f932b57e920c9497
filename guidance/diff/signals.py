"""What weighs in a text: its numbers, units, negations, drugs and the like, in the order in which they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.diff import names
from guidance.diff.names import Names
from guidance.language import drugs
from guidance.language.lexicon import PHRASES, ROUTES
from guidance.language.meanings import About, Meaning
from guidance.language.quantities import GRADED, ROMAN, UNIT_NAMES, UNMISTAKABLE
from guidance.language.spelling import fold
from guidance.language.tokens import TIMES, Sort, Token

LONGEST_PHRASE = 6  # words
FIRST_WORDS = frozenset(words[0] for words in PHRASES)
RATES = {
    "minute": "per minute",
    "hour": "hourly",
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "year": "yearly",
}
# Said of a number, these compare; elsewhere they say where.
OF_NUMBERS = {"above": ">", "over": ">", "below": "<", "under": "<", "beneath": "<", "within": "no later than"}
MONTH_BEFORE = {
    "in",
    "since",
    "until",
    "by",
    "of",
    "from",
    "before",
    "after",
    "during",
    "early",
    "late",
    "last",
    "next",
}


@dataclass(frozen=True)
class Signal:
    """A word or phrase, and what it is about: None where it does not weigh.

    ``clause`` numbers what stands between two pauses, ``part`` also what “and” and “or” part.
    """

    about: About | None
    value: str
    text: str
    is_firm: bool
    part: int
    clause: int

    @property
    def weighs(self) -> bool:
        return self.about is not None and self.is_firm


INTRODUCING = set(":()[]")  # “Adults: 5 mg” is said of adults
PARTING = {"and", "or"}
TURNING = {"but", "while", "whereas", "otherwise"}


def read(pieces: list[Token], known: Names) -> list[Signal]:
    """Every word of a text, each with what it is about."""
    return list(_Reader(pieces, known).signals())


class _Reader:
    """Reads from left to right, the longest phrase first."""

    def __init__(self, pieces: list[Token], known: Names) -> None:
        self.pieces, self.known, self.at, self.part, self.clause = pieces, known, 0, 0, 0
        self.before: Meaning | None = None  # what the word before it meant

    def signals(self) -> Iterator[Signal]:
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            if piece.sort is Sort.PAUSE:
                if piece.value not in INTRODUCING:
                    self._turn()
                self.at, self.before = self.at + 1, None
                continue
            size, meaning = self._meaning(piece)
            yield self._signal(self.pieces[self.at : self.at + size], meaning)
            if piece.value in PARTING | TURNING:
                self._turn(piece.value in PARTING)
            self.at, self.before = self.at + size, meaning

    def _signal(self, said: list[Token], meaning: Meaning | None) -> Signal:
        text = " ".join(piece.text for piece in said).replace("/ ", "/")
        if meaning is None:
            value = " ".join(drugs.singular(piece.value) for piece in said)
            return Signal(None, value, text, False, self.part, self.clause)
        return Signal(meaning.about, meaning.value, text, meaning.is_firm, self.part, self.clause)

    def _turn(self, within_clause: bool = False) -> None:
        self.part += 1
        self.clause += not within_clause

    def _next(self, distance: int = 1) -> str:
        """The value of a word further on; “” at a pause."""
        at = self.at + distance
        inside = 0 <= at < len(self.pieces) and self.pieces[at].sort is not Sort.PAUSE
        return self.pieces[at].value if inside else ""

    def _number_follows(self, distance: int = 1) -> bool:
        at = self.at + distance
        return at < len(self.pieces) and self.pieces[at].sort is Sort.NUMBER

    def _meaning(self, piece: Token) -> tuple[int, Meaning | None]:
        """How many words are read as one, and what they mean."""
        if piece.sort is Sort.NUMBER:
            return self._number(piece)
        for find in (self._rate, self._unit, self._special, self._phrase):
            if found := find(piece):
                return found
        return 1, names.meaning(piece.text, piece.value, piece.begins) if piece.sort is Sort.WORD else None

    def _number(self, piece: Token) -> tuple[int, Meaning]:
        size, meaning = self._unit_at(1)
        if meaning and meaning.value == "×":
            return size + 1, Meaning(About.NUMBER, f"{piece.value}×")
        return 1, Meaning(About.NUMBER, piece.value, piece.is_firm)

    @property
    def _after_number(self) -> bool:
        return self.before is not None and self.before.about in {About.NUMBER, About.UNIT, About.FORM}

    def _rate(self, piece: Token) -> tuple[int, Meaning] | None:
        """“/day”, “a day” after an amount, “/kg”."""
        size, meaning = self._unit_at(1)
        if not meaning or not (piece.value in {"/", "per"} or (piece.value in {"a", "an"} and self._after_number)):
            return None
        if meaning.about is About.TIME and meaning.value in RATES:
            return size + 1, Meaning(About.FREQUENCY, RATES[meaning.value])
        if piece.value in {"/", "per"}:
            return size + 1, Meaning(About.UNIT, f"/{meaning.value}")
        return None

    def _unit(self, piece: Token) -> tuple[int, Meaning] | None:
        size, meaning = self._unit_at(0)
        number = self.before is not None and self.before.about is About.NUMBER
        if not meaning:
            return None
        if number or (meaning.about is About.UNIT and meaning.value in UNMISTAKABLE):
            return size, meaning
        if len(piece.value) > 3 and meaning.about is About.TIME and meaning.value != "second":
            return size, Meaning(meaning.about, meaning.value, False)
        return None

    def _unit_at(self, distance: int) -> tuple[int, Meaning | None]:
        two = (self._next(distance), self._next(distance + 1))
        if two in UNIT_NAMES:
            return 2, UNIT_NAMES[two]
        return 1, UNIT_NAMES.get(two[:1])

    def _special(self, piece: Token) -> tuple[int, Meaning | None] | None:
        """Words that mean now one thing, now another."""
        reader = SPECIAL.get(piece.value)
        if reader:
            return reader(self, piece)
        if piece.value in OF_NUMBERS and self._number_follows():
            return 1, Meaning(About.COMPARISON, OF_NUMBERS[piece.value])
        if piece.value in ROUTES and piece.text.isupper() and not self._is_grade():
            return 1, Meaning(About.ROUTE, ROUTES[piece.value])
        if piece.value in ROMAN and piece.text.isupper() and self._is_grade():
            return 1, Meaning(About.NUMBER, ROMAN[piece.value])
        return None

    def _is_grade(self) -> bool:
        return drugs.singular(self._next(-1)) in GRADED

    def _phrase(self, piece: Token) -> tuple[int, Meaning | None] | None:
        if piece.value not in FIRST_WORDS and drugs.singular(piece.value) not in self.known.first_words:
            return None
        values: list[str] = []
        while len(values) < LONGEST_PHRASE and (value := self._next(len(values))):
            values.append(value)
        for size in range(len(values), 0, -1):
            words = tuple(values[:size])
            if words in PHRASES:
                return size, PHRASES[words]
            plain = tuple(drugs.singular(word) for word in words)
            if plain in self.known.phrases:
                return size, self.known.phrases[plain]
        return None

    def may(self, piece: Token) -> tuple[int, Meaning | None] | None:
        is_dated, in_time = self._number_follows() or self._number_follows(-1), self._next(-1) in MONTH_BEFORE
        if (is_dated and in_time) or (piece.text[0].isupper() and (is_dated or in_time)):
            return 1, Meaning(About.MONTH, "may", False)
        return None

    def nor(self, piece: Token) -> tuple[int, Meaning | None] | None:
        """“Nor should it” negates by itself; in “neither … nor” the first word does."""
        return (1, Meaning(About.NEGATION, "not")) if piece.begins else None

    def suggest(self, piece: Token) -> tuple[int, Meaning | None] | None:
        """“Suggest plasma exchange” tells to; “findings suggest” do not."""
        return (1, Meaning(About.STRENGTH, "suggest")) if piece.begins else None

    def multiple(self, piece: Token) -> tuple[int, Meaning | None]:
        """“twice”; “once” only where it counts, not where it means “as soon as”."""
        counts = self._next() in {"", "a", "only", "per", "every", "each", "in", "more", "or"} or self._next() in DAILY
        if piece.value != "once" or counts:
            return 1, Meaning(About.NUMBER, f"{TIMES[piece.value]}×")
        return 1, None

    def now(self, piece: Token) -> tuple[int, Meaning | None] | None:
        return (1, None) if self._next(-1) in {"is", "are", "has", "have", "was", "be", "until"} else None

    def every(self, piece: Token) -> tuple[int, Meaning | None] | None:
        return (1, Meaning(About.FREQUENCY, "every")) if self._number_follows() else None

    def to(self, piece: Token) -> tuple[int, Meaning | None] | None:
        in_range = self._number_follows(-1) and self._number_follows()
        return (1, Meaning(About.COMPARISON, "to")) if in_range else None


DAILY = {
    fold(word) for word in ("daily", "weekly", "monthly", "yearly", "hourly", "nightly", "fortnightly", "annually")
}
SPECIAL = {
    "may": _Reader.may,
    "now": _Reader.now,
    "every": _Reader.every,
    "nor": _Reader.nor,
    "suggest": _Reader.suggest,
    "to": _Reader.to,
    **dict.fromkeys(TIMES, _Reader.multiple),
}
