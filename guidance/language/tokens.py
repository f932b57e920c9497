"""A text cut into numbers, words, signs and pauses, each in one spelling."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from guidance.language.quantities import FRACTIONS, LARGE, MULTIPLES, NUMBERS, SHORTHAND, SMALL_IN_WORDS, TENS
from guidance.language.spelling import fold
from guidance.vocabularies import Vocabulary


class Sort(Vocabulary):
    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"
    PAUSE = "pause"


class Token(NamedTuple):
    """``value`` is what is compared; ``text`` is as printed; ``begins`` where it opens a sentence."""

    sort: Sort
    value: str
    text: str
    begins: bool = False
    is_firm: bool = True


WRITTEN_ALIKE = str.maketrans(
    {
        **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉", "0123456789-0123456789", strict=True)),
        **dict.fromkeys("’‘ʼ", "'"),
        **dict.fromkeys("−‑‐", "-"),
        "µ": "μ",
        "\u00ad": "",
        "⩽": "≤",
        "⩾": "≥",
        "·": ".",
    }
)
VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)"
PATTERN = re.compile(
    rf"""
    (?P<plain>[A-Za-z]{{3,}}+(?![\w'^]))
    |(?P<dotted>(?<![\w.])(?:[A-Za-z]\.){{2,}}|(?<![\w.])(?:[A-Za-z]\.)+[A-Za-z](?![\w]))
    |(?P<ordinal>\d+(?:st|nd|rd|th)\b)
    |(?P<interval>\bq\d+h\b)
    |(?P<power>\b[mM]{{1,2}}\^?[23]\b)
    |(?P<number>(?:(?<![^\s(\[<>=≤≥])-)?{DIGITS}(?:/\d+(?![\d.]))?(?:\^-?\d+)?|[½¼¾⅓⅔⅛])
    |(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
    |(?P<sign><=|>=|=<|=>|[<>≤≥=≠≈±%‰°/×+])
    |(?P<pause>[.;:,()!?\[\]\n•–—…])
    """,
    re.VERBOSE | re.IGNORECASE,
)
SUPERSCRIPT = re.compile(r"(?<=[\dA-Za-z])([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")  # with the translation, of no text in ASCII
RANGE = re.compile(rf"(?<![\w.])({DIGITS}\s?%?)\s*[-–—−‑]\s*(?={DIGITS})")
BETWEEN = re.compile(rf"\bbetween\s+({DIGITS})\s+and\s+(?={DIGITS})", re.IGNORECASE)
JOINED = re.compile(r"\b(non|co)[- ](?=[a-z]{4})", re.IGNORECASE)
THOUSANDS = re.compile(r"(?<![\w.,/] )(?<![\w.,/])(\d{1,3}) (?=\d{3}(?![\d.,]))")
IN_LETTERS = "|".join(SMALL_IN_WORDS.split())
INTERVAL = re.compile(  # “8-hourly”
    rf"\b(?<!\^)((?:\d+ to )?\d+(?=[ -])|(?:{IN_LETTERS}|half)(?=-))[ -](hour|week|month|year)ly\b", re.IGNORECASE
)
TIMES_AS_MUCH = re.compile(rf"\b(\d+|{IN_LETTERS})-?fold\b", re.IGNORECASE)  # “fourfold”
DIGIT = re.compile(r"\d")
SHORT = re.compile("fold|hourly|weekly|monthly|yearly", re.IGNORECASE)
SIGNS = {"<=": "≤", "=<": "≤", ">=": "≥", "=>": "≥"}
PAUSES_THAT_END = ".!?:\n•"


def tokens(text: str) -> list[Token]:
    """What ``text`` says, piece by piece. Hyphens, quotation marks and spaces leave no trace."""
    pieces = list(_lexed(_written_alike(text)))
    if IN_WORDS.isdisjoint(piece.value for piece in pieces):
        return pieces
    return list(_spelled_out(_numbers_joined(pieces)))


def _written_alike(text: str) -> str:
    if not text.isascii():
        text = SUPERSCRIPT.sub(r"^\1", text).translate(WRITTEN_ALIKE)
    if DIGIT.search(text):
        text = BETWEEN.sub(r"\1 to ", RANGE.sub(r"\1 to ", THOUSANDS.sub(r"\1,", text)))
    text = JOINED.sub(r"\1", text)
    if ("ly" in text or "fold" in text) and SHORT.search(text):
        text = TIMES_AS_MUCH.sub(r"\1 times", INTERVAL.sub(r"every \1 \2s", text))
    return text


def _lexed(text: str) -> Iterator[Token]:
    begins = True
    for found in PATTERN.finditer(text):
        sort, shown = str(found.lastgroup), found.group()
        yield from READERS[sort](shown, begins)
        begins = sort == "pause" and (shown in PAUSES_THAT_END or begins)


@lru_cache(maxsize=20_000)
def _word(text: str, begins: bool) -> tuple[Token, ...]:
    if text.casefold().endswith("n't"):
        text = "not"
    return (Token(Sort.WORD, fold(text), text, begins),)


@lru_cache(maxsize=4_000)
def _number(text: str, begins: bool) -> tuple[Token, ...]:
    return (Token(Sort.NUMBER, VULGAR.get(text) or _plain(text), text, begins),)


def _plain(text: str) -> str:
    """The number without separators of thousands and idle zeros: “1,000” is “1000”, “.50” is “0.5”."""
    if "/" in text or "^" in text:
        return text
    if re.fullmatch(r"-?\d{1,3}([,\u00a0\u2009\u202f]\d{3})+(\.\d+)?", text):
        text = re.sub(r"[,\u00a0\u2009\u202f]", "", text)
    return f"{Decimal(text.replace(',', '.')).normalize():f}"


def _dotted(text: str, begins: bool) -> tuple[Token, ...]:
    """“i.v.” is “IV”."""
    letters = text.replace(".", "")
    return (Token(Sort.WORD, letters.casefold(), letters.upper(), begins),)


def _interval(text: str, begins: bool) -> tuple[Token, ...]:
    """“q8h” is “every 8 hours”."""
    return (*_word("every", begins), *_number(text[1:-1], False), *_word("hours", False))


def _power(text: str, begins: bool) -> tuple[Token, ...]:
    """“m2” is “m^2”."""
    return (Token(Sort.WORD, f"{text[:-1].rstrip('^').casefold()}^{text[-1]}", text, begins),)


READERS: dict[str, Callable[[str, bool], tuple[Token, ...]]] = {
    "dotted": _dotted,
    "ordinal": lambda text, begins: (Token(Sort.WORD, text.casefold(), text, begins),),
    "interval": _interval,
    "power": _power,
    "number": _number,
    "plain": _word,
    "word": _word,
    "sign": lambda text, begins: (Token(Sort.SIGN, SIGNS.get(text, text), text, begins),),
    "pause": lambda text, begins: (Token(Sort.PAUSE, text, text, begins),),
}


def _numbers_joined(pieces: list[Token]) -> Iterator[Token]:
    """Numbers in words made numbers: “twenty-five” is 25, “two hundred” 200, “five” 5."""
    n = 0
    while n < len(pieces):
        size, value = _in_words(pieces, n) if pieces[n].value in SPELLED else (0, 0)
        if size:
            text = " ".join(piece.text for piece in pieces[n : n + size])
            yield pieces[n]._replace(sort=Sort.NUMBER, value=str(value), text=text, is_firm=text.casefold() != "one")
        else:
            yield pieces[n]
        n += size or 1


def _in_words(pieces: list[Token], n: int) -> tuple[int, int]:
    """How many pieces from ``n`` on spell one number, and which."""
    word = pieces[n].value
    if pieces[n].sort is not Sort.WORD:
        return 0, 0
    following = pieces[n + 1].value if n + 1 < len(pieces) else ""
    if word in TENS and 0 < SPELLED.get(following, 0) < 10:
        return 2, SPELLED[word] + SPELLED[following]
    if following in LARGE and word not in LARGE:
        more, rest = _rest_in_words(pieces, n + 2, LARGE[following])
        return 2 + more, SPELLED[word] * LARGE[following] + rest
    return 1, SPELLED[word]


def _rest_in_words(pieces: list[Token], n: int, below: int) -> tuple[int, int]:
    """How many pieces say the “and fifty” of “two hundred and fifty”, and that they say 50."""
    start = n + 1 if n + 1 < len(pieces) and pieces[n].value == "and" else n
    size, value = _in_words(pieces, start) if start < len(pieces) and pieces[start].value in SPELLED else (0, 0)
    return (start - n + size, value) if 0 < value < below else (0, 0)


SPELLED = {fold(word): number for word, number in NUMBERS.items()}


def _spelled_out(pieces: Iterator[Token]) -> Iterator[Token]:
    for piece in pieces:
        if piece.sort is Sort.WORD and piece.value in SHORTHAND:
            yield from tokens(SHORTHAND[piece.value])
        elif piece.sort is Sort.WORD and piece.value in OF_WORDS:
            yield piece._replace(sort=Sort.NUMBER, value=OF_WORDS[piece.value])
        else:
            yield piece


OF_WORDS = {fold(word): number for word, number in FRACTIONS.items()}
TIMES = {fold(word): number for word, number in MULTIPLES.items()}
IN_WORDS = SPELLED.keys() | OF_WORDS.keys() | SHORTHAND.keys()
