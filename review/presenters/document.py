"""The text under review, both wordings beside each other, with what was found and said of each step."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance import checks
from guidance.audiences import Audience
from guidance.documents import Document
from guidance.personalization import ReadStep, personalize
from review import rules
from review.models import Comment


@dataclass(frozen=True)
class ReviewStep:
    """A step on the review page: as clinicians and as lay readers meet it, and what was said of it."""

    clinician: ReadStep
    lay: ReadStep
    findings: list[checks.Finding]
    comments: list[Comment]

    @property
    def key(self) -> str:
        return self.clinician.key

    @property
    def depth(self) -> int:
        return self.clinician.number.count(".")


@dataclass(frozen=True)
class ReviewSection:
    number: str
    clinician: str
    lay: str
    steps: list[ReviewStep]
    first: int  # which of the document's statements its own begin with, and end with

    @property
    def last(self) -> int:
        return self.first + len(self.steps) - 1


def review(document: Document, findings: Sequence[checks.Finding], comments: Iterable[Comment]) -> list[ReviewSection]:
    """The document step by step, both wordings beside each other."""
    said = defaultdict(list)
    for comment in comments:
        said[str(comment.step_key or "")].append(comment)
    found = defaultdict(list)
    for finding in findings:
        found[finding.step].append(finding)
    both = (personalize(document, Audience.CLINICIAN).sections, personalize(document, Audience.LAY).sections)
    sections: list[ReviewSection] = []
    for clinician, lay in zip(_all(both[0]), _all(both[1]), strict=True):
        pairs = zip(_flat(clinician.steps), _flat(lay.steps), strict=True)
        sections.append(ReviewSection(
            number=clinician.number,
            clinician=clinician.heading.text,
            lay="" if lay.heading.fell_back else lay.heading.text,
            steps=[ReviewStep(one, other, found[one.key], said[one.key]) for one, other in pairs],
            first=sections[-1].last + 1 if sections else 1,
        ))  # fmt: skip
    return sections


def _all(sections):
    for section in sections:
        yield section
        yield from _all(section.sections)


def _flat(steps):
    for step in steps:
        yield step
        yield from _flat(step.steps)


def comments(rows: Iterable[Comment], case: rules.Case, user) -> list[Comment]:
    """Each with ``lifting``: whether ``user``, whose case it is, may lift it, and why not."""
    rows = list(rows)
    for row in rows:
        is_author = row.author_id == user.pk
        row.lifting = rules.verdict(rules.check_can_lift, case, is_author=is_author, reason="given")
    return rows
