"""Whether everything is said in both wordings, and the two still belong together."""

from collections.abc import Iterator

from guidance.checks.phrases import quoted, step_name
from guidance.checks.registry import Finding, Level, Targets, register
from guidance.documents import Document, Wording


@register
def no_clinician(document: Document, targets: Targets) -> Iterator[Finding]:
    """A step or heading without the clinician text, which is what the lay one is judged against."""
    for section in document.walk_sections():
        if not section.heading.clinician.strip():
            lay = f" for {quoted(section.heading.lay)}" if section.heading.lay else ""
            message = f"A section has no heading in the clinician wording. Write one{lay}, or remove the section."
            yield Finding("wording.no-clinician", Level.ERROR, message)
    for step in document.steps():
        if not step.text.clinician.strip():
            message = f"This has no clinician wording: {step_name(step)}. Write it, or remove the step."
            yield Finding("wording.no-clinician", Level.ERROR, message, step.key)


@register
def no_lay(document: Document, targets: Targets) -> Iterator[Finding]:
    """One for each statement, the bottom line among them, that only clinicians can read."""
    if _lacks_lay(document.summary):
        message = "The bottom line has no lay wording. Write it in plain language."
        yield Finding("wording.no-lay", Level.WARNING, message)
    for step in document.steps():
        if _lacks_lay(step.text):
            message = f"This has no lay wording: {step_name(step)}. Write it in plain language."
            yield Finding("wording.no-lay", Level.WARNING, message, step.key)


def _lacks_lay(wording: Wording) -> bool:
    return bool(wording.clinician.strip()) and not wording.lay.strip()


@register
def stale_lay(document: Document, targets: Targets) -> Iterator[Finding]:
    """A lay wording written against a clinician wording that has changed since."""
    for name, wording, step in _named(document):
        if wording.is_stale:
            message = (
                f"The clinician wording of {name} has changed since its lay wording was written. "
                "Rewrite the lay wording, or say that it still says the same."
            )
            yield Finding("wording.stale-lay", Level.ERROR, message, step)


def _named(document: Document) -> Iterator[tuple[str, Wording, str | None]]:
    """Every wording with what a person calls it and the key of its step."""
    yield "the bottom line", document.summary, None
    yield "what the article does not cover", document.scope, None
    yield "when to call for help", document.get_help, None
    yield "the change note", document.change_note, None
    for section in document.walk_sections():
        yield f"the heading {quoted(section.heading.clinician)}", section.heading, None
    for step in document.steps():
        yield step_name(step), step.text, step.key
        yield f"when {step_name(step)} applies", step.applies_when, step.key
