"""What a word or phrase affirms and denies."""

import re
from functools import lru_cache
from typing import NamedTuple

from guidance.checks.parity.senses import IDLE, NONES, NOTS, SENSES
from guidance.language.spelling import fold

STEM = 5  # letters by which two words are taken for one
NEAR = 3  # words
AFTER_IN = (
    "effect|adequa|accura|complet|correct|signif|regular|revers|mobil|toler|suffic|stab|sensit|frequen|depend|consis"
    "|experien|fertil|continen|curab|direct|activ|approp|visib|capab|eligib|compat|matur|proper|perfect|agree|approv"
    "|allow|operab|orient|able|like|comfort"
)
DENYING = re.compile(
    rf"(?:un(?!der|til|i(?!n)|less|cles?$|born|usual)|non|(?:in|im|ir|il|dis)(?={AFTER_IN}))([a-z]{{4,}})"
    r"|(?!regard)([a-z]{4,})less"
)
IN_FRONT = ("un", "non", "in", "im", "ir", "il", "dis")
UNABLE = ("cannot", "no longer", "can no longer", "could no longer", "not able to", "no longer able to")
NONE = frozenset({"have", "free"})


class Meant(NamedTuple):
    """The senses that a word affirms and denies; a ``is_negator`` denies what follows, an ``is_idle`` says neither."""

    affirms: frozenset[str] = frozenset()
    denies: frozenset[str] = frozenset()
    is_firm: bool = False
    is_negator: bool = False
    is_idle: bool = False


def phrase_at(values: tuple[str, ...], at: int) -> tuple[int, Meant | None]:
    """How many words from ``at`` on make a phrase, and what it means; 1 and None where there is none."""
    for size in SIZES.get(values[at], ()):
        if at + size <= len(values) and (found := WHOLE.get(values[at : at + size])) is not None:
            return size, found
    return 1, meant(values[at])


@lru_cache(maxsize=20_000)
def meant(word: str) -> Meant | None:
    """What one folded word means, by itself and by all the stems it begins with; None where it turns nothing."""
    whole = WHOLE.get((word,))
    if whole and (whole.is_negator or whole.is_idle):
        return whole
    known = [*([whole] if whole else []), *_stems(word)]
    affirms = frozenset(sense for one in known for sense in one.affirms)
    denies = frozenset(sense for one in known for sense in one.denies)
    return Meant(affirms, denies, any(one.is_firm for one in known)) if known else None


def _stems(word: str) -> list[Meant]:
    """What the stems mean with which the word begins."""
    if word[:SHORTEST] not in BEGINNINGS:
        return []
    stems = (word[:size] for size in range(SHORTEST, len(word) + 1))
    return [STEMS[stem] for stem in stems if stem in STEMS]


@lru_cache(maxsize=20_000)
def denied(word: str) -> str:
    """What is left of “unreliable” without its denial; "" of others."""
    found = DENYING.fullmatch(word) if word.startswith(IN_FRONT) or word.endswith("less") else None
    return (found[1] or found[2]) if found else ""


@lru_cache(maxsize=20_000)
def is_dull(word: str) -> bool:
    """True of a word that turns nothing, and with which no phrase begins that does."""
    return word not in SIZES and meant(word) is None and not denied(word)


def _table() -> dict[str, Meant]:
    """What each entry of the tables means, by its folded words; with a “*” after those that are stems."""
    found: dict[str, Meant] = {}
    for line in SENSES.strip().splitlines():
        sense, mark, listed = line.strip().split(" ", 2)
        for phrase in _phrases(listed):
            was = found.get(phrase, Meant())
            if mark == "+":
                found[phrase] = was._replace(affirms=was.affirms | {sense})
            else:
                found[phrase] = was._replace(denies=was.denies | {sense}, is_firm=was.is_firm or mark == "!")
    found |= {phrase: Meant(is_firm=True, is_negator=True) for phrase in _phrases(NOTS)}
    found |= {phrase: Meant(denies=NONE, is_firm=True, is_negator=True) for phrase in _phrases(NONES)}
    found["unlikely to"] = Meant(denies=frozenset({"often"}), is_firm=True, is_negator=True)
    for phrase in UNABLE:
        found[phrase] = Meant(denies=frozenset({"able"}), is_firm=True, is_negator=True)
    return found | {phrase: Meant(is_idle=True) for phrase in _phrases(IDLE)}


def _phrases(listed: str) -> list[str]:
    entries = filter(None, map(str.strip, listed.replace("\n", ",").split(",")))
    return [" ".join(map(fold, entry.split())) for entry in entries]


TABLE = _table()
STEMS = {phrase[:-1]: one for phrase, one in TABLE.items() if phrase.endswith("*")}
WHOLE = {tuple(phrase.split()): one for phrase, one in TABLE.items() if not phrase.endswith("*")}
SHORTEST = min(map(len, STEMS))
BEGINNINGS = frozenset(stem[:SHORTEST] for stem in STEMS)
SIZES: dict[str, list[int]] = {}  # of the phrases of many words, the longest first, by the first word
for words in sorted(WHOLE, key=len, reverse=True):
    if len(words) > 1 and len(words) not in SIZES.setdefault(words[0], []):
        SIZES[words[0]].append(len(words))
