"""The list of references at the foot of a page, numbered or not, as References."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from guidance.canonical import clean_value, freeze
from guidance.documents import Reference
from guidance.interchange import labels
from guidance.interchange.imprint import DETAIL, ISSUED, imprint
from guidance.interchange.lines import Line
from guidance.vocabularies import ReferenceKind

HEADING = re.compile(
    r"(?:(?:list of|cited|key|selected|all|your|our|evidence|supporting) )*"
    r"(?:references?|sources?|bibliography|citations?|works cited|literature(?: cited)?|reference list)"
    r"(?: (?:and|&) (?:sources?|references?|further reading|citations?|notes))?(?: ?\(?\d{1,3}\)?)?:?",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\[(\d{1,3})\][.:]?\s*|(\d{1,3})(?:[.):]\s+|$)|(\d{1,3})\s+(?=[A-Z“\"‘'\[(])")
HIGHEST = 300
LONGEST = 12  # lines of one reference by which it says when it came out


@dataclass
class Entry:
    """The lines of one reference; ``number`` is the one printed beside it.

    ``announced`` are lines above it that say no more than its label or number.
    """

    lines: list[Line] = field(default_factory=list)
    announced: list[Line] = field(default_factory=list)
    number: int | None = None
    label: str = ""
    is_marked: bool = False

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def is_issued(self) -> bool:
        """True once it says when it came out, or where it can be found."""
        above, *below = [line.text for line in self.lines[:LONGEST]] or [""]
        return bool(ISSUED.search(above)) or any(ISSUED.search(text) or DETAIL.search(text) for text in below)

    @property
    def is_reference(self) -> bool:
        return bool(self.lines) and (self.number is not None or self.is_marked or bool(self.label) or self.is_issued)


@dataclass(frozen=True)
class Source:
    """A reference, and the number printed beside it, None in an unnumbered list."""

    reference: Reference
    number: int | None = None


def divide(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The body of ``page``, and what stands below the heading of its references."""
    headings = [n for n, line in enumerate(page) if _is_heading(line)]
    start = next((n for n in headings if _lists(page[n + 1 : n + 5])), headings[-1] if headings else None)
    if start is not None:
        return list(page[:start]), list(page[start + 1 :])
    start = next((n for n in range(1, len(page)) if _begins_unannounced(page, n)), len(page))
    return list(page[:start]), list(page[start:])


def _is_heading(line: Line) -> bool:
    return (not line.is_marked or bool(line.ordinal)) and bool(HEADING.fullmatch(line.text))


def _lists(lines: Sequence[Line]) -> bool:
    return any(labels.alone(line.text) or NUMBERED.match(line.text) or DETAIL.search(line.text) for line in lines)


def _begins_unannounced(page: Sequence[Line], n: int) -> bool:
    """True where a list begins without a heading: with a label, or a first number, above a year or identifier."""
    line = page[n]
    if labels.alone(line.text):
        return line.gap and any(DETAIL.search(other.text) for other in page[n + 1 : n + 4])
    return line.text.startswith("[1]") and bool(DETAIL.search(" ".join(other.text for other in page[n : n + 4])))


def parse(
    lines: Sequence[Line], new_key: Callable[[], str], house_names: Collection[str]
) -> tuple[list[Source], list[Line]]:
    """The references that ``lines`` list, and the lines that belong to none."""
    entries = _inherit(_entries(lines))
    house = _house(house_names)
    found = [Source(_reference(entry, new_key(), house), entry.number) for entry in entries if entry.is_reference]
    return found, [line for entry in entries if not entry.is_reference for line in entry.announced + entry.lines]


