"""The closed lists of words that a document uses.

Strength and certainty are GRADE's. Every member carries the label a person reads.
"""

from enum import StrEnum


class Vocabulary(StrEnum):
    """A closed list of words; ``choices`` is the form Django's fields take it in."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Vocabulary":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.replace("-", " ").capitalize()
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]


class SectionKind(Vocabulary):
    BACKGROUND = "background"
    CAUSES = "causes", "Causes and types"
    TREATMENT = "treatment"
    SUPPORTIVE = "supportive", "Supportive care"
    MONITORING = "monitoring"
    RESPONSE = "response", "Response criteria"
    CONSIDERATIONS = "considerations"


class Action(Vocabulary):
    UNSAID = "", "Not said yet"  # counts as making a claim until an editor says otherwise
    START = "start"
    STOP = "stop"
    SWITCH = "switch"
    CONSIDER = "consider"
    AVOID = "avoid"
    MONITOR = "monitor"
    REFER = "refer"
    COUNSEL = "counsel"
    DEFINE = "define"
    INFORM = "inform"
    GROUP = "group", "Introduces its sub-steps"  # claims nothing by itself

    @property
    def makes_claim(self) -> bool:
        """True where a step of this action must cite a source."""
        return self not in {Action.DEFINE, Action.INFORM, Action.GROUP}

    @property
    def recommends(self) -> bool:
        """True where a step of this action tells somebody to do something."""
        return self.makes_claim and self is not Action.UNSAID


class Strength(Vocabulary):
    STRONG_FOR = "strong-for", "Strong recommendation for"
    WEAK_FOR = "weak-for", "Weak recommendation for"
    WEAK_AGAINST = "weak-against", "Weak recommendation against"
    STRONG_AGAINST = "strong-against", "Strong recommendation against"
    GOOD_PRACTICE = "good-practice", "Good practice statement"
    NOT_GRADED = "not-graded", "Not graded"


class Certainty(Vocabulary):
    HIGH = "high", "High certainty"  # the true effect lies close to the estimate
    MODERATE = "moderate", "Moderate certainty"  # likely close, possibly substantially different
    LOW = "low", "Low certainty"  # may be substantially different
    VERY_LOW = "very-low", "Very low certainty"  # likely substantially different
    NOT_GRADED = "not-graded", "Not graded"


class ReferenceType(Vocabulary):
    """What a reader is told first of a source."""

    GUIDELINE = "guideline"
    RESEARCH = "research"
    SUMMARY = "summary"


class ReferenceKind(Vocabulary):
    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic-review"
    TRIAL = "trial"
    COHORT = "cohort", "Cohort study"
    REVIEW = "review"
    CASE_REPORT = "case-report"
    OTHER_RESEARCH = "other-research"
    SECONDARY_SUMMARY = "secondary-summary"

    @property
    def type(self) -> ReferenceType:
        if self is ReferenceKind.GUIDELINE:
            return ReferenceType.GUIDELINE
        if self is ReferenceKind.SECONDARY_SUMMARY:
            return ReferenceType.SUMMARY
        return ReferenceType.RESEARCH


class Standing(Vocabulary):
    """Whether a source may still be relied on."""

    CURRENT = "current"
    CORRECTED = "corrected"
    CONCERN = "concern", "Expression of concern"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class Access(Vocabulary):
    """What of the source was read when it was cited."""

    NOT_RECORDED = "not-recorded", "Not recorded"
    FULL_TEXT = "full-text", "Full text read"
    ABSTRACT_ONLY = "abstract-only", "Only the abstract read"


class Stage(Vocabulary):
    """How far an edition has come; ``tone`` names the colour it is shown in."""

    SUBMITTED = "submitted"  # frozen, waiting for the board to begin
    UNDER_REVIEW = "under_review", "Under review"  # a reviewer has declared no interests, or the chair began it
    APPROVED = "approved"  # signed by enough reviewers: what readers read
    RETURNED = "returned"  # sent back to its editor with a reason
    WITHDRAWN = "withdrawn"  # taken back by its submitter or the chair
    SUPERSEDED = "superseded"  # was approved; a newer edition is
    RETIRED = "retired"  # was approved; the board no longer stands by it

    @property
    def tone(self) -> str:
        return self.value.replace("_", "-")

    @property
    def is_open(self) -> bool:
        """True while the board may still act on it."""
        return self in {Stage.SUBMITTED, Stage.UNDER_REVIEW}


class Meaning(Vocabulary):
    """What a signature says."""

    CLINICAL = "clinical", "I have checked the clinical accuracy of this text"
    PLAIN = "plain", "I have checked that its plain-language wording says the same"

    @property
    def short(self) -> str:
        return {"clinical": "Clinical accuracy", "plain": "Plain language"}[self]


class PassageKind(Vocabulary):
    """What search finds."""

    ARTICLE = "article"  # its title, other names, and all that it says
    STEP = "step"  # one statement, with its heading and the steps above it
    REFERENCE = "source"
    TERM = "term"


class NameKind(Vocabulary):
    """What a name that search knows is the name of."""

    TITLE = "title"  # what the article is called
    ALSO = "also"  # what the thing in its title is called too
    TERM = "term"  # what is explained in its glossary


class Outcome(Vocabulary):
    """What became of a reader's question."""

    ANSWERED = "answered"  # statements are quoted
    NOT_COVERED = "not-covered"  # an article's scope says that it leaves this out
    REFUSED = "refused"  # nothing published answers it
    DECLINED = "declined"  # of a kind that no statement should answer
