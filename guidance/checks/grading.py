"""Whether a recommendation says how strong it is."""

from collections.abc import Iterator

from guidance.checks.phrases import step_name
from guidance.checks.registry import Finding, Level, Targets, register
from guidance.documents import Document
from guidance.vocabularies import Strength


@register
def missing(document: Document, targets: Targets) -> Iterator[Finding]:
    for step in document.steps():
        if step.action.recommends and step.strength is Strength.NOT_GRADED:
            message = f"This recommends without a strength: {step_name(step)}. Give the one its source gives."
            yield Finding("grading.missing", Level.HINT, message, step.key)
