"""The statements of a Document as passages: what each is about, what it tells, and what stands above it."""

import re
from collections.abc import Iterator

from guidance.documents import Document, Place, Step, Term, Wording
from guidance.followup.asking import Ask
from guidance.followup.retrieve import Passage
from guidance.vocabularies import Action, SectionKind

OF_KIND = {
    SectionKind.BACKGROUND: {Ask.DEFINITION},
    SectionKind.CAUSES: {Ask.CAUSES},
    SectionKind.TREATMENT: {Ask.TREATMENT},
    SectionKind.SUPPORTIVE: {Ask.TREATMENT, Ask.LIVING},
    SectionKind.MONITORING: {Ask.MONITORING, Ask.DIAGNOSIS},
    SectionKind.RESPONSE: {Ask.MONITORING, Ask.OUTLOOK},
    SectionKind.CONSIDERATIONS: set[Ask](),
}
OF_ACTION = {
    Action.START: {Ask.TREATMENT},
    Action.STOP: {Ask.STOPPING, Ask.TREATMENT},
    Action.SWITCH: {Ask.TREATMENT, Ask.FALLBACK},
    Action.CONSIDER: {Ask.TREATMENT},
    Action.AVOID: {Ask.HARMS},
    Action.MONITOR: {Ask.MONITORING},
    Action.DEFINE: {Ask.DEFINITION},
}


def told(kind: SectionKind, action: Action) -> frozenset[Ask]:
    """What a step of this action in a section of this kind tells."""
    return frozenset(OF_KIND.get(kind, set()) | OF_ACTION.get(action, set()))


def passages(document: Document, *, article: str) -> Iterator[Passage]:
    """A passage for each step that says something by itself."""
    for place in document.walk():
        if place.step.action is not Action.GROUP:
            yield _passage(place, document, article)


def _passage(place: Place, document: Document, article: str) -> Passage:
    headings = tuple(_both(section.heading) for section in place.sections)
    context = "\n".join(_both(wording) for step in (*place.above, place.step) for wording in _condition(step, place))
    text = _both(place.step.text)
    spoken = "\n".join((*headings, context, text))
    terms = [term for term in document.terms if term.occurs_in(spoken)]
    return Passage(
        key=place.step.key,
        article=article,
        names=tuple(_names(document, place, terms)),
        headings=headings,
        context=context,
        text=text,
        told=told(place.sections[-1].kind, place.step.action),
        above=tuple(step.key for step in place.above),
        left_out=left_out(f"{document.scope.clinician} {document.scope.lay}"),
    )


def _names(document: Document, place: Place, terms: list[Term]) -> Iterator[str]:
    """What the statement is about: the article's question, headings, conditions, what is done, and glossary terms."""
    yield from _parts(document.title)
    for section in place.sections:
        yield from _parts(section.heading.clinician)
        yield from _parts(section.heading.lay)
    for step in (*place.above, place.step):
        yield from filter(None, (step.applies_when.clinician, step.applies_when.lay, step.intervention))
    for term in terms:
        yield from names_of(term)


def _parts(heading: str) -> list[str]:
    """A heading, and a name that it gives in brackets, each by itself."""
    return [part for part in re.split(r"[()]", heading) if part.strip()]


def left_out(scope: str) -> str:
    """The sentences of a scope that say what an article leaves out."""
    sentences = scope.replace("\n", " ").split(". ")
    return ". ".join(one for one in sentences if any(sign in f" {one.casefold()} " for sign in LEAVING_OUT))


LEAVING_OUT = (" not ", " no ", " leaves ", " excludes ", " excluding ", " outside ", " without ")


def names_of(term: Term) -> tuple[str, ...]:
    return tuple(filter(None, (term.term, *term.abbreviations, *term.synonyms, term.plain_name)))


def _condition(step: Step, place: Place) -> tuple[Wording, ...]:
    return (step.applies_when,) if step is place.step else (step.applies_when, step.text)


def _both(wording: Wording) -> str:
    return f"{wording.clinician}\n{wording.lay}".strip()
