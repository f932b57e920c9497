"""HTML in titles: tags are taken out, entities are read as the characters they stand for."""

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|scp|sc|u|span|p|br|italic|bold|jats:\w+|mml:\w+)(?:\s[^<>]{0,200})?/?>", re.I
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def plain(text: str) -> str:
    """``text`` as a reader of the page would see it."""
    if "<" in text:
        text = TAG.sub("", text)
    return ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def marked(text: str) -> str:
    """``text`` as a format carries it, so that `plain` gives it back: escaped only where it would be misread."""
    return text if plain(text) == text else html.escape(text, quote=False)


def each(value: Any, change: Callable[[str], str]) -> Any:
    """A CSL value with every text in it changed, but for addresses: “?a=1&copy=2” holds no entity."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: item if key == "URL" else each(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [each(item, change) for item in value]
    return value
