"""How hard an English text is to read: Flesch-Kincaid and SMOG, and the counts they are made of.

Kincaid, Fishburne, Rogers and Chissom: Derivation of New Readability Formulas (US Navy, Research Branch Report 8-75,
1975). McLaughlin: SMOG Grading, a New Readability Formula (Journal of Reading 12, 1969). Both name a US school grade.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

HARD = 3  # syllables, from which SMOG counts a word

WORD = re.compile(r"[^\W_](?:[\w.,]*[^\W_])?(?:['’][^\W\d_]+)*|_")
APPROVED = "_"  # stands for a word of an approved term


@dataclass(frozen=True)
class Measure:
    """What a text is made of. ``syllables`` and ``hard`` (its hard words, each as often as it stands) leave out the
    words of approved terms, which are ``approved`` of the ``words``.
    """

    sentences: int
    words: int
    approved: int
    syllables: int
    hard: tuple[str, ...]

    @property
    def flesch_kincaid(self) -> float:
        """The grade; 0 for a text without words. Approved words lengthen a sentence, and nothing else."""
        judged = self.words - self.approved
        if not judged:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / judged - 15.59

    @property
    def smog(self) -> float:
        """The grade; 0 for a text without words. Made for 30 sentences, and the rougher the fewer there are."""
        return 1.0430 * sqrt(30 * len(self.hard) / self.sentences) + 3.1291 if self.sentences else 0.0


@lru_cache(maxsize=4096)
def measure(text: str, approved: frozenset[str] = frozenset()) -> Measure:
    """``text`` measured, with the names in ``approved`` (in any case, also in the plural) not held against it."""
    names = any_of(approved)
    counted = [words(sentence) for sentence in sentences(names.sub(_as_approved, text) if names else text)]
    every = [word for sentence in counted for word in sentence]
    judged = [word for word in every if word != APPROVED]
    lengths = [syllables(word) for word in judged]
    hard = tuple(word for word, length in zip(judged, lengths, strict=True) if length >= HARD)
    return Measure(len(counted), len(every), len(every) - len(judged), sum(lengths), hard)


@lru_cache(maxsize=64)
def any_of(names: frozenset[str]) -> re.Pattern[str] | None:
    """What finds any of ``names`` as whole words, the longest first; None where there is none."""
    found = sorted((" ".join(name.split()) for name in names if name.strip()), key=lambda name: (-len(name), name))
    spelled = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in found)
    return re.compile(rf"(?<!\w)(?:{spelled})(?:s|es)?(?!\w)", re.IGNORECASE) if found else None


def _as_approved(match: re.Match[str]) -> str:
    return " ".join(APPROVED for _ in words(match[0]))


def words(text: str) -> list[str]:
    """The words of ``text``; a number is one, a hyphen parts two."""
    return WORD.findall(text)


# Where a sentence may end. A list item ends with its line, whether or not it has a full stop.
END = re.compile(r"(?P<mark>[.!?…]{1,5})[\"”’')\]]{0,5}[^\S\n]+(?P<next>[\"“‘'(\[]{0,5}\S)|\n\s*")
ITEM = re.compile(r"\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
# Full stops that end no sentence: after the number of an item, initials and titles, and short forms.
NUMBER = re.compile(r"\s*\d{1,2}")
INITIAL = re.compile(r"(?:^|\s)(?:(?:Drs?|Mrs?|Ms|Prof)\.\s+|[A-Z]\.\s*)[A-Z]$")
NEVER_LAST = re.compile(r"(?:^|[\s(])(?:e\.g|i\.e|vs|cf|ca|approx|incl|Drs?|Mrs?|Ms|Prof|St)$")
BEFORE_A_NUMBER = re.compile(r"(?:^|[\s(])(?:al|nos?|figs?|vol|ch|pp?|refs?|sect|eq)$", re.IGNORECASE)
TAIL = 12  # characters, in which each of these is found


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of ``text`` that hold a word, without the bullets and numbers of a list."""
    parted = (ITEM.sub("", part, count=1) if ITEM.match(part) else part for part in _parted(text))
    return tuple(part.strip() for part in parted if WORD.search(part))


def _parted(text: str) -> Iterator[str]:
    start = 0
    for end in END.finditer(text):
        if end["mark"] is None or _ends(text[start : end.start()], end["mark"], end["next"][-1]):
            stop = end.end() if end["mark"] is None else end.start("next")
            yield text[start:stop]
            start = stop
    yield text[start:]


def _ends(before: str, mark: str, following: str) -> bool:
    """True where ``mark`` after ``before`` ends a sentence, as the first letter of what follows tells."""
    if following.islower():
        return False
    if mark != ".":
        return True
    if NUMBER.fullmatch(before) or (len(before.strip()) == 1 and before.strip().isupper()):
        return False
    tail = before[-TAIL:]
    if INITIAL.search(tail) or NEVER_LAST.search(tail):
        return False
    return not (following.isdigit() and BEFORE_A_NUMBER.search(tail))


VOWELS = re.compile(r"[aeiouy]+")
# Letters that are written and not spoken, and vowels that stand together and are spoken apart.
SILENT = re.compile(
    r"(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxzgl])(?<!ch)(?<!sh)es$|(?<=[aeiouyrlnw]l)es?$|(?<=[^aeiouyl])e$"
    r"|(?<=[^aeiouyl])e(?=(?:ly|ments?|ful(?:ly)?|less|ness|times?|thing|where)$)|(?<=ic)a(?=lly$)|(?<=^e)ye"
)
APART = re.compile(
    r"i[ao](?!u)(?<![tcsxg]i[ao])(?<!llio)|[iy]u[ms]|eo(?!u|p)|u[ao](?<!qu[ao])|(?<=[^e])y[aeio]|sms?$|[aeiouy]ing$"
    r"|i[ae]t|rea(?=c[^h]|te$|ted$)(?<!trea)|rious$|[eu]ity|oord|uid|[^aeiou]ea(?=s?$)"
)


@lru_cache(maxsize=16384)
def syllables(word: str) -> int:
    """How many syllables ``word`` has, about: a rule of thumb. A number, or a name all in capitals, counts as one."""
    if word.isupper() or not word[:1].isalpha():
        return 1
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", word.lower()) if "a" <= mark <= "z").lstrip("y")
    spoken = SILENT.sub("", plain)
    return max(1, len(VOWELS.findall(spoken)) + len(APART.findall(plain)))
