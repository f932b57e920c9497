"""What is kept of a source's CSL-JSON, in one spelling, so that every format tells the same record the same way.

Kept is what a citation needs. Abstracts, key words, affiliations and a database's own fields are not: a record becomes
part of what is signed and published, and they are somebody else's text.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from guidance.canonical import clean
from guidance.references import csl, dates, names

TEXTS = (
    *("title", "title-short", "container-title", "container-title-short", "collection-title", "event-title"),
    *("publisher", "publisher-place", "authority", "edition", "version", "genre"),
    *("volume", "issue", "page", "number", "ISSN", "ISBN", "DOI", "PMID", "PMCID", "URL", "language", "note"),
)
PEOPLE = ("author", "editor")
DATES = ("issued", "accessed")
FIELDS = ("type", *TEXTS, *PEOPLE, *DATES)

TYPES = (
    *("article", "article-journal", "article-magazine", "article-newspaper", "book", "broadcast", "chapter", "dataset"),
    *("document", "entry-dictionary", "entry-encyclopedia", "figure", "legal_case", "legislation", "manuscript", "map"),
    *("motion_picture", "pamphlet", "paper-conference", "patent", "personal_communication", "post-weblog", "report"),
    *("software", "song", "speech", "standard", "thesis", "webpage"),
)
OTHER_TYPES = {
    "bill": "legislation",
    "book-chapter": "chapter",
    "collection": "book",
    "edited-book": "book",
    "entry": "entry-encyclopedia",
    "graphic": "figure",
    "hearing": "report",
    "interview": "personal_communication",
    "journal-article": "article-journal",
    "monograph": "book",
    "musical_score": "song",
    "periodical": "article-journal",
    "post": "post-weblog",
    "posted-content": "article",
    "proceedings-article": "paper-conference",
    "reference-book": "book",
    "reference-entry": "entry-encyclopedia",
    "regulation": "legislation",
    "review": "article-journal",
    "review-book": "article-journal",
    "treaty": "legislation",
}

LONGEST_DOI = 500  # characters; PostgreSQL cannot index a much longer one
PMID = re.compile(r"(?:PMID:? ?)?(\d{1,9})(?:\.0)?", re.IGNORECASE)
PMCID = re.compile(r"(?:PMC(?:ID)?:? ?)*(\d{3,9})(?:\.\d+)?", re.IGNORECASE)
PUBMED = re.compile(r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,9})\b")
# A text that is a DOI and nothing else: publishers set it where a note or a kind of work should stand.
NOTED_DOI = re.compile(r"(?:doi:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+", re.IGNORECASE)
NOTED_PMID = re.compile(r"\bPMID:? ?(\d{1,9})\b", re.IGNORECASE)
URL = re.compile(r"https?://[^\s\"<>{}|\\^`]+", re.IGNORECASE)
ISSN = re.compile(r"(?<![\w-])(\d{4})-?(\d{3}[\dX])(?![\w-])", re.IGNORECASE)
ISBN = re.compile(r"(?<![\w-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dX](?![\w-])", re.IGNORECASE)
DASHES = re.compile(r"\s*(?:[-‐‑–—]\s*)+")
# A note in which a database speaks of its export and not of the source.
EXPORTED = re.compile(
    r"(?:Export(?:ed)? Date|(?:times )?cited(?: by)?|Cited References Count)\b.*|(?:doi:|L\d{6,}) ?[\w/.:; -]{0,80}",
    re.IGNORECASE,
)


def tidy(item: Mapping[str, Any]) -> dict[str, Any]:
    """``item`` in the fields that are kept, each in its one spelling; what is no such value is left out."""
    record: dict[str, Any] = {}
    for field in TEXTS:
        if text := SPELLINGS.get(field, str)(_text(item.get(field))):
            record[field] = text
    for field in PEOPLE:
        if people := names.tidy(item.get(field)):
            record[field] = people
    for field in DATES:
        if date := dates.tidy(item.get(field)):
            record[field] = date
    record["type"] = _type(item.get("type"))
    _identify(record)
    _place(record)
    return csl.normalised({field: record[field] for field in FIELDS if field in record})


def _text(value: Any) -> str:
    """One line of text; of several values all, joined."""
    if isinstance(value, list | tuple):
        return clean("; ".join(part for part in map(_text, value) if part))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return one_line(str(value))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _type(value: Any) -> str:
    word = value if isinstance(value, str) else ""
    return word if word in TYPES else OTHER_TYPES.get(word, "document")


def _title(text: str) -> str:
    """Without the full stop that a database sets behind it."""
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith("..") else text


def _doi(text: str) -> str:
    doi = csl.normalise_doi(text)
    return doi if len(doi) <= LONGEST_DOI else ""


def _pmid(text: str) -> str:
    found = PMID.fullmatch(text)
    return found[1].lstrip("0") if found and found[1].isascii() else ""


def _pmcid(text: str) -> str:
    found = PMCID.fullmatch(text)
    return f"PMC{found[1]}" if found and found[1].isascii() else ""


def is_number(text: str) -> bool:
    """False of an address, which stands where the number of an article should."""
    return not URL.match(text)


def _url(text: str) -> str:
    found = URL.search(text)
    return found[0].rstrip(".,;") if found else ""


def _page(text: str) -> str:
    text = DASHES.sub("-", text)
    first, _, last = text.partition("-")
    return first if first == last else text


def _numbers(pattern: re.Pattern[str], spell: Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    def spelled(text: str) -> str:
        return ", ".join(dict.fromkeys(spell(found) for found in pattern.finditer(text) if found[0].isascii()))

    return spelled


# BibLaTeX's words for a source, which it prints in the reader's language.
GENRES = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
SPELLINGS: dict[str, Callable[[str], str]] = {
    "title": _title,
    "DOI": _doi,
    "PMID": _pmid,
    "number": lambda text: text if is_number(text) else "",
    "genre": lambda text: GENRES.get(text, text),
    "PMCID": _pmcid,
    "URL": _url,
    "page": _page,
    "ISSN": _numbers(ISSN, lambda found: f"{found[1]}-{found[2].upper()}"),
    "ISBN": _numbers(ISBN, lambda found: re.sub("[- ]", "", found[0]).upper()),
    "note": lambda text: "" if EXPORTED.fullmatch(text) and not NOTED_DOI.fullmatch(text) else text,
}


def _identify(record: dict[str, Any]) -> None:
    """DOI and PMID where they stand in an address or a note instead."""
    noted = [record.pop(field) for field in ("note", "genre") if NOTED_DOI.fullmatch(record.get(field, ""))]
    url, note = str(record.get("URL", "")), str(record.get("note", ""))
    told = map(_doi, [*([url] if csl.DOI_LINK.match(url) else []), *noted])
    if "DOI" not in record and (doi := next(filter(None, told), "")):
        record["DOI"] = doi
    if "PMID" not in record and (found := PUBMED.match(url) or NOTED_PMID.search(note)) and (pmid := _pmid(found[1])):
        record["PMID"] = pmid


def _place(record: dict[str, Any]) -> None:
    """A short title only where it is one; an article's number where a reader looks for its page."""
    for field in ("title", "container-title"):
        short = f"{field}-short"
        if short in record and (field not in record or record[short] == record[field]):
            record[field] = record.pop(short)
    if not record["type"].startswith("article") and record.get("container-title") == record.get("title"):
        record.pop("container-title", None)  # as proceedings and books say it that name themselves twice
    number = _page(record.get("number", "")) if record["type"] == "article-journal" else ""
    if number and record.setdefault("page", number) == number:
        del record["number"]
