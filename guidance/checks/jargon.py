"""Whether the lay wording explains its clinical terms, and spells out its abbreviations, where each is first used."""

import re
from collections.abc import Iterator
from functools import lru_cache

from guidance.checks.phrases import listed
from guidance.checks.plain import lay_texts
from guidance.checks.readability import any_of
from guidance.checks.registry import Finding, Level, Targets, register
from guidance.documents import Document, Term


@register
def jargon(document: Document, targets: Targets) -> Iterator[Finding]:
    """One for each lay text that is the first to use something and does not say what it is."""
    terms, known = [term for term in document.terms if term.plain_name.strip()], _known_letters(document.terms)
    for place in lay_texts(document):
        text = f"{place.applies_when}\n{place.text}" if place.applies_when else place.text
        met, letters = [term for term in terms if uses(text, term)], abbreviations(text) - known
        terms, known = [term for term in terms if term not in met], known | letters
        unexplained = [_with_plain_name(term) for term in met if not explains(text, term)]
        unexplained += [f"“{name}”" for name in sorted(letters) if not is_said(text, frozenset([name]))]
        if unexplained:
            message = (
                f"Lay readers may not know {listed(unexplained)}, used first in {place.name}. "
                "Say there what it is, or what its letters stand for."
            )
            yield Finding("plain.jargon", Level.WARNING, message, place.step)


def _with_plain_name(term: Term) -> str:
    return f"“{term.term}” (in plain words: “{term.plain_name}”)"


# Known by their letters. The medical ones are those that MedlinePlus, which writes for the public, leaves unexplained
# in two or more of 305 topics, and DNA; the others are countries, public bodies and what everybody says.
EVERYDAY = re.compile("AIDS|CT|DNA|HIV|HPV|MRI|EU|UK|UN|USA?|CDC|FDA|NHS|NIH|WHO|AM|PM|ID|OK|TV")
# Said loudly: words, not letters for words.
LOUD = re.compile(
    "AFTER|ALL|ALWAYS|AND|ANY|ASK|AT|AVOID|BEFORE|BOTH|BUT|CALL|CANNOT|DO|DOES|EVEN|FIRST|FOR|GET|GO|HELP|IF|IN|IS|IT|"
    "KEEP|MAY|MORE|MUST|NEVER|NEW|NO|NONE|NOT|NOTE|NOW|OF|OFF|ON|ONE|ONLY|OR|OUT|SHOULD|SOME|STOP|TAKE|TELL|THE|THEN|"
    "TO|TWO|UNLESS|UNTIL|URGENT|USE|VERY|WAIT|WITH|YES|YOU|YOUR"
)
# A digit, hyphen or slash (CD20, PD-1, BCR-ABL) makes the name of a thing, and so does the thing named after it.
LETTERS = re.compile(r"(?<![\w/-])([A-Z]{2,6})s?(?![\w/-])(?!\s+(?:virus|gene|protein|mutation|chromosome))")
# Roman ones (also the IV of a drip), the AII of a graded recommendation, and the unit after a number.
NUMERAL = re.compile(r"[IVX]+|[A-D]I{1,3}")
AFTER_A_NUMBER = re.compile(r"\d[\s.,]*$")
BESIDE_CAPITALS = re.compile(r"\b[A-Z]{2,} +$"), re.compile(r" +[A-Z]{2,}\b")


@lru_cache(maxsize=4096)
def abbreviations(text: str) -> frozenset[str]:
    """The letters in ``text`` that stand for words, without those that everybody knows."""
    return frozenset(match[1] for match in LETTERS.finditer(text) if _stands_for_words(match))


def _stands_for_words(match: re.Match[str]) -> bool:
    name, before = match[1], match.string[max(0, match.start() - 20) : match.start()]
    if any(kind.fullmatch(name) for kind in (EVERYDAY, LOUD, NUMERAL)) or AFTER_A_NUMBER.search(before):
        return False
    earlier, later = BESIDE_CAPITALS
    return not (earlier.search(before) or later.match(match.string, match.end()))


