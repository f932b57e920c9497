"""RIS. Every tag is one that EndNote and Zotero know."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from guidance.references import dates, names, source_types

TYPES = source_types.written(source_types.RIS)
TAGS = {
    "title": "TI",
    "title-short": "ST",
    "container-title": "T2",
    "container-title-short": "J2",
    "collection-title": "T3",
    "event-title": "C3",
    "publisher": "PB",
    "publisher-place": "CY",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "ISSN": "SN",
    "ISBN": "SN",
    "DOI": "DO",
    "PMCID": "C2",
    "URL": "UR",
    "language": "LA",
    "note": "N1",
}
PAGES = re.compile(r"([^\s,;-]+)-([^\s,;-]+)")


def write(items: Iterable[tuple[str, dict[str, Any]]]) -> str:
    records = ("\n".join(f"{tag}  - {value}" for tag, value in _lines(key, item)) for key, item in items)
    return "".join(f"{record}\nER  - \n\n" for record in records)


def _lines(key: str, item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    is_article = item["type"].startswith("article")
    yield "TY", TYPES[item["type"]]
    yield "ID", key
    yield from (("AU", names.write(name)) for name in item.get("author", ()))
    yield from (("ED", names.write(name)) for name in item.get("editor", ()))
    tags = TAGS | ({"container-title": "BT"} if item["type"] in {"book", "report"} else {})  # T2 is their series
    yield from ((tag, item[field]) for field, tag in tags.items() if field in item)
    yield from _dates(item)
    pages = PAGES.fullmatch(item.get("page", ""))
    found = {
        "SP": pages[1] if pages else item.get("page"),
        "EP": pages[2] if pages else None,
        "C7" if is_article else "M1": item.get("number"),
        "M3": None if is_article else item.get("genre"),
        "AN": item.get("PMID"),
        "DB": "PubMed" if "PMID" in item else None,
    }
    yield from ((tag, value) for tag, value in found.items() if value)


def _dates(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if issued := item.get("issued"):
        yield "PY", dates.numeric(issued, "/")[:4] if dates.parts(issued) else issued["literal"]
        if len(dates.parts(issued)) > 1:
            yield "DA", dates.numeric(issued, "/")
    if accessed := item.get("accessed"):
        yield "Y2", dates.numeric(accessed, "/")


def carried(item: dict[str, Any]) -> dict[str, Any]:
    """No ``authority`` and ``version``; no ``genre`` of an article."""
    lost = {"authority", "version"} | ({"genre"} if item["type"].startswith("article") else set())
    return {field: value for field, value in item.items() if field not in lost}
