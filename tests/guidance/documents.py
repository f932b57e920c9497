"""Small documents, for tables of examples. What is not said is as it should be: no check finds anything."""

from typing import Any

from guidance.canonical import freeze
from guidance.documents import Citation, Document, Reference, Section, Step, Wording
from guidance.vocabularies import Action, ReferenceKind, Strength

# 10.5555 is the prefix that Crossref keeps for examples.
DOI = "10.5555/12345678"


def a_reference(key: str = "trial", **fields: Any) -> Reference:
    """A source; ``csl`` adds to its record, None takes away."""
    record = {"title": f"The {key}", "DOI": DOI, "publisher": "A society of physicians"} | fields.pop("csl", {})
    csl = freeze({name: value for name, value in record.items() if value is not None})
    return Reference(key, fields.pop("kind", ReferenceKind.TRIAL), csl, **fields)


def citing(*keys: str | None, **fields: Any) -> tuple[Citation, ...]:
    """One citation of each key, with a quote; None points at nothing."""
    return tuple(Citation(key, **{"quote": "Those treated did better.", **fields}) for key in keys)


def a_step(text: str | Wording = "A.", *, lay: str = "In plain words.", **fields: Any) -> Step:
    """A step whose key is its clinician text, unless one is given."""
    text = text if isinstance(text, Wording) else Wording.of(text, lay)
    recommended = {"action": Action.AVOID, "strength": Strength.STRONG_FOR, "citations": citing("trial")}
    return Step(**{"key": text.clinician, "text": text, **recommended, **fields})


def a_section(*steps: Step, heading: str = "Treatment", **fields: Any) -> Section:
    return Section(Wording.of(heading, "What can be done"), steps=steps, **fields)


def a_document(*steps: Step, **fields: Any) -> Document:
    """A document of ``steps`` in one section (of one sound step, where none is given)."""
    given = {
        "title": "What is the treatment?",
        "sections": (a_section(*(steps or (a_step(),))),),
        "references": (a_reference(),),
    }
    return Document(**{**given, **fields})
