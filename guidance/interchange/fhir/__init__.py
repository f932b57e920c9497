"""An edition as a FHIR R5 Bundle, for systems that plan care.

    text = fhir.dumps(fhir.bundle(document, publication))

A PlanDefinition says what is recommended, a Citation each source, an ArtifactAssessment who reviewed it. Both wordings
are in it: ``description`` is for clinicians, ``textEquivalent`` for lay readers, where there is one that is up to date.
The Bundle is named by the digest of the signed bytes. Its standards: FHIR R5 (5.0.0), and of CPG-on-FHIR 2.0.0 the
extensions for strength, direction and quality.
"""

import json

from guidance.documents import Document
from guidance.interchange.fhir import assessment, citations, plan
from guidance.interchange.fhir.elements import Element, instant, sha256
from guidance.interchange.publication import Publication

__all__ = ["MEDIA_TYPE", "bundle", "dumps"]

MEDIA_TYPE = "application/fhir+json; fhirVersion=5.0"


def bundle(document: Document, publication: Publication) -> Element:
    """``document`` with what stands beside it; its sources as they stand in it."""
    resources = [
        plan.resource(document, publication),
        assessment.resource(document, publication),
        *(citations.resource(reference, publication) for reference in document.references),
    ]
    return {
        "resourceType": "Bundle",
        "language": "en",
        "identifier": sha256(publication.digest),
        "type": "collection",
        "timestamp": instant(publication.dated),
        "entry": [{"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource} for resource in resources],
    }


def dumps(value: Element) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
