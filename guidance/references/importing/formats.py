"""Which format a text is in, told from the text; of another tool's own format, what to export instead."""

import re
from collections.abc import Iterator
from enum import StrEnum


class Format(StrEnum):
    RIS = "ris"
    BIBTEX = "bibtex"
    NBIB = "nbib"  # PubMed's
    CSL_JSON = "csl-json"


class NotReferences(ValueError):
    """What was given is no list of references in a format read here; the message says which to export instead."""


ANY = "RIS, BibTeX, PubMed (.nbib) or CSL-JSON"
HEAD = 20_000  # characters of a markup or JSON text by which it is told

# The line by which a format shows itself.
LINES = {
    Format.RIS: re.compile(r"\s{0,3}TY\s{1,2}-"),
    Format.NBIB: re.compile(r"PMID ?-(?:\s|\d|$)|OWN - \S"),
    Format.BIBTEX: re.compile(r"\s*@\s?[A-Za-z]+\s*[{(]"),
}
FOREIGN_LINES = {
    re.compile(r"%[0A-Z@] "): ("EndNote's own format (.enw)", "RIS or BibTeX"),
    re.compile(r"(?:FN (?:Clarivate|ISI|Thomson)|PT [JBSPC]$|PT\t[A-Z]{2}\t)"): (
        "Web of Science's own format",
        "RIS or BibTeX",
    ),
    re.compile(r"RT (?:Journal|Book|Web|Generic|Thesis|Report|Conference)", re.I): ("RefWorks' own format", "RIS"),
    re.compile(r"<\d+>$|Unique Identifier$"): ("Ovid's own format", "RIS"),
    re.compile(r"Record #\d+ of \d+$"): ("the Cochrane Library's own format", "RIS"),
    re.compile(r"\d{6,9}$"): ("a list of PMIDs", "PubMed (.nbib)"),
    re.compile(r"""["']?(?:PMID|Title|Titles|Key|Authors?|Item Type|DOI)["']?\s*[,;\t]""", re.I): (
        "a table (CSV)",
        "PubMed (.nbib), RIS or BibTeX",
    ),
    re.compile(r"\d+[.:] .{10,}(?:doi:|PMID:|\d{4};)"): (
        "a list of references as text",
        "PubMed (.nbib), RIS or BibTeX",
    ),
}
FOREIGN_BYTES = (
    (b"%PDF", "a PDF", ANY),
    (b"PK\x03\x04", "a Word, Excel or zip file", ANY),
    (b"\xd0\xcf\x11\xe0", "a Word or Excel file", ANY),
    (b"SQLite format 3", "a program's database", ANY),
    (b"{\\rtf", "a text with formatting (RTF)", ANY),
    (b"\x1f\x8b", "a compressed file", ANY),
)
FOREIGN_MARKUP = (
    (r"<rdf:RDF", "Zotero's own format (RDF)", "RIS, BibTeX or CSL-JSON"),
    (r"<(?:mods:)?mods(?:Collection)?\b", "MODS", "RIS, BibTeX or CSL-JSON"),
    (r"<PubmedArticle|<PubmedBook|<MedlineCitation|<eSummaryResult", "PubMed's XML", "PubMed (.nbib)"),
    (r"<records?>|<ref-type\b|<REFERENCE_TYPE>", "EndNote's or RefMan's own format (XML)", "RIS or BibTeX"),
    (r"<b:Sources?\b", "Word's own list of sources", "RIS or BibTeX, from the program the sources came from"),
    (r"<TEI\b|<!doctype article\b|<(?:front|article)\b", "an article in XML", "RIS or BibTeX, from the journal's page"),
    (r"<(?:!doctype )?html\b", "a web page", ANY),
)
FOREIGN_JSON = (
    (r'"itemType"\s*:', "Zotero's own format (JSON)", "CSL-JSON, RIS or BibTeX"),
    (r'"message-type"\s*:', "an answer of Crossref", "CSL-JSON, RIS or BibTeX"),
    (r'"last_name"\s*:', "Mendeley's own format (JSON)", "RIS or BibTeX"),
    (
        r'"(?:hits|uids|esearchresult|resultList|paperId)"\s*:|"meta"\s*:\s*\{\s*"count"',
        "an answer of a search engine",
        ANY,
    ),
)
MARKUP = re.compile(r"\s*(?:<[A-Za-z!?]|[\[{]\s*(?:[\"{\[\]}]|$))")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def check_bytes(content: bytes) -> None:
    """NotReferences for what is told by its first bytes."""
    for mark, name, instead in FOREIGN_BYTES:
        if content.startswith(mark):
            raise foreign(name, instead)


def foreign(name: str, instead: str) -> NotReferences:
    return NotReferences(f"This is {name}, which cannot be read here. Export the references as {instead} instead.")


def told(lines: Iterator[tuple[int, str]]) -> Format:
    """The format of the text in ``lines``, which are read until it is known; NotReferences where it is none."""
    strays = seen = 0
    refusal = NotReferences(f"No reference was found in this text. Export the references as {ANY}.")
    for _, line in lines:
        if not seen and MARKUP.match(line):
            return _told_of(line.lstrip(), lines)
        strays += len(CONTROLS.findall(line))
        line = CONTROLS.sub("", line)
        seen += len(line.strip("\ufeff \t"))
        if form := next((form for form, pattern in LINES.items() if pattern.match(line)), None):
            return form
        if said := next((said for pattern, said in FOREIGN_LINES.items() if pattern.match(line)), None):
            refusal = foreign(*said)
    if not seen:
        raise NotReferences("There is nothing in it: it is empty.")
    raise NotReferences(f"This is not text. Export the references as {ANY}.") if strays > seen // 10 else refusal


def _told_of(line: str, lines: Iterator[tuple[int, str]]) -> Format:
    """Of a text that begins as markup or JSON does."""
    head = line[:HEAD]
    for _, more in lines:
        if len(head) >= HEAD:
            break
        head += "\n" + more[:HEAD]
    if head.startswith("<"):
        raise next(
            (foreign(name, instead) for pattern, name, instead in FOREIGN_MARKUP if re.search(pattern, head, re.I)),
            foreign("XML of some program", ANY),
        )
    for pattern, name, instead in FOREIGN_JSON:
        if re.search(pattern, head):
            raise foreign(name, instead)
    return Format.CSL_JSON
