"""A pasted text as lines: where each stands, what marks it, and its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from guidance.canonical import clean

TAB = 4
BREAKS = re.compile("\r\n|\r|\n")
SOFT_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # they break a line without numbering a new one
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
LEADING = re.compile(r"\s*")
RULE = re.compile(r"(={3,}|-{3,})$")
BOLD = re.compile(r"(\*\*|__)(?P<inner>[^*_]{1,200})\1:?$")

MARK = re.compile(
    r"""
    (?P<bullet>[•◦▪▫‣⁃∙●○■□◆◇➢➤►▶✓✔·\uf0a7\uf0b7])
    |(?P<dash>[-–—−*+])(?=\s|$)
    |(?P<word_bullet>o)(?=\t|\s\s)
    |(?P<hashes>\#{1,6})(?=\s)
    |\(?(?P<digits>\d{1,3}(?:\.\d{1,2}){0,3})(?:\)|\.(?!\d))(?=\s|$|[^\W\d_])
    |(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})(?=\s+[A-Z])
    |\(?(?P<roman>[ivx]{1,4}|[IVX]{1,4})(?:\)(?=\s)|\.(?=\s+[A-Z]))
    |\(?(?P<letter>[A-Za-z])(?:\)(?=\s)|\.(?=\s+[A-Z]))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Line:
    """``number`` counts from 1 in the text as given; ``gap`` is True where a blank line stands above.

    ``mark`` is the bullet, ordinal or hashes before the words, ``style`` what marks of one list have in common.
    """

    number: int
    text: str
    indent: int = 0
    mark: str = ""
    style: str = ""
    gap: bool = False
    length: int = 0

    @property
    def is_marked(self) -> bool:
        """True for an item of a list, which a Markdown heading is not."""
        return bool(self.style) and self.style != "#"

    @property
    def level(self) -> int:
        """How deep Markdown's hashes or a decimal number (“2.1”) put it, from 1; 0 where neither does."""
        if self.style == "#":
            return len(self.mark)
        return len(re.findall(r"\d+", self.mark)) if self.style.startswith("1") else 0

    @property
    def ordinal(self) -> int:
        """The last number of a numbered mark, 0 where it is none."""
        return int(re.findall(r"\d+", self.mark)[-1]) if self.style.startswith("1") else 0

    @property
    def printed(self) -> str:
        """The line as it was printed, its mark with it."""
        return f"{self.mark} {self.text}".strip()


def split(text: str) -> list[Line]:
    """The lines of ``text`` that hold words."""
    found: list[Line] = []
    gap, lone = True, None
    for number, raw in _physical(text):
        line = replace(_line(number, raw), gap=gap)
        if not line.text:
            _underline(found, raw, gap)
            lone, gap = (line if line.mark else lone), not line.mark or gap
            continue
        found.append(_joined(lone, line) if lone else line)
        gap, lone = False, None
    return [*found, replace(lone, text=lone.mark, mark="", style="")] if lone and lone.ordinal else found


def _physical(text: str) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(BREAKS.split(text), 1):
        for part in SOFT_BREAKS.split(INVISIBLE.sub("", raw)):
            yield number, part


def _line(number: int, raw: str) -> Line:
    leading = LEADING.match(raw)
    start = leading.end() if leading else 0
    words, indent = raw[start:].rstrip(), len(raw[:start].expandtabs(TAB))
    found = MARK.match(words)
    mark, style = (found.group(), _style(found)) if found else ("", "")
    text = " ".join(clean(words[len(mark) :]).split())
    if not found and (bold := BOLD.match(text)):
        mark, style, text = "##", "#", bold["inner"].strip()
    if not re.search(r"\w", text):
        text = ""
    return Line(number, text, indent, mark, style, length=len(raw.rstrip()))


def _style(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if kind in {"bullet", "word_bullet"}:
        return found.group()
    if kind in {"dash", "hashes"}:
        return "-" if kind == "dash" else "#"  # hyphens, dashes and asterisks are often mixed in one list
    first = {"digits": "1", "decimal": "1", "roman": "i", "letter": "a"}[kind]
    first = first.upper() if found[kind].isupper() and first != "1" else first
    depth = found[kind].count(".") if first == "1" else 0
    return first + ".1" * depth + found.group()[-1:].strip("0123456789")


def _joined(lone: Line, line: Line) -> Line:
    """A mark that stood alone, and the words on the line below it."""
    if line.style:
        return line
    return replace(line, indent=lone.indent, mark=lone.mark, style=lone.style, gap=lone.gap)


def _underline(found: list[Line], raw: str, gap: bool) -> None:
    """A rule right below an unmarked line makes a heading of it."""
    rule = RULE.match(raw.strip())
    if rule and found and not gap and not found[-1].style and found[-1].text[-1] not in ".!;,":
        found[-1] = replace(found[-1], mark="#" if rule.group().startswith("=") else "##", style="#")
