"""Pages, volumes, issues and editions: ranges, ordinals, and whether a label belongs before them."""

import re
from enum import StrEnum


class Range(StrEnum):
    """How a range is set; the value is the mark between its ends."""

    EXPANDED = "-"  # 123-129, as AMA does
    MINIMAL = "–"  # 123–9, as NLM does


JOINER = re.compile(r"(\s*&\s*|,?\s+and\s+|[;,]\s+|\s*[-–]+\s*)")
NUMBER = re.compile(r"([0-9]*[A-Za-z]+0*)?([0-9]+)([A-Za-z]*)", re.ASCII)
ROMAN = re.compile(r"[ivxlcm]+", re.IGNORECASE)
LABELS = {"page": r"pp?\.\s+", "issue": r"no\.\s+", "number": r"no\.\s+", "volume": r"vol\.\s+"}
ENGLISH_TEENS = (11, 12, 13)


def ranges(text: str, style: Range, field: str = "") -> str:
    """``text`` with its ranges as ``style`` sets them; pages are also expanded or shortened.

    “123-30” is 123-130 or 123–30; where the ends are no numbers, or number different things, the hyphen stays.
    """
    text = re.sub("^" + LABELS[field], "", text) if field in LABELS else text
    pieces = JOINER.split(text.replace("–", "-") if field == "page" else text)
    for at in range(1, len(pieces) - 1, 2):
        if pieces[at].strip() in ("-", "–") and not _is_chained(pieces, at):
            pieces[at - 1 : at + 2] = _range(pieces[at - 1], pieces[at + 1], style, is_page=field == "page")
    return "".join(pieces)


def _is_chained(pieces: list[str], at: int) -> bool:
    """Whether the range is one of several without a comma between them, as in “12-13-14”."""
    around = [*pieces[at - 2 : at - 1], *pieces[at + 2 : at + 3]]
    return any(joiner.strip() in ("-", "–") for joiner in around)


def _range(first: str, last: str, style: Range, *, is_page: bool) -> tuple[str, str, str]:
    one, two = NUMBER.fullmatch(first), NUMBER.fullmatch(last)
    if not (one and two):
        both_roman = ROMAN.fullmatch(first) and ROMAN.fullmatch(last)
        return first, style.value if both_roman else "-", last
    if one[1] != two[1]:
        return first, "-", last
    if is_page and not (one[3] or two[3]):
        return first, style.value, _end(one[1] or "", one[2], two[2], style)
    return first, style.value, last


def _end(prefix: str, first: str, last: str, style: Range) -> str:
    full = first[: max(len(first) - len(last), 0)] + last
    if _size(first) >= _size(full):
        return prefix + last
    if style is Range.EXPANDED:
        return prefix + full
    if len(first) != len(full):
        return full
    same = next(at for at, (one, two) in enumerate(zip(first, full, strict=True)) if one != two)
    return full[same:]


def _size(digits: str) -> tuple[int, str]:
    """What numbers of any length compare by."""
    bare = digits.lstrip("0")
    return len(bare), bare


def count(text: str) -> int:
    """How many numbers ``text`` is (“4” is one, “4-5” two), 0 where it is something else: it then takes no label."""
    pieces = JOINER.split(re.sub(r"^(no|vol|pp?)\.\s+", "", text))[::2]
    if not all(NUMBER.fullmatch(piece) or (ROMAN.fullmatch(piece) and len(pieces) > 1) for piece in pieces):
        return 1 if re.fullmatch(r"\d+(?:/\d+)+", text) else 0
    return len(pieces)


def ordinal(text: str, style: Range) -> str:
    """“2” as “2nd”, “2-3” as “2nd–3rd”; what is no plain number stays."""
    return re.sub(r"(?<![\w])\d+(?![\w])", lambda found: _ordinal(found.group()), ranges(text, style))


def _ordinal(digits: str) -> str:
    number = int(digits[-2:])
    if number in ENGLISH_TEENS:
        return f"{digits}th"
    return digits + {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
