"""A text cut into the words that search compares: one stem for “treat”, “treats” and “treated”."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from threading import Lock

from snowballstemmer import EnglishStemmer

from guidance.language.spelling import fold

LONGEST = 64  # letters kept of a stem
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What asks, joins or pleads, and is in every text: it tells no two of them apart.
STOPPED = """
    a about am an and any are as at be been being by can could dear did do does done down find for from get got had has
    have he hello help her here hi him his how i if in information into is it its just know may me might mine must my
    need no not of on or our out over please shall she should sir so tell than thank thanks that the their them then
    there these they this those to too under up us very want was we were what when where which who whom why will with
    would you your yours
"""
STOP = frozenset(STOPPED.split())
Piece = tuple[bool, str]  # whether it is a word that was looked for, and the text

_stemmer, _alone = EnglishStemmer(), Lock()  # it keeps the word it is at: one thread at a time


def spoken(text: str) -> list[str]:
    """The words of ``text`` that tell something, as they are written but for case, in order."""
    return [word for found in WORD.findall(text) if (word := found.casefold()) not in STOP]


def stems(text: str) -> list[str]:
    """The stems of the words of ``text`` that tell something, in order, each as often as it occurs."""
    return [stem(word) for word in spoken(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What ``word`` has in common with its other forms and spellings: “tumours” and “tumor” are one."""
    folded = fold(_without_accents(word.casefold()))
    if folded.isalpha():
        with _alone:
            folded = _stemmer.stemWord(folded)
    return folded[:LONGEST]


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


def runs(stems: list[str], longest: int) -> Iterator[str]:
    """Each run of up to ``longest`` neighbouring stems, joined by spaces."""
    for start in range(len(stems)):
        for end in range(start + 1, min(start + longest, len(stems)) + 1):
            yield " ".join(stems[start:end])


def pieces(text: str, looked_for: Collection[str]) -> list[Piece]:
    """``text`` in pieces, the words whose stems were ``looked_for`` apart; a template marks and escapes each."""
    found, end = [], 0
    for match in WORD.finditer(text):
        if match.group().casefold() not in STOP and stem(match.group()) in looked_for:
            found += [(False, text[end : match.start()]), (True, match.group())]
            end = match.end()
    return [piece for piece in [*found, (False, text[end:])] if piece[1]]


def lines(texts: Iterable[str]) -> str:
    """The texts that say anything, each on its own line."""
    return "\n".join(text for text in texts if text)
