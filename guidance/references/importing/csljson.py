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

MARK = re.compile(r'"(?:[^"\\\n]|\\.)*(?:"|$)|[{}\[\]]', re.MULTILINE)
WRAPPED = re.compile(r'\s*\{\s*"(?:items|references)"\s*:\s*(?=\[)')
TELLING = ("title", "author", "issued", "DOI", "container-title", "id")
LOOKED_AT = 20  # items by which a list is known to be CSL-JSON


def split(lines: tagged.Lines) -> Iterator[tuple[int, str]]:
    """Each object that stands in no other; NotReferences where none of the first is a CSL item."""
    text = clean("\n".join(line for _, line in lines))
    wrapped = WRAPPED.match(text)
    found = _objects(text, wrapped.end() if wrapped else 0)
    head = list(islice(found, LOOKED_AT))
    if not any(_is_item(one) for _, one in head):
        raise NotReferences(f"This is JSON, but no CSL-JSON. Export the references as {ANY}.")
    yield from head
    yield from found


def _objects(text: str, at: int) -> Iterator[tuple[int, str]]:
    depth, start, line, counted = 0, 0, 1, 0
    for mark in MARK.finditer(text, at):
        if mark[0] == "{":
            if not depth:
                start = mark.start()
            depth += 1
        elif mark[0] == "}" and depth:
            depth -= 1
            if not depth:
                line, counted = line + text.count("\n", counted, start), start
                yield line, text[start : mark.end()]
    if depth:
        yield line + text.count("\n", counted, start), text[start:]


def _is_item(text: str) -> bool:
    try:
        item = _object(text)
    except CannotRead:
        return False
    return isinstance(item.get("type", ""), str) and any(field in item for field in TELLING)


def _object(text: str) -> dict[str, Any]:
    try:
        item = json.loads(text)
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
