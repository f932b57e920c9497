"""BibTeX, in UTF-8, with BibLaTeX's fields where BibTeX has none."""

from collections.abc import Iterable, Iterator
from typing import Any

from guidance.references import dates, names, source_types
from guidance.references.importing import bibtex as reading
from guidance.references.importing import latex

TYPES = source_types.written(source_types.BIBTEX) | {"report": "techreport", "thesis": "phdthesis"}
FIELDS = {
    "title-short": "shorttitle",
    "container-title-short": "shortjournal",
    "collection-title": "series",
    "event-title": "eventtitle",
    "publisher-place": "address",
    "authority": "authority",
    "edition": "edition",
    "version": "version",
    "genre": "type",
    "volume": "volume",
    "ISSN": "issn",
    "ISBN": "isbn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "language": "language",
    "note": "note",
}
PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}


def write(items: Iterable[tuple[str, dict[str, Any]]]) -> str:
    return "".join(_entry(key, item) for key, item in items)


def _entry(key: str, item: dict[str, Any]) -> str:
    kind = TYPES.get(item["type"], "article" if item["type"].startswith("article-") else "misc")
    fields = "".join(f"  {field} = {{{value}}},\n" for field, value in _fields(kind, item))
    return f"@{kind}{{{key},\n{fields}}}\n\n"


def _fields(kind: str, item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each field and its LaTeX. The title stands in braces of its own, so that no style sets it in lower case."""
    yield "title", f"{{{latex.written(item['title'])}}}"
    for field in ("author", "editor"):
        if field in item:
            yield field, " and ".join(map(_name, item[field]))
    named = FIELDS | _named(kind)
    yield from ((name, latex.written(item[field])) for field, name in named.items() if field in item)
    if "page" in item:
        yield "pages", latex.written(item["page"]).replace("-", "--")
    yield from (
        (name, latex.written_address(item[field])) for field, name in (("DOI", "doi"), ("URL", "url")) if field in item
    )
    yield from _dates(item)
    if reading.parse_type(kind) != item["type"]:
        yield "entrysubtype", item["type"]


def _named(kind: str) -> dict[str, str]:
    """The fields that BibTeX names by the type of the entry."""
    is_article = kind == "article"
    return {
        "container-title": "journal" if is_article else "booktitle",
        "publisher": PUBLISHERS.get(kind, "publisher"),
        "issue": "number" if is_article else "issue",
        "number": "eid" if is_article else "number",
    }


def _name(name: names.Name) -> str:
    """“Family, Suffix, Given”, in braces what would be read otherwise."""
    if "literal" in name:
        return "others" if name == names.AND_OTHERS else f"{{{latex.written(name['literal'])}}}"
    parts = [latex.written(name[part]) for part in ("family", "suffix", "given") if part in name]
    plain = ", ".join(parts)
    is_safe = reading.people(f"A and {plain} and A")[1:-1] == [name]
    return plain if is_safe else ", ".join(f"{{{part}}}" for part in parts)


def _dates(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if issued := item.get("issued"):
        year, *others = dates.parts(issued) or (0,)
        yield "year", f"{year:04}" if year else latex.written(issued["literal"])
        yield from zip(("month", "day"), map(str, others), strict=False)
    if accessed := item.get("accessed"):
        yield "urldate", latex.written(dates.numeric(accessed, "-"))


def carried(item: dict[str, Any]) -> dict[str, Any]:
    return item
