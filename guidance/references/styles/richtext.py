"""A field's characters to runs: CSL's few tags become their looks, straight quotation marks become curly ones."""

import re
from dataclasses import replace

from guidance.references.styles.runs import NOTHING, Position, Run, Text, plain

TAG = re.compile(
    r"<(?P<close>/?)(?:(?P<name>i|b|sc|sub|sup)|(?P<span>span)"
    r'(?:\s+(?:style="font-variant:\s*(?P<caps>small-caps);?"|class="(?P<kept>nocase|nodecor)"))?[^<>]*)>'
)
QUOTE = re.compile("[\"'“”‘’]")
NARROW = re.compile(" (?=[:;?!»])|(?<=«) ")
NARROW_SPACE = "\u202f"  # keeps a mark that is set off by a space on the line of its word
SPECIAL = re.compile("[<\"'“”‘’»«]| [:;?!]")
MOST_NESTED = 20  # of tags, and of quotations
PAIRS = {"“": "”", "‘": "’"}
CLOSED_BEFORE = " ,.?:;)]!"  # what may follow a closing straight single quotation mark; else it is an apostrophe


def rich(text: str) -> Text:
    """``text`` as runs; a tag that is not CSL's, or is not closed, stays text."""
    if not SPECIAL.search(text):
        return plain(text)
    pieces = _looks(NARROW.sub(NARROW_SPACE, text))
    return _quoted(pieces)


def _looks(text: str) -> list[Run]:
    tags = list(TAG.finditer(text))
    paired = _paired(tags)
    pieces: list[Run] = []
    open_tags: list[str] = []
    start = 0
    for index, tag in enumerate(tags):
        if index not in paired:
            continue
        pieces.append(_run(text[start : tag.start()], open_tags))
        start = tag.end()
        if tag["close"]:
            open_tags.pop()
        else:
            open_tags.append(_name(tag))
    pieces.append(_run(text[start:], open_tags))
    return [piece for piece in pieces if piece.text]


def _name(tag: re.Match[str]) -> str:
    return tag["name"] or ("sc" if tag["caps"] else "span")


def _paired(tags: list[re.Match[str]]) -> set[int]:
    """Which of ``tags`` open or close something; what overlaps or stands alone does not."""
    found: set[int] = set()
    waiting: list[tuple[str, int]] = []
    for index, tag in enumerate(tags):
        kind = tag["name"] or "span"
        if not tag["close"]:
            if tag["name"] or tag["caps"] or tag["kept"]:
                waiting.append((kind, index))
        elif any(opened == kind for opened, _ in waiting[-MOST_NESTED:]):
            while waiting[-1][0] != kind:
                waiting.pop()
            found |= {waiting.pop()[1], index}
    return found


def _run(text: str, open_tags: list[str]) -> Run:
    if not open_tags:
        return Run(text)
    levels = [name for name in open_tags if name in ("sub", "sup")]
    return Run(
        text,
        italic=open_tags.count("i") % 2 == 1,
        bold=open_tags.count("b") % 2 == 1,
        small_caps="sc" in open_tags,
        position=Position(levels[-1]) if levels else Position.LINE,
    )


def _quoted(pieces: list[Run]) -> Text:
    """``pieces`` with each quotation mark curly, and a run of its own where it closes one."""
    whole = "".join(piece.text for piece in pieces)
    if not QUOTE.search(whole):
        return tuple(pieces)
    marks = _marks(whole)
    runs: list[Run] = []
    at = 0
    for piece in pieces:
        start = at
        for here in range(at, at + len(piece.text)):
            if here in marks:
                runs += _cut(piece, whole[start:here])
                mark, closes = marks[here]
                runs.append(replace(piece, text=mark, closes_quote=closes))
                start = here + 1
        at += len(piece.text)
        runs += _cut(piece, whole[start:at])
    return tuple(runs)


def _cut(piece: Run, text: str) -> Text:
    return (replace(piece, text=text),) if text else NOTHING


def _marks(text: str) -> dict[int, tuple[str, bool]]:
    """For each quotation mark or apostrophe in ``text``: how it is set, and whether it closes a quotation."""
    marks: dict[int, tuple[str, bool]] = {}
    opened: list[int] = []
    for found in QUOTE.finditer(text):
        here, mark = found.start(), found.group()
        marks[here] = ("’" if mark == "'" else mark, False)
        if _can_close(text, here) and (opener := _opener(text, opened, mark)) is not None:
            while opened.pop() != opener:
                pass
            marks[opener], marks[here] = _set(mark, sum(text[other] in "\"'" for other in opened[-MOST_NESTED:]))
        elif _can_open(text, here):
            opened.append(here)
    return marks


def _set(mark: str, depth: int) -> tuple[tuple[str, bool], tuple[str, bool]]:
    """The pair that ``mark`` closes: curly ones as they are, straight ones double outside and single within."""
    is_single = mark == "’" or (mark in "\"'" and depth % 2)
    opening = "‘" if is_single else "“"
    return (opening, False), (PAIRS[opening], True)


def _opener(text: str, opened: list[int], mark: str) -> int | None:
    for other in reversed(opened[-MOST_NESTED:]):
        if text[other] == mark or PAIRS.get(text[other]) == mark:
            return other
    return None


def _can_open(text: str, here: int) -> bool:
    before, after = text[here - 1 : here], text[here + 1 : here + 2]
    return text[here] in "“‘" or (text[here] in "\"'" and before in ("", " ", "(", "[", '"', "'") and after not in " ")


def _can_close(text: str, here: int) -> bool:
    before, after = text[here - 1 : here], text[here + 1 : here + 2]
    if text[here] in "'’":
        return before not in ("", " ") and (after in CLOSED_BEFORE or after in "\"'”’")
    return text[here] in '"”' and before not in ("", " ", "(")
