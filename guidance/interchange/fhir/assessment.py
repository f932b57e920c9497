"""An ArtifactAssessment: how far the review came, who signed for what, and what the board warns of."""

from collections.abc import Iterator

from guidance.documents import Document
from guidance.interchange import markdown
from guidance.interchange.fhir import codes, plan
from guidance.interchange.fhir.elements import Element, concept, day, instant, link_to, present
from guidance.interchange.publication import Publication, Signature


def resource(document: Document, publication: Publication) -> Element:
    approved_on = publication.approved_at.date() if publication.approved_at else None
    return present(
        {
            "resourceType": "ArtifactAssessment",
            "id": publication.identity("assessment"),
            "language": "en",
            "title": f"Review of edition {publication.number}",
            "date": instant(publication.dated),
            "approvalDate": day(approved_on),
            "lastReviewDate": day(publication.last_review_on),
            "artifactReference": link_to(publication.identity(plan.IDENTITY), document.title),
            "content": [*_warning(publication), *map(_signature, publication.signatures), *_change(document)],
            "workflowStatus": codes.REVIEWS[publication.stage],
        }
    )


def _warning(publication: Publication) -> Iterator[Element]:
    if publication.warning:
        yield {
            "informationType": "comment",
            "summary": markdown.escaped(publication.warning.clinician),
            "type": concept("Warning"),
            "freeToShare": True,
        }


def _signature(signature: Signature) -> Element:
    interests = {
        "informationType": "comment",
        "summary": markdown.escaped(signature.interests),
        "type": concept("Interests"),
    }
    return present(
        {
            "informationType": "rating",
            "summary": markdown.escaped(f"{signature.meaning.label}. Signed {signature.signed_at.date()}."),
            "type": concept("Sign-off"),
            "classifier": [concept(signature.meaning.short)],
            "author": {"display": ", ".join(part for part in (signature.name, signature.role) if part)},
            "freeToShare": True,
            "component": [interests] if signature.interests.strip() else [],
        }
    )


def _change(document: Document) -> Iterator[Element]:
    if document.change_note.clinician.strip():
        yield {
            "informationType": "comment",
            "summary": markdown.escaped(document.change_note.clinician),
            "type": concept("What changed in this edition"),
            "freeToShare": True,
        }
