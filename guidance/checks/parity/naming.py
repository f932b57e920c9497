"""How a word of a text shows itself to be a drug: by its look, or by what is done with it."""

from enum import Enum
from functools import lru_cache

from guidance.checks.parity.cues import read
from guidance.checks.parity.kinds import CALLED
from guidance.language import drugs
from guidance.language.drugs import NO_DRUGS, singular
from guidance.language.lexicon import SINGLE
from guidance.language.quantities import UNIT_NAMES
from guidance.language.spelling import fold
from guidance.language.tokens import Sort, Token

# What has the look of a drug's name and is none, or is no drug that one is given.
LOOKING_SO = """
    purine interleukin gonadotropin migraine delirium chelation dialysis placebo toluene methanol alkaline aerosol
    cortisol triglyceride polysaccharide endometrium myometrium endocardium epicardium ammonium uranium acetone cyanide
    glycerol creatine ceramide ganglioside neuroendocrine cholinesterase dinucleotide oligonucleotide
    sulfate chloride hydrochloride phosphate carbonate bicarbonate acetate citrate gluconate succinate maleate tartrate
"""
NO_MEDICINES = frozenset(fold(word) for word in LOOKING_SO.split())
GIVING = """
    start starting started stop stopping stopped give giving given take taking taken receive receiving prescribe add
    adding administer withhold continue continuing discontinue offer avoid combine use using on to with switch restart
    resume reduce increase taper titrate inject
"""
GIVEN_AFTER = frozenset(fold(word) for word in GIVING.split())
GIVEN_SO = """
    given started stopped taken prescribed added administered withheld continued discontinued injected infused restarted
    resumed swallowed used offered avoided contraindicated tried applied paused held reduced increased titrated stored
"""
DONE = frozenset(fold(word) for word in GIVEN_SO.split())
SAID_BEFORE = """
    is are was were be been being should may must can could might will would not never also then only usually first
    normally always sometimes
"""
AUXILIARY = frozenset(SAID_BEFORE.split())
SALTS_OF = "sulfate chloride phosphate carbonate bicarbonate citrate gluconate"
SALTS = frozenset(fold(word) for word in SALTS_OF.split())
# What a body holds anyway: a drug only where it is given.
IN_BODIES = "oxygen glucose iron calcium sodium potassium magnesium zinc selenium folate"
BODILY = frozenset(IN_BODIES.split())
OF_A_KIND = frozenset({"response", "effect", "effects", "activity", "action", "properties"})  # “antidepressant effect”
LONG_NAME = 8  # letters: few other words that end as a drug does are so long
OF_A_SIZE = {"/", "per", "kg", "m^2", "day", "h", "hour", "min", "minute"}
DOSED_IN = {"mg", "mcg", "ng", "g", "iu", "unit"}
DESCRIBING = {"that", "to", "for", "which", "against"}
POINTING = """
    the this that these those a an your any other another new of each some all same more such no every its usual
    different first second right his her their our prescribed current and or with on
"""
DETERMINERS = frozenset(POINTING.split())
MEDICINES = """
    medicine medication drug tablet pill capsule jab vaccine injection inhaler puffer cream ointment drop drip spray
    patch painkiller antibiotic steroid thinner antibody gel lotion mouthwash syrup suppository
"""
PREPARED = frozenset(MEDICINES.split())
# Words that stand beside a dose and are no drug.
BESIDE_A_DOSE = """
    additional about adult adults alone amount another around approximately baseline before below between body bolus
    dosage during equivalent every exactly exceed extended further given immediate initial initially least loading
    maximum modified nearly patients people protein reach receive reduce release roughly should single slowly starting
    tablet target therapy through total treatment twice under usual water weight within would alcohol albumin
    carbohydrate caffeine dietary elemental salt sugar infuse inhale swallow dissolve breathe provide deliver supply
    require needs contain contains exceeds requires provides delivers injection infusion injections infusions
"""
NOT_DOSED = frozenset(fold(word) for word in BESIDE_A_DOSE.split()) | GIVEN_AFTER | NO_DRUGS | NO_MEDICINES


@lru_cache(maxsize=4_000)
def drugs_of(text: str) -> frozenset[str]:
    """What the text itself shows to be drugs: by the look of the name, or by what is done with it."""
    pieces = read(text)
    looks = [(at, _look(piece.value)) for at, piece in enumerate(pieces)]
    return frozenset([singular(pieces[at].value) for at, look in looks if look and _is_drug(pieces, at, look)])


class Look(Enum):
    """How much a word alone looks like a drug."""

    KIND = "a kind of drugs"
    DRUG = "a drug"
    GIVEN = "a drug where it is given"
    DOSED = "a drug where it is dosed"


@lru_cache(maxsize=20_000)
def _look(value: str) -> Look | None:
    word = singular(value)
    if len(word) < 4 or word in NO_MEDICINES:
        return None
    if word in BODILY:
        return Look.GIVEN
    if word in CALLED:
        return Look.KIND
    if drugs.is_drug(word) or (drugs.may_be_drug(word) and len(word) >= LONG_NAME):
        return Look.DRUG
    if drugs.may_be_drug(word):
        return Look.GIVEN
    return Look.DOSED if len(word) > 5 and _may_be_dosed(value) else None


def _is_drug(pieces: tuple[Token, ...], at: int, look: Look) -> bool:
    piece = pieces[at]
    if piece.sort is not Sort.WORD:
        return False
    if piece.text.endswith(("'s", "’s")) and piece.text[0].isupper():  # “Andersen’s disease”
        return False
    if look is Look.KIND:
        return at + 1 == len(pieces) or pieces[at + 1].value not in OF_A_KIND
    is_given = look is Look.GIVEN and _is_given(pieces, at)
    return look is Look.DRUG or is_given or (len(piece.value) > 5 and is_dosed(pieces, at))


def _is_given(pieces: tuple[Token, ...], at: int) -> bool:
    """“give potassium”, “zorb or potassium”, “potassium chloride must not be given”."""
    before, after = pieces[at - 1].value if at else "", at + 1
    if before in {"or", "and"} and at > 1:
        return _look(pieces[at - 2].value) in {Look.DRUG, Look.KIND}
    while after < len(pieces) - 1 and pieces[after].value in AUXILIARY | SALTS:
        after += 1
    is_done = after > at + 1 and after < len(pieces) and pieces[after].value in DONE
    return before in GIVEN_AFTER or is_done


@lru_cache(maxsize=20_000)
def _may_be_dosed(value: str) -> bool:
    is_common = value in SINGLE or not NOT_DOSED.isdisjoint({value, singular(value)})
    return not is_common and not value.endswith(("ly", "ing", "ed"))


def is_dosed(pieces: tuple[Token, ...], at: int) -> bool:
    """“zorb 5 mg”, “5 mg of zorb”, “5 mg/kg zorb”."""
    if not _may_be_dosed(pieces[at].value):
        return False
    if _is_dose(pieces, at + 1):
        return True
    before = at - 1 - (at > 0 and pieces[at - 1].value == "of")
    while before > 0 and pieces[before].value in OF_A_SIZE:
        before -= 1
    return _is_dose(pieces, before - 1)


def _is_dose(pieces: tuple[Token, ...], at: int) -> bool:
    if not 0 <= at < len(pieces) - 1 or pieces[at].sort is not Sort.NUMBER:
        return False
    unit = UNIT_NAMES.get((pieces[at + 1].value,))
    return unit is not None and unit.value in DOSED_IN
