"""English title case, as AMA sets the titles of books."""

import re
from typing import NamedTuple

# Articles, conjunctions and prepositions stay small unless they begin or end a title or follow a colon.
SMALL_WORDS = (
    "a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos apud "
    "around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by "
    "c ca circa d' de despite down during et except for forenenst from given in inside into lest like modulo near next "
    "nor notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout thruout "
    "till to toward towards under underneath until unto up upon v van versus via vis-à-vis von vs with within without "
    "yet"
)
SMALL = frozenset(SMALL_WORDS.split())
# What is cased by nobody (formulas, small capitals, what the author protected); tags; words; what a word follows.
PIECE = re.compile(
    r"(?P<kept><(?P<tag>sub|sup|sc)>[^<]*</(?P=tag)>|<span[^<>]*>[^<]*</span>)|(?P<passed><[^<>]*>)"
    r"|(?P<word>[^\W_](?:[^\W_]|['’](?=[^\W_]))*)|(?P<mark>[-–—/.,;?!:()\[\]\"“”‘’])"
)
BEGINNING = ":?!"
ELIDED = re.compile("[a-z]['’]")


class _Word(NamedTuple):
    text: str
    start: int
    begins: bool  # the title, or what follows a colon
    is_kept: bool
    is_joined: bool  # the first of several that hyphens join, and nothing is marked off before


def title_case(text: str) -> str:
    """``text`` with its words capitalised; a word with a capital in it is left as it is."""
    words = _words(text)
    letters = list(text)
    for index, word in enumerate(words):
        if not word.is_kept and _is_raised(word, ends=index == len(words) - 1):
            letters[word.start] = word.text[0].upper()
    return "".join(letters)


def _words(text: str) -> list[_Word]:
    words = []
    begins, is_marked = True, False
    for piece in PIECE.finditer(text):
        if piece["mark"]:
            begins = begins or piece["mark"] in BEGINNING
            is_marked = True
        elif not piece["passed"]:
            is_joined = text[piece.end() : piece.end() + 1] == "-" and not is_marked
            words.append(_Word(piece.group(), piece.start(), begins, bool(piece["kept"]), is_joined))
            begins = False
    return words


def _is_raised(word: _Word, *, ends: bool) -> bool:
    if word.text != word.text.lower():
        return False
    if word.begins or word.is_joined:
        return True
    return len(word.text) > 1 and not ELIDED.match(word.text) and (ends or word.text not in SMALL)


def capitalised(text: str) -> str:
    """``text`` with a capital first letter, unless its first word has one further on (“mRNA”)."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first == first.lower() else text
