"""People and bodies as both styles write them: “Cruz AB Jr”, “de la Cruz A”, “Imaginary Trials Group”."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from guidance.references.styles.richtext import rich
from guidance.references.styles.runs import Text, join, plain

MOST_INITIALS = 4  # “ALG” beside “Smith” is three initials, not one name
ASIDE = re.compile(r"\s*(?:\([^()]*\)|\"[^\"]*\"|“[^“”]*”)")
TAGS = re.compile(r"</?\w[^<>]*>")
HYPHENS = re.compile("[-\u2010\u2011]")
SPACES = re.compile(r"\s+")


class EtAl(NamedTuple):
    """Of ``least`` names or more, only the first ``shown`` are written."""

    least: int
    shown: int


def people(value: Any) -> list[str]:
    """The names in a CSL name list, each as it is written; what is no name is left out."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    return [name for name in map(_name, value) if name]


def listed(names: Sequence[str], et_al: EtAl, labels: tuple[str, str] | None = None) -> Text:
    """“Cruz A, Diaz B, et al., eds.”; ``labels`` are the word for one and for several."""
    if not names:
        return ()
    shown = names[: et_al.shown] if len(names) >= et_al.least else names
    written = [rich(name) for name in shown]
    if len(shown) < len(names):
        written.append(plain("et al."))
    label = plain(labels[len(names) > 1]) if labels else ()
    return join(", ", [*written, label])


def _name(person: Any) -> str:
    if not isinstance(person, Mapping):
        return ""
    if literal := _part(person, "literal"):
        return literal
    family = _part(person, "family").strip('"')
    given, _comma, after = _part(person, "given").partition(",")
    suffix = (_part(person, "suffix") or after.strip()).replace(".", "")
    surname = _joined(_part(person, "non-dropping-particle"), family)
    if not surname:
        return _joined(given, suffix)
    if _is_caseless(surname) and _is_caseless(given):
        return f"{surname}{given}"
    return _joined(surname, initials(given, family), _part(person, "dropping-particle"), suffix)


def _part(person: Mapping[str, Any], key: str) -> str:
    value = person.get(key)
    return SPACES.sub(" ", value).strip() if isinstance(value, str) else ""


def _joined(*parts: str) -> str:
    """The parts with spaces between them, but none after “al-” and “d'”."""
    joined = ""
    for part in filter(None, parts):
        joined += part if not joined or joined[-1] in "-'’" else f" {part}"
    return joined


def _is_caseless(text: str) -> bool:
    """Whether ``text`` is in a script without capitals, where names are written whole."""
    return bool(text) and not any(letter.isupper() or letter.islower() or letter.isdigit() for letter in text)


def initials(given: str, family: str = "") -> str:
    """“Jean-Paul M.” as “JPM”, “Maria del Carmen” as “M del C”, “Yu.” as “Yu”; capitals that are initials all stay."""
    text = HYPHENS.sub(" ", TAGS.sub("", ASIDE.sub("", given))).replace(".", ". ")
    if _is_caseless(text):
        return given
    tokens = text.split()
    if len(tokens) == 1 and _are_initials(tokens[0]) and family != family.upper():
        return tokens[0]
    written, was_word = "", False
    for token in tokens:
        initial = _initial(token)
        space = " " if written and (was_word or not initial) else ""
        written += space + (initial or token)
        was_word = not initial
    return written


def _are_initials(token: str) -> bool:
    return token.isalpha() and token.isupper() and len(token) <= MOST_INITIALS


def _initial(token: str) -> str:
    """What is left of one given name; “” for a particle or a number, which stay words."""
    letters = "".join(letter for letter in token if letter.isalpha())
    if not letters or not letters[0].isupper() or token[0].isdigit():
        return ""
    if token.endswith(".") and "'" not in token:
        return letters
    return letters[0]
