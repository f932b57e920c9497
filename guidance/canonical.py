"""Frozen dataclasses to canonical JSON and back.

The bytes are those of RFC 8785 for the values used here: no floats, integers within ±(2**53 - 1), keys in
the order of their UTF-16 code units. One value has one spelling, so a digest of the bytes is a digest of it.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Shape = TypeVar("Shape")

LARGEST_INTEGER = 2**53 - 1

# Controls other than the line feed, lone surrogates, and the marks that make text run backwards on screen.
UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")

# Marks that stand on the letter before them. No language has more of them on one letter than the “stream-safe” text of
# UAX #15 allows; to normalise a run of n of them takes n² steps, so that 100 kB would take a minute.
MOST_MARKS = 30
FIRST_MARK, LAST_MARK = 0x300, 0x1EFFF
# The first sign stands by itself: by that the text is searched three times as fast.
LONG_RUN = re.compile(f"[{chr(FIRST_MARK)}-{chr(LAST_MARK)}][{chr(FIRST_MARK)}-{chr(LAST_MARK)}]{{{MOST_MARKS},}}")


class Malformed(ValueError):
    """What was given is not the document it should be; the message says where and why."""


def clean(text: str) -> str:
    """``text`` as it may be stored: NFC, line feeds only, without controls or lone surrogates, and without the marks
    that are too many for one letter.
    """
    text = UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", LONG_RUN.sub(_without_too_many, text))
    return LONG_RUN.sub(_without_too_many, text)  # one mark may be two in NFC


def _without_too_many(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in run[0]:
        marks = marks + 1 if _is_mark(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


@lru_cache(maxsize=4_000)
def _is_mark(sign: str) -> bool:
    return bool(unicodedata.combining(unicodedata.normalize("NFKD", sign)[0]))


def clean_value(value: Any) -> Any:
    """A JSON value as it may be stored: every text clean, every float written out as text."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) or (isinstance(value, int) and abs(value) > LARGEST_INTEGER):
        return clean(str(value))
    if isinstance(value, Mapping):
        return {clean(str(key)): clean_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean_value(item) for item in value]
    return value


def digest(content: bytes) -> str:
    """SHA-256 of ``content``, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def dumps(value: Any) -> bytes:
    """The canonical bytes of a JSON value or dataclass; ValueError for what has none."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return {_text(key): _plain(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= LARGEST_INTEGER:
        return value
    raise ValueError(f"{value!r} has no canonical form")


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _text(text: str) -> str:
    if clean(text) != text:
        raise ValueError(f"{text[:40]!r} holds characters that may not be stored")
    return str(text)


def loads(content: bytes | str) -> Any:
    """The JSON value that ``content`` spells; Malformed where it spells none."""
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")
        return json.loads(text, parse_int=_integer, parse_constant=_no_constant, object_pairs_hook=_no_repeats)
    except UnicodeDecodeError as error:
        raise Malformed("This is not text in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise Malformed(f"This is not JSON: {error.msg} in line {error.lineno}.") from error
    except RecursionError as error:
        raise Malformed("This is nested too deeply to read.") from error


def _integer(digits: str) -> int:
    if len(digits) > len(str(-LARGEST_INTEGER)):  # Python reads no number of thousands of digits
        raise Malformed(f"{digits[:20]}… is too large a number.")
    return int(digits)


def _no_constant(name: str) -> None:
    raise Malformed(f"{name} is not a number that JSON knows.")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) != len(pairs):
        raise Malformed("An object names the same field twice.")
    return found


def decode(shape: type[Shape], value: Any, where: str = "The document") -> Shape:
    """``value`` as an instance of the dataclass ``shape``; Malformed names the place that does not fit.

    A field left out takes its default; a field that ``shape`` does not have is refused.
    """
    if not isinstance(value, Mapping):
        raise Malformed(f"{where} should be an object.")
    kind: type = shape
    known = _fields(kind)
    if unknown := sorted(set(value) - set(known)):
        raise Malformed(f"{where} has a field that is not known here: {unknown[0][:40]!r}.")
    if missing := [name for name, (_, required) in known.items() if required and name not in value]:
        raise Malformed(f"{where} has no “{missing[0]}”.")
    return shape(**{name: _decode(known[name][0], item, f"{where} → {name}") for name, item in value.items()})


@cache
def _fields(shape: type) -> dict[str, tuple[Any, bool]]:
    """Each field's type, and whether it must be given."""
    hints = get_type_hints(shape)
    return {
        field.name: (hints[field.name], field.default is MISSING and field.default_factory is MISSING)
        for field in fields(shape)
    }


def _decode(kind: Any, value: Any, where: str) -> Any:
    if get_origin(kind) is UnionType:
        return None if value is None else _decode(get_args(kind)[0], value, where)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise Malformed(f"{where} should be a list.")
        return tuple(_decode(get_args(kind)[0], item, f"{where} {n}") for n, item in enumerate(value, 1))
    if get_origin(kind) is Mapping:
        return _frozen(value, where)
    if isinstance(kind, type) and is_dataclass(kind):
        return decode(kind, value, where)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _decode_word(kind, value, where)
    if type(value) is not kind:
        raise Malformed(f"{where} should be {NAMES[kind]}.")
    return _checked(value, where)


NAMES = {str: "text", int: "a whole number", bool: "true or false"}


def _decode_word(kind: type[StrEnum], value: Any, where: str) -> StrEnum:
    if not isinstance(value, str) or value not in {member.value for member in kind}:
        raise Malformed(f"{where} should be one of: {', '.join(member.value or '“”' for member in kind)}.")
    return kind(value)


def _checked(value: Any, where: str) -> Any:
    if isinstance(value, str) and clean(value) != value:
        raise Malformed(f"{where} holds characters that may not be stored.")
    if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        raise Malformed(f"{where} is too large a number.")
    return value


def _frozen(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Malformed(f"{where} should be an object.")
    return MappingProxyType({_checked(key, where): _any(item, f"{where} → {key[:40]}") for key, item in value.items()})


def _any(value: Any, where: str) -> Any:
    if isinstance(value, dict):
        return _frozen(value, where)
    if isinstance(value, list):
        return tuple(_any(item, where) for item in value)
    if isinstance(value, float):
        raise Malformed(f"{where} is a number with a fraction; write it as text.")
    return _checked(value, where)


def freeze(value: Any) -> Any:
    """A JSON value that nobody can change: read-only mappings and tuples all the way down."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: freeze(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(item) for item in value)
    return value


def thaw(value: Any) -> Any:
    """The same value in ordinary dicts and lists."""
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [thaw(item) for item in value]
    return value
