"""Dates as CSL has them: ``{"date-parts": [[2019, 4, 1]]}``, as much as is known, or ``{"literal": "in press"}``."""

import re
from collections.abc import Mapping
from typing import Any

from guidance.canonical import clean

Date = dict[str, Any]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
LONGEST = 60  # characters of a date worth reading
YEAR = r"(?P<year>\d{4})"
WRITTEN = [
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"{YEAR}(?:,? |[-/.]){MONTH}(?:\W+(?P<day>\d{{1,2}})(?!\d))?.*",
        rf"{YEAR}(?:[-/.](?P<month>\d{{1,2}})?(?:[-/.](?P<day>\d{{1,2}})?)?)?(?:[T/].*| \d\d:.*)?",
        rf"{YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})",
        rf"{YEAR},? (?P<day>\d{{1,2}})\W{{1,2}}{MONTH}",
        rf"(?:(?P<day>\d{{1,2}})\W{{1,2}})?{MONTH}(?:\W+{YEAR}).*",
        rf"{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {YEAR}.*",
        rf"\D*{YEAR}\D*",
        r"(?:.*?\D)?(?P<year>(?:1[5-9]|20)\d\d)(?!\d).*",  # “05/03/2024”: day first, or month first, nobody knows
    )
]


def tidy(value: Any) -> Date:
    """A CSL date in its one form; {} for what says nothing. Of a range, its beginning."""
    if not isinstance(value, Mapping):
        return read(str(value)) if isinstance(value, str | int) else {}
    parts = value.get("date-parts")
    while isinstance(parts, list | tuple) and parts and isinstance(parts[0], list | tuple):
        parts = parts[0]
    numbers = [_number(part) for part in parts[:3]] if isinstance(parts, list | tuple) else []
    if found := _date(*numbers):
        return found
    words = value.get("raw") or value.get("literal")
    return read(words) if isinstance(words, str) else {}


def read(text: str) -> Date:
    """A date as databases write it (“2019 Apr 1”, “2019/04/01/”, “2019-04”); other words are kept as they stand."""
    text = " ".join(clean(text).split())
    if len(text) > LONGEST:
        return {}
    for pattern in WRITTEN:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            if date := _date(_number(parts["year"]), _month(parts.get("month")), _number(parts.get("day"))):
                return date
    return {"literal": text} if re.search(r"[^\W\d_]", text) else {}


def _date(year: int = 0, month: int = 0, day: int = 0) -> Date:
    if not 1 <= year <= 9999:
        return {}
    if not 1 <= month <= 12:
        return {"date-parts": [[year]]}
    return {"date-parts": [[year, month, day] if 1 <= day <= 31 else [year, month]]}


def _number(value: Any) -> int:
    digits = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(digits) if re.fullmatch(r"[0-9]{1,4}", digits) else 0


def _month(text: str | None) -> int:
    return MONTHS.index(text[:3].lower()) + 1 if text and text[:3].lower() in MONTHS else _number(text)


def parts(date: Mapping[str, Any]) -> tuple[int, ...]:
    """Year, month and day, as many as are known."""
    found = date.get("date-parts") or [[]]
    return tuple(found[0])


def numeric(date: Mapping[str, Any], between: str) -> str:
    """“2019-04-01”, as much as is known, or the words that stand for the date."""
    known = parts(date)
    return between.join(f"{part:0{4 if n == 0 else 2}}" for n, part in enumerate(known)) or str(date.get("literal", ""))
