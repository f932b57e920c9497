"""CSL-JSON: a list of items, one item, or a list under “items”."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from guidance.canonical import clean
from guidance.references import record
from guidance.references.importing import tagged
from guidance.references.importing.formats import ANY, NotReferences
from guidance.references.importing.records import CannotRead, Draft

MARK = re.compile(r'"(?:[^"\\\n]|\\.)*(?:"|$)|[{}]', re.MULTILINE)
WRAPPED = re.compile(r'\s*\{\s*"(?:items|references)"\s*:\s*(?=\[)')
# How an item begins, as programs write it; no name or date in an item begins so.
ITEM = re.compile(r'\{\s*"(?:id|type|title|citation-key|author|abstract|accessed|container-title|categories)"\s*:')
GLANCE = 1_000_000  # characters in which an item that holds what looks like another is told from a broken one
READER = json.JSONDecoder(strict=False)
BETWEEN = " \n\r\t,[]}"  # what stands between items
TELLING = ("title", "author", "issued", "DOI", "container-title", "id")
LOOKED_AT = 20  # items by which a list is known to be CSL-JSON


def split(lines: tagged.Lines) -> Iterator[tuple[int, str]]:
    """Each object that stands in no other, and each stray; NotReferences where none of the first is a CSL item."""
    text = clean("\n".join(line for _, line in lines))
    wrapped = WRAPPED.match(text)
    found = _objects(text, wrapped.end() if wrapped else 0, is_wrapped=bool(wrapped))
    head = list(islice(found, LOOKED_AT))
    if not any(_is_item(one) for _, one in head):
        raise NotReferences(f"This is JSON, but no CSL-JSON. Export the references as {ANY}.")
    yield from head
    yield from found


def _objects(text: str, at: int, *, is_wrapped: bool) -> Iterator[tuple[int, str]]:
    """The objects from ``at`` on, and what else stands between them, each with its line."""
    line, counted = 1, 0
    items = (found.start() for found in ITEM.finditer(text, at))
    following = next(items, len(text))
    while at < len(text):
        start = text.find("{", at)
        stray = text[at : start if start >= 0 else len(text)].strip(BETWEEN)
        if stray and (start >= 0 or not is_wrapped):
            yield line + text.count("\n", counted, text.index(stray, at)), stray
        if start < 0:
            return
        while following <= start:
            following = next(items, len(text))
        line, counted, at = line + text.count("\n", counted, start), start, _end(text, start, following)
        yield line, text[start:at].rstrip(" \n\r\t,")


def _end(text: str, start: int, following: int) -> int:
    """Where the object that begins at ``start`` ends; of one that is broken ``following``, where the next begins."""
    if end := _closed(text, start, following):
        return end
    try:
        return start + READER.raw_decode(text[start : start + GLANCE])[1]
    except (ValueError, RecursionError):
        return following


def _closed(text: str, start: int, until: int) -> int:
    """Where the brace at ``start`` is closed; 0 where that is not before ``until``."""
    depth = 0
    for mark in MARK.finditer(text, start, until):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if not depth:
            return mark.end()
    return 0


def _is_item(text: str) -> bool:
    try:
        item = _object(text)
    except CannotRead:
        return False
    return isinstance(item.get("type", ""), str) and any(field in item for field in TELLING)


def _object(text: str) -> dict[str, Any]:
    try:
        item = json.loads(text, strict=False, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise CannotRead("It is not in JSON's form: a bracket, quote or comma is missing.") from error
    if not isinstance(item, dict):
        raise CannotRead("It is no CSL item.")
    return item


def parse(text: str) -> Draft:
    item = _object(text)
    for field in record.TEXTS:
        value = item.get(field)
        if field in {"title", "container-title", "title-short", "container-title-short"} and isinstance(value, list):
            item[field] = value[0] if value else ""
    genre = item.get("genre")
    return Draft(item, (genre,) if isinstance(genre, str) else ())
