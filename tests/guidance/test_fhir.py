"""The FHIR Bundle of an edition: what it says, and that it is FHIR."""

import json
from dataclasses import replace

import pytest
from fhir.resources.bundle import Bundle
from hypothesis import given, settings

from guidance.documents import Wording
from guidance.interchange import fhir
from guidance.interchange.fhir import codes
from guidance.vocabularies import Action, Certainty, Stage, Standing, Strength
from tests.conftest import soak
from tests.guidance import strategies
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing
from tests.guidance.publications import a_publication, an_open_one

# fhir.resources knows every field and its form, but accepts any word for a code. These are the words of R5 where it
# allows no others, by the path of the field; actions in actions are one.
RELATIONS = """
    documentation justification citation predecessor successor derived-from depends-on composed-of part-of amends
    amended-with appends appended-with cites cited-by comments-on comment-in contains contained-in corrects
    correction-in replaces replaced-with retracts retracted-by signs similar-to supports supported-with transforms
    transformed-into transformed-with documents specification-of created-with cite-as
"""
STATUSES = "draft active retired unknown"
INFORMATION = "comment classifier rating container response change-request"
REQUIRED = {
    "Bundle.type": """
        document message transaction transaction-response batch batch-response history searchset collection
        subscription-notification
    """,
    "PlanDefinition.text.status": "generated extensions additional empty",
    "PlanDefinition.status": STATUSES,
    "PlanDefinition.contact.telecom.system": "phone fax email pager url sms other",
    "PlanDefinition.relatedArtifact.type": RELATIONS,
    "PlanDefinition.action.groupingBehavior": "visual-group logical-group sentence-group",
    "PlanDefinition.action.condition.kind": "applicability start stop",
    "PlanDefinition.action.documentation.type": RELATIONS,
    "Citation.status": STATUSES,
    "ArtifactAssessment.workflowStatus": """
        submitted triaged waiting-for-input resolved-no-change resolved-change-required deferred duplicate applied
        published entered-in-error
    """,
    "ArtifactAssessment.content.informationType": INFORMATION,
    "ArtifactAssessment.content.component.informationType": INFORMATION,
}
EXTENSIBLE = {"Citation.citedArtifact.relatesTo.type": RELATIONS}
TABLE = {path: set(words.split()) for path, words in (REQUIRED | EXTENSIBLE).items()}
# Fields of these names are codes, unless they hold an object or name a system.
CODED = {
    *("type", "status", "kind", "informationType", "workflowStatus", "disposition", "priority", "relationship"),
    *("groupingBehavior", "selectionBehavior", "requiredBehavior", "precheckBehavior", "cardinalityBehavior", "use"),
}
# The codes of the systems that we name.
SYSTEMS = {
    codes.PLAN_TYPE: "order-set clinical-protocol eca-rule workflow-definition",
    codes.STRENGTH_SYSTEM: "strong weak",
    codes.DIRECTION_SYSTEM: "for against",
    codes.QUALITY_SYSTEM: "high moderate low very-low",
    codes.STATE_SYSTEM: """
        created submitted withdrawn pre-review under-review post-review-pre-published rejected published-early-form
        published-final-form accepted archived retracted draft active approved unknown
    """,
    codes.PROCESS_SYSTEM: """
        registration triage local-urgent-care history-and-physical provide-counseling diagnostic-testing
        determine-diagnosis guideline-based-care dispense-medications emergency-care actue-tertiary-care
        charge-for-service discharge-referral-of-patient record-and-report monitor-and-follow-up-of-patient
        alerts-reminders-education
    """,
}

GRADED = [
    a_step(f"Do {strength} on {certainty}.", strength=strength, certainty=certainty)
    for strength, certainty in zip(Strength, [*Certainty, Certainty.NOT_GRADED], strict=True)
]
WHOLE = a_document(
    sections=(
        a_section(
            a_step(
                "Then do this:",
                key="group",
                action=Action.GROUP,
                steps=(
                    a_step(
                        "Stop zorbicillin.",
                        lay="Stop the medicine.",
                        key="stop",
                        action=Action.STOP,
                        applies_when=Wording.of("If platelets fall.", "If your blood count drops."),
                        intervention="zorbicillin",
                        line=2,
                        citations=citing("trial", None, locator="p. 4"),
                    ),
                ),
            ),
            *GRADED,
            sections=(a_section(a_step(Wording("New.", "Old.", "stale"), key="stale"), heading="Later"),),
        ),
    ),
    references=tuple(
        a_reference(f"{standing}" if standing.value != "current" else "trial", standing=standing)
        for standing in Standing
    ),
    summary=Wording.of("Treat the *cause*.", "Treat what causes it."),
    scope=Wording.of("Not in children.", "Not for children."),
    get_help=Wording.of("Call if vision is lost.", "Call if you cannot see."),
    change_note=Wording.of("A new trial.", "There is a new trial."),
)
WARNED = a_publication(warning=Wording.of("The drug was recalled.", "The medicine was called back."))


