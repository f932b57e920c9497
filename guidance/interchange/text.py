"""The plain text of an answer page, copied as a reader sees it, as a Document to be mended by an editor."""

import codecs
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import uuid4

from guidance.documents import Citation, Document, Reference, Section, Step, Wording
from guidance.interchange import citations, furniture, lines, outline, sources, structure
from guidance.interchange.citations import Style
from guidance.interchange.lines import Line
from guidance.interchange.outline import Block
from guidance.interchange.sources import Source

LIMIT = 1_000_000  # characters
MOST_LINES = 20_000
CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x7f]")
HAS_LETTER = re.compile(r"[^\W\d_]")

NewKey = Callable[[], str]


class NotAPage(ValueError):
    """What was given is no page of guidance; the message is the sentence a person reads."""


@dataclass(frozen=True)
class Unplaced:
    """A line that found no place in the document, as printed; ``line`` counts from 1."""

    line: int
    text: str


@dataclass(frozen=True)
class Page:
    document: Document
    unplaced: tuple[Unplaced, ...] = ()


def read(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its byte order mark, else Windows-1252; NotAPage where it is none."""
    if len(content) > 4 * LIMIT:
        raise _too_long()
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_text() from error


def _uuid() -> str:
    return str(uuid4())


def parse(text: str, *, new_key: NewKey = _uuid, house_names: Collection[str] = ()) -> Page:
    """``text`` as a Page: every line is in the document, or unplaced, or was furniture of the site.

    A reference whose title or source names one of ``house_names`` is in-house. Wordings are the clinician's only.
    """
    _check(text)
    page = lines.split(text)
    above, below = sources.divide(page)
    listed, strays = _listed(page, below, new_key, house_names)
    style = citations.style_of([line.text for line in above], len(listed))
    sifted = furniture.sift(above, page, style.cites)
    body, tail = _without_tail(outline.blocks(sifted.kept, style.cites), sifted.end_of_references, style)
    placed = [block for block in body if HAS_LETTER.search(block.text)]
    if not placed:
        raise NotAPage("No guidance was found in this text: no heading and no statement.")
    title, sections = structure.build(placed, _Steps(new_key, style, listed))
    if not sections:
        raise NotAPage(f"No guidance was found in this text, only a heading: {title}")
    document = Document(title=title, sections=sections, references=_in_order_of_use(sections, listed))
    strays += [line for block in body if not HAS_LETTER.search(block.text) for line in block.lines]
    strays += [line for block in tail for line in block.lines]
    return Page(
        document, tuple(Unplaced(line.number, line.printed) for line in sorted(strays, key=lambda line: line.number))
    )


def _check(text: str) -> None:
    if len(text) > LIMIT or text.count("\n") + text.count("\r") > 2 * MOST_LINES:
        raise _too_long()
    if not text.strip("\ufeff \t\r\n"):
        raise NotAPage("There is no text in it: it is empty.")
    if "\x00" in text or 10 * len(CONTROLS.findall(text)) > len(text):
        raise _not_text()


def _too_long() -> NotAPage:
    return NotAPage(
        "This is more than 1 MB of text or 20,000 lines, far longer than a page of guidance. Give one page at a time."
    )


def _not_text() -> NotAPage:
    return NotAPage("This is not plain text. Copy the page as a reader sees it, and save it as a text file (UTF-8).")


def _listed(
    page: Sequence[Line], below: Sequence[Line], new_key: NewKey, house_names: Collection[str]
) -> tuple[list[Source], list[Line]]:
    """The sources listed ``below`` the body of ``page``, and the lines there that belong to none."""
    sifted = furniture.sift(below, page, lambda text: False)
    end = sifted.end_of_references or float("inf")
    found, strays = sources.parse([line for line in sifted.kept if line.number < end], new_key, house_names)
    return found, [*strays, *(line for line in sifted.kept if line.number > end)]


def _without_tail(body: list[Block], end: int | None, style: Style) -> tuple[list[Block], list[Block]]:
    """``body``, and what of it stands below the disclaimer or question box on line ``end`` and is no guidance."""
    tail = [block for block in body if end is not None and block.first.number > end]
    before = body[: len(body) - len(tail)]
    if any(block.first.is_marked or style.cites(block.text) for block in tail) or all(
        block.is_heading for block in before
    ):
        return body, []
    return before, tail


class _Steps:
    """Makes steps of statements: markers taken out, and pointed at the sources listed."""

    def __init__(self, new_key: NewKey, style: Style, listed: Sequence[Source]) -> None:
        self.new_key, self.style = new_key, style
        self.numbered = {str(source.number): source.reference.key for source in listed if source.number is not None}
        self.placed = {str(n): source.reference.key for n, source in enumerate(listed, 1)} if not self.numbered else {}

    def __call__(self, text: str) -> Step:
        words, markers = self.style.take(text)
        return Step(self.new_key(), Wording.of(words), citations=tuple(map(self.citation, markers)))

    def citation(self, marker: str) -> Citation:
        """Confirmed where the list prints the number itself; by place in the list, it is a guess."""
        key = self.numbered.get(marker)
        return Citation(key or self.placed.get(marker), marker, confirmed=key is not None)


def _in_order_of_use(sections: Sequence[Section], listed: Sequence[Source]) -> tuple[Reference, ...]:
    """The references as the text first cites them, then those it does not cite."""
    references = {source.reference.key: source.reference for source in listed}
    cited = [citation.reference for _, citation in Document("", sections=tuple(sections)).cited()]
    order = dict.fromkeys([key for key in cited if key] + list(references))
    return tuple(references[key] for key in order)
