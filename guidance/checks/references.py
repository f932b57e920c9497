"""Whether the sources can carry what rests on them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from guidance.checks.phrases import reference_name, steps_that
from guidance.checks.registry import Finding, Level, Targets, register
from guidance.documents import Document, Reference
from guidance.vocabularies import ReferenceKind, Standing

FEWEST_TO_LEAN = 4  # steps that cite; of fewer, one source may well carry most


def uses(document: Document) -> dict[str, list[str]]:
    """The keys of the steps that cite each reference, in reading order, by the reference's key."""
    steps: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for step, citation in document.cited():
        if citation.reference is not None:
            steps[citation.reference][step.key] = None
    return {reference: list(keys) for reference, keys in steps.items()}


def _each(document: Document) -> Iterator[tuple[Reference, list[str], str | None]]:
    """Every reference, the steps that cite it, and the first of them."""
    steps = uses(document)
    for reference in document.references:
        citing = steps.get(reference.key, [])
        yield reference, citing, citing[0] if citing else None


@register
def unused(document: Document, targets: Targets) -> Iterator[Finding]:
    for reference, citing, _ in _each(document):
        if not citing:
            message = f"{reference_name(reference)} is cited by no step. Cite it where it is needed, or remove it."
            yield Finding("reference.unused", Level.WARNING, message, source=reference.key)


@register
def in_house(document: Document, targets: Targets) -> Iterator[Finding]:
    """A source called a guideline that no body outside the house has issued."""
    house = _whole_words(targets.house_names)
    for reference, _, first in _each(document):
        if reference.kind is not ReferenceKind.GUIDELINE:
            continue
        if reason := _in_house_reason(reference, house):
            message = f"{reference_name(reference)} is called a guideline, but {reason}"
            yield Finding("reference.in-house", Level.WARNING, message, first, source=reference.key)


def _in_house_reason(reference: Reference, house: re.Pattern[str] | None) -> str:
    bodies = _bodies(reference.csl)
    if reference.in_house or (house and any(house.search(body) for body in bodies)):
        return "we published it ourselves. Say what it really is, or cite the guideline it draws on."
    return "" if bodies else "it names nobody who issued it. Name that body, or say what it really is."


def _bodies(csl: Mapping[str, Any]) -> list[str]:
    """Who issued it, as far as the record says: never a person's own name."""
    named = [csl.get(field) for field in ("publisher", "container-title", "authority")]
    people = csl.get("author")
    if isinstance(people, list | tuple):
        named += [person.get("literal") for person in people if isinstance(person, Mapping)]
    return [" ".join(name.split()) for name in _texts(named) if name.strip()]


def _texts(value: Any) -> Iterator[str]:
    """Each text in a CSL value, which may be a text, a list of them, or something else."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(value.get("literal"))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _whole_words(names: tuple[str, ...]) -> re.Pattern[str] | None:
    patterns = [re.escape(" ".join(name.split())) for name in names if name.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE) if patterns else None


@register
def secondary(document: Document, targets: Targets) -> Iterator[Finding]:
    for reference, _, first in _each(document):
        if reference.kind is ReferenceKind.SECONDARY_SUMMARY:
            message = f"{reference_name(reference)} is a secondary summary. Cite what it summarises, where you can."
            yield Finding("reference.secondary", Level.HINT, message, first, source=reference.key)


@register
def leans(document: Document, targets: Targets) -> Iterator[Finding]:
    """A source that more than half of the steps that cite rest on."""
    total = sum(bool(step.citations) for step in document.steps())
    for reference, citing, _ in _each(document):
        if total >= FEWEST_TO_LEAN and 2 * len(citing) > total:
            yield Finding(
                "reference.leans",
                Level.WARNING,
                f"{len(citing)} of the {total} steps that cite rest on {reference_name(reference)}. "
                "Look for other sources, or say why one is enough.",
                source=reference.key,
            )


@register
def retracted(document: Document, targets: Targets) -> Iterator[Finding]:
    for reference, citing, first in _each(document):
        if citing and reference.standing is Standing.RETRACTED:
            message = (
                f"{reference_name(reference)} has been retracted{_instead(reference)}, and "
                f"{steps_that('cite', len(citing))} it. Take it out, and look again at what rested on it."
            )
            yield Finding("reference.retracted", Level.ERROR, message, first, source=reference.key)


@register
def superseded(document: Document, targets: Targets) -> Iterator[Finding]:
    for reference, citing, first in _each(document):
        if citing and reference.standing is Standing.SUPERSEDED:
            message = (
                f"{reference_name(reference)} is superseded{_instead(reference)}. Cite what is current, or say why not."
            )
            yield Finding("reference.superseded", Level.WARNING, message, first, source=reference.key)


def _instead(reference: Reference) -> str:
    return f" (now: {reference.superseded_by})" if reference.superseded_by else ""


@register
def no_identifier(document: Document, targets: Targets) -> Iterator[Finding]:
    for reference, _, first in _each(document):
        if not reference.doi and not reference.pmid:
            message = f"{reference_name(reference)} has neither a DOI nor a PMID. Add one, so that it can be found."
            yield Finding("reference.no-identifier", Level.HINT, message, first, source=reference.key)
