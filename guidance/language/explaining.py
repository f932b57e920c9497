"""Where a text uses a word that its glossary explains."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guidance.documents import Term


@dataclass(frozen=True)
class Piece:
    """A part of a text; ``term`` is the place of the term it names in the list of terms, 0 where it names none."""

    text: str
    term: int = 0


class Explainer:
    """Finds the names of ``terms`` as `Term.occurs_in` does, and with ``plain`` their plain names too.

    Of two names that begin at one place the longer is found. What has no definition explains nothing.
    """

    def __init__(self, terms: Iterable[Term], *, plain: bool) -> None:
        self.folded: dict[str, int] = {}
        self.exact: dict[str, int] = {}
        for n, term in enumerate(terms, 1):
            if term.definition:
                for name in filter(None, (term.term, *term.synonyms, term.plain_name if plain else "")):
                    self.folded.setdefault(name.casefold(), n)
                for name in filter(None, term.abbreviations):
                    self.exact.setdefault(name, n)
        self.pattern = _pattern(self.folded, self.exact)

    def pieces(self, text: str, known: set[int]) -> tuple[Piece, ...]:
        """All of ``text`` in pieces, each term named once: not those that are ``known``, to which it adds."""
        return tuple(self._pieces(text, known))

    def _pieces(self, text: str, known: set[int]) -> Iterator[Piece]:
        at = 0
        for match in self.pattern.finditer(text) if self.pattern else ():
            term = self.exact.get(match["name"]) or self.folded.get(match["name"].casefold(), 0)
            if term and term not in known:
                known.add(term)
                if match.start() > at:
                    yield Piece(text[at : match.start()])
                yield Piece(match[0], term)
                at = match.end()
        if at < len(text):
            yield Piece(text[at:])


def _pattern(folded: Iterable[str], exact: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the names, or its plural in “s” or “es”, with no letter or digit on either side."""
    names = [(name, f"(?i:{re.escape(name)})") for name in folded] + [(name, re.escape(name)) for name in exact]
    found = "|".join(spelt for _, spelt in sorted(names, key=lambda pair: -len(pair[0])))
    return re.compile(rf"(?<!\w)(?P<name>{found})(?:s|es)?(?!\w)") if found else None
