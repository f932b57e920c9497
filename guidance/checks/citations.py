"""Whether every claim rests on a source, and on the one that was meant."""

from collections import defaultdict
from collections.abc import Iterator

from guidance.checks.phrases import reference_name, step_name, steps_that
from guidance.checks.registry import Finding, Level, Targets, register
from guidance.documents import Citation, Document, Step
from guidance.vocabularies import Access


@register
def dangling(document: Document, targets: Targets) -> Iterator[Finding]:
    """One for each marker of a step that points at no reference of this document."""
    known = {reference.key for reference in document.references}
    for step in document.steps():
        markers = {citation.marker: None for citation in step.citations if citation.reference not in known}
        for marker in markers:
            subject = f"Marker {marker}" if marker else "A citation"
            yield Finding(
                "citation.dangling",
                Level.ERROR,
                f"{subject} points at no reference. Choose the source it means, or remove it: {step_name(step)}.",
                step.key,
            )


@register
def unconfirmed(document: Document, targets: Targets) -> Iterator[Finding]:
    """One for each reference that some citation was matched to by place alone, at the first such step."""
    resting: defaultdict[str | None, dict[str, Step]] = defaultdict(dict)
    for step, citation in document.cited():
        if not citation.confirmed:
            resting[citation.reference].setdefault(step.key, step)
    for reference in document.references:
        if steps := resting.get(reference.key):
            yield Finding(
                "citation.unconfirmed",
                Level.ERROR,
                f"{reference_name(reference)} was matched only by its place in an unnumbered list, and "
                f"{steps_that('rest', len(steps))} on that. Confirm that it is the source meant, or choose another.",
                next(iter(steps)),
            )


@register
def missing(document: Document, targets: Targets) -> Iterator[Finding]:
    for step in document.steps():
        if step.makes_claim and not step.citations:
            yield Finding(
                "citation.missing",
                Level.ERROR,
                f"This makes a claim and cites nothing: {step_name(step)}. Cite its source, "
                "or say that it only informs, defines or introduces others.",
                step.key,
            )


@register
def no_quote(document: Document, targets: Targets) -> Iterator[Finding]:
    """One for each step with a citation that does not say which words of its source it rests on."""
    for step in document.steps():
        bare = [citation for citation in _settled(step) if not citation.quote.strip()]
        if bare:
            message = (
                f"{_of_its_citations(len(bare), len(step.citations))} without a quote: {step_name(step)}. "
                "Add the words of the source that it rests on, so that a reviewer can check them."
            )
            yield Finding("citation.no-quote", Level.HINT, message, step.key)


def _of_its_citations(number: int, total: int) -> str:
    if number == total:
        return "Its citation is" if total == 1 else f"Its {total} citations are"
    return f"{number} of its {total} citations {'is' if number == 1 else 'are'}"


@register
def abstract_only(document: Document, targets: Targets) -> Iterator[Finding]:
    """One for each step of whose sources nobody has read more than the abstract."""
    for step in document.steps():
        cited = _settled(step)
        if cited and all(citation.access is Access.ABSTRACT_ONLY for citation in cited):
            message = (
                f"This rests only on {'an abstract' if len(cited) == 1 else 'abstracts'}: {step_name(step)}. "
                "Read the full text, and record that it was read."
            )
            yield Finding("citation.abstract-only", Level.HINT, message, step.key)


def _settled(step: Step) -> list[Citation]:
    """Its citations whose source is known for certain; what is wrong with the others is said already."""
    return [citation for citation in step.citations if citation.reference and citation.confirmed]
