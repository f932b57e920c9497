"""The body of a page as headings and statements: lines that belong together joined, and told apart."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from guidance.interchange.lines import Line

HEADING_WORDS, HEADING_LENGTH = 16, 140
LONGEST_HEADING = 290  # of one that is marked as a heading
NARROWEST, WIDEST = 50, 110  # between these lies the width of a page that was wrapped by hand

ENDS = re.compile(r"[.!?:;][\"”’')\]]*$")
MARKERS_ALONE = re.compile(r"[\[(]?\d{1,3}[\])]?(?:[\s,;–-]{1,3}[\[(]?\d{1,3}[\])]?){0,20}\.?|[⁰¹²³⁴-⁹,⁻ ]{1,40}")
INTRODUCES = re.compile(
    r"(?:for|in|if|when|with|among|after|before|during|these|this)\b"
    r"|.*\b(?:following|is|are|was|were|should|may|can|must|includes?|consider|use|have|has)\b",
    re.IGNORECASE,
)
LOWER_NAME = re.compile(r"[a-z]{1,2}[A-Z]")  # pH, mTOR, eGFR

Cites = Callable[[str], bool]


@dataclass(frozen=True)
class Block:
    """Lines that say one thing. ``is_heading``, then ``level`` where the page itself prints one (from 1)."""

    lines: tuple[Line, ...]
    is_heading: bool = False
    level: int = 0

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def text(self) -> str:
        """Its words; markers that stood on a line of their own are bracketed, so that they stay markers."""
        parts = [self.first.text, *(_bracketed(line.text) for line in self.lines[1:])]
        return re.sub(r"(?<=[^\W\d_]-) (?=[a-z])", "", " ".join(parts)) if len(parts) > 1 else parts[0]


def _bracketed(text: str) -> str:
    if MARKERS_ALONE.fullmatch(text) and text[0].isdecimal():
        return f"[{', '.join(re.findall(r'[0-9]+(?: ?[–-] ?[0-9]+)?', text))}]"
    return text


def blocks(lines: Sequence[Line], cites: Cites) -> list[Block]:
    """The headings and statements of ``lines``; ``cites`` knows a text that carries citation markers."""
    joined = list(_joined(lines, cites))
    headings = [
        _is_heading(block, joined[n - 1] if n else None, joined[n + 1] if n + 1 < len(joined) else None, cites)
        for n, block in enumerate(joined)
    ]
    _unlist(joined, headings)
    _number(joined, headings, cites)
    return _levelled([replace(block, is_heading=is_one) for block, is_one in zip(joined, headings, strict=True)])


def _joined(lines: Sequence[Line], cites: Cites) -> Iterator[Block]:
    """Wrapped lines, and markers on a line of their own, with the line they go on from."""
    width = _width(lines)
    current: list[Line] = []
    for n, line in enumerate(lines):
        below = lines[n + 1] if n + 1 < len(lines) else None
        if current and _goes_on(current, line, below, width, cites):
            current.append(line)
            continue
        if current:
            yield Block(tuple(current))
        current = [line]
    if current:
        yield Block(tuple(current))


def _width(lines: Sequence[Line]) -> int:
    """The width at which the page was wrapped by hand, or a width that no line reaches."""
    longest = max((line.length for line in lines), default=0)
    return longest if NARROWEST <= longest <= WIDEST else 10**9


def _goes_on(above: list[Line], line: Line, below: Line | None, width: int, cites: Cites) -> bool:
    first, last = above[0], above[-1]
    if line.style or first.style == "#":
        return False
    if MARKERS_ALONE.fullmatch(line.text):
        return bool(re.search(r"[^\W\d_]", first.text)) and not cites(last.text)
    if line.gap:
        return False
    if line.text[0].islower() and not LOWER_NAME.match(line.text):
        return True
    is_wrapped = last.length + 1 + len(line.text.split(" ", 1)[0]) > width
    if first.is_marked and line.indent > first.indent:
        return True
    if _is_closed(last.text, cites):
        return is_wrapped and last.text.endswith(".") and not cites(last.text)
    if _reads_as_heading(line.text, cites) and (below is None or below.gap or below.is_marked):
        return is_wrapped
    return is_wrapped or first.is_marked or not _reads_as_heading(last.text, cites)


def _is_closed(text: str, cites: Cites) -> bool:
    return bool(ENDS.search(text[-8:])) or cites(text)


def _reads_as_heading(text: str, cites: Cites) -> bool:
    """True where nothing in the words themselves forbids a heading."""
    if len(text) > HEADING_LENGTH or not re.search(r"[^\W\d_]", text):
        return False
    if len(text.split()) > HEADING_WORDS or (text[0].islower() and not LOWER_NAME.match(text)):
        return False
    if text.endswith((".", "!", ";", ",")) or cites(text):
        return False
    return not text.endswith(":") or (len(text.split()) <= 8 and not INTRODUCES.match(text))


def _is_heading(block: Block, above: Block | None, below: Block | None, cites: Cites) -> bool:
    if block.first.style == "#":
        return len(block.text) <= LONGEST_HEADING
    if block.first.is_marked or not _reads_as_heading(block.text, cites):
        return False
    if block.text.endswith(":") and not block.first.gap:
        return above is None or not above.first.is_marked
    return True


def _unlist(joined: list[Block], headings: list[bool]) -> None:
    """Of lines that follow one another without a gap, only the first is a heading, on a page that has gaps."""
    if sum(block.first.gap for block in joined) < 3:
        return
    for n in range(1, len(joined)):
        block, above = joined[n], joined[n - 1]
        if (
            headings[n]
            and not (block.first.gap or block.first.style or above.first.style)
            and not is_title_case(block.text)
        ):
            headings[n] = False


def is_title_case(text: str) -> bool:
    """True where nearly every long word begins with a capital."""
    long = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _number(joined: list[Block], headings: list[bool], cites: Cites) -> None:
    """Numbered lines that are headings: they stand above something that is not the next item of their list."""
    for n, block in enumerate(joined[:-1]):
        line, below = block.first, joined[n + 1].first
        if (
            line.style[:1] not in {"1", "I", "A"}
            or block.text.endswith(":")
            or not _reads_as_heading(block.text, cites)
        ):
            continue
        above = joined[n - 1] if n else None
        if _is_next(line, below) or (below.is_marked and below.indent > line.indent and not below.gap):
            continue
        if (
            above
            and not headings[n - 1]
            and _is_next(above.first, line)
            and not (cites(above.text) and _stands_apart(line, below))
        ):
            continue
        headings[n] = True


def _is_next(line: Line, below: Line) -> bool:
    """True where ``below`` is the item after ``line`` in one list."""
    if line.style != below.style or line.indent != below.indent:
        return False
    return not line.ordinal or below.ordinal == line.ordinal + 1


def _stands_apart(line: Line, below: Line) -> bool:
    return line.gap and below.gap


def _levelled(found: list[Block]) -> list[Block]:
    """Headings with the level the page prints, where it prints more than one."""
    printed = [block.first.level if block.is_heading else 0 for block in found]
    levels = {level for level, block in zip(printed[1:], found[1:], strict=True) if block.is_heading}
    if len(levels) < 2:
        return found
    top = min(level for level in levels if level)
    return [
        replace(block, level=max(1, level - top + 1) if level else 0)
        for block, level in zip(found, printed, strict=True)
    ]
