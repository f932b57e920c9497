"""A PlanDefinition: the article as actions in actions. Its opening, its sections, their steps, their sub-steps."""

from collections.abc import Iterator
from html import escape

from guidance.audiences import Audience
from guidance.documents import Document
from guidance.interchange import markdown
from guidance.interchange.fhir import citations, codes
from guidance.interchange.fhir.elements import (
    URI,
    Element,
    concept,
    day,
    extension,
    instant,
    link_to,
    present,
    sha256,
)
from guidance.interchange.publication import Publication
from guidance.personalization import ReadCitation, Reading, ReadSection, ReadStep, Said, personalize
from guidance.vocabularies import Strength

IDENTITY = "plan"


def resource(document: Document, publication: Publication) -> Element:
    identity = publication.identity(IDENTITY)
    clinician, lay = (personalize(document, audience) for audience in (Audience.CLINICIAN, Audience.LAY))
    return present(
        {
            "resourceType": "PlanDefinition",
            "id": identity,
            "language": "en",
            "text": {"status": "additional", "div": _narrative(document, publication)},
            "url": publication.address,
            "identifier": [{"system": URI, "value": f"urn:uuid:{publication.key}"}, sha256(publication.digest)],
            "version": str(publication.number),
            "name": f"Article_{publication.key.replace('-', '_')}",
            "title": document.title,
            "type": concept("Clinical Protocol", codes.PLAN_TYPE, ("clinical-protocol", "Clinical Protocol")),
            "status": codes.STATUSES[publication.stage],
            "experimental": publication.house.experimental,
            "date": instant(publication.dated),
            "publisher": publication.house.name,
            "contact": _contact(publication),
            "description": markdown.escaped(document.summary.clinician),
            "usage": markdown.escaped(document.scope.clinician),
            **_dates(publication),
            "topic": [concept(topic) for topic in publication.topics],
            "reviewer": [{"name": name} for name in dict.fromkeys(one.name for one in publication.signatures)],
            "relatedArtifact": _related(publication),
            "action": [*_opening(clinician, lay), *_sections(clinician.sections, lay.sections, publication)],
        }
    )


def _narrative(document: Document, publication: Publication) -> str:
    """What whoever shows the resource must show of it: whether it may be relied on."""
    lines = [f"Edition {publication.number}, {publication.stage.label.lower()} {publication.dated.date()}."]
    if not publication.is_approved:
        lines.append("Not approved: this text may change, and must not be relied on.")
    if publication.house.experimental:
        lines.append("A demonstration: no doctor has reviewed it.")
    if publication.next_review_on:
        lines.append(f"Next review due {publication.next_review_on}.")
    if publication.warning:
        lines.append(f"Warning: {publication.warning.clinician}")
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<div xmlns="http://www.w3.org/1999/xhtml"><p><b>{escape(document.title)}</b></p>{said}</div>'


def _contact(publication: Publication) -> list[Element]:
    contact = publication.house.contact
    return [{"telecom": [{"system": "email", "value": contact}]}] if contact else []


def _dates(publication: Publication) -> Element:
    approved_on = publication.approved_at.date() if publication.approved_at else None
    period = {"start": day(approved_on), "end": day(publication.next_review_on) if approved_on else None}
    return {
        "approvalDate": day(approved_on),
        "lastReviewDate": day(publication.last_review_on),
        "effectivePeriod": present(period),
    }


def _related(publication: Publication) -> list[Element]:
    return [
        {
            "type": "documentation",
            "display": "The page that readers read",
            "document": {"contentType": "text/html", "url": publication.address},
        },
        {
            "type": "derived-from",
            "display": "The document as it was signed, byte for byte: its SHA-256 is the digest",
            "document": {"contentType": "application/json", "url": publication.document},
        },
        {
            "type": "documentation",
            "display": "How editions are reviewed. Strength and certainty are rated after GRADE.",
            "document": {"contentType": "text/html", "url": publication.house.policy},
        },
    ]


# What stands above the sections