def _known_letters(terms: tuple[Term, ...]) -> frozenset[str]:
    names = " ".join(name for term in terms for name in (*term.abbreviations, term.term, *term.synonyms))
    return frozenset(re.findall(r"[A-Z]{2,6}", names))


def uses(text: str, term: Term) -> bool:
    """True where ``text`` uses the term or a synonym; its abbreviations are letters, which the glossary explains."""
    folded, names = text.casefold(), _names(term)
    return any(name.casefold() in folded for name in names) and _stands(text, names)


def explains(text: str, term: Term) -> bool:
    """True where ``text``, which uses the term, gives its plain name, says what it is, or shares two words of its
    meaning.
    """
    if _stands(text, frozenset([term.plain_name])) or is_said(text, _names(term)):
        return True
    return len(_meaning(term) & _content(text)) >= 2


@lru_cache(maxsize=1024)
def _names(term: Term) -> frozenset[str]:
    """What a lay reader may not know: not a synonym that is the plain name, or part of it."""
    plain = term.plain_name.casefold()
    return frozenset(name for name in (term.term, *term.synonyms) if name.strip() and name.casefold() not in plain)


def _stands(text: str, names: frozenset[str]) -> bool:
    pattern = any_of(names)
    return bool(pattern and pattern.search(text))


CONTENT = re.compile(r"[^\W\d_]{4,}")
# Of four letters or more, and saying nothing of what a thing is.
EMPTY = re.compile(
    "about|after|also|because|been|before|being|called|drug|each|from|given|have|into|kind|many|medicine|more|most|"
    "often|other|patient|people|some|someone|sometime|such|than|that|their|them|then|these|they|thi|those|treat|used|"
    "usually|very|what|when|where|which|with|without"
)


@lru_cache(maxsize=1024)
def _meaning(term: Term) -> frozenset[str]:
    """The words of its plain name and definition that are not its own."""
    return _content(f"{term.plain_name} {term.definition}") - _content(f"{term.term} {' '.join(term.synonyms)}")


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    """The words of ``text`` that say something, in the singular."""
    found = (word.removesuffix("s") for word in CONTENT.findall(text.casefold()))
    return frozenset(word for word in found if not EMPTY.fullmatch(word))


# What around a name tells that somebody is saying what it means.
BEFORE = re.compile(
    r"(?:[a-z]{2,}[\"”’]?\s+\((?:also |or |called |the |an? )*"
    r"|(?:\b(?:called|named|known as|means?|short for)|, or)\s+(?:the |an? )?(?:[A-Z]{2,}\s+\()?)[\"“‘]?$"
)
AFTER = re.compile(
    r"\s+(?:means?|stands? for|refers? to|is short for)\s(?!not\b)"
    r"|,\s+(?:short for|also called|also known as|that is|or(?!\s+(?:an?\s+)?[A-Z]{2}))\s"
    r"|,\s+(?:which (?:is|are|means?)\s|an?\s(?![^.;]{0,200}(?:\band|\bor|,)\san?\s))"  # and no list of things
    r"|,?\s+(?:is|are)\s+(?:(?:an?|the name of)\s+(?!(?:\w+\s+)?(?:option|choice|possibility)\b)|when\b|where\b"
    r"|(?:medicines?|drugs?|tests?|scans?|cells?)\b)"
    r"|:\s|\s+[–—]\s"
)
ASIDE = re.compile(r"[\"”’]*\s*\(([^)]{0,200})\)")


def is_said(text: str, names: frozenset[str]) -> bool:
    """True where ``text`` says what one of ``names`` means, or spells it out, beside it."""
    pattern = any_of(names)
    return pattern is not None and any(_is_said_at(match, names) for match in pattern.finditer(text))


def _is_said_at(match: re.Match[str], names: frozenset[str]) -> bool:
    text, end = match.string, match.end()
    if BEFORE.search(text[max(0, match.start() - 40) : match.start()]):
        return True
    aside = ASIDE.match(text, end)
    if aside and re.search(r"[a-z]{3,}", aside[1]) and aside[1].casefold() not in {name.casefold() for name in names}:
        return True
    return bool(AFTER.match(text, aside.end() if aside else end))
