"""CSL-JSON files: a list of items, each with an id."""

from collections.abc import Mapping
from typing import Any

from guidance import canonical


class NotItems(ValueError):
    """What was given is not CSL-JSON; the message says where and why."""


def read(content: bytes) -> dict[str, Mapping[str, Any]]:
    """The items by their ids, in the order of the file; one without an id goes by its place in it, “3”.

    A single item, and a list in a field “items”, are read as well.
    """
    try:
        given = canonical.loads(content)
    except canonical.Malformed as error:
        raise NotItems(str(error)) from error
    return _by_id(_items(given))


def _items(given: Any) -> list[Any]:
    if isinstance(given, Mapping):
        given = given.get("items", [given])
    if not isinstance(given, list):
        raise NotItems("This is not CSL-JSON, which is a list of items.")
    return given


def _by_id(given: list[Any]) -> dict[str, Mapping[str, Any]]:
    items: dict[str, Mapping[str, Any]] = {}
    for place, item in enumerate(given, 1):
        if not isinstance(item, Mapping):
            raise NotItems(f"Item {place} should be an object.")
        if not isinstance(item.get("type"), str):
            raise NotItems(f"Item {place} says no type, such as “article-journal”, so this is not CSL-JSON.")
        key = str(item.get("id", place))
        if key in items:
            raise NotItems(f"Two items have the id “{key}”.")
        items[key] = item
    return items