def by_type(bundle) -> dict[str, list]:
    found: dict[str, list] = {}
    for entry in bundle["entry"]:
        found.setdefault(entry["resource"]["resourceType"], []).append(entry["resource"])
    return found


def plan(document=WHOLE, publication=WARNED):
    return by_type(fhir.bundle(document, publication))["PlanDefinition"][0]


def assessment(document=WHOLE, publication=WARNED):
    return by_type(fhir.bundle(document, publication))["ArtifactAssessment"][0]


def actions(within) -> dict[str, dict]:
    """Every action by its linkId, wherever it stands."""
    found = {}
    for action in within.get("action", ()):
        found |= {action["linkId"]: action} | actions(action)
    return found


def leaves(value, path=""):
    """Every value with its path; a place in a list is not part of it, nor is an action in an action."""
    if isinstance(value, dict):
        path = value.get("resourceType", path)
        for name, inner in value.items():
            yield from leaves(inner, path if name == "action" and path.endswith(".action") else f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, value


def is_code(path: str) -> bool:
    return path.rpartition(".")[2] in CODED or path in TABLE


def codings(value):
    if isinstance(value, dict):
        yield from ((one["system"], one["code"]) for one in value.get("coding", ()))
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from codings(inner)


# That it is FHIR


@settings(max_examples=soak(8, 300))
@given(strategies.documents())
def test_of_any_document_it_is_valid_and_comes_back(document):
    written = json.loads(fhir.dumps(fhir.bundle(document, WARNED)))
    assert json.loads(Bundle.model_validate(written).model_dump_json()) == written


@pytest.mark.parametrize("stage", Stage)
def test_its_codes_are_those_of_the_standard(stage):
    found = set()
    for path, value in leaves(fhir.bundle(WHOLE, replace(WARNED, stage=stage))):
        if is_code(path) and isinstance(value, str):
            assert value in TABLE.get(path, ()), path
            found.add(path)
    assert found == set(TABLE)


def test_what_is_empty_is_left_out():
    assert "title" not in plan(replace(WHOLE, title=" \n"))


def test_its_codings_are_of_systems_that_have_them():
    found = set(codings(fhir.bundle(WHOLE, WARNED)))
    assert {system for system, _ in found} == set(SYSTEMS)
    assert [coding for coding in found if coding[1] not in SYSTEMS[coding[0]].split()] == []


def test_what_it_refers_to_is_in_it():
    bundle = fhir.bundle(WHOLE, WARNED)
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    referred = {value for path, value in leaves(bundle) if path.endswith(".reference")}
    assert len(set(addresses)) == len(addresses) == 2 + len(WHOLE.references)
    assert referred
    assert referred <= set(addresses)


# What it says


def test_the_digest_names_it():
    assert fhir.bundle(WHOLE, WARNED)["identifier"]["value"] == WARNED.digest
    assert WARNED.digest in [one["value"] for one in plan()["identifier"]]


@pytest.mark.parametrize(
    ("publication", "address"), [(a_publication(), "/editions/3.json"), (an_open_one(), "how-is-it-treated.json")]
)
def test_it_says_where_the_signed_bytes_stay(publication, address):
    urls = [one["document"]["url"] for one in plan(publication=publication)["relatedArtifact"]]
    assert urls[1].endswith(address)


def test_actions_stand_in_actions_as_the_steps_do():
    top = plan()["action"]
    assert [action["linkId"] for action in top] == ["summary", "get-help", "scope", "section-1"]
    assert top[3]["action"][0]["action"][0]["linkId"] == "stop"
    assert set(actions(plan())) == {
        *("summary", "get-help", "scope", "section-1", "section-1.1"),
        *(step.key for step in WHOLE.steps()),
    }


def test_a_step_has_both_wordings_its_condition_and_its_source():
    step = actions(plan())["stop"]
    assert step["prefix"] == "1.1"
    assert step["title"] == "zorbicillin"
    assert step["description"] == "If platelets fall: Stop zorbicillin."
    assert step["textEquivalent"] == "If your blood count drops: Stop the medicine."
    assert step["condition"][0]["expression"]["expression"] == "If platelets fall."
    assert step["code"]["text"] == "Stop, line of therapy 2"
    [cited] = step["documentation"]  # a citation that points at nothing is none
    assert (cited["label"], cited["display"]) == ("1", "p. 4: “Those treated did better.”")
    assert cited["resourceReference"]["display"] == "The trial"


def test_a_lay_wording_that_is_out_of_date_is_not_told():
    assert "textEquivalent" not in actions(plan())["stale"]
    assert "Old." not in fhir.dumps(fhir.bundle(WHOLE, WARNED))


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        (Strength.STRONG_FOR, ["strong", "for"]),
        (Strength.WEAK_FOR, ["weak", "for"]),
        (Strength.WEAK_AGAINST, ["weak", "against"]),
        (Strength.STRONG_AGAINST, ["strong", "against"]),
        (Strength.GOOD_PRACTICE, ["Good practice statement"]),
        (Strength.NOT_GRADED, []),
    ],
)
def test_strength_and_direction(strength, expected):
    [step] = [one for one in GRADED if one.strength is strength]
    graded = actions(plan())[step.key].get("extension", [])
    values = [one["valueCodeableConcept"] for one in graded if one["url"] != codes.QUALITY_OF_EVIDENCE]
    assert [value.get("coding", [{"code": value["text"]}])[0]["code"] for value in values] == expected


