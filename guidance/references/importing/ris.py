"""RIS, in the dialects of Zotero, EndNote, Embase, Ovid, Scopus and Google Scholar."""

import re
from collections.abc import Iterator
from typing import Any

from guidance.references import csl, dates, names, record, source_types
from guidance.references.importing import tagged
from guidance.references.importing.records import CannotRead, Draft

# By database, where the number of PubMed stands: the same tag holds another number in the next.
PMID_TAGS = (
    (re.compile(r"scopus", re.IGNORECASE), ("C2",)),
    (re.compile(r"embase", re.IGNORECASE), ("C5",)),
    (re.compile(r"pubmed|medline|nlm", re.IGNORECASE), ("AN", "C5")),
)
SERIAL = {"BOOK", "EBOOK", "EDBOOK", "RPRT"}  # stand in nothing, and T2 is the series that they belong to
ISSUE = re.compile(r"[A-Za-z. ]{0,8}\d{1,5}(?:[-/]\d{1,5})?")
OWN = re.compile(r"^\s{0,3}(?:TY|TI|T1|CT|BT)\s{1,2}-", re.MULTILINE)  # the tags that only a record of its own has
DIGITS = re.compile(r"\d{1,9}", re.ASCII)
FIELDS = {
    "title": ("TI", "T1", "CT"),
    "title-short": ("ST",),
    "collection-title": ("T3",),
    "event-title": ("C3",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "volume": ("VL",),
    "issue": ("IS", "CP"),
    "edition": ("ET",),
    "language": ("LA",),
    "genre": ("M3",),
    "accessed": ("Y2",),
}


def split(lines: tagged.Lines) -> Iterator[tuple[int, str]]:
    """From TY to ER, to the next TY, or to the end of the file; a record that begins without TY is one too.

    What Ovid writes behind ER (“NL  - J Invent Res”) belongs to the record above.
    """
    above, text = 0, ""
    for start, is_ended, block in _blocks(lines):
        if text and not (is_ended or OWN.search(block)):
            text += f"\n{block}"
            continue
        if text:
            yield above, text
        above, text = start, block
    if text:
        yield above, text


def _blocks(lines: tagged.Lines) -> Iterator[tuple[int, bool, str]]:
    """Its first line, whether ER ends it, and the text of all that stands between one TY or ER and the next."""
    start, block = 0, list[str]()
    for number, line in lines:
        found = tagged.RIS.match(line)
        tag = found[1] if found else ""
        if tag in {"TY", "ER"} and block:
            yield start, tag == "ER", "\n".join(block)
            block = []
        if tag and tag != "ER" and not block:
            start, block = number, [line]
        elif block:
            block.append(line)
    if block:
        yield start, False, "\n".join(block)


def parse(text: str) -> Draft:
    pairs = tagged.fields(text, tagged.RIS)
    item: dict[str, Any] = {field: tagged.first(pairs, *tags) for field, tags in FIELDS.items()}
    form = tagged.first(pairs, "TY").upper()
    item["type"] = source_types.RIS.get(
        form, "article-journal" if tagged.first(pairs, "JF", "JO", "JA") else "document"
    )
    item["title"] = item["title"] or tagged.first(pairs, "BT")
    is_article = item["type"].startswith("article")
    if not form and not item["title"]:
        raise CannotRead("It does not begin with a TY line, and has no title.")
    item["author"] = _people(pairs, "AU", "A1")
    item["editor"] = _people(pairs, *(("ED",) if is_article else ("ED", "A2")))
    item["note"] = [text for text in tagged.every(pairs, "N1") if not record.NOTED_DOI.fullmatch(text)]
    item["issued"] = _date(pairs)
    if form in SERIAL:
        item["collection-title"] = item["collection-title"] or tagged.first(pairs, "T2")
        pairs = [(tag, value) for tag, value in pairs if tag != "T2"]
    item.update(_container(pairs, "" if is_article else item["title"]))
    if is_article and ISSUE.fullmatch(tagged.first(pairs, "M1")):
        item["issue"] = item["issue"] or tagged.first(pairs, "M1")
    item.update(_numbers(pairs, is_article))
    item.update(_addresses(pairs))
    if is_article:
        item.pop("genre")
    return Draft(item, tuple(tagged.every(pairs, "M3", "PT")))


def _people(pairs: list[tuple[str, str]], *tags: str) -> list[names.Name]:
    return [names.read(name) for line in tagged.every(pairs, *tags) for name in names.apart(line)]


def _date(pairs: list[tuple[str, str]]) -> dates.Date:
    """The year that PY tells, else Y1 or DA, with as much as any of them knows of the day in it."""
    told = [date for tag in ("PY", "Y1", "DA") if (date := dates.read(tagged.first(pairs, tag)))]
    known = [date for date in told if dates.parts(date)] or told
    same = (date for date in known if dates.parts(date)[:1] == dates.parts(known[0])[:1])
    return max(same, key=lambda date: len(dates.parts(date)), default={})


def _container(pairs: list[tuple[str, str]], title: str) -> dict[str, str]:
    full = next((name for name in tagged.every_in_turn(pairs, "T2", "JF", "BT", "JO", "JA") if name != title), "")
    short = next((name for name in tagged.every_in_turn(pairs, "J2", "JA", "JO", "NL") if name != full), "")
    return {"container-title": full, "container-title-short": short}


def _numbers(pairs: list[tuple[str, str]], is_article: bool) -> dict[str, str]:
    """Pages; the number of an article or report; ISSN and ISBN, which share a tag."""
    first, last = tagged.first(pairs, "SP"), tagged.first(pairs, "EP")
    is_range = first and last and "-" not in first
    serial = " ".join(tagged.every(pairs, "SN"))
    return {
        "page": f"{first}-{last}" if is_range else first or last,
        "number": tagged.first(pairs, "C7") if is_article else tagged.first(pairs, "M1"),
        "ISSN": serial,
        "ISBN": serial,
    }


def _addresses(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """DOI, PMID and URL: each database has its own tag for them."""
    links = tagged.every(pairs, "UR", "L2", "LK", "L1")
    named = [*tagged.every(pairs, "DO", "DI"), *(link for link in links if "doi.org/" in link.casefold())]
    named += [text for text in tagged.every(pairs, "M3", "L3", "N1") if record.NOTED_DOI.fullmatch(text)]
    database = " ".join(tagged.every(pairs, "DB", "DP"))
    own = next((tags for name, tags in PMID_TAGS if name.search(database)), ())
    numbers = tagged.every(pairs, *own)
    pmcids = (text for text in tagged.every(pairs, "C2", "PMC") if text.upper().startswith("PMC"))
    return {
        "DOI": next((text for text in named if csl.normalise_doi(text)), ""),
        "PMID": next((number for number in numbers if DIGITS.fullmatch(number)), ""),
        "PMCID": next(pmcids, ""),
        "URL": next((link for link in links if link.startswith("http")), ""),
    }
