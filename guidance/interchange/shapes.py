"""JSON Schemas made from the dataclasses themselves, so that they cannot say anything else."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from guidance.canonical import LARGEST_INTEGER

Schema = dict[str, Any]

DEFINITIONS = "#/$defs/"
INTEGER: Schema = {"type": "integer", "minimum": -LARGEST_INTEGER, "maximum": LARGEST_INTEGER}
PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: INTEGER,
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def any_value(where: str = DEFINITIONS) -> Schema:
    """What CSL-JSON may hold here: any JSON but numbers with a fraction."""
    return {
        "description": "Any JSON value; a number with a fraction is written as text.",
        "anyOf": [
            {"type": ["string", "boolean", "null"]},
            INTEGER,
            {"type": "array", "items": {"$ref": f"{where}Value"}},
            {"type": "object", "additionalProperties": {"$ref": f"{where}Value"}},
        ],
    }


def parts(shape: type, seen: set[type] | None = None) -> Iterator[type]:
    """The dataclasses that ``shape`` is made of, each once; itself only where it holds itself."""
    seen = set() if seen is None else seen
    for kind in get_type_hints(shape).values():
        for part in (kind, *get_args(kind)):
            if isinstance(part, type) and is_dataclass(part) and part not in seen:
                seen.add(part)
                yield part
                yield from parts(part, seen)


def of_object(shape: Any, where: str = DEFINITIONS) -> Schema:
    """Of a dataclass that is read: no other field is known, and one that has a default may be left out."""
    return described(shape, where) | {
        "required": [field.name for field in fields(shape) if _is_required(field)],
        "additionalProperties": False,
    }


def of_answer(shape: Any, where: str = DEFINITIONS) -> Schema:
    """Of a dataclass that is answered: every field is there, and others may come."""
    return described(shape, where) | {"required": [field.name for field in fields(shape)]}


def described(shape: Any, where: str) -> Schema:
    hints = get_type_hints(shape)
    return {
        "type": "object",
        "description": " ".join(inspect.cleandoc(shape.__doc__).replace("``", "").split()),
        "properties": {field.name: _value(hints[field.name], where) for field in fields(shape)},
    }


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(kind: Any, where: str) -> Schema:
    if get_origin(kind) is UnionType:
        return {"anyOf": [_value(get_args(kind)[0], where), {"type": "null"}]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _value(get_args(kind)[0], where)}
    if get_origin(kind) is Mapping:
        return {"type": "object", "additionalProperties": {"$ref": f"{where}Value"}}
    if is_dataclass(kind) and isinstance(kind, type):
        return {"$ref": f"{where}{kind.__name__}"}
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return PLAIN[kind]
