"""Lines that begin with a tag (“TI  - An invented trial”): what RIS and PubMed's format have in common.

Written here, not taken from rispy: see docs/decisions/0008.
"""

import re
from collections.abc import Iterator

RIS = re.compile(r"\s{0,3}([A-Z][A-Z0-9])(?:\s{2}-|\s-(?=\s))\s?(.*)")
PUBMED = re.compile(r"(?=.{4}-)([A-Z]{2,4}) *-(?: |(?<=PMID-)(?=\d)|$)(.*)")

Lines = Iterator[tuple[int, str]]


def fields(text: str, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Each tag and its value, in order; a line without a tag belongs to the one above it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if match := pattern.match(line):
            found.append((match[1], [match[2]]))
        elif found and line.strip():
            found[-1][1].append(line)
    return [(tag, " ".join(" ".join(lines).split())) for tag, lines in found]


def first(pairs: list[tuple[str, str]], *tags: str) -> str:
    """The value of the first of ``tags`` that has one."""
    return next((value for tag in tags for name, value in pairs if name == tag and value), "")


def every(pairs: list[tuple[str, str]], *tags: str) -> list[str]:
    """All values of ``tags``, in the order in which they stand."""
    return [value for name, value in pairs if name in tags and value]


def every_in_turn(pairs: list[tuple[str, str]], *tags: str) -> list[str]:
    """All values of the first tag, then of the next."""
    return [value for tag in tags for value in every(pairs, tag)]