def _entries(lines: Sequence[Line]) -> list[Entry]:
    is_numbered, is_parted = _is_numbered(lines), _is_parted(lines)
    labels_trail = bool(lines) and not labels.alone(lines[0].text) and bool(labels.alone(lines[-1].text))
    entries = [Entry()]
    for line in lines:
        current = entries[-1]
        if label := labels.alone(line.text):
            number = line.ordinal or None
            if (
                labels_trail
                or (not current.lines and not current.label and not number)
                or (current.number is not None and not current.lines)
            ):
                current.label = label
            else:
                entries.append(Entry(label=label, number=number if is_numbered else None))
            entries[-1].announced.append(line)
            continue
        number, words = _numbered(line, current) if is_numbered else (None, line)
        if number is not None and (current.lines or current.number is not None):
            entries.append(Entry(number=number))
        elif number is not None:
            current.number = number
        elif current.lines and _is_next(current, line, is_parted):
            entries.append(Entry(is_marked=line.is_marked))
        elif not current.lines:
            current.is_marked = line.is_marked
        (entries[-1].lines if words.text else entries[-1].announced).append(words if words.text else line)
    return entries


def _is_numbered(lines: Sequence[Line]) -> bool:
    """True where a 1 begins the list, or most of its entries carry a number."""
    numbers = [number for line in lines if (number := _number(line)) is not None]
    return bool(numbers) and (numbers[0] == 1 or numbers == sorted(set(numbers)))


def _number(line: Line) -> int | None:
    if line.ordinal and "." not in line.mark.rstrip(".)"):
        return line.ordinal
    found = NUMBERED.match(line.text) if not line.style else None
    return int(next(filter(None, found.groups()))) if found else None


def _numbered(line: Line, current: Entry) -> tuple[int | None, Line]:
    """The number that ``line`` gives the next entry, and the line without it."""
    number = _number(line)
    if number is None or not (current.number or 0) < number <= HIGHEST:
        return None, line
    if line.ordinal:
        return number, line
    if current.number is not None and number > current.number + 5:
        return None, line
    found = NUMBERED.match(line.text)
    return number, replace(line, text=line.text[found.end() :].strip() if found else "")


def _is_parted(lines: Sequence[Line]) -> bool:
    """True where blank lines part the entries, and only them."""
    return len({line.gap for line in lines[1:]}) == 2


def _is_next(current: Entry, line: Line, is_parted: bool) -> bool:
    """True where ``line`` is the beginning of another entry, and no more of ``current``."""
    if line.is_marked:
        return True
    if not current.is_issued or labels.is_only_details(line.text) or (is_parted and not line.gap):
        return False
    return line.gap or (current.number is None and not line.text[0].islower())


def _inherit(entries: list[Entry]) -> list[Entry]:
    """A label stands above all that follows it, up to the next."""
    label = ""
    for entry in entries:
        label = entry.label = entry.label or (label if entry.is_issued or entry.number or entry.is_marked else "")
    return entries


def _house(names: Collection[str]) -> re.Pattern[str] | None:
    alternatives = "|".join(re.escape(name.strip()) for name in names if name.strip())
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE) if alternatives else None


def _reference(entry: Entry, key: str, house: re.Pattern[str] | None) -> Reference:
    text, label = labels.within(entry.text)
    record = imprint(text.split("\n"))
    kind = labels.kind(entry.label or label, str(record.get("title", "")), str(record.get("source", "")))
    named = f"{record.get('title', '')}\n{record.get('source', '')}"
    return Reference(key, kind, freeze(_csl(record, kind)), in_house=bool(house and house.search(named)))


def _csl(record: dict[str, Any], kind: ReferenceKind) -> dict[str, Any]:
    """``record`` in the fields CSL gives a source of this kind."""
    source = record.pop("source", "")
    is_research = kind not in {ReferenceKind.GUIDELINE, ReferenceKind.SECONDARY_SUMMARY}
    in_journal = bool(source) and (is_research or "volume" in record)
    if source:
        record["container-title" if in_journal else "publisher"] = source
    form = "article-journal" if in_journal else "report" if kind is ReferenceKind.GUIDELINE else "document"
    return dict(clean_value({"type": form, **record}))
