"""What the drugs of a document are called: those of its glossary by any of their names, the others by one."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from guidance.checks.parity.cues import read
from guidance.checks.parity.giving import UNNAMED, given_in, is_coined
from guidance.checks.parity.kinds import CALLED
from guidance.checks.parity.naming import BODILY, PREPARED
from guidance.documents import Term
from guidance.language.drugs import is_drug, singular
from guidance.language.tokens import Sort, Token

Words = tuple[str, ...]
DEFINING = 4  # words of a definition that say what kind of thing it is
# What a drug's name may stand before in the name of something else: “insulin resistance”.
OTHER_THINGS = """
    resistance test level count deficiency toxicity response syndrome rash intolerance allergy overdose misuse poisoning
    screen screening ratio rate score index profile tolerance sensitivity reaction withdrawal receptor assay disease
    clearance infection disorder
"""
NO_DRUGS = frozenset(OTHER_THINGS.split())


@dataclass(frozen=True)
class Mention:
    """A drug that a text names, as printed and folded; ``others`` are what else the glossary calls it."""

    text: str
    name: str
    others: frozenset[str] = frozenset()

    def is_answered_by(self, spaced: str) -> bool:
        """True where the other wording, as ``spaced`` makes it, names the drug, by any of its names."""
        called = CALLED.get(self.name, ())
        return f" {self.name} " in spaced or any(name in spaced for name in (*called, *self.others))


@lru_cache(maxsize=4_000)
def spaced(text: str) -> str:
    """The text's words, folded, each with a space on either side."""
    return f" {' '.join(words(text))} "


@lru_cache(maxsize=4_000)
def words(text: str) -> Words:
    """The text's words and numbers, folded, in the singular."""
    return tuple([singular(piece.value) for piece in _pieces(text)])


@lru_cache(maxsize=4_000)
def _pieces(text: str) -> tuple[Token, ...]:
    return tuple([piece for piece in read(text) if piece.sort is not Sort.PAUSE])


class Substances:
    """The drugs of a document: those of its glossary, and ``names``, which are folded words.

    What is no drug by its look is one if it is the name of a term, and given in one of the ``texts``.
    """

    def __init__(self, terms: Iterable[Term], names: Collection[str], texts: Collection[str]) -> None:
        self.names = names
        self.texts = texts
        self.phrases: dict[str, list[Words]] = {}  # by their first word
        self.others: dict[Words, frozenset[str]] = {}
        for term in terms:
            called = [words(name) for name in _names(term)]
            keep = self._enter if self._is_drug(term, called) else self._pass_over
            keep(called)
        self.begun = frozenset(names).union(self.phrases)

    @cached_property
    def given(self) -> frozenset[str]:
        return frozenset().union(*map(given_in, self.texts))

    def _is_drug(self, term: Term, called: list[Words]) -> bool:
        is_known = any(map(_means_drug, called)) or _is_coined(term) or _is_defined_as_drug(term)
        return is_known or any(len(name) == 1 and (name[0] in self.names or name[0] in self.given) for name in called)

    def _enter(self, called: list[Words]) -> None:
        others = frozenset(f" {' '.join(name)} " for name in (*called, *map(_bare, called)))
        for name in called:
            if name not in self.others:
                self.phrases.setdefault(name[0], []).append(name)
            self.others[name] = others | self.others.get(name, frozenset())

    def _pass_over(self, called: list[Words]) -> None:
        """Keeps “insulin resistance” from naming insulin."""
        for name in called:
            if name[-1] in NO_DRUGS:
                self.phrases.setdefault(name[0], []).append(name)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Each drug that the text names, once; of two names at one place the longer."""
        said, met, end = words(text), set[Words](), 0
        for at in [at for at, word in enumerate(said) if word in self.begun]:
            if at < end:
                continue
            found = self._phrase(said, at) or said[at : at + 1]
            end = at + len(found)
            if found not in met and (found in self.others or (len(found) == 1 and found[0] in self.names)):
                met.add(found)
                printed = " ".join(piece.text for piece in _pieces(text)[at:end])
                yield Mention(printed, " ".join(found), self.others.get(found, frozenset()))

    def _phrase(self, said: Words, at: int) -> Words:
        """The longest of the glossary's names that begins here, or none."""
        fitting = [one for one in self.phrases.get(said[at], ()) if said[at : at + len(one)] == one]
        return max(fitting, key=len, default=())


def _names(term: Term) -> Iterator[str]:
    names = (term.term, *term.abbreviations, *term.synonyms, term.plain_name)
    return (name for name in names if words(name))


def _bare(name: Words) -> Words:
    """“antiretroviral” for “antiretroviral therapy”, if that names the drug by itself; else the name as it is."""
    is_said_of_it = len(name) > 1 and name[-1] in UNNAMED and is_drug(name[-2])
    return name[:-1] if is_said_of_it else name


def _means_drug(name: Words) -> bool:
    """True where a term's name says that it is one: “amoxicillin”, “water tablet”; not “insulin resistance”."""
    if name[-1] in NO_DRUGS:
        return False
    return name[-1] in PREPARED or any(is_drug(word) and word not in BODILY for word in name)


def _is_coined(term: Term) -> bool:
    """True of a made-up name for which the glossary has no plain one: it may have a brand beside it."""
    name = words(term.term)
    return len(name) == 1 and not term.plain_name and not term.abbreviations and is_coined(name[0])


def _is_defined_as_drug(term: Term) -> bool:
    """True where the definition begins with what it is: “A medicine that …”."""
    return not PREPARED.isdisjoint(words(term.definition)[:DEFINING])
