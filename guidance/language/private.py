"""What in a text says who somebody is, by its form: addresses, numbers, dates of birth, a name that is introduced.

What no form betrays (“the tall nurse of ward 3”) is not found. Amounts, identifiers of papers and trials, and dates of
other things are let stand: a text about medicine is full of numbers.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guidance.vocabularies import Vocabulary


class Sort(Vocabulary):
    EMAIL = "email", "an e-mail address"
    PHONE = "phone", "a telephone number"
    BIRTH = "birth", "a date of birth"
    RECORD = "record", "a record number"
    NAME = "name", "a name"


class Private(NamedTuple):
    """``text`` stands at ``start`` to ``end`` of what was searched."""

    sort: Sort
    start: int
    end: int
    text: str


def found(text: str) -> list[Private]:
    """All that says who somebody is, in the order of the text; what overlaps is one, of the first one's sort."""
    kept: list[Private] = []
    for one in sorted(_candidates(text), key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            first = kept.pop()
            end = max(first.end, one.end)
            one = Private(first.sort, first.start, end, text[first.start : end])
        kept.append(one)
    return kept


def scrub(text: str) -> str:
    """``text`` with what ``found`` finds in it taken out, each replaced by what it was: “[a name]”."""
    while private := found(text):
        for one in reversed(private):
            text = f"{text[: one.start]}[{one.sort.label}]{text[one.end :]}"
    return text


def _candidates(text: str) -> Iterator[Private]:
    for sort, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("it")
            yield Private(sort, start, end, text[start:end])


# Numbers that look like a telephone's or a record's, and name a paper, a trial or a book.
PUBLISHED = r"(?<!PMID )(?<!PMID: )(?<!PMID:)(?<!PMC)(?<!NCT)(?<!ISBN )(?<!ISBN: )(?<!ISSN )(?<!doi:)(?<!DOI )"
GAP = r"[\s:#=,.–—-]{0,4}"
LINK = r"(?:\s+(?:is|was|are|on|at|in|the|no\.?|nr\.?|number|it\W?s))*"

LETTERS = r"[\w.+%'’-]"
AT = r"(?:\s*[@＠]\s*|\s*[\[({]\s*at\s*[\])}]\s*|\s+at\s+(?=[\w-]+\s*(?:[\[({]\s*dot\s*[\])}]|\sdot\s)))"
DOT = r"(?:\.|\s*[\[({]\s*dot\s*[\])}]\s*|\s+dot\s+)"
EMAIL = rf"(?<!{LETTERS})(?P<it>{LETTERS}{{1,64}}{AT}[\w-]{{1,63}}(?:{DOT}[\w-]{{1,63}}){{1,5}})"

PART = r"[ \u00a0./-]?\(?\d{1,5}\)?"
PHONE_SAID = r"(?:tele)?phone|tel|mobile|cell|fax|whats\s?app|(?:call|ring|text|reach|contact)\s+(?:me|us|him|her|them)"
PHONES = (
    rf"(?<![\w.,])(?P<it>(?:\+|00)(?=(?:\D{{0,3}}\d){{8}})\d{{1,3}}(?:{PART}){{2,6}})(?![\w%])",
    rf"{PUBLISHED}(?<![\w.,/-])(?P<it>\(?0\d{{2,4}}\)?[ \u00a0./-]?\d{{3,4}}[ \u00a0./-]?\d{{3,4}})(?![\w%]|[.,/-]\d)",
    rf"{PUBLISHED}(?<![\w.,/-])(?P<it>(?:1[ .-])?\(?[2-9]\d{{2}}\)?[ .-]{{1,2}}\d{{3}}[ .-]\d{{4}})(?![\w%]|[.,/-]\d)",
    rf"\b(?:{PHONE_SAID})\b{LINK}{GAP}(?P<it>\+?\(?\d(?:[ \u00a0./()-]{{0,2}}\d){{5,14}})(?!\w)",
)

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:\d{4}|['’]?\d{2})"
IN_NUMBERS = r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}"
DATE = rf"(?:{IN_NUMBERS}|{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}|{MONTH}\s+{DAY},?\s+{YEAR})"
BIRTH_SAID = r"d\.?\s?o\.?\s?b\b\.?|dates?\s+of\s+birth|birth\s?-?\s?da(?:te|y)|born"
BIRTH = rf"\b(?:{BIRTH_SAID}){LINK}{GAP}(?P<it>{DATE})(?!\w)"

# A word that says by itself that a number follows which is somebody's; and words that need “number” or “ID” beside it.
RECORD_SAID = r"MRN|NHI|SSN|social\s+security|national\s+insurance|medicare|medicaid"
RECORD_NAMED = r"NHS|CHI|medical|health|hospital|patient|record|chart|case|file|insurance|policy|passport|identity"
NUMBERED = r"(?:[\s-]+(?:record|card|insurance|file|case))?\s*(?:number|no\b\.?|nr\b\.?|ID\b|identifier|#)"
RECORDS = (
    rf"\b(?:(?:{RECORD_SAID})\b(?:{NUMBERED})?|(?:{RECORD_NAMED}){NUMBERED}){LINK}{GAP}"
    r"(?P<it>(?=[\w/-]*\d[\w/-]*\d)[A-Z]{0,4}[/-]?\d[\w/-]{2,18}(?:\s\d{2,6}){0,3})",
    rf"{PUBLISHED}(?<![\w.,/-])(?P<it>\d{{3}}-\d{{2}}-\d{{4}})(?![\w%]|[.,/-]\d)",
    rf"{PUBLISHED}(?<![\w.,/-])(?P<it>\d{{3}} \d{{3}} \d{{4}})(?![\w%]|[.,/-]\d)",
)

# A name that is introduced: one word, and those after it that begin as names do.
NO_NAME = (
    "not|no|never|spelled|spelt|misspelled|misspelt|wrong|missing|given|printed|written|on|in|at|here|there|the|an?|and"
    "|or|but|only|also|mentioned|unknown|known|private|what|which|used|changed|too|very|called|as|listed"
)
NAMED = r"(?:(?:full|first|last|given|family|real|own)\s+)?(?:sur)?name(?:\s+is|['’]s|\s*:)"
WHOSE = r"my|his|her|(?:my|his|her|our|the)\s+\w+['’]s|patient['’]?s?|child['’]?s?"
WORD = r"[^\W\d_](?:[\w'’.-]{0,30}\w)?"
CAPITAL = r"(?=[^\W\d_a-z])"
MORE = rf"(?:[ \u00a0](?:(?:van|von|de|der|den|da|del|bin|al|el|la)[ \u00a0])*{CAPITAL}{WORD}){{0,4}}"
NAMES = (
    rf"(?i:\b(?:{WHOSE})\s+{NAMED})\s*(?!(?i:{NO_NAME})\b)(?P<it>{WORD}{MORE})",
    rf"(?i:\b(?:I['’]m|I am|he is|she is)\s+(?:called|named))\s+(?P<it>{CAPITAL}{WORD}{MORE})",
)

PATTERNS = [
    (Sort.EMAIL, re.compile(EMAIL, re.IGNORECASE)),
    (Sort.BIRTH, re.compile(BIRTH, re.IGNORECASE)),
    *((Sort.RECORD, re.compile(pattern, re.IGNORECASE)) for pattern in RECORDS),
    *((Sort.PHONE, re.compile(pattern, re.IGNORECASE)) for pattern in PHONES),
    *((Sort.NAME, re.compile(pattern)) for pattern in NAMES),
]
