"""The text under review, both wordings beside each other, with what was found and said of each step."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance import checks
from guidance.audiences import Audience
from guidance.diff import Run
from guidance.documents import Document, Step, Wording
from guidance.personalization import ReadStep, personalize
from review import rules
from review.models import Comment
from review.presenters.changes import NAMES, Gone, Marks
from review.presenters.comparison import WHOLE, Comparison
from review.presenters.threads import Thread


@dataclass(frozen=True)
class ReviewStep:
    """A step on the review page: as clinicians and as lay readers meet it, and what was said of it."""

    clinician: ReadStep
    lay: ReadStep
    findings: list[checks.Finding]
    comments: list[Thread]
    signed: Step  # both texts as they stand, the lay one also where it is out of date
    marks: Marks | None = None
    gone: Sequence[Gone] = ()  # what was taken out after it
    is_shown: bool = True

    @property
    def key(self) -> str:
        return self.clinician.key

    @property
    def texts(self) -> dict[str, tuple[Run, ...]]:
        return self.marks.texts if self.marks else {}

    @property
    def depth(self) -> int:
        return self.clinician.number.count(".")


@dataclass(frozen=True)
class Part:
    """A text of the document as a whole; the runs only of a wording that changed."""

    name: str
    wording: Wording | None
    clinician: tuple[Run, ...] | None = None
    lay: tuple[Run, ...] | None = None


@dataclass(frozen=True)
class ReviewSection:
    number: str
    clinician: str
    lay: str
    steps: list[ReviewStep]
    first: int  # which of the document's statements its own begin with, and end with
    marks: Marks | None = None

    @property
    def last(self) -> int:
        return self.first + len(self.steps) - 1

    @property
    def unshown(self) -> int:
        return len(self._hidden)

    @property
    def unshown_remarks(self) -> int:
        """Of how many of those that are not shown something was found or said."""
        return sum(bool(step.findings or step.comments) for step in self._hidden)

    @property
    def _hidden(self) -> list[ReviewStep]:
        return [step for step in self.steps if not step.is_shown]


def review(
    document: Document,
    findings: Sequence[checks.Finding],
    comments: Iterable[Thread],
    comparison: Comparison | None = None,
    *,
    only: bool = False,
) -> list[ReviewSection]:
    """The document step by step, both wordings beside each other; of ``only`` what changed, with what it is under."""
    comparison = comparison or Comparison()
    signed = {step.key: step for step in document.steps()}
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
            steps=[
                ReviewStep(
                    one, other, found[one.key], said[one.key], signed[one.key],
                    comparison.marks.get(f"step-{one.key}"), comparison.gone.get(one.key, ()),
                    not only or one.key in comparison.around,
                )
                for one, other in pairs
            ],
            first=sections[-1].last + 1 if sections else 1,
            marks=comparison.marks.get(f"heading-{clinician.number}"),
        ))  # fmt: skip
    return sections


def whole(document: Document, comparison: Comparison | None, *, only: bool) -> list[Part]:
    """What is said of the document as a whole; of ``only`` what changed."""
    marks = comparison.marks.get(WHOLE) if comparison else None
    texts = marks.texts if marks else {}
    parts = [Part(NAMES["title"], None, texts["title"])] if "title" in texts else []
    for field in ("summary", "scope", "get_help", "change_note"):
        wording, changed = getattr(document, field), (texts.get(f"{field}_clinician"), texts.get(f"{field}_lay"))
        if any(changed) or (not only and (wording or field != "change_note")):
            parts.append(Part(NAMES[field], wording, *changed))
    return parts


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
