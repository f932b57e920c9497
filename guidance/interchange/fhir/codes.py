"""What the words of a document are called in the code systems that FHIR names."""

from guidance.vocabularies import Certainty, SectionKind, Stage, Standing, Strength

# The status of a resource: draft, active, retired or unknown.
STATUSES = {
    Stage.SUBMITTED: "draft",
    Stage.UNDER_REVIEW: "draft",
    Stage.RETURNED: "draft",
    Stage.WITHDRAWN: "draft",
    Stage.APPROVED: "active",
    Stage.SUPERSEDED: "retired",
    Stage.RETIRED: "retired",
}
# The workflowStatus of an ArtifactAssessment.
REVIEWS = {
    Stage.SUBMITTED: "submitted",
    Stage.UNDER_REVIEW: "triaged",
    Stage.RETURNED: "resolved-change-required",
    Stage.WITHDRAWN: "deferred",
    Stage.APPROVED: "published",
    Stage.SUPERSEDED: "published",
    Stage.RETIRED: "published",
}

PLAN_TYPE = "http://terminology.hl7.org/CodeSystem/plan-definition-type"

# The extensions of an action, and the code systems of their values.
STRENGTH_OF_RECOMMENDATION = "http://hl7.org/fhir/StructureDefinition/cqf-strengthOfRecommendation"
DIRECTION_OF_RECOMMENDATION = "http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-directionOfRecommendation"
QUALITY_OF_EVIDENCE = "http://hl7.org/fhir/StructureDefinition/cqf-qualityOfEvidence"
STRENGTH_SYSTEM = "http://terminology.hl7.org/CodeSystem/recommendation-strength"
DIRECTION_SYSTEM = "http://hl7.org/fhir/uv/cpg/CodeSystem/cpg-recommendation-direction-cs"
QUALITY_SYSTEM = "http://terminology.hl7.org/CodeSystem/evidence-quality"

STRONG, WEAK, FOR, AGAINST = ("strong", "Strong"), ("weak", "Weak"), ("for", "For"), ("against", "Against")
# How strong, and which way. A good practice statement is neither: it is told in words.
STRENGTHS = {
    Strength.STRONG_FOR: (STRONG, FOR),
    Strength.WEAK_FOR: (WEAK, FOR),
    Strength.WEAK_AGAINST: (WEAK, AGAINST),
    Strength.STRONG_AGAINST: (STRONG, AGAINST),
}
QUALITIES = {
    Certainty.HIGH: ("high", "High quality"),
    Certainty.MODERATE: ("moderate", "Moderate quality"),
    Certainty.LOW: ("low", "Low quality"),
    Certainty.VERY_LOW: ("very-low", "Very low quality"),
}

PROCESS_SYSTEM = "http://hl7.org/fhir/uv/cpg/CodeSystem/cpg-common-process-cs"
PROCESSES = {
    SectionKind.TREATMENT: ("guideline-based-care", "Guideline-based Care"),
    SectionKind.SUPPORTIVE: ("guideline-based-care", "Guideline-based Care"),
    SectionKind.MONITORING: ("monitor-and-follow-up-of-patient", "Monitor and Follow-up of Patient"),
    SectionKind.RESPONSE: ("monitor-and-follow-up-of-patient", "Monitor and Follow-up of Patient"),
}

STATE_SYSTEM = "http://terminology.hl7.org/CodeSystem/cited-artifact-status-type"
RETRACTED = ("retracted", "Retracted")
# How a source that lost its standing relates to what was published after it.
LOST = {
    Standing.CORRECTED: "correction-in",
    Standing.CONCERN: "comment-in",
    Standing.SUPERSEDED: "replaced-with",
    Standing.RETRACTED: "retracted-by",
}
