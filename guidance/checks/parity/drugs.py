"""Whether both wordings name the same drugs."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache

from guidance.checks.parity.cues import read
from guidance.checks.parity.kinds import CALLED, DESCRIBED
from guidance.checks.parity.pairs import differing, pairs
from guidance.checks.registry import Finding, Targets, register
from guidance.documents import Document
from guidance.language import drugs
from guidance.language.drugs import NO_DRUGS, singular
from guidance.language.lexicon import SINGLE
from guidance.language.quantities import UNIT_NAMES
from guidance.language.spelling import fold
from guidance.language.tokens import Sort, Token
from guidance.vocabularies import Action

# What has the look of a drug's name and is none, or is no drug that one is given.
LOOKING_SO = """
    purine interleukin gonadotropin migraine delirium chelation dialysis placebo toluene methanol alkaline aerosol
    cortisol triglyceride polysaccharide endometrium myometrium endocardium epicardium ammonium uranium acetone cyanide
    glycerol ceramide ganglioside neuroendocrine cholinesterase dinucleotide oligonucleotide
"""
NO_MEDICINES = frozenset(fold(word) for word in LOOKING_SO.split())
GIVING = """
    start starting started stop stopping stopped give giving given take taking taken receive receiving prescribe add
    adding administer withhold continue continuing discontinue offer avoid combine use using on to with switch restart
    resume reduce increase taper titrate inject
"""
GIVEN_AFTER = frozenset(fold(word) for word in GIVING.split())
# What a body holds anyway: a drug only where it is given.
IN_BODIES = "oxygen glucose iron calcium sodium potassium magnesium zinc selenium folate"
BODILY = frozenset(IN_BODIES.split())
OF_A_KIND = frozenset({"response", "effect", "effects", "activity", "action", "properties"})  # “antidepressant effect”
NEARBY = 5  # words: “zorb, a steroid”
LONG_NAME = 8  # letters: few other words that end as a drug does are so long
DOSED_IN = {"mg", "mcg", "ng", "g", "iu", "unit"}
# Words that stand beside a dose and are no drug.
BESIDE_A_DOSE = """
    additional about adult adults alone amount another around approximately baseline before below between body bolus
    dosage during equivalent every exactly exceed extended further given immediate initial initially least loading
    maximum modified nearly patients people protein reach receive reduce release roughly should single slowly starting
    tablet target therapy through total treatment twice under usual water weight within would alcohol albumin
    carbohydrate caffeine dietary elemental salt sugar infuse inhale swallow dissolve breathe provide deliver supply
    require needs injection infusion injections infusions
"""
NOT_DOSED = frozenset(fold(word) for word in BESIDE_A_DOSE.split()) | GIVEN_AFTER | NO_DRUGS | NO_MEDICINES
MEDICINES = "medicine medication drug tablet pill treatment capsule"
GENERIC = frozenset(MEDICINES.split())
DESCRIBING = {"that", "to", "for", "which", "against"}
POINTING = """
    the this that these those a an your any other another new of each some all same more such no every its usual
    different first second right his her their our prescribed current and or with on
"""
DETERMINERS = frozenset(POINTING.split())
EXAMPLES = re.compile(r"\b(?:such as|for example|for instance|like|including|called|e\.?g\.?)\b[^.;]*", re.IGNORECASE)
TREATING = {Action.START, Action.STOP, Action.SWITCH, Action.CONSIDER, Action.AVOID}
PROCEDURES = (
    *("tion", "sion", "tomy", "lysis", "therapy", "pheresis", "scopy", "plasty", "ment", "ing", "graphy", "change"),
    *("surgery", "care", "control", "test", "check", "diet", "rest", "exposure", "support"),
)

Named = Mapping[str, str]  # the folded name, and the name as printed


@register
def drug(document: Document, targets: Targets) -> Iterator[Finding]:
    """A drug that one wording names and the other does not, by none of its names."""
    both = list(pairs(document))
    names = _interventions(document).union(*(_drugs(text) for pair in both for text in (pair.clinician, pair.lay)))
    others = _others(document)
    for pair in both:
        clinician, lay = _named(pair.clinician, names), _named(pair.lay, names)
        ours = [text for name, text in clinician.items() if not _is_in(name, pair.lay, others)]
        theirs = [text for name, text in lay.items() if not _is_in(name, pair.clinician, others)]
        theirs = [text for text in theirs if not _explains(text, pair.lay, clinician)]
        yield from differing("parity.drug", pair, ours, theirs, "drug")


def _interventions(document: Document) -> frozenset[str]:
    """The steps' interventions of one word that can be nothing but a drug, and the longest word of those of two."""
    return frozenset(
        singular(fold(max(step.intervention.split(), key=len)))
        for step in document.steps()
        if step.action in TREATING and len(step.intervention) >= 5
        if step.intervention.replace(" ", "", 1).isalpha() and not step.intervention.casefold().endswith(PROCEDURES)
    )


