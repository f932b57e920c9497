"""Whether a recommendation says how strong it is, and its words are as strong as that."""

import re
from collections.abc import Iterator

from guidance.checks.phrases import step_name
from guidance.checks.registry import Finding, Level, Targets, register
from guidance.documents import Document, Step
from guidance.vocabularies import Certainty, Strength

STRONG = {Strength.STRONG_FOR, Strength.STRONG_AGAINST}
WEAK = {Strength.WEAK_FOR, Strength.WEAK_AGAINST}
LOW = {Certainty.LOW, Certainty.VERY_LOW}

# The verb, and not the “recommended dose” of a label.
RECOMMENDS = re.compile(
    r"\brecommend(?:s|ed|ing)?\b"
    r"(?! (?:daily|dos\w+|durations?|intakes?|intervals?|levels?|limits?|maximum|ranges?|schedules?|starting)\b)",
    re.IGNORECASE,
)
# Who else may do so, which a step that only informs may report.
OTHERS = (
    r"(?:academ\w+|agenc\w+|associations?|authors?|colleges?|committees?|consensus|experts?|guidelines?|guidance|labels?|"
    r"leaflets?|manufacturers?|organi[sz]ations?|panels?|regulators?|societ\w+|statements?)\b"
)
BY_OTHERS = re.compile(
    rf"\b{OTHERS}[^.;]{{0,200}}\brecommend|\brecommend\w* (?:\w+ )?(?:by|in) [^.;]{{0,200}}\b{OTHERS}", re.IGNORECASE
)
OBLIGES = re.compile(
    r"\b(?:must|shall|mandatory|obligatory|imperative|(?<!not )(?<!n.t )(?:has|have) to)\b", re.IGNORECASE
)
GIVES_A_REASON = re.compile(
    r"\b(?:because|given (?:that|the)|in view of|owing to|due to|outweighs?|life-threatening|despite|although|"
    r"even though|otherwise|the reason)\b",
    re.IGNORECASE,
)


@register
def missing(document: Document, targets: Targets) -> Iterator[Finding]:
    """A step that asks for something without a strength; where it says “recommend”, ``wording`` says so louder."""
    for step in document.steps():
        if step.action.recommends and step.strength is Strength.NOT_GRADED and not _recommends_ungraded(step):
            message = f"This recommends without a strength: {step_name(step)}. Give the one its source gives."
            yield Finding("grading.missing", Level.HINT, message, step.key)


@register
def wording(document: Document, targets: Targets) -> Iterator[Finding]:
    """Words and grading of a step that do not agree."""
    for step in document.steps():
        if fault := _fault(step):
            yield Finding("grading.wording", Level.WARNING, fault, step.key)


def _fault(step: Step) -> str:
    name = step_name(step)
    if _recommends_ungraded(step):
        return f"This says “recommend” and has no strength: {name}. Give the one its source gives, or say it otherwise."
    if step.strength in WEAK and (obliging := _found(OBLIGES, step)):
        return (
            f"This is a weak recommendation and says “{obliging.lower()}”: {name}. "
            "Say “may”, “consider” or “suggest”, or correct the strength."
        )
    if step.strength in STRONG and step.certainty in LOW and not _gives_a_reason(step):
        return (
            f"This is a strong recommendation on {step.certainty.label.lower()} and gives no reason: {name}. "
            "Say why (because …), or correct the strength."
        )
    return ""


def _recommends_ungraded(step: Step) -> bool:
    if step.strength is not Strength.NOT_GRADED or not _found(RECOMMENDS, step):
        return False
    return step.makes_claim or not any(BY_OTHERS.search(text) for text in _texts(step))


def _gives_a_reason(step: Step) -> bool:
    return any(GIVES_A_REASON.search(one.text.clinician) for one in (step, *step.steps))


def _found(pattern: re.Pattern[str], step: Step) -> str:
    """What of the step's words ``pattern`` finds first, “” for nothing."""
    return next((match[0] for text in _texts(step) if (match := pattern.search(text))), "")


def _texts(step: Step) -> tuple[str, str]:
    return step.text.clinician, step.text.lay
