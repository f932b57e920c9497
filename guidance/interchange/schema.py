"""The published JSON Schema of a document, made from the dataclasses so that it cannot say anything else."""

import json
from pathlib import Path

from guidance.documents import FORMAT, Document
from guidance.interchange.shapes import Schema, any_value, of_object, parts

PUBLISHED = Path(__file__).with_name(f"document-{FORMAT}.schema.json")


def published() -> str:
    """The text of the published file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def schema() -> Schema:
    """The JSON Schema (2020-12) of a document of the present format."""
    document = of_object(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"/schema/document-{FORMAT}.json",
        "title": f"leuko document, format {FORMAT}",
        **document,
        "properties": {"format": {"const": FORMAT}, **document["properties"]},
        "required": ["format", *document["required"]],
        "$defs": {"Value": any_value()} | {part.__name__: of_object(part) for part in parts(Document)},
    }
