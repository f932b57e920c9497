"""What the page tells search engines: schema.org's words, in the page's own wording, and never markup."""

import json

import pytest
from hypothesis import given, settings

from guidance.audiences import Audience
from guidance.documents import Wording
from guidance.interchange import jsonld
from guidance.personalization import personalize
from guidance.vocabularies import Action, Certainty, ReferenceKind, Standing, Strength
from tests.conftest import soak
from tests.guidance import strategies
from tests.guidance.documents import a_document, a_reference, a_step
from tests.guidance.publications import a_publication, an_open_one
from tests.pages import Page

# Of release 30.0: each type that we use, with its own properties and those it has from the types above it.
THING = {"@context", "@type", "@id", "name", "description", "url", "identifier"}
WORK = THING | {
    *("inLanguage", "isAccessibleForFree", "version", "creativeWorkStatus", "datePublished", "dateModified"),
    *("publisher", "publishingPrinciples", "encoding", "correction", "about", "keywords", "citation"),
}
PROPERTIES = {
    "MedicalWebPage": WORK | {"medicalAudience", "lastReviewed", "reviewedBy"},
    "MedicalAudience": THING | {"audienceType"},
    "Patient": THING | {"audienceType"},
    "Organization": THING,
    "Person": THING | {"jobTitle"},
    "PropertyValue": THING | {"propertyID", "value"},
    "MediaObject": WORK | {"encodingFormat", "contentUrl"},
    "CorrectionComment": WORK | {"text"},
    "MedicalEntity": THING | {"guideline"},
    "MedicalGuidelineRecommendation": THING
    | {"recommendationStrength", "evidenceLevel", "evidenceOrigin", "guidelineDate"},
    "MedicalScholarlyArticle": WORK | {"publicationType"},
    "CreativeWork": WORK,
}
WHOLE = a_document(
    a_step(
        "Stop it.",
        lay="Stop taking it.",
        key="stop",
        applies_when=Wording.of("If it fails.", "If it does not work."),
        strength=Strength.WEAK_FOR,
        certainty=Certainty.LOW,
    ),
    a_step("It is rare.", key="rare", action=Action.INFORM),
    a_step("Look.", key="look", strength=Strength.NOT_GRADED),
    references=(
        a_reference(standing=Standing.RETRACTED),
        a_reference("page", kind=ReferenceKind.SECONDARY_SUMMARY, csl={"DOI": None}),
    ),
    summary=Wording.of("Treat.", "Get treated."),
)
WARNED = a_publication(warning=Wording.of("Recalled.", "Called back."))


def page(audience=Audience.CLINICIAN, document=WHOLE, publication=WARNED):
    return jsonld.page(personalize(document, audience), publication)


def nodes(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


@pytest.mark.parametrize("audience", Audience)
def test_every_property_is_one_of_its_type(audience):
    found = list(nodes(page(audience)))
    assert {node["@type"] for node in found} | {"MedicalAudience", "Patient"} == set(PROPERTIES)
    assert [set(node) - PROPERTIES[node["@type"]] for node in found] == [set()] * len(found)


@settings(max_examples=soak(10, 300))
@given(strategies.documents())
def test_nothing_of_it_is_markup_and_nothing_is_lost(document):
    said = page(document=document)
    html = Page(f'<script type="application/ld+json">{jsonld.as_text(said)}</script><p>after</p>')
    assert [name for name, _ in html.elements] == ["script", "p"]
    assert json.loads(html.texts[0]) == said


@pytest.mark.parametrize("hostile", ["</script><b>", "<!--<script>", "a & b", "\u2028"])
def test_hostile_words_stay_words(hostile):
    text = jsonld.as_text({"name": hostile})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"name": hostile}


def test_each_audience_has_its_own_wording_and_address():
    clinician, lay = page(Audience.CLINICIAN), page(Audience.LAY)
    assert (clinician["description"], lay["description"]) == ("Treat.", "Get treated.")
    assert clinician["url"].endswith("?for=clinician")
    assert lay["url"].endswith("?for=lay")
    assert (clinician["medicalAudience"]["@type"], lay["medicalAudience"]["@type"]) == ("MedicalAudience", "Patient")
    assert lay["about"]["guideline"][0]["name"] == "If it does not work: Stop taking it."
    assert lay["correction"]["text"] == "Called back."


def test_only_what_recommends_is_a_recommendation():
    stop, look = page()["about"]["guideline"]
    assert stop["recommendationStrength"] == "Weak recommendation for"
    assert stop["evidenceLevel"] == "https://schema.org/EvidenceLevelC"
    assert stop["evidenceOrigin"] == "GRADE: low certainty"
    assert stop["@id"].endswith("?for=clinician#step-stop")
    assert "recommendationStrength" not in look


def test_sources_are_told_with_their_standing():
    trial, summary = page()["citation"]
    assert (trial["@type"], trial["creativeWorkStatus"]) == ("MedicalScholarlyArticle", "Retracted")
    assert trial["identifier"] == ["doi:10.5555/12345678"]
    assert summary["@type"] == "CreativeWork"


def test_who_reviewed_it_and_when():
    said = page()
    assert said["reviewedBy"] == [{"@type": "Person", "name": "Dr A. Reader, FRCP", "jobTitle": "Neurologist"}]
    assert (said["lastReviewed"], said["creativeWorkStatus"]) == ("2026-03-02", "Approved")
    assert said["identifier"]["value"] == WARNED.digest


def test_what_is_not_approved_says_so_and_names_nobody():
    said = page(publication=an_open_one())
    assert said["creativeWorkStatus"] == "Under review"
    assert not {"reviewedBy", "lastReviewed", "datePublished"} & set(said)
