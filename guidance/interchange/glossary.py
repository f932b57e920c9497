"""A glossary as a CSV file: written so that what is written reads the same, read however a spreadsheet wrote it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from guidance.documents import Term, clean
from guidance.references.importing import sources

LIMIT = 4_000_000  # bytes
LONGEST_NAME = 200  # characters, of a term and of its plain name
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
COLUMNS = ("term", "abbreviations", "synonyms", "plain name", "definition", "key")
LISTS = {"abbreviations", "synonyms"}
# What else a column may be called.
NAMED = {
    "word": "term",
    "name": "term",
    "abbreviation": "abbreviations",
    "abbr": "abbreviations",
    "short": "abbreviations",
    "synonym": "synonyms",
    "also called": "synonyms",
    "plain": "plain name",
    "lay name": "plain name",
    "plain language": "plain name",
    "meaning": "definition",
    "explanation": "definition",
    "id": "key",
}
# A cell that a spreadsheet would take for a formula. With one “'” more in front it is text; on reading, one goes.
FORMULA = re.compile(r"'*[=+\-@\t\r]")

WORKBOOK = b"PK\x03\x04"  # how .xlsx and .ods begin


class NotAGlossary(ValueError):
    """The file as a whole cannot be read; the message is the reason, as a sentence."""


@dataclass(frozen=True)
class Row:
    """One term as the file gives it, by field; a field whose column the file has not is not among them."""

    line: int
    given: Mapping[str, Any]

    @property
    def term(self) -> str:
        return str(self.given["term"])

    def over(self, known: Term | None) -> Term:
        """What the file says, over what is known already."""
        value = replace(known or Term("", ""), **{name: item for name, item in self.given.items() if name != "key"})
        return value if known else replace(value, key=str(self.given.get("key", "")))


@dataclass(frozen=True)
class Unreadable:
    """A line from which no term could be taken, and why, as a sentence."""

    line: int
    reason: str


@dataclass(frozen=True)
class Sheet:
    """A file as read. ``ignored`` are the columns that a glossary does not have."""

    encoding: str
    delimiter: str
    ignored: tuple[str, ...]
    rows: tuple[Row, ...]
    unreadable: tuple[Unreadable, ...]


def write(terms: Iterable[Term]) -> str:
    """The terms as CSV with a first line of names, every cell in quotation marks."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(_cell(getattr(term, _field(name)))) for name in COLUMNS] for term in terms)
    return file.getvalue()


def _field(column: str) -> str:
    return column.replace(" ", "_")


def _cell(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(re.sub(r"([\\;])", r"\\\1", name) for name in value)


def _harmless(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def read(content: bytes | str) -> Sheet:
    """What the file holds, whatever its encoding and delimiter; NotAGlossary where it is no glossary at all."""
    if len(content) > LIMIT:
        raise NotAGlossary(f"This is more than {LIMIT // 1_000_000} MB, far longer than any glossary.")
    if isinstance(content, bytes) and content.startswith(WORKBOOK):
        raise NotAGlossary("This is a spreadsheet program's own file. Save it there as CSV (UTF-8), and take that.")
    text = sources.told(content)
    lines = [line + "\n" for _, line in text.lines()]
    start, delimiter, columns = _head(lines)
    known = [_column(name) for name in columns]
    rows, unreadable = _read_rows(lines[start:], start, delimiter, known)
    ignored = tuple(name for name, column in zip(columns, known, strict=True) if name and not column)
    return Sheet(text.encoding, delimiter, ignored, tuple(rows), tuple(unreadable))


def text_of(content: bytes | str) -> str:
    """The file as text, its lines ended by line feeds."""
    return "\n".join(line for _, line in sources.told(content).lines())


def _head(lines: list[str]) -> tuple[int, str, list[str]]:
    """How many lines the names of the columns take, with what stands before them; the delimiter; the names."""
    start = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("sep=")), None)
    if start is None:
        raise NotAGlossary("There is nothing in it: it is empty.")
    heads = {delimiter: _cells(lines[start], delimiter) for delimiter in DELIMITERS}
    delimiter = max(heads, key=lambda one: sum(bool(_column(name)) for name in heads[one]))
    names = heads[delimiter]
    columns = [column for name in names if (column := _column(name))]
    if "term" not in columns:
        others, begins = ", ".join(f"“{name}”" for name in COLUMNS[1:]), clean(lines[start]).strip()[:80]
        raise NotAGlossary(
            "The first line must name the columns, and one of them must be “term”; the others may be "
            f"{others}. This file begins with “{begins}”."
        )
    if twice := next((name for name in columns if columns.count(name) > 1), None):
        raise NotAGlossary(f"Two columns are called “{twice}”, or something that means the same.")
    return start + 1, delimiter, names


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [clean(cell).strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _column(name: str) -> str:
    """Which column ``name`` names; “” where it is none of ours."""
    said = re.sub(r"[\s_-]+", " ", name).strip().casefold()
    return said if said in COLUMNS else NAMED.get(said, "")


def _read_rows(lines: list[str], before: int, delimiter: str, columns: list[str]) -> tuple[list[Row], list[Unreadable]]:
    rows: list[Row] = []
    unreadable: list[Unreadable] = []
    for line, cells in _records(lines, delimiter):
        found = cells if isinstance(cells, str) else _row(before + line, cells, columns)
        if isinstance(found, Row):
            rows.append(found)
        elif found:
            unreadable.append(Unreadable(before + line, found))
    return rows, unreadable


def _records(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """The first line of each record, from 1, with its cells; or with why it cannot be taken apart."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, _said(error)


def _said(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "A quotation mark opens here and is never closed, so nothing after it could be read."
    if "field larger" in str(error):
        return "A cell is far longer than any definition."
    return "A quotation mark closes a cell, and the cell goes on after it."


def _row(line: int, cells: list[str], columns: list[str]) -> Row | str:
    """The row, why it is none, or “” where it is blank."""
    cells = [_read_cell(cell) for cell in cells]
    if not any(cells):
        return ""
    if len(cells) < len(columns) or any(cells[len(columns) :]):
        return f"It has {len(cells)} cells where the first line names {len(columns)} columns."
    given = {
        _field(column): _names(cell) if column in LISTS else cell
        for column, cell in zip(columns, cells, strict=False)
        if column
    }
    if not given["term"]:
        return "It has no term."
    if long := next((name for name in ("term", "plain_name") if len(given.get(name, "")) > LONGEST_NAME), None):
        return f"The {long.replace('_', ' ')} is longer than {LONGEST_NAME} characters."
    return Row(line, given)


def _read_cell(cell: str) -> str:
    cell = clean(cell).strip()
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def _names(cell: str) -> tuple[str, ...]:
    """“a; b” as its names; “\\;” is a semicolon within one."""
    names = re.findall(r"(?:\\[\\;]|[^;])+", cell)
    return tuple(name for part in names if (name := re.sub(r"\\([\\;])", r"\1", part).strip()))
