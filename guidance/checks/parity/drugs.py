"""Whether both wordings name the same drugs."""

import re
from collections.abc import Collection, Iterator

from guidance.checks.parity.cues import read
from guidance.checks.parity.giving import given_in, is_strange, pointings
from guidance.checks.parity.kinds import CALLED, DESCRIBED
from guidance.checks.parity.naming import DESCRIBING, DETERMINERS, GIVEN_AFTER, drugs_of
from guidance.checks.parity.pairs import Pair, differing, pairs
from guidance.checks.parity.substances import Mention, Substances, spaced, words
from guidance.checks.registry import Finding, Targets, register
from guidance.documents import Document
from guidance.language.drugs import singular
from guidance.language.spelling import fold
from guidance.language.tokens import Token
from guidance.vocabularies import Action

NEARBY = 5  # words: “zorb, a steroid”
MEDICINES = "medicine medication drug tablet pill treatment capsule"
GENERIC = frozenset(MEDICINES.split())
JOINING = {"and", "or", "with", "plus"}  # “zorb and opioids” are two
EXAMPLES = re.compile(r"\b(?:such as|for example|for instance|like|including|called|e\.?g\.?)\b[^.;]*", re.IGNORECASE)
TREATING = {Action.START, Action.STOP, Action.SWITCH, Action.CONSIDER, Action.AVOID}
PROCEDURES = (
    *("tion", "sion", "tomy", "lysis", "therapy", "pheresis", "scopy", "plasty", "ment", "ing", "graphy", "change"),
    *("surgery", "care", "control", "test", "check", "diet", "rest", "exposure", "support"),
)


@register
def drug(document: Document, targets: Targets) -> Iterator[Finding]:
    """A drug that one wording names and the other does not, by none of its names."""
    both = list(pairs(document))
    texts = [text for pair in both for text in (pair.clinician, pair.lay)]
    names = _interventions(document).union(*map(drugs_of, texts))
    known = Substances(document.terms, names, texts)
    for pair in both:
        clinician, lay = list(known.mentions(pair.clinician)), list(known.mentions(pair.lay))
        ours = [one.text for one in clinician if not _is_in(one, pair.lay) and not _says_kind(one, pair.clinician, lay)]
        theirs = [one.text for one in lay if not _is_in(one, pair.clinician) and not _explains(one, pair, clinician)]
        if not ours and not theirs:
            named = {word for one in (*clinician, *lay) for word in one.name.split()}
            ours, theirs = _unnamed(pair, named)
        yield from differing("parity.drug", pair, ours, theirs, "drug")


def _unnamed(pair: Pair, named: Collection[str]) -> tuple[list[str], list[str]]:
    """What may be drugs, beside those ``named``: where one text names what the other calls “the drug”, or else."""
    ours, theirs = (_only_in(*texts, named) for texts in ((pair.clinician, pair.lay), (pair.lay, pair.clinician)))
    if bool(ours) is bool(theirs):
        return ours, theirs
    more = pointings(pair.lay) - pointings(pair.clinician)
    return ours if more > 0 else [], theirs if more < 0 else []


def _only_in(text: str, other: str, named: Collection[str]) -> list[str]:
    alone = set(words(text)).difference(words(other), named)
    strange = set(filter(is_strange, alone))
    return list(given_in(text, strange).values()) if strange else []


def _interventions(document: Document) -> frozenset[str]:
    """The steps' interventions of one word that can be nothing but a drug, and the longest word of those of two."""
    return frozenset(
        singular(fold(max(step.intervention.split(), key=len)))
        for step in document.steps()
        if step.action in TREATING and len(step.intervention) >= 5
        if step.intervention.replace(" ", "", 1).isalpha() and not step.intervention.casefold().endswith(PROCEDURES)
    )


def _is_in(drug: Mention, text: str) -> bool:
    return drug.is_answered_by(spaced(text)) or (drug.name in DESCRIBED and _describes(read(text)))


def _describes(pieces: tuple[Token, ...]) -> bool:
    """“medicines that calm inflammation”, “seizure tablets”: a drug by what it does."""
    values = ["", *(piece.value for piece in pieces), ""]
    return any(
        singular(value) in GENERIC
        and (after in DESCRIBING or (before not in DETERMINERS and before not in GIVEN_AFTER and before.isalpha()))
        for before, value, after in zip(values, values[1:], values[2:], strict=False)
    )


def _explains(drug: Mention, pair: Pair, clinician: Collection[Mention]) -> bool:
    """True of the kind of a drug that both wordings name, or of an example of a kind that the clinician one does."""
    is_example = any(drug.text in found for found in EXAMPLES.findall(pair.lay))
    named = {one.name for one in clinician}
    return _says_kind(drug, pair.lay, clinician) or (is_example and not CALLED.keys().isdisjoint(named))


def _says_kind(drug: Mention, text: str, others: Collection[Mention]) -> bool:
    """True of the “steroid” in “steroid cover: zorb” where the other wording, which has ``others``, names zorb too."""
    if drug.name not in CALLED:
        return False
    at = words(text).index(drug.name)
    if at and words(text)[at - 1] in JOINING:
        return False
    beside = words(text)[max(0, at - NEARBY) : at + NEARBY]
    return any(one.name in beside and one.name != drug.name for one in others)
