"""What a database files a source under, in our words: its kind, and whether it may still be relied on."""

import re
from collections.abc import Iterable

from guidance.vocabularies import ReferenceKind, Standing

# The most telling first: a trial that is also a review by its label is what stands higher.
FILED = {
    ReferenceKind.GUIDELINE: r"(?:practice )?guidelines?|consensus (?:development conference(?:, nih)?|statement)"
    r"|clinical practice guidelines?|position statement",
    ReferenceKind.SYSTEMATIC_REVIEW: r"systematic review|(?:network )?meta-analysis|cochrane review",
    ReferenceKind.TRIAL: r"(?:\w+ )?clinical trial(?:, (?:phase|protocol)\b.*)?|randomi[sz]ed controlled trial"
    r"|controlled clinical trial|(?:pragmatic|adaptive|equivalence) (?:clinical )?trial",
    ReferenceKind.COHORT: r"observational study|cohort (?:study|analysis)|twin study",
    ReferenceKind.CASE_REPORT: r"case reports?|case study|case series",
    ReferenceKind.REVIEW: r"(?:scoping |narrative |literature )?reviews?(?: article)?",
    ReferenceKind.SECONDARY_SUMMARY: r"encyclopa?edia|news|newspaper article|patient education handout|dictionary",
    ReferenceKind.OTHER_RESEARCH: r"comparative study|evaluation study|validation study|multicenter study",
}
PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in FILED.items()}
TYPES = {
    "entry-encyclopedia": ReferenceKind.SECONDARY_SUMMARY,
    "entry-dictionary": ReferenceKind.SECONDARY_SUMMARY,
    "article-newspaper": ReferenceKind.SECONDARY_SUMMARY,
}

# “RETRACTED: One”, “[Retracted article] One” and, from the Web of Science, “One (Retracted article. See vol. 3)”.
RETRACTED = re.compile(
    r"\W*(?:retracted|withdrawn)(?: (?:article|chapter|paper|publication))?\W{0,2}[:\]—-]"
    r"|.*\((?:retracted|withdrawn) (?:article|chapter|paper|publication)\b[^()]*\)\W*\Z",
    re.IGNORECASE,
)
STANDINGS = {
    "retracted publication": Standing.RETRACTED,
    "retraction in": Standing.RETRACTED,
    "expression of concern in": Standing.CONCERN,
    "erratum in": Standing.CORRECTED,
    "corrected and republished in": Standing.CORRECTED,
}


def kind(filed_under: Iterable[str], form: str) -> ReferenceKind | None:
    """The kind that the record's own labels, else its CSL type ``form``, make evident; None where neither does."""
    words = list(filed_under)
    for found, pattern in PATTERNS.items():
        if any(pattern.fullmatch(word) for word in words):
            return found
    return TYPES.get(form)


def standing(filed_under: Iterable[str], title: str) -> Standing:
    """The gravest that the record's labels, or a title that begins “RETRACTED:”, say of the source."""
    words = {word.casefold() for word in filed_under}
    if RETRACTED.match(title):
        return Standing.RETRACTED
    return next((found for label, found in STANDINGS.items() if label in words), Standing.CURRENT)
