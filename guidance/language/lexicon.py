"""The words that weigh in a medical text, by what they are about."""

import re

from guidance.language.meanings import Meaning, lines, spelled
from guidance.language.particulars import PARTICULARS
from guidance.language.quantities import FRACTIONS, MULTIPLES, NUMBERS, UNIT_NAMES
from guidance.language.spelling import fold
from guidance.language.statements import STATEMENTS

# Phrases in which such a word does not say what it says elsewhere.
IDLE = """
    not only, not just, not merely, whether or not, no doubt, no matter, if not, more or less, as soon as, look after
    looks after, looked after, looking after, after all, all at once, over the counter, once again, as long as
    all right
    the following, at all, of course, in the course of, at first, at last, in the first place, in general, up to date
"""
ROUTES = {"iv": "intravenous", "sc": "subcutaneous", "im": "intramuscular", "po": "by mouth", "pr": "rectal"}
ROUTES |= {"it": "intrathecal", "sl": "sublingual", "subcut": "subcutaneous"}


def _phrases() -> dict[tuple[str, ...], Meaning | None]:
    """What each phrase means; None of one that means nothing here."""
    found: dict[tuple[str, ...], Meaning | None] = {}
    for about, table in (STATEMENTS | PARTICULARS).items():
        for value, phrase in lines(table):
            for words in spelled(phrase.removeprefix("~")):
                found.setdefault(words, Meaning(about, value, not phrase.startswith("~")))
    found.update({words: None for phrase in re.split(r",|\n", IDLE) for words in spelled(phrase.strip()) if words})
    return found


PHRASES = _phrases()
SINGLE = frozenset(
    {words[0] for words, meaning in PHRASES.items() if len(words) == 1}
    | {words[0] for words in UNIT_NAMES if len(words) == 1}
    | {fold(word) for word in (*NUMBERS, *MULTIPLES, *FRACTIONS)}
)