@pytest.mark.parametrize("step", GRADED, ids=lambda step: step.certainty)
def test_certainty(step):
    graded = actions(plan())[step.key].get("extension", [])
    found = [one["valueCodeableConcept"]["coding"] for one in graded if one["url"] == codes.QUALITY_OF_EVIDENCE]
    known = step.certainty is not Certainty.NOT_GRADED
    assert [coding[0]["code"] for coding in found] == ([step.certainty.value] if known else [])


def test_plain_text_is_not_taken_for_markdown():
    assert plan()["description"] == r"Treat the \*cause\*."


def test_a_source_that_lost_its_standing_says_so():
    cited = {one["title"]: one["citedArtifact"] for one in by_type(fhir.bundle(WHOLE, WARNED))["Citation"]}
    assert cited["The retracted"]["currentState"][0]["coding"][0]["code"] == "retracted"
    assert cited["The superseded"]["relatesTo"] == [{"type": "replaced-with", "display": "Superseded"}]
    assert not {"currentState", "relatesTo"} & set(cited["The trial"])


def test_a_date_that_is_none_keeps_what_it_has():
    reference = a_reference(csl={"issued": {"date-parts": [[2021, 2, 31]]}})
    [citation] = by_type(fhir.bundle(a_document(references=(reference,)), WARNED))["Citation"]
    assert citation["citedArtifact"]["publicationForm"][0]["articleDate"] == "2021-02"


def test_who_signed_is_told_with_what_for():
    content = assessment()["content"]
    assert [one["type"]["text"] for one in content] == [
        *("Warning", "Sign-off", "Sign-off"),
        "What changed in this edition",
    ]
    assert content[1]["author"]["display"] == "Dr A. Reader, FRCP, Neurologist"
    assert [one["classifier"][0]["text"] for one in content[1:3]] == ["Clinical accuracy", "Plain language"]
    assert plan()["reviewer"] == [{"name": "Dr A. Reader, FRCP"}]
    assert (assessment()["workflowStatus"], assessment()["approvalDate"]) == ("published", "2026-03-02")
    assert plan()["effectivePeriod"] == {"start": "2026-03-02", "end": "2027-03-02"}


def test_what_is_not_approved_says_so_and_names_nobody():
    given = {"publication": an_open_one()}
    assert (plan(**given)["status"], assessment(**given)["workflowStatus"]) == ("draft", "triaged")
    assert "must not be relied on" in plan(**given)["text"]["div"]
    for resource in (plan(**given), assessment(**given)):
        assert not {"approvalDate", "lastReviewDate", "effectivePeriod", "reviewer"} & set(resource)


def test_a_warning_is_where_the_resource_is_shown():
    assert "Warning: The drug was recalled." in plan()["text"]["div"]
