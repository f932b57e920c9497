"""Examples for the checks of plain language, of a grading's words, and of what a citation shows; see test_checks."""

from typing import Any

from guidance.checks import Level
from guidance.documents import Document, Term, Wording
from guidance.vocabularies import Access, Action, Certainty, Strength
from tests.guidance.documents import a_document, a_step, citing

CODES = {
    "citation.no-quote": Level.HINT,
    "citation.abstract-only": Level.HINT,
    "grading.wording": Level.WARNING,
    "plain.grade": Level.WARNING,
    "plain.long-sentence": Level.WARNING,
    "plain.jargon": Level.WARNING,
}

PLASMA_EXCHANGE = Term(
    "plasma",
    "Plasma exchange",
    ("PLEX",),
    ("plasmapheresis",),
    "blood-plasma swap",
    "A machine takes out the liquid part of the blood and puts a fresh liquid back.",
)
IRIS = Term("iris", "Immune reconstitution inflammatory syndrome", ("IRIS",), (), "rebound inflammation")
LEUKODYSTROPHY = Term("ld", "Leukodystrophy", synonyms=("leukodystrophies",), definition="Inherited.")
TERMS = (PLASMA_EXCHANGE, IRIS, LEUKODYSTROPHY)


def saying(*lay: str, terms: tuple[Term, ...] = TERMS) -> Document:
    """A document of one step for each of these lay texts, whose key it is."""
    return a_document(*(a_step(f"Clinician text {n}.", lay=text, key=text) for n, text in enumerate(lay)), terms=terms)


def whole(part: str, lay: str) -> Document:
    """A document one of whose own wordings says this to lay readers."""
    return a_document(**{part: Wording.of("Treat.", lay)}, terms=TERMS)


def graded(text: str, strength: Strength, certainty: Certainty = Certainty.HIGH, **fields: Any) -> Document:
    return a_document(a_step(text, strength=strength, certainty=certainty, key="k", **fields))


def informing(text: str) -> Document:
    return graded(text, Strength.NOT_GRADED, action=Action.INFORM)


def resting(*access: Access, **fields: Any) -> Document:
    """A document whose one step cites a source once for each of ``access``."""
    return a_document(a_step(citations=tuple(one for how in access for one in citing("trial", access=how, **fields))))


HARD = (
    "Discontinuation of immunosuppressive pharmacotherapy necessitates individualised multidisciplinary deliberation."
)
EASY = "Do not stop the drug on your own. Ask your care team first. They will help you weigh what is best."
DULL = "The doctor gives the drug and looks at how you feel each day of that week."  # 16 words
LONG = f"{DULL[:-1]} and then the nurse calls you at home to ask how it went."  # 29 words
LIMIT = f"{DULL[:-1]} and then the nurse calls you at home at noon."  # 26 words
AT_LIMIT = f"{DULL[:-1]} and then the nurse calls you at home late."  # 25 words
NOT_GRADED, WEAK, STRONG = Strength.NOT_GRADED, Strength.WEAK_FOR, Strength.STRONG_FOR
FULL, ABSTRACT, UNKNOWN = Access.FULL_TEXT, Access.ABSTRACT_ONLY, Access.NOT_RECORDED

