"""The doors of the API, and their description in OpenAPI 3.1."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidance.audiences import Audience
from guidance.documents import FORMAT
from guidance.interchange.api import answers, reading
from guidance.interchange.shapes import Schema, any_value, of_answer, parts

ROOT = "/api/v1/"
COMPONENTS = "#/components/schemas/"
PUBLISHED = Path(__file__).with_name("openapi-1.json")
SIZE, LARGEST_SIZE, LAST_PAGE = 50, 100, 1_000_000


@dataclass(frozen=True)
class Door:
    """An address that is read. ``answers`` is a dataclass, or None for a document's own bytes; ``asked`` are the
    parameters that may follow the “?”."""

    name: str
    path: str
    says: str
    answers: type | None
    is_list: bool = False
    asked: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return ROOT + self.path

    @property
    def in_path(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)


PAGED = ("page", "size")
DOORS = (
    Door("api-articles", "articles/", "The approved articles, by slug.", answers.Article, True, ("topic", *PAGED)),
    Door("api-article", "articles/{slug}/", "One approved article, and who signed it.", answers.Article),
    Door(
        "api-document",
        "articles/{slug}/document/",
        "The signed document of an article, byte for byte: its SHA-256 is the digest that was signed.",
        None,
    ),
    Door(
        "api-reading",
        "articles/{slug}/readings/{audience}/",
        "The text of an article in the wording of one audience, its sources as they stand today.",
        reading.Reading,
    ),
    Door(
        "api-editions",
        "articles/{slug}/editions/",
        "The editions of an article that are approved, or once were, the newest first.",
        answers.Edition,
        True,
        PAGED,
    ),
    Door("api-edition", "articles/{slug}/editions/{number}/", "One of those editions.", answers.Edition),
    Door("api-edition-document", "articles/{slug}/editions/{number}/document/", "Its signed document.", None),
    Door(
        "api-references",
        "references/",
        "The sources that approved editions name or once named, by title.",
        answers.Reference,
        True,
        PAGED,
    ),
    Door("api-reference", "references/{key}/", "One of those sources.", answers.Reference),
    Door(
        "api-glossary",
        "glossary/",
        "The words of approved articles that are explained, from A to Z.",
        answers.GlossaryTerm,
        True,
        PAGED,
    ),
    Door("api-topics", "topics/", "The topics under which something is approved.", answers.Topic, True, PAGED),
)

SLUG: Schema = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "minLength": 1, "maxLength": 120}
PARAMETERS: dict[str, tuple[str, Schema]] = {
    "slug": ("The article's, as in the address of its page.", SLUG),
    "audience": ("Whose wording.", {"enum": [audience.value for audience in Audience]}),
    "number": ("The edition's.", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE}),
    "key": ("The source's.", {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}),
    "topic": ("Only of this topic and those below it: its slug.", SLUG),
    "page": ("Which page of the list, from 1.", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1}),
    "size": (
        "How many there are on a page.",
        {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": SIZE},
    ),
}
REFUSALS = {
    "301": "The article has another slug today, or the source was merged into another: go on to `Location`.",
    "304": "It is still what the `ETag` you named stands for.",
    "400": "A parameter cannot be read, or is not known.",
    "404": "There is nothing approved here, or no such page of the list.",
    "410": "The article is retired: `detail` says why.",
}
# Its parts have names that parts of a reading have too, so its schema stands by itself.
DOCUMENT: Schema = {
    "type": "object",
    "description": f"A document of format {FORMAT}. Its schema stands at /schema/document-{FORMAT}.json.",
}
OF_ARTICLE = ("api-article", "api-document", "api-reading")


def published() -> str:
    """The text of the published description."""
    return json.dumps(description(), ensure_ascii=False, indent=2) + "\n"


def description() -> dict[str, Any]:
    """All doors in OpenAPI 3.1, every answer made from the dataclass that is answered."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Approved guidance",
            "version": "1.0.0",
            "description": "What a medical advisory board has signed, to be read by machines. Everything is read with "
            "GET or HEAD, by anyone, from any origin. Nothing that is not approved is in it. Within version 1 an "
            "answer may come to say more; what it says today it goes on saying.",
        },
        "paths": {door.address: {"get": _operation(door)} for door in DOORS},
        "components": {"schemas": _components()},
    }


def _operation(door: Door) -> Schema:
    refused = {status: _refusal(status, said) for status, said in REFUSALS.items() if status in _statuses(door)}
    return {
        "operationId": door.name.removeprefix("api-"),
        "summary": door.says,
        "parameters": [*(_parameter(name, "path") for name in door.in_path), *_queries(door)],
        "responses": {"200": {"description": door.says, "content": {"application/json": {"schema": _answer(door)}}}}
        | refused,
    }


def _statuses(door: Door) -> set[str]:
    return {
        *("304", "400"),
        *(("404",) if door.in_path or door.is_list else ()),
        *(("301",) if {"slug", "key"} & {*door.in_path} else ()),
        *(("410",) if door.name in OF_ARTICLE else ()),
    }


def _refusal(status: str, said: str) -> Schema:
    if status.startswith("3"):
        return {"description": said}
    body = {"schema": {"$ref": f"{COMPONENTS}Problem"}}
    return {"description": said, "content": {"application/problem+json": body}}


def _parameter(name: str, place: str) -> Schema:
    says, shape = PARAMETERS[name]
    return {"name": name, "in": place, "required": place == "path", "description": says, "schema": shape}


def _queries(door: Door) -> Iterator[Schema]:
    return (_parameter(name, "query") for name in door.asked)


def _answer(door: Door) -> Schema:
    if door.answers is None:
        return {"$ref": f"{COMPONENTS}Document"}
    one = {"$ref": f"{COMPONENTS}{door.answers.__name__}"}
    return _page_of(one) if door.is_list else one


def _page_of(one: Schema) -> Schema:
    """One page of a list; ``next`` and ``previous`` are the whole addresses of those beside it."""
    beside = {"type": ["string", "null"], "format": "uri"}
    properties = {
        "count": {"type": "integer", "minimum": 0, "description": "How many there are on all pages."},
        "next": beside,
        "previous": beside,
        "items": {"type": "array", "items": one, "maxItems": LARGEST_SIZE},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _components() -> dict[str, Schema]:
    """Each answer and its parts, by name."""
    shapes = dict.fromkeys([*(door.answers for door in DOORS if door.answers), answers.Problem])
    every = dict.fromkeys(part for shape in shapes for part in (shape, *parts(shape)))
    own: Schema = {"Value": any_value(COMPONENTS), "Document": DOCUMENT}
    return {part.__name__: of_answer(part, COMPONENTS) for part in every} | own
