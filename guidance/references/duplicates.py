"""Whether a source is here already: by its DOI, then its PMID, then its title, year and first author."""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from guidance.references import csl, dates, names
from guidance.references.markup import plain

Name = TypeVar("Name", bound=Hashable)

# As other databases write them.
GREEK = {sign: unicodedata.name(chr(sign)).split()[-1].lower() for sign in range(0x3B1, 0x3CA)}
SPELLED = GREEK | str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "&": "and"})
NOT_LETTERS = re.compile(r"[\W_]+")
# What a database sets before or behind the title of what was retracted.
SAID = re.compile(
    r"\A\W*(?:retracted|withdrawn)(?: (?:article|chapter|paper|publication))?\W*[:\]]"
    r"|\((?:retracted|withdrawn) (?:article|chapter|paper|publication)\b[^()]*\)\W*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Keys:
    """What a source is known by; “” where it has none. ``words`` is title, year and first author in one spelling."""

    doi: str = ""
    pmid: str = ""
    words: str = ""


class By(StrEnum):
    DOI = "doi"
    PMID = "pmid"
    WORDS = "words"  # title, year and first author: likely, not certain


class Verdict(StrEnum):
    NEW = "new"
    HERE = "here"  # among those we have
    REPEATED = "repeated"  # in the file, further up


@dataclass(frozen=True)
class Match(Generic[Name]):
    """``which`` names the source that is the same, as `Known.add` was told it; None for a new one."""

    verdict: Verdict
    which: Name | None = None
    by: By | None = None


def keys(item: Mapping[str, Any]) -> Keys:
    """The keys of a CSL item. Without a title, or with neither year nor author, its words tell nothing."""
    record = csl.normalised(item)
    title = _spelled(SAID.sub("", plain(str(record.get("title", "")))))
    year = str(next(iter(dates.parts(dates.tidy(record.get("issued")))), ""))
    first = next(iter(names.tidy(record.get("author"))), {})
    author = _spelled(first.get("family") or first.get("literal", ""))
    words = f"{title}|{year}|{author}" if title and (year or author) else ""
    return Keys(str(record.get("DOI", "")), str(record.get("PMID", "")), words)


def _spelled(text: str) -> str:
    """Letters and digits only, without accents or case; “β” as “beta”, “ø” as “o” and “&” as “and”."""
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return NOT_LETTERS.sub("", text.casefold().translate(SPELLED))


def groups(sources: Iterable[tuple[Name, Keys]]) -> list[list[Name]]:
    """Of sources that may each be another one of them: those that are, together, in the order given."""
    found: list[list[tuple[Name, Keys]]] = []
    for name, own in sources:
        alike = [group for group in found if any(is_alike(own, theirs) for _, theirs in group)]
        joined = [one for group in alike for one in group]
        found = [group for group in found if group not in alike]
        found.append([*joined, (name, own)])
    return [[name for name, _ in group] for group in found if len(group) > 1]


def is_alike(one: Keys, other: Keys) -> bool:
    """True where both may be one source, as `Known.find` tells it."""
    if (one.doi and one.doi == other.doi) or (one.pmid and one.pmid == other.pmid):
        return True
    differs = _differ(one.doi, other.doi) or _differ(one.pmid, other.pmid)
    return bool(one.words) and one.words == other.words and not differs


@dataclass
class Known(Generic[Name]):
    """Sources to compare with, each under the name its caller gives it."""

    _dois: dict[str, Name] = field(default_factory=dict)
    _pmids: dict[str, Name] = field(default_factory=dict)
    _words: dict[str, list[tuple[Keys, Name]]] = field(default_factory=dict)

    def add(self, name: Name, own: Keys) -> None:
        if own.doi:
            self._dois.setdefault(own.doi, name)
        if own.pmid:
            self._pmids.setdefault(own.pmid, name)
        if own.words:
            self._words.setdefault(own.words, []).append((own, name))

    def find(self, own: Keys) -> tuple[Name, By] | None:
        """The source that ``own`` are the keys of. One title under two DOIs, or two PMIDs, is two sources."""
        if own.doi in self._dois:
            return self._dois[own.doi], By.DOI
        if own.pmid in self._pmids:
            return self._pmids[own.pmid], By.PMID
        for theirs, name in self._words.get(own.words, ()):
            if not (_differ(own.doi, theirs.doi) or _differ(own.pmid, theirs.pmid)):
                return name, By.WORDS
        return None


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def compare(
    read: Iterable[tuple[Name, Keys]], here: Known[Name], above: Known[Name] | None = None
) -> Iterator[Match[Name]]:
    """For each of ``read`` in turn: new, already ``here``, or the same as one ``above`` it in the file.

    ``above`` is added to; give the same one for each slice of a long file.
    """
    above = Known() if above is None else above
    for name, own in read:
        if found := here.find(own):
            yield Match(Verdict.HERE, *found)
        elif found := above.find(own):
            yield Match(Verdict.REPEATED, *found)
        else:
            above.add(name, own)
            yield Match(Verdict.NEW)
