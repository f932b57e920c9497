"""What a readers' template needs to say of a Reading, beyond Django's own filters."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guidance.audiences import Audience
from guidance.documents import Reference
from guidance.personalization import ReadCitation, ReadReference, ReadStep
from guidance.references import csl
from guidance.vocabularies import Action, Certainty, Meaning, Stage, Standing, Strength

register = template.Library()

RELIABLE = {Standing.CURRENT, Standing.CORRECTED}

LINES = {
    Audience.CLINICIAN: [_("First line"), _("Second line"), _("Third line"), _("Fourth line")],
    Audience.LAY: [_("Tried first"), _("Tried second"), _("Tried third"), _("Tried fourth")],
}

WARNED = {Action.STOP: _("Stop"), Action.AVOID: _("Avoid")}

# GRADE's own symbols, shown before the words and never instead of them.
GRADE_MARKS = {
    Strength.STRONG_FOR: "↑↑",
    Strength.WEAK_FOR: "↑",
    Strength.WEAK_AGAINST: "↓",
    Strength.STRONG_AGAINST: "↓↓",
    Strength.GOOD_PRACTICE: "✓",
    Certainty.HIGH: "⊕⊕⊕⊕",
    Certainty.MODERATE: "⊕⊕⊕○",
    Certainty.LOW: "⊕⊕○○",
    Certainty.VERY_LOW: "⊕○○○",
}


class Care(NamedTuple):
    """Why to be careful with a source: in a word, in a sentence, and the tone it is shown in."""

    word: Promise
    sentence: Promise
    tone: str


CARES = {
    Standing.CORRECTED: Care(_("Corrected"), _("A correction to this source has been published."), "accent"),
    Standing.CONCERN: Care(_("Expression of concern"), _("Its publisher warns that it may be unreliable."), "caution"),
    Standing.SUPERSEDED: Care(_("Superseded"), _("A newer version replaces this source."), "caution"),
    Standing.RETRACTED: Care(_("Retracted"), _("This source was withdrawn and must not be relied on."), "danger"),
}


@register.simple_tag
def audiences() -> list[Audience]:
    """Every audience, in the order in which a reader is offered them."""
    return list(Audience)


@register.filter
def authors(reference: Reference) -> str:
    return csl.authors(reference.csl)


@register.filter
def source(reference: Reference) -> str:
    return csl.source(reference.csl)


@register.filter
def details(reference: Reference) -> str:
    return csl.details(reference.csl)


@register.filter
def link(reference: Reference) -> str:
    """Where the source can be opened, or “”."""
    return csl.link(reference.csl)


@register.filter
def grades(step: ReadStep) -> list[tuple[str, str]]:
    """The mark and the words of its strength and certainty, each only where it was graded."""
    words = (step.strength, step.certainty)
    return [(GRADE_MARKS[word], word.label) for word in words if word in GRADE_MARKS]


@register.filter
def line_of_therapy(step: ReadStep, audience: Audience) -> str:
    """“First line”, or “Tried first” on the lay page; “” where the step is of none."""
    return line_name(step.line, audience) if step.line else ""


def line_name(line: int, audience: Audience) -> str:
    words = LINES[audience]
    return str(words[line - 1]) if 0 < line <= len(words) else str(_("Line %d")) % line


@register.filter
def warned(step: ReadStep) -> str:
    """“Stop” or “Avoid” where the step says to; “” of any other."""
    return str(WARNED.get(step.action, ""))


@register.filter
def run_in(condition: object) -> str:
    """A condition as it stands before its statement: one colon after it."""
    return f"{str(condition).rstrip(' .,;:')}:"


@register.filter
def as_stage(value: str) -> Stage:
    """The Stage that a row's ``stage`` spells, with its label and tone."""
    return Stage(value)


@register.filter
def signed_for(meaning: str) -> str:
    """“Clinical accuracy”: what a sign-off's ``meaning`` stands for."""
    return Meaning(meaning).short


@register.filter
def signers(sign_offs: Iterable[Any]) -> str:
    """“Dr A, Dr B and Dr C”: each who signed, once, in the order of signing."""
    names = list(dict.fromkeys(str(sign_off.name) for sign_off in sign_offs))
    return str(_(" and ")).join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


@register.filter
def care(reference: Reference) -> Care | None:
    """Why to be careful with a source; None of a current one."""
    return CARES.get(reference.standing)


@register.filter
def in_doubt(things: Iterable[ReadReference | ReadCitation]) -> list[ReadReference | ReadCitation]:
    """Those whose source is retracted, superseded or under concern, each source once."""
    doubtful = {
        thing.reference.key: thing for thing in things if thing.reference and thing.reference.standing not in RELIABLE
    }
    return list(doubtful.values())