def _others(document: Document) -> dict[str, tuple[str, ...]]:
    """Of each name in the glossary, the term's other names and its plain one, as ``_is_in`` seeks them."""
    found: dict[str, tuple[str, ...]] = {}
    for term in document.terms:
        names = [name for name in (term.term, *term.abbreviations, *term.synonyms, term.plain_name) if name]
        sought = tuple(_spaced(name) for name in names)
        found |= {singular(fold(name)): sought for name in names}
    return found


@lru_cache(maxsize=4_000)
def _spaced(text: str) -> str:
    """The text's words, folded, each with a space on either side."""
    return f" {' '.join(singular(piece.value) for piece in read(text) if piece.sort is not Sort.PAUSE)} "


@lru_cache(maxsize=4_000)
def _drugs(text: str) -> frozenset[str]:
    """What the text itself shows to be drugs: by the look of the name, or by what is done with it."""
    pieces = read(text)
    return frozenset(singular(pieces[at].value) for at in range(len(pieces)) if _is_drug(pieces, at))


class Look(Enum):
    """How much a word alone looks like a drug."""

    NONE = "none"
    KIND = "a kind of drugs"
    DRUG = "a drug"
    GIVEN = "a drug where it is given"
    DOSED = "a drug where it is dosed"


@lru_cache(maxsize=20_000)
def _look(value: str) -> Look:
    word = singular(value)
    if len(word) < 4 or word in NO_MEDICINES:
        return Look.NONE
    if word in BODILY:
        return Look.GIVEN
    if word in CALLED:
        return Look.KIND
    if drugs.is_drug(word) or (drugs.may_be_drug(word) and len(word) >= LONG_NAME):
        return Look.DRUG
    if drugs.may_be_drug(word):
        return Look.GIVEN
    return Look.DOSED if len(word) > 5 and _may_be_dosed(value) else Look.NONE


def _is_drug(pieces: tuple[Token, ...], at: int) -> bool:
    piece = pieces[at]
    look = _look(piece.value)
    if piece.sort is not Sort.WORD or look is Look.NONE:
        return False
    if piece.text.endswith(("'s", "’s")) and piece.text[0].isupper():  # “Andersen’s disease”
        return False
    if look is Look.KIND:
        return at + 1 == len(pieces) or pieces[at + 1].value not in OF_A_KIND
    is_given = look is Look.GIVEN and at > 0 and pieces[at - 1].value in GIVEN_AFTER
    return look is Look.DRUG or is_given or (len(piece.value) > 5 and _is_dosed(pieces, at))


def _may_be_dosed(value: str) -> bool:
    is_common = value in SINGLE or not NOT_DOSED.isdisjoint({value, singular(value)})
    return not is_common and not value.endswith(("ly", "ing", "ed"))


def _is_dosed(pieces: tuple[Token, ...], at: int) -> bool:
    """“zorb 5 mg”, “5 mg of zorb”, “5 mg zorb”."""
    after_of = at - 1 if at and pieces[at - 1].value == "of" else at
    return _may_be_dosed(pieces[at].value) and (_is_dose(pieces, at + 1) or _is_dose(pieces, after_of - 2))


def _is_dose(pieces: tuple[Token, ...], at: int) -> bool:
    if not 0 <= at < len(pieces) - 1 or pieces[at].sort is not Sort.NUMBER:
        return False
    unit = UNIT_NAMES.get((pieces[at + 1].value,))
    return unit is not None and unit.value in DOSED_IN


def _named(text: str, names: frozenset[str]) -> Named:
    """The ``names`` that the text uses."""
    found: dict[str, str] = {}
    for piece in read(text):
        if (name := singular(piece.value)) in names:
            found.setdefault(name, piece.text)
    return found


def _is_in(name: str, text: str, others: Mapping[str, tuple[str, ...]]) -> bool:
    spaced = _spaced(text)
    if any(sought in spaced for sought in (f" {name} ", *CALLED.get(name, ()), *others.get(name, ()))):
        return True
    return name in DESCRIBED and _describes(read(text))


def _describes(pieces: tuple[Token, ...]) -> bool:
    """“medicines that calm inflammation”, “seizure tablets”: a drug by what it does."""
    values = ["", *(piece.value for piece in pieces), ""]
    return any(
        singular(value) in GENERIC
        and (after in DESCRIBING or (before not in DETERMINERS and before not in GIVEN_AFTER and before.isalpha()))
        for before, value, after in zip(values, values[1:], values[2:], strict=False)
    )


def _explains(name: str, lay: str, clinician: Named) -> bool:
    """True of the kind of a drug that both wordings name, or of an example of a kind that the clinician one does."""
    if singular(fold(name)) in CALLED:
        values = [singular(piece.value) for piece in read(lay)]
        at = values.index(singular(fold(name)))
        return not clinician.keys().isdisjoint(values[max(0, at - NEARBY) : at + NEARBY])
    is_example = any(name in found for found in EXAMPLES.findall(lay))
    return is_example and not CALLED.keys().isdisjoint(clinician)
