"""BibTeX taken apart: a file into its records, and a record into the fields of its entry, by bibtexparser."""

import logging
import re
from collections.abc import Iterator

from bibtexparser.model import DuplicateFieldKeyBlock, Entry
from bibtexparser.splitter import Splitter

from guidance.references.importing import tagged
from guidance.references.importing.records import CannotRead

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it logs each record it fails at; we tell the person

START = re.compile(r"@\s{0,9}([A-Za-z]+)\s{0,9}([{(])")
# Braces; the round bracket that ends a record; and a record that begins a line, though the one above was never closed.
STOP = re.compile(
    r"(?<!\\)[{}]|\)(?=\s*(?:@|\Z))|^[ \t]{0,3}@[ \t]?[A-Za-z]+\s{0,9}[{(]\s{0,9}[^\s,{}()=\"]*[ \t]*,", re.MULTILINE
)
NO_KEY = re.compile(r"(@\s*(?!string\b)\w+\s*\{)\s*(?=\w[\w-]*\s*=)", re.IGNORECASE)
EMPTY = re.compile(r"(?<=[}\"])\s*,(?:\s*,)+")  # a comma too many between two fields
NO_COMMA = re.compile(r"(?<!\\)([}\"])(\s+[A-Za-z][\w-]*\s*=\s*[{\"\w])")
WORD = re.compile(r"[=#]\s*([A-Za-z][\w:-]*)")
DEFINED = re.compile(r"@\s*string\s*[{(]\s*([^\s=]+)\s*=\s*(.*)[})]\s*", re.IGNORECASE | re.DOTALL)
LONGEST_MACRO = 1000  # characters; a longer abbreviation abbreviates nothing
CROSSREF = re.compile(r"\bcrossref\s*=\s*[{\"]?\s*([^\s,{}\"]+)", re.IGNORECASE)
LONGEST_PARENT = 4000  # characters of the volume that a chapter refers to; it is read with each of them
PARENT = "inherited"  # what such a volume is called where it stands behind what refers to it
INHERITED = (
    *("booktitle", "editor", "publisher", "organization", "institution", "address", "location", "series", "volume"),
    *("year", "month", "day", "date", "isbn", "issn", "eventtitle", "journal", "journaltitle", "number", "edition"),
)
CLOSING = {"{": "}", '"': '"'}
PIECE = re.compile(r'(?<!\\)[{}"#]')
UNCLOSED = "Its braces or quotes do not close, or a comma is missing between its fields."
NOT_ENTRIES = {"comment", "preamble", "string"}


def split(lines: tagged.Lines) -> Iterator[tuple[int, str]]:
    """From @type{ to the brace that closes it, or to the next record.

    Before it stand the abbreviations it uses, behind it the volume that it refers to.
    """
    text = "\n".join(line for _, line in lines)
    parents = _parents(text)
    for line, block, macros in _records(text):
        led = CROSSREF.search(block) if parents else None
        whole = f"{block}\n{parents.get(led[1].casefold(), '')}" if led else block
        used = dict.fromkeys(word.casefold() for word in WORD.findall(whole))
        yield line, "\n".join([*(macros[word] for word in used if word in macros), whole])


def _parents(text: str) -> dict[str, str]:
    """By its key, each record that another one refers to."""
    keys = {found[1].casefold() for found in CROSSREF.finditer(text)}
    blocks = [block for _, block, _ in _records(text) if len(block) <= LONGEST_PARENT] if keys else []
    bodies = (block[opened.end() - 1 :] for block in blocks if (opened := START.match(block)))
    named = ((body[1:].partition(",")[0].strip().casefold(), body) for body in bodies)
    return {key: f"@{PARENT}{body}" for key, body in named if key in keys}


def _records(text: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Each record with its line, and the abbreviations that were defined above it."""
    macros: dict[str, str] = {}
    line = at = 0
    while opened := START.search(text, at):
        line += text.count("\n", at, opened.start())
        end = _end(text, opened)
        block = text[opened.start() : end]
        if opened[1].casefold() not in NOT_ENTRIES:
            yield line + 1, block, macros
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


def entry(text: str) -> tuple[str, dict[str, str]]:
    """The type of the one entry in ``text``, and its fields with what they abbreviate written out.

    A comma that was left out between two fields is set, and one too many taken out, so that neither is lost.
    """
    try:
        return _entry(text)
    except CannotRead:
        mended = NO_COMMA.sub(r"\1,\2", EMPTY.sub(",", text))
        if mended == text:
            raise
    return _entry(mended)


def _entry(text: str) -> tuple[str, dict[str, str]]:
    try:
        library = Splitter(NO_KEY.sub(r"\1nameless, ", text)).split()
    except Exception as error:  # none is known to; one record must never cost the others
        raise CannotRead("It is not in BibTeX's form.") from error
    repeated = [
        block.ignore_error_block for block in library.failed_blocks if isinstance(block, DuplicateFieldKeyBlock)
    ]
    entries = [block for block in [*library.entries, *repeated] if isinstance(block, Entry)]
    entry = next((block for block in entries if block.entry_type != PARENT), None)
    if entry is None:
        raise CannotRead(UNCLOSED)
    macros = {string.key.casefold(): _written_out(string.value, {}) for string in library.strings}
    fields = _fields(entry, macros)
    for parent in entries:
        if parent.entry_type == PARENT:
            fields = _inherited(_fields(parent, macros)) | fields
    return entry.entry_type.casefold(), fields


def _fields(entry: Entry, macros: dict[str, str]) -> dict[str, str]:
    """Of a field that stands there twice, the first; a comment above a field is no part of its name."""
    fields: dict[str, str] = {}
    for field in entry.fields:
        name = field.key.rpartition("\n")[2].strip().casefold()
        fields.setdefault(name, _written_out(field.value, macros))
    return fields


def _inherited(volume: dict[str, str]) -> dict[str, str]:
    """What a chapter or paper says by saying that it stands in ``volume``."""
    booktitle = {"booktitle": volume["title"]} if "title" in volume else {}
    return booktitle | {name: volume[name] for name in INHERITED if name in volume}


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
    if not _is_whole(piece):
        raise CannotRead(UNCLOSED)
    if piece[:1] + piece[-1:] in {"{}", '""'} and len(piece) > 1:
        return piece[1:-1]
    return macros.get(piece.casefold(), piece)


def _is_whole(piece: str) -> bool:
    """False where the brace or quote that opens it is closed before its end: the comma behind it is missing."""
    return piece[:1] not in CLOSING or closed(piece) == len(piece)


def closed(text: str) -> int:
    """Where the brace or quote that opens ``text`` is closed; 0 where it never is."""
    depth = 0
    for found in PIECE.finditer(text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth and found.end() > 1 and found[0] == CLOSING[text[0]]:
            return found.end()
    return 0
