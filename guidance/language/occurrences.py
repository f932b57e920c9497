"""Which of many terms a text uses, without asking each of them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from guidance.documents import Term, has_word

RUN = re.compile(r"\w+")
ENDINGS = ("", "s", "es")  # a name may stand in the plural


@dataclass(frozen=True, eq=False)  # each is itself: none is compared
class _Name:
    name: str
    key: str
    words: frozenset[str]  # what any text with the name has, beside the word the name is kept under


class Finder:
    """Finds what `Term.occurs_in` finds, in little more than the time it takes to read the text once.

    Each name is kept under a word that any text with the name must have; only the names whose words stand in a text
    are looked for in it.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.folded: dict[str, set[_Name]] = defaultdict(set)
        self.exact: dict[str, set[_Name]] = defaultdict(set)
        for term in terms:
            for name in (term.term, *term.synonyms):
                _keep(self.folded, name.casefold(), term.key)
            for name in term.abbreviations:
                _keep(self.exact, name, term.key)

    def keys_in(self, text: str) -> set[str]:
        """The keys of the terms that occur in ``text``."""
        return _found(self.folded, text.casefold()) | _found(self.exact, text)


def _keep(names: dict[str, set[_Name]], name: str, key: str) -> None:
    *whole, last = RUN.findall(name) or [""]
    for ending in ENDINGS if last else ENDINGS[:1]:
        if name:
            names[last + ending].add(_Name(name, key, frozenset(whole)))


def _found(names: dict[str, set[_Name]], text: str) -> set[str]:
    words = {"", *RUN.findall(text)}
    candidates = set().union(*(names[word] for word in names.keys() & words))
    return {one.key for one in candidates if one.words <= words and has_word(text, one.name)}
