"""Whether the document holds what it should, once."""

import unicodedata
from collections.abc import Iterator

from guidance.checks.phrases import quoted, step_name
from guidance.checks.registry import Finding, Level, Targets, register
from guidance.documents import Document
from guidance.vocabularies import Action


@register
def no_steps(document: Document, targets: Targets) -> Iterator[Finding]:
    if not any(document.steps()):
        yield Finding("structure.no-steps", Level.ERROR, "There is no step yet. Write at least one.")


@register
def no_action(document: Document, targets: Targets) -> Iterator[Finding]:
    for step in document.steps():
        if step.action is Action.UNSAID:
            message = (
                f"Nobody has said what this asks for: {step_name(step)}. Choose an action, such as start or avoid."
            )
            yield Finding("structure.no-action", Level.WARNING, message, step.key)


@register
def empty_section(document: Document, targets: Targets) -> Iterator[Finding]:
    for section in document.walk_sections():
        if not section.steps and not section.sections:
            heading = quoted(section.heading.clinician or section.heading.lay)
            message = f"The section {heading} is empty. Give it a step, or remove it."
            yield Finding("structure.empty-section", Level.WARNING, message)


@register
def group(document: Document, targets: Targets) -> Iterator[Finding]:
    """A step that says it introduces others, and has none to introduce."""
    for step in document.steps():
        if step.action is Action.GROUP and not step.steps:
            message = f"This introduces sub-steps and has none: {step_name(step)}. Add them, or choose another action."
            yield Finding("structure.group", Level.WARNING, message, step.key)


@register
def duplicate_step(document: Document, targets: Targets) -> Iterator[Finding]:
    """A step that says, but for case, spaces and punctuation, what one above it has said."""
    said: set[str] = set()
    for step in document.steps():
        text = fold(step.text.clinician)
        if text and text in said:
            message = f"This says what an earlier step says: {step_name(step)}. Remove one, or say how they differ."
            yield Finding("structure.duplicate-step", Level.WARNING, message, step.key)
        said.add(text)


def fold(text: str) -> str:
    """``text`` without case, punctuation and runs of spaces; signs such as < and ≥ carry meaning and stay."""
    text = text.casefold()
    marks = str.maketrans({mark: " " for mark in set(text) if unicodedata.category(mark).startswith("P")})
    return " ".join(text.translate(marks).split())
