"""Makes faults in one wording of a step, of the kinds that a board must not miss, and counts how many a check finds.

What makes the faults knows nothing of what finds them. ``python -m tests.bench`` prints the rates.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from guidance import checks, documents
from guidance.documents import Step, Wording
from tests.guidance.documents import a_document, a_reference, a_step
from tests.guidance.invented import PAIRS

DEMONSTRATION = Path(__file__).parents[2] / "review" / "demonstration"
SEED = 4
TRIES = 2  # faults of a kind in a wording

NUMBER = re.compile(
    r"(?<![\w.,/-])\d[\d,]*(?:\.\d+)?(?![\w/])|\b(?:two|three|four|five|six|seven|eight|half|quarter)\b"
)
IN_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven"]
SWAPPED = """
    mg: g, g: mg, micrograms: milligrams, mL: L, ml: l, L: mL, litre: millilitre, minutes: hours, minute: hour
    hours: days, hour: day, days: weeks, day: week, weeks: months, week: month, months: weeks, month: week
    years: months, year: week, daily: weekly, weekly: daily, kilogram: gram, mmHg: cmHg, mmol/L: mg/dL, kg: g
"""
UNITS = dict(pair.strip().split(": ") for line in SWAPPED.strip().splitlines() for pair in line.split(","))
UNIT = re.compile(rf"(?<=[\d ])(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})\b(?!-)")
WITH_AMOUNT = re.compile(
    r"(?:\d|one|two|three|four|five|six|seven|eight|half an?|once an?|times an?|per|once|twice)[ /]?$", re.IGNORECASE
)
NEGATIONS = [
    (r"\b[Dd]o not (\w+)", r"\1"),
    (r"\b(does|did) not (\w+)", r"\2"),
    (r"\b(is|are|was|were|has|have|should|must|may|will|could|do) not\b", r"\1"),
    (r"\bcannot\b", "can"),
    (r"\b[Nn]ever\b", "always"),
    (r"\b[Ww]ithout\b(?! delay)", "with"),
    (r"\bAvoid\b", "Use"),
    (r"\bcontraindicated\b", "indicated"),
    (
        r"\b[Nn]o (?=drug|antiviral|medicine|evidence|proof|control|comparison|formal|relapse|response|gain)",
        "",
    ),
    (r"\bnot (?=yet|known|sure|settled|clear|safe|a single|the)", ""),
]
ASSERTIONS = [
    (r"\b(is|are|was|were|should|must|may|might|could|will|can)\b(?! not| only)", r"\1 not"),
    (
        r"(?:^|(?<=[.;:] ))(Start|Stop|Give|Take|Check|Measure|Refer|Begin|Add|Continue|Offer|Withhold|Repeat|Restore|"
        r"Treat|Screen|Monitor|Reduce|Increase|Keep|Call|Switch|Store|Transfer|Admit|Ask|Go|Mix|Dilute|End|Correct)\b",
        lambda found: f"Do not {found[1].lower()}",
    ),
]
HEDGES = [
    (r"\bmay be considered\b", "is given"),
    (r"\b(?:may|might|could)\b(?! not)", "will"),
    (r"\b(?:possibly|probably|(?<!less )likely|perhaps|Perhaps) ", ""),
    (r"\b(?:appears?|seems?) to\b", "is certain to"),
    (r"\b[Cc]onsider(?= [a-z]+ \d)", "Give"),
]
URGENCY = [
    (r",? ?\b(?:immediately|at once|right away|urgently|promptly|without delay|as an emergency)\b", ""),
    (r"\b[Uu]rgent ", ""),
    (r"\b[Ee]mergency (?=operation|surgery)", ""),
]
DRUGS = re.compile(
    r"\b(?:natalizumab|rituximab|pembrolizumab|mycophenolate|levetiracetam|corticosteroids|immunoglobulin|"
    r"zorbicillin|blandomab|quellotinib|dromapril|vexarone|lumipram|pelagacet|fostersone|hurlazepam|mabrodine|"
    r"teltoxacin|caltrolol|zelvadipine|ospramide|norbidrine|gralimumab|velotuzumab|brontafungin|sedanilol)\b",
    re.IGNORECASE,
)


def _numbers(text: str) -> Iterator[str]:
    for found in NUMBER.finditer(text):
        yield text[: found.start()] + _another(found.group(), text) + text[found.end() :]


def _another(number: str, text: str) -> str:
    if not number[0].isdigit():
        return next(word for word in IN_WORDS if word not in text.casefold())
    value = float(number.replace(",", ""))
    tries = (value * 10, value + 3, value * 2 + 1)
    printed = [f"{other:,.0f}" if other == int(other) else f"{other:.1f}" for other in tries]
    return next(other for other in printed if not re.search(rf"\b{re.escape(other)}\b", text))


def _units(text: str) -> Iterator[str]:
    for found in UNIT.finditer(text):
        if WITH_AMOUNT.search(text[: found.start()]) or found.group() in {"daily", "weekly"}:
            yield text[: found.start()] + UNITS[found.group()] + text[found.end() :]


def _rewriting(rules: list[tuple[str, str | Callable[[re.Match[str]], str]]]) -> Callable[[str], Iterator[str]]:
    """What changes a text by one of the rules, in one place."""

    def rewritten(text: str) -> Iterator[str]:
        for pattern, replacement in rules:
            for found in re.finditer(pattern, text):
                said = replacement(found) if callable(replacement) else found.expand(replacement)
                yield text[: found.start()] + said + text[found.end() :]

    return rewritten


def _without_drug(text: str) -> Iterator[str]:
    for name in dict.fromkeys(found.casefold() for found in DRUGS.findall(text)):
        yield re.sub(rf"\b{name}\b", "the drug", text, flags=re.IGNORECASE)


# By kind: the code that must speak, and what makes the faults.
IN_A_TEXT: dict[str, tuple[str, Callable[[str], Iterator[str]]]] = {
    "number changed": ("parity.number", _numbers),
    "unit swapped": ("parity.number", _units),
    "negation removed": ("parity.negation", _rewriting(NEGATIONS)),
    "negation added": ("parity.negation", _rewriting(ASSERTIONS)),
    "drug removed": ("parity.drug", _without_drug),
    "hedge removed": ("parity.hedge", _rewriting(HEDGES)),
    "urgency removed": ("parity.urgency", _rewriting(URGENCY)),
}
KINDS = [*IN_A_TEXT, "citation dropped", "lay text left stale"]


@dataclass(frozen=True)
class Fault:
    kind: str
    code: str
    step: Step

    @property
    def text(self) -> Wording:
        return self.step.text


def faults(step: Step, chance: random.Random) -> Iterator[Fault]:
    """A few faults of each kind that the step has material for, each in one wording."""
    for kind, (code, change) in IN_A_TEXT.items():
        for name in ("text", "applies_when"):
            wording = getattr(step, name)
            for one, other in (("clinician", "lay"), ("lay", "clinician")):
                made = list(change(getattr(wording, one)))
                for text in chance.sample(made, min(TRIES, len(made))):
                    texts = {one: text, other: getattr(wording, other)}
                    yield Fault(kind, code, replace(step, **{name: Wording.of(texts["clinician"], texts["lay"])}))
    if step.citations and step.makes_claim:  # one of two that is dropped shows from edition to edition only
        yield Fault("citation dropped", "citation.missing", replace(step, citations=()))
    for text in chance.sample([*_numbers(step.text.clinician), f"{step.text.clinician} Take care."], 1):
        stale = replace(step.text, clinician=text)
        yield Fault("lay text left stale", "wording.stale-lay", replace(step, text=stale))


def codes(step: Step) -> Counter[str]:
    """The findings of a document of this step alone."""
    references = tuple(a_reference(str(citation.reference)) for citation in step.citations) or (a_reference(),)
    return Counter(finding.code for finding in checks.run(a_document(replace(step, steps=()), references=references)))


# What the demonstration's own words say too seldom to tell a rate by: said after its statements, in both wordings.
SAID_TOO = [
    ("Do this without delay.", "This is done right away."),
    ("It may have to be repeated.", "It may have to be done again."),
    ("See them again within 3 weeks.", "You are seen again within 3 weeks."),
]


def of_the_demonstration() -> list[Step]:
    """Its statements; and half of those that claim something again with each of ``SAID_TOO``."""
    names = ("leukoencephalopathy", "pml", "toluene")
    found = [documents.from_json((DEMONSTRATION / f"{name}.json").read_text(encoding="utf-8")) for name in names]
    steps = [step for document in found for step in document.steps()]
    claims = [step for step in steps if step.makes_claim and step.text.lay]
    return [*steps, *(_saying(step, *said) for n, said in enumerate(SAID_TOO) for step in claims[n % 2 :: 2])]


def _saying(step: Step, clinician: str, lay: str) -> Step:
    return replace(step, text=Wording.of(f"{step.text.clinician} {clinician}", f"{step.text.lay} {lay}"))


def invented() -> list[Step]:
    """The invented steps, each with its first drug for its intervention, as an editor would say it."""
    drugs = [DRUGS.search(clinician) for clinician, _ in PAIRS]
    return [
        a_step(clinician, lay=lay, intervention=drug.group() if drug else "")
        for (clinician, lay), drug in zip(PAIRS, drugs, strict=True)
    ]


@dataclass
class Rates:
    """How many faults of each kind were made, and which were missed; how many of the steps were blamed untouched."""

    made: Counter[str]
    missed: list[Fault]
    steps: int
    blamed: list[Step]

    def rate(self, kind: str) -> float:
        """Between 0 and 1; 1 where none were made."""
        missed = sum(fault.kind == kind for fault in self.missed)
        return 1 - missed / self.made[kind] if self.made[kind] else 1.0

    @property
    def overall(self) -> float:
        return 1 - len(self.missed) / self.made.total()

    def told(self, kind: str = "") -> str:
        """The wordings of the faults that were missed, of one kind if it is given."""
        missed = [fault for fault in self.missed if kind in ("", fault.kind)]
        return "\n".join(f"missed, {fault.kind}: {fault.text.clinician} | {fault.text.lay}" for fault in missed)

    def __str__(self) -> str:
        lines = [f"{kind:20} {self.made[kind]:4} made, {self.rate(kind):6.1%} found" for kind in KINDS]
        lines.append(f"{'overall':20} {self.made.total():4} made, {self.overall:6.1%} found")
        return "\n".join([*lines, f"untouched: {len(self.blamed)} of {self.steps} steps blamed"])


def measured(steps: list[Step], seed: int = SEED) -> Rates:
    chance = random.Random(seed)
    rates = Rates(Counter(), [], len(steps), [])
    for step in steps:
        before = codes(step)
        if any(code.startswith("parity.") for code in before):
            rates.blamed.append(step)
        for fault in faults(step, chance):
            rates.made[fault.kind] += 1
            if codes(fault.step)[fault.code] <= before[fault.code]:
                rates.missed.append(fault)
    return rates
