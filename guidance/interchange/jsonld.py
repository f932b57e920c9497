"""An edition as search engines read it: schema.org's MedicalWebPage, in JSON-LD, in the wording of one audience.

<script type="application/ld+json">{{ jsonld.as_text(jsonld.page(reading, publication)) }}</script>
"""

import json
from collections.abc import Iterator
from typing import Any

from guidance.audiences import Audience
from guidance.interchange.publication import Publication
from guidance.personalization import Reading, ReadReference, ReadStep, say
from guidance.references import csl
from guidance.vocabularies import Certainty, ReferenceType, Standing, Strength

SCHEMA = "https://schema.org"

Node = dict[str, Any]

AUDIENCES: dict[Audience, Node] = {
    Audience.CLINICIAN: {"@type": "MedicalAudience", "audienceType": "Clinician"},
    Audience.LAY: {"@type": "Patient", "audienceType": "Patient"},
}
# schema.org has three levels and no word for a fourth: GRADE's own word stands beside it, as evidenceOrigin.
LEVELS = {
    Certainty.HIGH: f"{SCHEMA}/EvidenceLevelA",
    Certainty.MODERATE: f"{SCHEMA}/EvidenceLevelB",
    Certainty.LOW: f"{SCHEMA}/EvidenceLevelC",
    Certainty.VERY_LOW: f"{SCHEMA}/EvidenceLevelC",
}
# In JSON these mean the same, and no HTML parser sees the end of a script, or the beginning of a comment, in them.
ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def as_text(page: Node) -> str:
    """``page`` as it may stand in a script element: whatever it says, nothing of it is markup."""
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def page(reading: Reading, publication: Publication) -> Node:
    """The page on which ``reading`` stands."""
    house = {"@type": "Organization", "name": publication.house.name, "url": publication.house.address}
    address = f"{publication.address}?for={reading.audience}"
    return _present(
        {
            "@context": SCHEMA,
            "@type": "MedicalWebPage",
            "@id": address,
            "url": address,
            "name": reading.title,
            "description": str(reading.summary),
            "inLanguage": "en",
            "isAccessibleForFree": True,
            "medicalAudience": AUDIENCES[reading.audience],
            "version": str(publication.number),
            "creativeWorkStatus": publication.stage.label,
            "datePublished": _day(publication) if publication.is_approved else None,
            "dateModified": _day(publication),
            "lastReviewed": publication.last_review_on and publication.last_review_on.isoformat(),
            "reviewedBy": _reviewers(publication),
            "publisher": house,
            "publishingPrinciples": publication.house.policy,
            "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": publication.digest},
            "encoding": list(_encodings(publication)),
            "correction": _warning(reading, publication),
            "about": {
                "@type": "MedicalEntity",
                "name": reading.title,
                "guideline": [_recommendation(step, address, publication) for step in _recommended(reading)],
            },
            "keywords": list(publication.topics),
            "citation": [_citation(read) for read in reading.references],
        }
    )


def _present(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def _day(publication: Publication) -> str:
    return publication.dated.date().isoformat()


def _reviewers(publication: Publication) -> list[Node]:
    """Each who signed, once; name and credentials as they were printed."""
    roles = {signature.name: signature.role for signature in publication.signatures}
    return [_present({"@type": "Person", "name": name, "jobTitle": role}) for name, role in roles.items()]


def _encodings(publication: Publication) -> Iterator[Node]:
    forms = {"application/json": publication.document, "application/fhir+json": publication.export("fhir.json")}
    for media_type, address in forms.items():
        yield {"@type": "MediaObject", "encodingFormat": media_type, "contentUrl": address}


def _warning(reading: Reading, publication: Publication) -> Node:
    text = str(say(publication.warning, reading.audience))
    warned_on = publication.warned_at and publication.warned_at.date().isoformat()
    return _present({"@type": "CorrectionComment", "text": text, "datePublished": warned_on}) if text else {}


def _recommended(reading: Reading) -> Iterator[ReadStep]:
    return (step for step in reading.walk() if step.action.recommends)


def _recommendation(step: ReadStep, address: str, publication: Publication) -> Node:
    condition = str(step.applies_when).rstrip(" .,;:")
    is_graded = step.strength is not Strength.NOT_GRADED
    return _present(
        {
            "@type": "MedicalGuidelineRecommendation",
            "@id": f"{address}#step-{step.key}",
            "name": f"{condition}: {step.text}" if condition else str(step.text),
            "recommendationStrength": step.strength.label if is_graded else None,
            "evidenceLevel": LEVELS.get(step.certainty),
            "evidenceOrigin": f"GRADE: {step.certainty.label.lower()}" if step.certainty in LEVELS else None,
            "guidelineDate": _day(publication),
        }
    )


def _citation(read: ReadReference) -> Node:
    reference = read.reference
    is_article = reference.kind.type is not ReferenceType.SUMMARY
    identifiers = [f"{name}:{value}" for name in ("doi", "pmid") if (value := getattr(reference, name))]
    in_doubt = reference.standing is not Standing.CURRENT
    return _present(
        {
            "@type": "MedicalScholarlyArticle" if is_article else "CreativeWork",
            "name": reference.title,
            "publicationType": reference.kind.label if is_article else None,
            "datePublished": str(reference.year or ""),
            "identifier": identifiers,
            "url": None if identifiers else csl.link(reference.csl),
            "creativeWorkStatus": reference.standing.label if in_doubt else None,
        }
    )
