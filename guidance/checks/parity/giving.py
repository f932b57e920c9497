"""The words that stand where a drug would: “give zorb”, “zorb may be stopped”, “patients on Zorb”."""

import re
from collections.abc import Collection
from functools import lru_cache

from guidance.checks.parity.cues import read
from guidance.checks.parity.naming import AUXILIARY, DESCRIBING, DETERMINERS, DONE, NO_MEDICINES, PREPARED, is_dosed
from guidance.language.drugs import NO_DRUGS, singular
from guidance.language.lexicon import SINGLE
from guidance.language.spelling import fold
from guidance.language.tokens import Sort, Token


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


GIVES = _folded("""
    start starting stop stopping give giving take taking prescribe prescribing add adding administer withhold
    continue continuing discontinue discontinuing inject infuse restart resume use using receive receiving have having
    hold offer avoid try trying reduce increase titrate apply swallow
""")
DOING = _folded("may should must can might will could reduces lowers raises prolongs interacts contains works helps")
NEAR_NAMES = _folded("on with to from of after before than like and or for against by while")
PASSING = _folded("""
    oral intravenous topical inhaled subcutaneous nebulised regular any your the intramuscular low high dose doses of
    only daily weekly long short term first second line
""")
# What else is given, started or stopped, or does something.
ORDINARY = _folded("""
    patient people person child adult woman women doctor nurse team parent baby infant carer clinician partner family
    fluid water food drink feed milk meal sugar salt blood plasma platelet oxygen air support advice help care contact
    step sample culture swab biopsy scan test part place time turn effect benefit risk harm sign symptom fever
    pain rash cough wound skin heart kidney liver brain stroke cancer pulse weight height breath sleep driving work
    school sport alcohol tobacco cigarette smoke soap shampoo dressing bandage splint crystalloid colloid electrolyte
    potassium sodium calcium magnesium glucose saline bolus contrast consent note record chart device catheter tube
    needle syringe mask ventilator shower bath bed rest diet fibre protein vitamin mineral supplement herb coffee
    agent clinical study trial evidence result course cycle phase stage option choice plan target range value level
    limit prophylaxis dialysis haemodialysis chemo device pump line nothing something anything everything others either
    neither these those there which where when while what that this them they other another each both such same more
    most less least much many some several enough extra further until unless within without before after during
    sooner later earlier today tomorrow tonight night morning evening always never again once
""")
ENDINGS = """
    ing ed ly tion sion ment ness ity ance ence ure age ship hood ism ist ical ic ous ive able ible ful less sis itis
    emia oma pathy plasty scopy graphy ectomy otomy ostomy therapy lysis gram graph ology ia ema rrhea thing body
    day week month hour minute year time care test work ward surgery pressure history drug medicine tablet
"""
ORDINARY_END = re.compile(rf"\w*(?:{'|'.join(ENDINGS.split())})s?")
NO_NAMES = AUXILIARY | PASSING | GIVES | DONE | DOING | NEAR_NAMES | ORDINARY | NO_DRUGS | NO_MEDICINES | SINGLE
BEFORE_NAMES = GIVES | NEAR_NAMES
BEFORE_UNNAMED = BEFORE_NAMES | DETERMINERS
UNNAMED = _folded(
    "medicine medication drug tablet pill capsule vaccine injection infusion drip cream gel treatment therapy"
)
# What may follow the name of what is given.
ENDING = (
    AUXILIARY
    | NEAR_NAMES
    | DONE
    | _folded("""
    if when in at every daily weekly monthly orally intravenously subcutaneously until once twice unless where because
    so alone again immediately early late for as over within during more together tablet therapy treatment infusion
    injection dose drip
""")
)
SITES = {"eye", "ear", "nose", "nasal", "mouth", "skin", "oral"}  # “zorb eye drops”
SHORTEST = 5  # letters


def given_in(text: str, among: Collection[str] | None = None) -> dict[str, str]:
    """The words, folded and as printed, that stand where the text names what is given, and are no ordinary words.

    ``among`` are the strange ones of interest; all of them, if it is not given.
    """
    pieces = read(text)
    long = [(at, singular(piece.value)) for at, piece in enumerate(pieces) if len(piece.value) >= SHORTEST]
    sought = [(at, word) for at, word in long if (is_strange(word) if among is None else word in among)]
    return {word: pieces[at].text for at, word in sought if _is_given(pieces, at)}


@lru_cache(maxsize=20_000)
def is_strange(word: str) -> bool:
    """True of a folded word that may be a name, for all we know."""
    return len(word) >= SHORTEST and word not in NO_NAMES and singular(word) not in NO_NAMES


@lru_cache(maxsize=20_000)
def is_coined(word: str) -> bool:
    """True of a folded word that is no ordinary one, nor ends as those do: “zorb”, not “tuberculosis”."""
    return is_strange(word) and not ORDINARY_END.fullmatch(word)


def _is_given(pieces: tuple[Token, ...], at: int) -> bool:
    piece, after = pieces[at], at + 1
    is_name = piece.text[0].isupper() and not piece.begins and not piece.text.endswith(("'s", "’s"))
    if piece.sort is not Sort.WORD or not (is_name or is_coined(piece.value)):
        return False
    lead, follows = _lead(pieces, at), pieces[after].value if after < len(pieces) else "."
    while after < len(pieces) - 1 and pieces[after].value in AUXILIARY:
        after += 1
    if is_name:
        return is_coined(piece.value) or lead in BEFORE_NAMES or after > at + 1 or follows in PREPARED
    is_done = after > at + 1 and pieces[after].value in DONE
    is_prepared = _value(pieces, at + 1 + (follows in SITES)) in PREPARED and (follows in SITES or not piece.begins)
    is_whole = follows in ENDING or not follows.isalpha()  # no “broad cover”
    does = piece.begins and follows in DOING
    return (lead in GIVES and is_whole) or is_done or does or is_prepared or is_dosed(pieces, at)


def _value(pieces: tuple[Token, ...], at: int) -> str:
    return singular(pieces[at].value) if at < len(pieces) else ""


def _lead(pieces: tuple[Token, ...], at: int) -> str:
    """The word before, past “oral” and the like: the “give” of “give a low dose of zorb”."""
    before = at - 1
    while before > 0 and pieces[before].value in PASSING:
        before -= 1
    return pieces[before].value if before >= 0 else ""


@lru_cache(maxsize=4_000)
def pointings(text: str) -> int:
    """How often the text speaks of a drug without a name: “the drug”, “stop treatment”, “5 mg of it”."""
    pieces = read(text)
    return sum(_points(pieces, at) for at in range(len(pieces)))


def _points(pieces: tuple[Token, ...], at: int) -> bool:
    value, before = pieces[at].value, pieces[at - 1].value if at else "."
    if value == "it":
        return before in GIVES or before == "of"
    if singular(value) not in UNNAMED:
        return False
    after = pieces[at + 1].value if at + 1 < len(pieces) else "."
    return (pieces[at].begins or before in BEFORE_UNNAMED or not before.isalpha()) and after not in DESCRIBING
