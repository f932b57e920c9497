"""BibTeX and BibLaTeX: bibtexparser takes a record apart, pylatexenc reads its LaTeX."""

import re
from collections.abc import Iterator
from typing import Any

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

from guidance.references import dates, names, record, source_types
from guidance.references.importing import entries, latex
from guidance.references.importing.entries import split
from guidance.references.importing.records import Draft

__all__ = ["parse", "parse_type", "people", "split"]

AND = re.compile(r"(?<!\\)[{}]|(?<=[\s}])and(?=[\s{])", re.IGNORECASE)
FIELDS = {
    "title-short": ("shorttitle",),
    "container-title": ("journal", "journaltitle", "booktitle", "maintitle"),
    "container-title-short": ("shortjournal", "journal-iso", "journalabbreviation"),
    "collection-title": ("series",),
    "event-title": ("eventtitle",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("address", "location", "place"),
    "authority": ("authority",),
    "edition": ("edition",),
    "version": ("version",),
    "genre": ("type",),
    "volume": ("volume",),
    "page": ("pages", "page"),
    "ISSN": ("issn",),
    "ISBN": ("isbn",),
    "PMCID": ("pmcid", "pmc"),
    "language": ("language", "langid"),
    "note": ("note",),
}


def parse(text: str) -> Draft:
    kind, fields = entries.entry(text)
    item: dict[str, Any] = {field: _first(fields, *keys) for field, keys in FIELDS.items()}
    item["type"] = parse_type(kind, fields.get("entrysubtype", ""))
    is_article = kind in {"article", "periodical", "suppperiodical"}
    item["title"] = _title(fields)
    for field in record.PEOPLE:
        item[field] = people(fields.get(field, ""))
    item["issued"] = _date(fields)
    item["accessed"] = _first(fields, "urldate")
    number = _first(fields, "number")
    item["issue"] = _first(fields, "issue") or (number if is_article else "")
    item["number"] = _first(fields, "eid", "art_number", "article-number") or ("" if is_article else number)
    item.update(_addresses(fields))
    if _archive(fields) == "arxiv" and item["type"] in {"document", "manuscript", "webpage"}:
        item["type"] = "article"  # a preprint
    if kind == "mastersthesis":
        item["genre"] = item["genre"] or "Master's thesis"
    return Draft(item, tuple(filter(None, [_first(fields, "type")])))


def _title(fields: dict[str, str]) -> str:
    title, subtitle = _first(fields, "title"), _first(fields, "subtitle")
    if title and subtitle:
        return f"{title} {subtitle}" if title.endswith(("?", "!")) else f"{title}: {subtitle}"
    return title or _first(fields, "booktitle", "maintitle")


def _first(fields: dict[str, str], *keys: str) -> str:
    return next((text for key in keys if (text := latex.plain(fields.get(key, "")).strip())), "")


def parse_type(kind: str, subtype: str = "") -> str:
    """BibLaTeX's entrysubtype says the finer type, and is how ours is kept."""
    if subtype in record.TYPES:
        return subtype
    if kind == "article" and subtype == "newspaper":
        return "article-newspaper"
    return source_types.BIBTEX.get(kind, "document")


def _date(fields: dict[str, str]) -> str:
    """The date as one text: BibLaTeX's field, or BibTeX's three. Of a range, its beginning."""
    if date := _first(fields, "date"):
        return date.split("/")[0] if re.match(r"\d{4}-", date) else date
    year, month, day = (_first(fields, key) for key in ("year", "month", "day"))
    if not re.fullmatch(r"\d{1,4}", year, re.ASCII):
        return year
    return " ".join(part for part in (year.zfill(4), _month(month), day) if part)


def _month(text: str) -> str:
    """“7”, “jul” or “July” as the letters a date is read by."""
    return dates.MONTHS[int(text) - 1] if text in {*map(str, range(1, 13)), *(f"0{n}" for n in range(1, 10))} else text


def _addresses(fields: dict[str, str]) -> dict[str, str]:
    """Identifiers, which are not printed as LaTeX; PubMed's in a field of its own or as an e-print."""
    doi, url, printed = (latex.address(fields.get(key, "")).strip() for key in ("doi", "url", "howpublished"))
    number, at = fields.get("eprint", ""), _archive(fields)
    preprint = f"https://arxiv.org/abs/{number}" if number and at == "arxiv" else ""
    pmid = fields.get("pmid") or (number if at in {"pubmed", "pmid"} else "")
    return {"DOI": doi, "URL": url or printed or preprint, "PMID": pmid}


def _archive(fields: dict[str, str]) -> str:
    """Where the e-print is kept."""
    return (fields.get("eprinttype") or fields.get("archiveprefix") or "").casefold()


def people(text: str) -> list[names.Name]:
    """The names in an author or editor field; what stands in braces is a body."""
    return [name for part in _parted(text) for one in _apart(part) if (name := _person(one))]


def _apart(text: str) -> list[str]:
    """“Smith, J.; Jones, K.” as two names, but not where a brace holds them together."""
    parts = names.apart(text)
    return parts if all(part.count("{") == part.count("}") for part in parts) else [text]


def _parted(text: str) -> Iterator[str]:
    """What stands between one “and” and the next, but for those in braces."""
    depth = start = 0
    for found in AND.finditer(text):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif not depth:
            yield text[start : found.start()].strip()
            start = found.end()
    yield text[start:].strip()


def _person(text: str) -> names.Name:
    if text.startswith("{") and text.endswith("}") and entries.closed(text) == len(text):
        return names.body(latex.plain(text))
    try:
        parts = parse_single_name_into_parts(text, strict=False)
    except InvalidNameError:
        return names.body(latex.plain(text))
    family, given, suffix = (
        " ".join(latex.plain(" ".join(words)).replace(",", " ").split())
        for words in (parts.von + parts.last, parts.first, parts.jr)
    )
    return names.of(family, given, suffix)
