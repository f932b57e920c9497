"""When something appeared or was looked at: what CSL-JSON holds, and how each style writes it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
SEASON_WORDS = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
LAST_AD_YEAR = 499  # later years need no era
YEAR_DIGITS = 4
TO = "–"

# A written date in pieces: numbers that belong together, a hyphen, words.
PIECE = re.compile(r"(\d{4}(?:-\d{1,2}){0,2}(?!\d)|(?:\d{1,2}-){0,2}\d{4}(?!\d)|\d+|-|[^-\d]+)")
TIME = re.compile(r"(?<=\d)(?:T\d.*|\s+\d{2}:\d{2}.*)$")


class Day(NamedTuple):
    """A year with what is known of month (13 to 16 being the seasons) and day; 0 where unknown."""

    year: int
    month: int = 0
    day: int = 0


class Date(NamedTuple):
    """A day or a range of days; or, where it is neither, the words it was given in."""

    start: Day | None
    end: Day | None = None
    words: str = ""


def date(value: Any) -> Date | None:
    """A CSL date as a Date; None where it says nothing."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        value = {"raw": str(value)}
    if not isinstance(value, Mapping):
        return None
    days = [day for day in map(_day, _list(value.get("date-parts"))) if day]
    if days:
        start = _in_season(days[0], value.get("season"))
        return Date(start, days[1] if len(days) > 1 else None)
    if words := _words(value.get("raw")):
        return _read(words)
    return Date(None, words=words) if (words := _words(value.get("literal"))) else None


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _words(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _day(parts: Any) -> Day | None:
    year, month, day = (_number(part) for part in (*_list(parts)[:3], 0, 0, 0)[:3])
    if not year:
        return None
    month = _month(month)
    return Day(year, month, day if month else 0)


def _number(part: Any) -> int:
    found = re.match(r"\s*(-?\d{1,6})", str(part), re.ASCII)
    return int(found[1]) if found else 0


def _month(number: int) -> int:
    """1 to 12; 13 to 16 for the seasons, which some write as 21 to 24; else 0."""
    if len(MONTHS) + 2 * len(SEASONS) < number <= len(MONTHS) + 3 * len(SEASONS):
        number -= 2 * len(SEASONS)
    return number if 0 < number <= len(MONTHS) + len(SEASONS) else 0


def _in_season(day: Day, season: Any) -> Day:
    number = _number(season) or SEASON_WORDS.get(_words(season).lower(), 0) - len(MONTHS)
    return day if day.month or not 0 < number <= len(SEASONS) else day._replace(month=len(MONTHS) + number)


# What was written as text


def _read(words: str) -> Date:
    """“5 June 2020”, “2020 Jun-Jul”, “2020/06/05”; a slash at the end, as in “2020/06/05/”, leaves the range open."""
    text = TIME.sub("", words).replace("/", "-").replace("_", "-")
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    pieces = [piece.strip() for piece in PIECE.findall(text)]
    cut = pieces.index("-") if "-" in pieces else len(pieces)
    start = _side([piece for piece in pieces[:cut] if piece])
    end = _side([piece for piece in pieces[cut + 1 :] if piece])
    if cut < len(pieces):
        start, end = _completed(start, end), _completed(end, start)
    if not start.year or (start.day and not start.month):
        return Date(None, words=words)
    return Date(start, end if cut < len(pieces) else None)


def _completed(day: Day, other: Day) -> Day:
    return Day(*(mine or theirs for mine, theirs in zip(day, other, strict=True)))


def _side(pieces: list[str]) -> Day:
    year = month = day = 0
    for piece in pieces:
        if piece == "-":
            continue
        if "-" in piece:
            year, month, day = _numeric(piece.split("-"))
        elif piece.isdigit() and len(piece) >= YEAR_DIGITS:
            year = int(piece[:6])
        elif piece.isdigit():
            day = int(piece)
        else:
            month = _named_month(piece) or month
    return Day(year, month, day)


def _numeric(parts: list[str]) -> Day:
    """“2020-06-05”, or as Americans write it “06-05-2020”."""
    if len(parts[0]) == YEAR_DIGITS:
        year, *rest = map(int, parts)
    else:
        *rest, year = map(int, parts)
    month, day = (*rest, 0, 0)[:2]
    if month > len(MONTHS) >= day > 0:
        month, day = day, month
    return Day(year, _month(month), day)


def _named_month(word: str) -> int:
    letters = word.lower()
    for number, name in enumerate(MONTHS, 1):
        if name[:3].lower() in letters:
            return number
    return next((number for name, number in SEASON_WORDS.items() if name in letters), 0)


# What each style writes


def year(when: Date | None) -> str:
    """“2020”, “2019–2020”, or the words there are instead."""
    if not when or not when.start:
        return when.words if when else ""
    years = [when.start.year, when.end.year if when.end else when.start.year]
    return TO.join(map(_year, dict.fromkeys(years)))


def _year(number: int) -> str:
    if number < 0:
        return f"{-number} BC"
    return f"{number} AD" if number <= LAST_AD_YEAR else str(number)


def american(when: Date | None) -> str:
    """“June 5, 2020”, “June 5–8, 2020”, “June 2020”, “Spring 2020”."""
    if not when or not when.start:
        return when.words if when else ""
    start, end = when.start, when.end or when.start
    first = " ".join(filter(None, (_long_month(start), str(start.day or ""))))
    if start.year != end.year:
        return f"{_american(start)}{TO}{_american(end)}"
    if start.month != end.month:
        first += TO + " ".join(filter(None, (_long_month(end), str(end.day or ""))))
    elif when.end and start.day and end.day:
        first += f"{TO}{end.day}"
    return _dated(first, start)


def _american(day: Day) -> str:
    return _dated(" ".join(filter(None, (_long_month(day), str(day.day or "")))), day)


def _dated(month_and_day: str, day: Day) -> str:
    between = ", " if day.day else " "
    return f"{month_and_day}{between}{_year(day.year)}" if month_and_day else _year(day.year)


def _long_month(day: Day) -> str:
    return ("", *MONTHS, *SEASONS)[day.month]


def vancouver(when: Date | None, *, days: bool = True) -> str:
    """“2020 Jun 5”, “2020 Jun 5–8”, “2020 Jun”, “2020 Spring”; without ``days`` no finer than the month."""
    if not when or not when.start:
        return when.words if when else ""
    start, end = when.start, when.end or when.start
    if not days:
        start, end = start._replace(day=0), end._replace(day=0)
    parts, others = _vancouver(start), _vancouver(end)
    if not when.end or (parts == others and not (start.day and days)):
        return " ".join(parts)
    same = 0
    while same < min(len(parts), len(others)) - 1 and parts[same] == others[same]:
        same += 1
    return " ".join(parts) + TO + " ".join(others[same:])


def _vancouver(day: Day) -> list[str]:
    month = ("", *(name[:3] for name in MONTHS), *SEASONS)[day.month]
    return [part for part in (_year(day.year), month, str(day.day or "")) if part]
