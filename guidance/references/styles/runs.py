"""What a formatted reference is made of, and how its parts are put side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Position(StrEnum):
    LINE = ""
    SUB = "sub"
    SUP = "sup"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look the same throughout; ``text`` is not escaped, ``href`` is an http address or “”."""

    text: str
    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    position: Position = Position.LINE
    href: str = ""
    closes_quote: bool = False  # a closing quotation mark: full stops and commas go in front of it


Text = tuple[Run, ...]
NOTHING: Text = ()

# A mark that is not set after one that already ends the phrase: “Why?” takes no full stop.
SWALLOWED = {("!", "."), ("!", ":"), ("?", "."), ("?", ":"), (":", "."), (";", "."), (";", ":")}


def plain(text: str, href: str = "") -> Text:
    return (Run(text, href=href),) if text else NOTHING


def as_text(runs: Text) -> str:
    return "".join([run.text for run in runs])


def italic(runs: Text) -> Text:
    """``runs`` in italics; what was italic in them stands out by being upright."""
    return tuple(replace(run, italic=not run.italic) for run in runs)


def join(delimiter: str, parts: Iterable[Text]) -> Text:
    """The parts that are there with ``delimiter`` between them, no mark doubled where one part ends in it."""
    joined = NOTHING
    for part in parts:
        if part:
            joined = ended(joined, delimiter) + part if joined else part
    return joined


def wrapped(before: str, runs: Text, after: str) -> Text:
    """``runs`` between two brackets or words, or nothing."""
    return plain(before) + ended(runs, after) if runs else NOTHING


def ended(runs: Text, mark: str) -> Text:
    """``runs`` and ``mark`` after them, inside a closing quotation mark where English sets it there."""
    if not (runs and mark):
        return runs
    inside = len(runs)
    while mark[0] in ".," and inside > 1 and runs[inside - 1].closes_quote:
        inside -= 1
    if inside == len(runs):
        return _marked(runs, mark)
    return (*_marked(runs[:inside], mark[0]), *runs[inside:], *plain(mark[1:]))


def _marked(runs: Text, mark: str) -> Text:
    last = runs[-1]
    if last.text.endswith(",") and mark[0] in ".,;:":
        last = replace(last, text=last.text.rstrip(", "))
    if (last.text[-1:] == mark[0] and mark[0] in ".,;:") or (last.text[-1:], mark[0]) in SWALLOWED:
        mark = mark[1:]
    return (*runs[:-1], last, *plain(mark))


def merged(runs: Text) -> Text:
    """``runs`` with neighbours that look the same made one."""
    found: list[Run] = []
    for run in runs:
        run = replace(run, closes_quote=False) if run.closes_quote else run
        if found and replace(found[-1], text=run.text) == run:
            found[-1] = replace(run, text=found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(found)