FOUND: dict[str, list[tuple[Document, list[str | None], str]]] = {
    "citation.no-quote": [
        (a_document(a_step(citations=citing("trial", quote=""))), ["A."], "Its citation is without a quote: “A.”"),
        (a_document(a_step(citations=citing("trial", quote=" \n"))), ["A."], "Its citation is without"),
        (a_document(a_step(citations=citing("trial", "trial", quote=""))), ["A."], "Its 2 citations are without"),
        (
            a_document(a_step(citations=citing("trial") + citing("trial", quote=""))),
            ["A."],
            "1 of its 2 citations is without",
        ),
        (
            a_document(a_step(citations=citing("trial") + citing("trial", "trial", quote=""))),
            ["A."],
            "2 of its 3 citations are without",
        ),
        (
            a_document(a_step(action=Action.INFORM, citations=citing("trial", quote="", locator="p. 5"))),
            ["A."],
            "Add the words of the source",
        ),
        (
            a_document(a_step(steps=(a_step("B.", citations=citing("trial", quote="")),))),
            ["B."],
            "“B.”",
        ),
    ],
    "citation.abstract-only": [
        (resting(ABSTRACT), ["A."], "only on an abstract: “A.”. Read the full text"),
        (resting(ABSTRACT, quote="So it was."), ["A."], "only on an abstract"),
        (resting(ABSTRACT, ABSTRACT), ["A."], "only on abstracts"),
        (
            a_document(a_step(action=Action.DEFINE, citations=citing("trial", access=ABSTRACT))),
            ["A."],
            "record that it was read",
        ),
        (
            a_document(a_step(citations=citing("trial", access=ABSTRACT) + citing(None, access=FULL, marker="5"))),
            ["A."],
            "only on an abstract",
        ),
        (
            a_document(*(a_step(text, citations=citing("trial", access=ABSTRACT)) for text in ("A.", "B."))),
            ["A.", "B."],
            "rests only",
        ),
    ],
    "grading.wording": [
        (graded("We recommend dexarol.", NOT_GRADED), ["k"], "“recommend” and has no strength: “We recommend dexarol"),
        (graded("Dexarol is not recommended.", NOT_GRADED), ["k"], "Give the one its source gives"),
        (graded("Start it.", NOT_GRADED, lay="Doctors recommend it."), ["k"], "or say it otherwise"),
        (graded("The society recommends dexarol.", NOT_GRADED, action=Action.START), ["k"], "no strength"),
        (informing("We recommend dexarol."), ["k"], "no strength"),
        (graded("Dexarol must be given.", WEAK), ["k"], "weak recommendation and says “must”"),
        (graded("It must not be given.", Strength.WEAK_AGAINST), ["k"], "“may”, “consider” or “suggest”"),
        (graded("Give it.", WEAK, lay="You have to take it."), ["k"], "says “have to”"),
        (graded("Give it.", STRONG, Certainty.LOW), ["k"], "strong recommendation on low certainty"),
        (graded("Avoid it.", Strength.STRONG_AGAINST, Certainty.VERY_LOW), ["k"], "on very low certainty"),
    ],
    "plain.grade": [
        (saying(HARD), [HARD], "(Flesch-Kincaid; SMOG says"),
        (saying(HARD), [HARD], "above the 8 aimed at: “Discontinuation of immuno"),
        (saying(f"{HARD} {EASY}"), [f"{HARD} {EASY}"], "“individualised”"),
        (saying(EASY, HARD), [HARD], "put what must stay into the glossary"),
        (whole("summary", HARD), [None], "aimed at: the bottom line."),
        (whole("scope", HARD), [None], "aimed at: what the article does not cover."),
        (whole("get_help", HARD), [None], "aimed at: when to call for help."),
        (
            saying(*(f"The {n} antibody injections continue until recovery." for n in range(30))),
            [None],
            "aimed at: the lay wording as a whole.",
        ),
    ],
    "plain.long-sentence": [
        (saying(LONG), [LONG], "has 29 words, more than 25: “The doctor gives"),
        (saying(LIMIT), [LIMIT], "has 26 words"),
        (saying(f"{EASY} {LONG}"), [f"{EASY} {LONG}"], "Split it in two"),
        (saying(f"{LONG} {LIMIT}"), [f"{LONG} {LIMIT}"] * 2, "more than 25"),
        (whole("summary", LONG), [None], "29 words"),
        (whole("get_help", LONG), [None], "29 words"),
        (saying(LIMIT.replace("the drug", "e.g. Rest")), [LIMIT.replace("the drug", "e.g. Rest")], "26 words"),
        (saying(LIMIT.replace("the drug", "0.5 milligrams")), [LIMIT.replace("the drug", "0.5 milligrams")], "26"),
        (a_document(a_step(applies_when=Wording.of("If so", LONG))), ["A."], "29 words"),
    ],
    "plain.jargon": [
        (
            saying("You may need plasma exchange."),
            ["You may need plasma exchange."],
            "plain words: “blood-plasma swap”",
        ),
        (saying("Some need plasmapheresis."), ["Some need plasmapheresis."], "“Plasma exchange” (in plain"),
        (saying("Plasma exchange is an option."), ["Plasma exchange is an option."], "used first in “Plasma"),
        (saying("Plasma exchange (PLEX) helps.", "It is a swap."), ["Plasma exchange (PLEX) helps."], "Say there"),
        (saying("You will have an EEG."), ["You will have an EEG."], "may not know “EEG”, used first in “You will"),
        (saying("An EEG, a CSF test and a scan."), ["An EEG, a CSF test and a scan."], "may not know “CSF” and “EEG”"),
        (saying("Do an EEG, ECG and EMG."), ["Do an EEG, ECG and EMG."], "“ECG”, “EEG” and “EMG”"),
        (saying("Have an EEG or a scan."), ["Have an EEG or a scan."], "“EEG”"),
        (saying("An EEG that is done early."), ["An EEG that is done early."], "“EEG”"),
        (saying("Do the EEGs.", "Then an EEG."), ["Do the EEGs."], "“EEG”"),
        (saying("An EEG (EEG) helps."), ["An EEG (EEG) helps."], "what its letters stand for"),
        (whole("summary", "Plasma exchange may help."), [None], "used first in the bottom line"),
        (a_document(a_step(applies_when=Wording.of("If so", "If the ECG is odd"))), ["A."], "“ECG”"),
    ],
}

