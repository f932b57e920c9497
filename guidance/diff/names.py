"""Which words are names: of drugs, of conditions, and of what the documents themselves name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from guidance.documents import Document
from guidance.language import drugs
from guidance.language.drugs import singular
from guidance.language.meanings import About, Meaning
from guidance.language.spelling import fold

CONDITION = re.compile(
    r"\w{3,}(?:itis|omas?|os[ie]s|path(?:y|ies)|emia|uria|penia|plegia|paresis|algia|trophy|tension|cardia|pnea)"
)
ONE = {"ies": "y", "oses": "osis", "omas": "oma"}
MANY = re.compile(rf"(?:{'|'.join(ONE)})$")
ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z]{0,3}[A-Z]{1,4}s?")
# What stands in capitals and is no name.
SHOUTED = "not no do dont never always all and or if the note warning only must stop for with us uk eu usa"
NO_NAMES = frozenset(f"{SHOUTED} eg ie etc am pm vs nb".split())

Words = tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """What two documents name themselves: a term by any of its names, and each step's intervention."""

    phrases: dict[Words, Meaning] = field(default_factory=dict)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for words in self.phrases for word in words)

    @cached_property
    def first_words(self) -> frozenset[str]:
        return frozenset(words[0] for words in self.phrases)


def of(*documents: Document) -> Names:
    """The glossary's terms, abbreviations and synonyms and the interventions of ``documents``."""
    found: dict[Words, Meaning] = {}
    for document in documents:
        for term in document.terms:
            value = fold(term.term)
            _add(found, (term.term, *term.abbreviations, *term.synonyms), value, True)
            _add(found, (term.plain_name,), value, False)
        for step in document.steps():
            _add(found, (step.intervention,), " ".join(_folded(step.intervention)), True)
    return Names(found)


def _add(found: dict[Words, Meaning], names: Iterable[str], value: str, is_firm: bool) -> None:
    for name in names:
        if words := _folded(name):
            found.setdefault(words, Meaning(About.NAME, value, is_firm))


def _folded(name: str) -> Words:
    return tuple(singular(fold(word)) for word in re.findall(r"[^\W_]+", name))


def meaning(text: str, folded: str, begins: bool) -> Meaning | None:
    """What a single word names by its looks; ``begins`` where a sentence may have given it its capital."""
    one = singular(folded)
    if len(text) == 1:  # “drug A”, “hepatitis B”
        return Meaning(About.PROPER, text, False) if text.isupper() and text != "I" and not begins else None
    if drugs.is_drug(folded):
        return Meaning(About.NAME, one)
    if ABBREVIATION.fullmatch(text) and folded not in NO_NAMES:
        return Meaning(About.NAME, fold(text.rstrip("s")))
    if CONDITION.fullmatch(folded):
        return Meaning(About.CONDITION, MANY.sub(lambda end: ONE[end.group()], folded), False)
    if drugs.may_be_drug(folded):
        return Meaning(About.NAME, one, False)
    if text[0].isupper() and not begins:
        return Meaning(About.PROPER, one, False)
    return None
