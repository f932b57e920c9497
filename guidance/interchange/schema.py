"""The published JSON Schema of a document, made from the dataclasses so that it cannot say anything else."""

import inspect
import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from guidance.canonical import LARGEST_INTEGER
from guidance.documents import FORMAT, Document

PUBLISHED = Path(__file__).with_name(f"document-{FORMAT}.schema.json")

Schema = dict[str, Any]

INTEGER: Schema = {"type": "integer", "minimum": -LARGEST_INTEGER, "maximum": LARGEST_INTEGER}

# What CSL-JSON may hold here: any JSON but numbers with a fraction.
VALUE: Schema = {
    "description": "Any JSON value; a number with a fraction is written as text.",
    "anyOf": [
        {"type": ["string", "boolean", "null"]},
        INTEGER,
        {"type": "array", "items": {"$ref": "#/$defs/Value"}},
        {"type": "object", "additionalProperties": {"$ref": "#/$defs/Value"}},
    ],
}


def published() -> str:
    """The text of the published file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def schema() -> Schema:
    """The JSON Schema (2020-12) of a document of the present format."""
    document = _object(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"/schema/document-{FORMAT}.json",
        "title": f"leuko document, format {FORMAT}",
        **document,
        "properties": {"format": {"const": FORMAT}, **document["properties"]},
        "required": ["format", *document["required"]],
        "$defs": {"Value": VALUE} | {part.__name__: _object(part) for part in _parts(Document, set())},
    }


def _parts(shape: type, seen: set[type]) -> Iterator[type]:
    """The dataclasses that ``shape`` is made of, each once."""
    for kind in get_type_hints(shape).values():
        for part in (kind, *get_args(kind)):
            if isinstance(part, type) and is_dataclass(part) and part not in seen:
                seen.add(part)
                yield part
                yield from _parts(part, seen)


def _object(shape: Any) -> Schema:
    hints = get_type_hints(shape)
    return {
        "type": "object",
        "description": " ".join(inspect.cleandoc(shape.__doc__).replace("``", "").split()),
        "properties": {field.name: _value(hints[field.name]) for field in fields(shape)},
        "required": [field.name for field in fields(shape) if _is_required(field)],
        "additionalProperties": False,
    }


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


PLAIN: dict[Any, Schema] = {str: {"type": "string"}, int: INTEGER, bool: {"type": "boolean"}}


def _value(kind: Any) -> Schema:
    if get_origin(kind) is UnionType:
        return {"anyOf": [_value(get_args(kind)[0]), {"type": "null"}]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _value(get_args(kind)[0])}
    if get_origin(kind) is Mapping:
        return {"type": "object", "additionalProperties": {"$ref": "#/$defs/Value"}}
    if is_dataclass(kind) and isinstance(kind, type):
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return PLAIN[kind]