def _opening(clinician: Reading, lay: Reading) -> Iterator[Element]:
    for name, title in (
        ("summary", "Bottom line"),
        ("get_help", "When to call for help"),
        ("scope", "What this does not cover"),
    ):
        said, told = getattr(clinician, name), getattr(lay, name)
        if said or told:
            yield present(
                {
                    "linkId": name.replace("_", "-"),
                    "title": title,
                    "description": markdown.escaped(str(said)),
                    "textEquivalent": _plain(told),
                }
            )


def _plain(said: Said) -> str:
    """The lay wording; “” where there is none that is up to date."""
    return "" if said.fell_back else markdown.escaped(str(said))


# Sections and steps, each beside the same in the lay reading


def _sections(
    sections: tuple[ReadSection, ...], lay: tuple[ReadSection, ...], publication: Publication
) -> Iterator[Element]:
    for section, told in zip(sections, lay, strict=True):
        within = [
            *_steps(section.steps, told.steps, publication),
            *_sections(section.sections, told.sections, publication),
        ]
        yield present(
            {
                "linkId": f"section-{section.number}",
                "prefix": section.number,
                "title": str(section.heading),
                "textEquivalent": _plain(told.heading),
                "code": concept(section.kind.label, codes.PROCESS_SYSTEM, codes.PROCESSES.get(section.kind)),
                "groupingBehavior": "visual-group" if within else None,
                "action": within,
            }
        )


def _steps(steps: tuple[ReadStep, ...], lay: tuple[ReadStep, ...], publication: Publication) -> Iterator[Element]:
    for step, told in zip(steps, lay, strict=True):
        yield _step(step, told, publication)


def _step(step: ReadStep, lay: ReadStep, publication: Publication) -> Element:
    within = list(_steps(step.steps, lay.steps, publication))
    fell_back = lay.text.fell_back or lay.applies_when.fell_back
    return present(
        {
            "extension": list(_grading(step)),
            "linkId": step.key,
            "prefix": step.number,
            "title": step.intervention,
            "description": markdown.escaped(_sentence(step)),
            "textEquivalent": "" if fell_back else markdown.escaped(_sentence(lay)),
            "code": concept(_kind(step)),
            "documentation": [_documentation(cited, publication) for cited in step.citations if cited.reference],
            "condition": _conditions(step),
            "groupingBehavior": "logical-group" if within else None,
            "action": within,
        }
    )


def _sentence(step: ReadStep) -> str:
    """The statement with its condition before it: whoever shows the one without the other would harm."""
    condition = str(step.applies_when).rstrip(" .,;:")
    return f"{condition}: {step.text}" if condition else str(step.text)


def _kind(step: ReadStep) -> str:
    """“Start, line of therapy 2”"""
    line = f"line of therapy {step.line}" if step.line else ""
    return ", ".join(word for word in (step.action.label, line) if word)


def _conditions(step: ReadStep) -> list[Element]:
    """In words, as it is written: nobody has made it computable."""
    if not step.applies_when:
        return []
    expression = {"language": "text/plain", "expression": str(step.applies_when)}
    return [{"kind": "applicability", "expression": expression}]


def _grading(step: ReadStep) -> Iterator[Element]:
    if step.strength in codes.STRENGTHS:
        strength, direction = codes.STRENGTHS[step.strength]
        rated = concept(step.strength.label, codes.STRENGTH_SYSTEM, strength)
        yield extension(codes.STRENGTH_OF_RECOMMENDATION, rated)
        pointed = concept(direction[1], codes.DIRECTION_SYSTEM, direction)
        yield extension(codes.DIRECTION_OF_RECOMMENDATION, pointed)
    elif step.strength is Strength.GOOD_PRACTICE:
        yield extension(codes.STRENGTH_OF_RECOMMENDATION, concept(step.strength.label))
    if quality := codes.QUALITIES.get(step.certainty):
        yield extension(codes.QUALITY_OF_EVIDENCE, concept(step.certainty.label, codes.QUALITY_SYSTEM, quality))


def _documentation(cited: ReadCitation, publication: Publication) -> Element:
    reference, citation = cited.reference, cited.citation
    assert reference is not None
    quote = f"“{citation.quote}”" if citation.quote else ""
    return present(
        {
            "type": "citation",
            "label": str(cited.number),
            "display": ": ".join(part for part in (citation.locator, quote) if part),
            "resourceReference": link_to(publication.identity(citations.identity(reference)), reference.title),
        }
    )