NOT_FOUND: dict[str, list[Document]] = {
    "citation.no-quote": [
        a_document(),
        a_document(a_step(citations=())),
        a_document(a_step(citations=citing("trial", "trial"))),
        resting(ABSTRACT),
        a_document(a_step(citations=citing(None, quote="", marker="5"))),
        a_document(a_step(citations=citing("trial", quote="", confirmed=False))),
    ],
    "citation.abstract-only": [
        resting(FULL),
        resting(UNKNOWN),
        resting(ABSTRACT, FULL),
        resting(ABSTRACT, UNKNOWN),
        a_document(a_step(citations=())),
        a_document(a_step(citations=citing(None, access=ABSTRACT, marker="5"))),
    ],
    "grading.wording": [
        graded("We recommend dexarol.", STRONG),
        graded("We recommend dexarol.", WEAK),
        graded("Start dexarol.", NOT_GRADED),
        graded("Give the recommended dose.", NOT_GRADED),
        informing("The guideline recommends dexarol."),
        informing("Dexarol is recommended by two societies."),
        graded("Dexarol must be given.", STRONG),
        graded("Dexarol may be given.", WEAK),
        graded("You do not have to take it.", WEAK),
        graded("Musty rooms may be avoided.", WEAK),
        graded("Give it.", STRONG, Certainty.MODERATE),
        graded("Give it.", STRONG, Certainty.NOT_GRADED),
        graded("Give it, because the illness is life-threatening.", STRONG, Certainty.LOW),
        graded("Give it:", STRONG, Certainty.LOW, steps=(a_step("The benefit outweighs the harm."),)),
        graded("Consider it.", WEAK, Certainty.VERY_LOW),
    ],
    "plain.grade": [
        saying(EASY),
        saying(""),
        saying("Antiretroviral medication:"),  # too few words to tell
        saying("Immunosuppressive pharmacotherapy necessitates consideration."),
        saying(LONG),  # long, of short words: what the other check is for
        saying("Plasma exchange and immune reconstitution inflammatory syndrome are what you may read of here."),
        saying("In a trial with no comparison group, 5 of 8 patients got better on dexarol."),
        a_document(a_step(HARD, lay=EASY)),
        a_document(change_note=Wording.of("New.", HARD)),
        saying(*(f"Take {n} of the pills each day." for n in range(40))),
    ],
    "plain.long-sentence": [
        saying(DULL),
        saying(AT_LIMIT),
        saying(f"{DULL} {DULL}"),
        saying(f"{DULL} 5 of 8 people did well on it, and so may you if you can."),
        saying(f"{DULL[:-1]}\n{DULL[:-1]}"),
        saying(f"- {DULL[:-1]}\n- {DULL[:-1]}"),
        saying(f"1. {DULL} 2. {DULL}"),
        saying(f"“{DULL}” {DULL}"),
        saying(f"Why? {DULL[:-1]}! {DULL}"),
        a_document(a_step(LONG, lay=EASY)),
    ],
    "plain.jargon": [
        saying("Plasma exchange is a swap of the liquid part of the blood."),
        saying("Plasma exchange, a wash of the blood, may help."),
        saying("A blood-plasma swap (plasma exchange) may help."),
        saying("Blood is washed. This is called plasma exchange."),
        saying("A machine swaps the liquid part of your blood in plasma exchange."),
        saying("Plasma exchange (blood is washed) may help.", "Plasma exchange is tiring."),
        saying("Leukodystrophies are left out."),  # no plain name to use instead
        saying("IRIS may follow."),  # the glossary knows these letters
        saying("Your immunity flares. This is called IRIS (immune reconstitution inflammatory syndrome)."),
        saying("An EEG (a test of brain waves) is done.", "The EEG is repeated."),
        saying("A test of brain waves (EEG) is done."),
        saying("You have an electroencephalogram, or EEG."),
        saying("EEG stands for electroencephalogram."),
        saying("An MRI or CT scan, or an HIV test, in the US or at the NHS."),
        saying("Do NOT stop. NEVER wait. CALL THEM NOW."),
        saying("Take 400 mg or 5 mL, 10 IU at most, kept below 40 mmHg."),
        saying("Cells with CD20, PD-1, TP53, BCR-ABL or HLA-B27, vitamin B12, the MEFV gene and JC virus."),
        saying("Class III. The panel grades it AII. Given IV."),
        a_document(a_step("Do an EEG and plasma exchange.", lay="Test and treat."), terms=TERMS),
    ],
}
