"""People and bodies as CSL names them: ``family`` with ``given`` and perhaps ``suffix``, or ``literal``."""

import re
from collections.abc import Mapping
from typing import Any

from guidance.canonical import clean
from guidance.references.markup import ENTITY

Name = dict[str, str]

MOST = 10_000  # the longest list of authors ever printed has half as many
AND_OTHERS: Name = {"literal": "et al."}
ET_AL = re.compile(r"(?:and |& )?(?:others|et\.? al\.?)", re.IGNORECASE)
SUFFIX = re.compile(r"(?:Jr|Sr|2nd|3rd|4th|II|III|IV)\.?")
# “Müller HJ”, “de la Cruz J.”: a name whose comma was left out.
INITIALLED = re.compile(
    r"(?P<family>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}) (?P<given>[A-Z](?:[.-]{0,2}[A-Z]){0,2}\.?)"
)


def tidy(people: Any) -> list[Name]:
    """A list of CSL names, each in its one form; a person of whom one name is known is a ``literal``."""
    if isinstance(people, str | Mapping):
        people = [people]
    if not isinstance(people, list | tuple):
        return []
    return [name for name in map(_tidy, people[:MOST]) if name]


def _tidy(person: Any) -> Name:
    if isinstance(person, str):
        return read(person)
    if not isinstance(person, Mapping):
        return {}
    particles = [_part(person, "dropping-particle"), _part(person, "non-dropping-particle")]
    family = " ".join(part for part in (*particles, _part(person, "family")) if part)
    name = of(family, _part(person, "given"), _part(person, "suffix"))
    return name or body(_plain(person.get("literal") or person.get("name")))


def _part(person: Mapping[str, Any], field: str) -> str:
    return " ".join(re.sub("[,;]", " ", _plain(person.get(field))).split())


def _plain(value: Any) -> str:
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def of(family: str, given: str, suffix: str = "") -> Name:
    """A person; a suffix that stands behind the family or the given name, or in its place, is told from it."""
    if not (family and given):
        return body(" ".join(part for part in (given, family, suffix) if part))
    if suffix and SUFFIX.fullmatch(given) and not SUFFIX.fullmatch(suffix):  # “Smith, Jr, John”
        given, suffix = suffix, given
    if not suffix:
        given, suffix = _parted(given)
    if not suffix:
        family, suffix = _parted(family)
    return {"family": family, "given": given} | ({"suffix": _suffix(suffix)} if suffix else {})


def _suffix(text: str) -> str:
    """“Jr” of “Jr.”, as both styles print it."""
    return text.removesuffix(".") if SUFFIX.fullmatch(text) else text


def _parted(name: str) -> tuple[str, str]:
    """“Smith” and “Jr” of “Smith Jr”."""
    before, _, last = name.rpartition(" ")
    return (before, last) if before and SUFFIX.fullmatch(last) else (name, "")


def body(text: str) -> Name:
    """A name that is not parted: an institution, or “et al.”"""
    text = re.sub(r"\s*,[\s,]*", ", ", _plain(text)).strip(" ,")
    if ET_AL.fullmatch(text):
        return dict(AND_OTHERS)
    return {"literal": text} if text else {}


def read(text: str) -> Name:
    """“Family, Given, Suffix” or “Family AB”; what has no comma is a body, and so is what ends in one (“WHO,”)."""
    text = _plain(text)
    if text.endswith(",") or ",," in text:
        return body(text)
    family, *others = (part.strip() for part in text.split(","))
    if others:
        return of(family, others[0], " ".join(others[1:]))
    if found := INITIALLED.fullmatch(text):
        return of(found["family"], found["given"])
    return body(text)


def apart(text: str) -> list[str]:
    """Each of the names on one line: “Smith, J.; Jones, K.” are two, though every format asks for a line each."""
    whole = ENTITY.sub(lambda found: found[0].replace(";", "\0"), text)  # “M&uuml; ller” is one
    parts = [part.replace("\0", ";").strip() for part in whole.split("; ")]
    is_list = all("," in part and ",," not in part and not part.endswith(",") for part in parts)
    return parts if is_list else [text]


def write(name: Name) -> str:
    """The text that `read` makes ``name`` of."""
    if "literal" not in name:
        return ", ".join(name[part] for part in ("family", "given", "suffix") if part in name)
    text = name["literal"].replace(", ", ",, ", 1)
    return text if read(text) == name else f"{text},"
