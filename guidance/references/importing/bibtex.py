"""BibTeX and BibLaTeX. The records are told apart here; bibtexparser reads each, pylatexenc its LaTeX."""

import logging
import re
from collections.abc import Iterator
from typing import Any

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts
from bibtexparser.model import DuplicateFieldKeyBlock, Entry
from bibtexparser.splitter import Splitter

from guidance.references import dates, names, record, source_types
from guidance.references.importing import latex, tagged
from guidance.references.importing.records import CannotRead, Draft

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it logs each record it fails at; we tell the person

START = re.compile(r"@\s{0,9}([A-Za-z]+)\s{0,9}([{(])")
# Braces; the round bracket that ends a record; and a record that begins a line, though the one above was never closed.
STOP = re.compile(
    r"(?<!\\)[{}]|\)(?=\s*(?:@|\Z))|^[ \t]{0,3}@[ \t]?[A-Za-z]+\s{0,9}[{(]\s{0,9}[^\s,{}()=\"]*[ \t]*,", re.MULTILINE
)
BRACE = re.compile(r"(?<!\\)[{}]")
AND = re.compile(r"(?<!\\)[{}]|(?<=[\s}])and(?=[\s{])", re.IGNORECASE)
NO_KEY = re.compile(r"(@\s*(?!string\b)\w+\s*\{)\s*(?=\w[\w-]*\s*=)", re.IGNORECASE)
WORD = re.compile(r"[=#]\s*([A-Za-z][\w:-]*)")
DEFINED = re.compile(r"@\s*string\s*\{\s*([^\s=]+)\s*=\s*(.*)\}\s*", re.IGNORECASE | re.DOTALL)
LONGEST_MACRO = 1000  # characters; a longer abbreviation abbreviates nothing
PIECE = re.compile(r'(?<!\\)[{}"#]')
NOT_ENTRIES = {"comment", "preamble", "string"}

FIELDS = {
    "title-short": ("shorttitle",),
    "container-title": ("journal", "journaltitle", "booktitle", "maintitle"),
    "container-title-short": ("shortjournal", "journal-iso", "journalabbreviation"),
    "collection-title": ("series",),
    "event-title": ("eventtitle",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address", "place"),
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


def split(lines: tagged.Lines) -> Iterator[tuple[int, str]]:
    """From @type{ to the brace that closes it, or to the next record; before it the abbreviations it uses."""
    text = "\n".join(line for _, line in lines)
    macros: dict[str, str] = {}
    line = at = 0
    while opened := START.search(text, at):
        line += text.count("\n", at, opened.start())
        end = _end(text, opened)
        block = text[opened.start() : end]
        if opened[1].casefold() not in NOT_ENTRIES:
            used = dict.fromkeys(word.casefold() for word in WORD.findall(block))
            yield line + 1, "\n".join([*(macros[word] for word in used if word in macros), block])
        elif (found := DEFINED.fullmatch(block)) and len(block) <= LONGEST_MACRO:
            macros[found[1].casefold()] = " ".join(block.split())
        line, at = line + text.count("\n", opened.start(), end), end


def _end(text: str, opened: re.Match[str]) -> int:
    depth = 1
    for stop in STOP.finditer(text, opened.end()):
        if stop[0].lstrip().startswith("@"):
            return stop.start()
        if stop[0] == ")":
            if opened[2] == "(" and depth == 1:
                return stop.end()
            continue
        depth += 1 if stop[0] == "{" else -1
        if not depth:
            return stop.end()
    return len(text)


def parse(text: str) -> Draft:
    kind, fields = _entry(text)
    item: dict[str, Any] = {field: _first(fields, *keys) for field, keys in FIELDS.items()}
    item["type"] = parse_type(kind, fields.get("entrysubtype", ""))
    is_article = kind in {"article", "periodical", "suppperiodical"}
    title, subtitle = _first(fields, "title"), _first(fields, "subtitle")
    item["title"] = f"{title}: {subtitle}" if title and subtitle else title or _first(fields, "booktitle", "maintitle")
    if item["title"] == item["container-title"] and not title:
        item["container-title"] = ""
    for field in record.PEOPLE:
        item[field] = people(fields.get(field, ""))
    item["issued"] = _date(fields)
    item["accessed"] = _first(fields, "urldate")
    number = _first(fields, "number")
    item["issue"] = _first(fields, "issue") or (number if is_article else "")
    item["number"] = _first(fields, "eid", "art_number", "article-number") or ("" if is_article else number)
    item.update(_addresses(fields))
    return Draft(item, tuple(filter(None, [_first(fields, "type")])))


def _entry(text: str) -> tuple[str, dict[str, str]]:
    """The type of the one entry in ``text``, and its fields with what they abbreviate written out."""
    try:
        library = Splitter(NO_KEY.sub(r"\1nameless, ", text)).split()
    except Exception as error:  # none is known to; one record must never cost the others
        raise CannotRead("It is not in BibTeX's form.") from error
    repeated = [
        block.ignore_error_block for block in library.failed_blocks if isinstance(block, DuplicateFieldKeyBlock)
    ]
    entry = next((block for block in [*library.entries, *repeated] if isinstance(block, Entry)), None)
    if entry is None:
        raise CannotRead("Its braces or quotes do not close, or a comma is missing between its fields.")
    macros = {string.key.casefold(): _written_out(string.value, {}) for string in library.strings}
    fields: dict[str, str] = {}
    for field in entry.fields:
        fields.setdefault(field.key.casefold(), _written_out(field.value, macros))
    return entry.entry_type.casefold(), fields


def _written_out(value: str, macros: dict[str, str]) -> str:
    """``jir # " Results"`` as one text: its pieces without their quotes or outer braces."""
    pieces, start, depth, is_quoted = [], 0, 0, False
    for found in PIECE.finditer(value):
        if found[0] == "#" and not depth and not is_quoted:
            pieces.append(value[start : found.start()])
            start = found.end()
        elif found[0] == '"':
            is_quoted ^= not depth
        elif found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
    return "".join(_unquoted(piece.strip(), macros) for piece in [*pieces, value[start:]])


def _unquoted(piece: str, macros: dict[str, str]) -> str:
    if piece[:1] + piece[-1:] in {"{}", '""'} and len(piece) > 1:
        return piece[1:-1]
    return macros.get(piece.casefold(), piece)


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
    eprint = fields.get("eprint", "") if fields.get("eprinttype", "").casefold() in {"pubmed", "pmid"} else ""
    return {"DOI": doi, "URL": url or printed, "PMID": fields.get("pmid", "") or eprint}


def people(text: str) -> list[names.Name]:
    """The names in an author or editor field; what stands in braces is a body."""
    return [name for one in _parted(text) if (name := _person(one))]


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
    if text.startswith("{") and text.endswith("}") and _end_of_first(text) == len(text):
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


def _end_of_first(text: str) -> int:
    """Where the brace that opens ``text`` is closed."""
    depth = 0
    for brace in BRACE.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return 0
