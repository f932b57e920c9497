"""The layout of a path as a picture: where each box, each arrow and each line of letters stands.

Units are CSS pixels at the width that the picture is drawn for. Letters are sans-serif, of the sizes given here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from guidance.audiences import Audience
from guidance.pathway.lettering import broken
from guidance.pathway.path import Line, Pathway, Way

WIDE, NARROW = 680, 340  # a column of text; a telephone

LETTER = 15  # the height of letters
BOLDER = 1.1  # how much wider bold letters are
LEADING, DESCENT = 20, 6  # from one line of letters to the next; from its foot to the letters
EDGE, GAP = 12, 16  # inside of a box or frame; between two of them
STEM, HEAD = 10, 18  # an arrow above its words, and below them
SHORT = 14  # an arrow from a condition to the box it leads to
OR = 30  # the room for “or” between two boxes
ABREAST = 3  # boxes side by side, at most
BROADEST = 440  # no box is broader: its lines would be long to read


@dataclass(frozen=True)
class Signs:
    """The words of a picture that no step says, in the reader's wording. ``line`` says “First line” of 1."""

    line: Callable[[int], str]
    one_of: str
    otherwise: str
    fails: str
    beside: str

    def title(self, line: Line) -> str:
        return f"{self.line(line.number)}: {self.one_of}" if line.is_choice else self.line(line.number)


@dataclass(frozen=True)
class Letters:
    """Lines of letters, all from or around ``x``; the first stands ``leading`` below ``y``, and so on."""

    shape: ClassVar = "letters"
    leading: ClassVar = LEADING
    kind: str
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    shape: ClassVar = "frame"
    x: int
    y: int
    width: int
    height: int
    is_beside: bool = False


@dataclass(frozen=True)
class Arrow:
    shape: ClassVar = "arrow"
    x: int
    top: int
    bottom: int
    has_head: bool = True


@dataclass(frozen=True)
class Box:
    """What a step does: its label, and above it its number and what to do with what it names (“Consider”)."""

    shape: ClassVar = "box"
    way: Way
    frame: Frame
    letters: tuple[Letters, Letters]


Part = Letters | Frame | Arrow | Box


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    parts: tuple[Part, ...]  # in the order in which they are read


def draw(path: Pathway, width: int, audience: Audience, signs: Signs) -> Picture:
    """``path`` from top to bottom, ``width`` wide: a frame for each line, arrows between, below it what is beside."""
    sheet = _Sheet(width, audience)
    for number, line in enumerate(path.lines):
        sheet.lead_on(line.condition or (signs.fails if number else ""))
        sheet.frame(signs.title(line), line.ways, signs.otherwise if line.is_choice else "")
    if path.beside:
        sheet.y += GAP
        sheet.frame(signs.beside, path.beside, is_beside=True)
    return Picture(width, sheet.y + 1, tuple(sheet.parts))


@dataclass
class _Sheet:
    """Drawn on from the top; ``y`` is how far down it is full."""

    width: int
    audience: Audience
    y: int = 1
    parts: list[Part] = field(default_factory=list)

    @property
    def middle(self) -> int:
        return self.width // 2

    def lead_on(self, words: str) -> None:
        """An arrow down, interrupted by its words; nothing where nothing leads on."""
        if not words:
            return
        if self.y > 1:
            self.parts.append(Arrow(self.middle, self.y, self.y + STEM, has_head=False))
            self.y += STEM
        self.letter("condition", self.middle, _lines(words, self.width - 2 * EDGE, BOLDER))
        self.parts.append(Arrow(self.middle, self.y + DESCENT, self.y + HEAD))
        self.y += HEAD

    def letter(self, kind: str, x: int, lines: Sequence[str]) -> None:
        self.parts.append(_letters(kind, x, self.y, lines))
        self.y += LEADING * len(lines)

    def frame(self, title: str, ways: Sequence[Way], between: str = "", *, is_beside: bool = False) -> None:
        """The boxes of ``ways`` under a title, as many abreast as there is room for, ``between`` standing between."""
        at, top = len(self.parts), self.y
        self.y += EDGE // 2
        self.letter("title", EDGE + 1, _lines(title, self.width - 2 * EDGE, BOLDER))
        columns = _columns(len(ways)) if self.width == WIDE else 1
        for first in range(0, len(ways), columns):
            self.y += GAP // 2 if between or not first else GAP
            if first and between:
                self.letter("or", self.middle, [between])
                self.y += GAP // 2
            self.row(ways[first : first + columns], columns, between, is_beside=is_beside)
        self.y += EDGE
        self.parts.insert(at, Frame(1, top, self.width - 2, self.y - top, is_beside))

    def row(self, ways: Sequence[Way], columns: int, between: str, *, is_beside: bool) -> None:
        """Boxes of one height side by side, each under the condition that leads to it."""
        width = min((self.width - 2 * EDGE - OR * (columns - 1)) // columns, BROADEST)
        left = (self.width - width * len(ways) - OR * (len(ways) - 1)) // 2
        conditions = [_lines(way.condition, width, BOLDER) for way in ways]
        labels = [_lines(way.label(self.audience), width - 2 * EDGE) for way in ways]
        leading = LEADING * max(map(len, conditions))
        top = self.y + leading + (SHORT + DESCENT if leading else 0)
        height = LEADING * (1 + max(map(len, labels))) + EDGE
        for n, (way, condition, label) in enumerate(zip(ways, conditions, labels, strict=True)):
            x = left + n * (width + OR)
            if n and between:
                self.parts.append(_letters("or", x - OR // 2, top + (height - LEADING) // 2, [between]))
            if condition:
                self.parts.append(_letters("condition", x + width // 2, self.y, condition))
                self.parts.append(Arrow(x + width // 2, self.y + LEADING * len(condition) + DESCENT, top))
            number = f"{way.step.number} {way.act(self.audience)}".strip()
            head = _letters("number", x + EDGE, top + EDGE // 2, [number])
            body = _letters("label", x + EDGE, top + EDGE // 2 + LEADING, label)
            self.parts.append(Box(way, Frame(x, top, width, height, is_beside), (head, body)))
        self.y = top + height


def _columns(ways: int) -> int:
    """How many stand abreast, so that the rows are as even as can be."""
    rows = -(-ways // ABREAST)
    return -(-ways // rows)


def _lines(words: str, width: int, bolder: float = 1) -> tuple[str, ...]:
    return broken(words, width / LETTER / bolder)


def _letters(kind: str, x: int, top: int, lines: Sequence[str]) -> Letters:
    return Letters(kind, x, top - DESCENT, tuple(lines))
