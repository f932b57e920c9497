"""PubMed's own export (.nbib, MEDLINE)."""

import re
from collections.abc import Iterator
from typing import Any

from guidance.references import names, record, source_types
from guidance.references.importing import tagged
from guidance.references.importing.records import CannotRead, Draft

IDENTIFIER = re.compile(r"(.*?)\s*\[(doi|pii|pmc|bookaccession)\]\s*", re.IGNORECASE)
SHORT = re.compile(r"([A-Za-z]{0,4}\d{1,7}) \[pii\]")
INITIALS = re.compile(r"(?P<family>.+) (?P<given>[^\W\d_a-z]{1,4})(?: (?P<suffix>Jr|Sr|2nd|3rd|4th|II|III|IV))?")
ONCE = {"OWN", "STAT", "TI", "BTI"}  # tags that no record has twice
KIND = re.compile(r"\s*\((?:Electronic|Print|Linking|Undetermined|Internet)\)", re.IGNORECASE)
# What PubMed says elsewhere has been said of a source, for `kinds.standing`.
RELATIONS = {
    "RIN": "retraction in",
    "ECI": "expression of concern in",
    "EIN": "erratum in",
    "CRI": "corrected and republished in",
}


def split(lines: tagged.Lines) -> Iterator[tuple[int, str]]:
    """From one PMID line to the next; a record without one begins, behind an empty line, as the one above it did."""
    start, block, seen = 0, list[str](), set[str]()
    for number, line in lines:
        found = tagged.PUBMED.match(line)
        tag = found[1] if found else ""
        if block and (tag == "PMID" or (tag in ONCE & seen and not block[-1].strip())):
            yield start, "\n".join(block)
            block, seen = [], set()
        if tag and not block:
            start = number
        if tag or block:
            block.append(line)
            seen.add(tag)
    if block:
        yield start, "\n".join(block)


def parse(text: str) -> Draft:
    pairs = tagged.fields(text, tagged.PUBMED)
    filed = [*tagged.every(pairs, "PT"), *(said for tag, said in RELATIONS.items() if tagged.every(pairs, tag))]
    title = tagged.first(pairs, "TI", "TT")
    book = tagged.first(pairs, "BTI")
    journal = tagged.first(pairs, "JT")
    if not (title or book):
        raise CannotRead("It has no title (TI).")
    item: dict[str, Any] = {
        "type": _type(filed, bool(journal), bool(book), bool(title)),
        "title": title or book,
        "title-short": tagged.first(pairs, "STI"),
        "container-title": journal or (book if title else "") or tagged.first(pairs, "TA"),
        "container-title-short": tagged.first(pairs, "TA"),
        "collection-title": tagged.first(pairs, "CTI"),
        "author": _people(pairs),
        "editor": [names.read(name) for name in tagged.every(pairs, "FED") or tagged.every(pairs, "ED")],
        "publisher": tagged.first(pairs, "PB"),
        "publisher-place": tagged.first(pairs, "PL") if book else "",
        "edition": tagged.first(pairs, "EN"),
        "issued": tagged.first(pairs, "DP", "DEP"),
        "volume": tagged.first(pairs, "VI"),
        "issue": tagged.first(pairs, "IP"),
        "page": tagged.first(pairs, "PG"),
        "ISSN": tagged.every(pairs, "IS"),
        "ISBN": [KIND.sub("", number) for number in tagged.every(pairs, "ISBN")],
        "language": tagged.first(pairs, "LA"),
        "PMID": tagged.first(pairs, "PMID"),
        "PMCID": tagged.first(pairs, "PMC"),
        "note": tagged.every(pairs, "GN"),
        **_identifiers(pairs),
    }
    return Draft(item, tuple(filed))


def _type(filed: list[str], has_journal: bool, has_book: bool, has_title: bool) -> str:
    """By the labels, else by what it stands in."""
    told = (source_types.PUBMED[label] for label in map(str.casefold, filed) if label in source_types.PUBMED)
    if has_book:
        return "chapter" if has_title else "book"
    return next(told, "article-journal")


def _people(pairs: list[tuple[str, str]]) -> list[names.Name]:
    """Each FAU has an AU below it that says the same in short; an old record has AU only. CN are bodies."""
    people: list[names.Name] = []
    above = ""
    for tag, value in pairs:
        if tag == "FAU":
            people.append(names.read(value))
        elif tag == "AU" and above != "FAU":
            found = None if "," in value else INITIALS.fullmatch(value)
            people.append(names.of(**found.groupdict("")) if found else names.read(value))
        elif tag == "CN":
            people.append(names.body(value))
        above = tag if tag in {"FAU", "AU", "CN"} else above
    return [name for name in people if name]


def _identifiers(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The DOI stands in LID or AID, marked so, else in SO; “e12” that stands in LID alone is the article's number."""
    values = tagged.every(pairs, "LID", "AID")
    doi = (found[1] for value in values if (found := IDENTIFIER.fullmatch(value)) and found[2].casefold() == "doi")
    told = next(doi, "") or next((text for text in tagged.every(pairs, "SO") if "doi:" in text.casefold()), "")
    bare = (value for value in tagged.every(pairs, "LID") if not IDENTIFIER.fullmatch(value))
    return {"DOI": told, "number": next(filter(record.is_number, bare), "") or _in_place_of_pages(pairs)}


def _in_place_of_pages(pairs: list[tuple[str, str]]) -> str:
    """“1042”, of “1042 [pii]”, where that is all there is; most publishers' numbers are none of the article's."""
    values = () if tagged.first(pairs, "PG") else tagged.every(pairs, "LID")
    return next((found[1] for value in values if (found := SHORT.fullmatch(value))), "")
