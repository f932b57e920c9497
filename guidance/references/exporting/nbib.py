"""PubMed's .nbib, which knows articles, and of other sources little."""

from collections.abc import Iterable, Iterator
from typing import Any

from guidance.references import dates, names, source_types

LABELS = {form: label.title() for form, label in source_types.written(source_types.PUBMED).items()}
TAGS = {
    "container-title": "JT",
    "container-title-short": "TA",
    "title-short": "STI",
    "collection-title": "CTI",
    "publisher": "PB",
    "edition": "EN",
    "volume": "VI",
    "issue": "IP",
    "page": "PG",
    "number": "LID",
    "language": "LA",
    "PMCID": "PMC",
    "note": "GN",
}
IN_BOOKS = {"chapter", "book"}
LOST = {"event-title", "authority", "version", "genre", "URL", "accessed"}


def write(items: Iterable[tuple[str, dict[str, Any]]]) -> str:
    records = ("\n".join(f"{tag:<4}- {value}" for tag, value in _lines(key, item)) for key, item in items)
    return "".join(f"{record}\n\n" for record in records)


def _lines(key: str, item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "PMID", item.get("PMID", "")
    yield "OID", key
    is_book = item["type"] == "book"
    yield "BTI" if is_book else "TI", _stopped(item["title"])
    yield "PT", LABELS.get(item["type"], "Journal Article")
    yield from ((tag, item[field]) for field, tag in _tags(item).items() if field in item)
    for name in item.get("author", ()):
        yield from _author(name)
    yield from (("FED", names.write(name)) for name in item.get("editor", ()))
    yield from (("IS", number) for number in item.get("ISSN", "").split(", ") if number)
    yield from (("ISBN", number) for number in item.get("ISBN", "").split(", ") if number)
    if "DOI" in item:
        yield "LID", f"{item['DOI']} [doi]"
    if issued := item.get("issued"):
        yield "DP", _date(issued)


def _tags(item: dict[str, Any]) -> dict[str, str]:
    """A book stands where a journal would, and has a place."""
    if item["type"] not in IN_BOOKS:
        return TAGS
    return TAGS | {"container-title": "BTI" if item["type"] == "chapter" else "JT", "publisher-place": "PL"}


def _author(name: names.Name) -> Iterator[tuple[str, str]]:
    if "literal" in name:
        yield "CN", name["literal"]
        return
    yield "FAU", names.write(name)
    initials = "".join(part[0] for part in name["given"].replace("-", " ").replace(".", " ").split())
    yield "AU", " ".join(part for part in (name["family"], initials, name.get("suffix", "")) if part)


def _stopped(title: str) -> str:
    return title if title.endswith((".", "?", "!")) else f"{title}."


def _date(issued: dict[str, Any]) -> str:
    """“2019 Apr 1”, as PubMed writes it."""
    year, *others = dates.parts(issued) or (0,)
    if not year:
        return str(issued["literal"])
    words = [dates.MONTHS[month - 1].title() for month in others[:1]] + [str(day) for day in others[1:]]
    return " ".join([f"{year:04}", *words])


def carried(item: dict[str, Any]) -> dict[str, Any]:
    """Of a source that PubMed has no type for, an article is left; a place only of a book."""
    is_book = item["type"] == "book" or (item["type"] == "chapter" and "container-title" in item)
    lost = LOST | (set() if is_book else {"publisher-place"})
    form = item["type"] if is_book or item["type"] in LABELS else "article-journal"
    return {field: value for field, value in item.items() if field not in lost} | {"type": form}
