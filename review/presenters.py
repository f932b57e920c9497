"""What the board's and the Desk's pages say of editions, worked out of rows that are loaded already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.utils.translation import gettext as _

from guidance import checks
from guidance.audiences import Audience
from guidance.documents import Document
from guidance.models import Article, Edition, SignOff
from guidance.personalization import ReadStep, personalize
from guidance.vocabularies import Stage, Standing
from review import rules
from review.models import Assignment, Comment
from review.stages import Interests


@dataclass(frozen=True)
class QueueRow:
    """An open edition in the board's queue; ``signed`` is None where it is not for these eyes."""

    edition: Edition
    mine: Assignment | None
    to_do: str  # what is asked of the one who looks; “” where nothing is
    days: int
    due_on: date | None
    overdue: bool
    findings: int
    signed: int | None
    needed: int


@dataclass(frozen=True)
class Queue:
    mine: list[QueueRow]
    waiting: list[QueueRow]
    overdue: list[QueueRow]
    unassigned: list[QueueRow]


def queue(
    editions: Iterable[Edition], *, user, is_chair: bool, at: datetime, targets: checks.Targets, needed: int
) -> Queue:
    """The open editions, by what is to be done of them."""
    rows = [_row(edition, user, is_chair, at, targets, needed) for edition in editions]
    return Queue(
        mine=[row for row in rows if row.to_do],
        waiting=[row for row in rows if not row.to_do and (row.mine or (is_chair and _waits(row)))],
        overdue=[row for row in rows if row.overdue and (row.mine or is_chair)],
        unassigned=[row for row in rows if is_chair and not _waits(row)],
    )


def _waits(row: QueueRow) -> bool:
    return any(_is_asked(assignment) for assignment in row.edition.assignments.all())


def _is_asked(assignment: Assignment) -> bool:
    return assignment.released_at is None and not assignment.is_recused


def _row(edition: Edition, user, is_chair: bool, at: datetime, targets: checks.Targets, needed: int) -> QueueRow:
    asked = [assignment for assignment in edition.assignments.all() if _is_asked(assignment)]
    mine = next((assignment for assignment in asked if assignment.reviewer_id == user.pk), None)
    signed = {sign_off.reviewer_id for sign_off in edition.sign_offs.all()}
    due = [one.due_on for one in asked if one.due_on and one.reviewer_id not in signed]
    may_count = (is_chair and mine is None) or user.pk in signed
    return QueueRow(
        edition=edition,
        mine=mine,
        to_do=_to_do(mine, signed),
        days=(at - edition.submitted_at).days,
        due_on=min(due, default=None),
        overdue=bool(due) and min(due) < at.date(),
        findings=len(checks.run(edition.content, targets)),
        signed=len(signed) if may_count else None,
        needed=needed,
    )


def _to_do(mine: Assignment | None, signed: set[int]) -> str:
    if mine is None or mine.reviewer_id in signed:
        return ""
    return "Declare your interests" if mine.interests == Interests.NOT_ASKED else "Review and sign"


@dataclass(frozen=True)
class Lapsing:
    """A live edition whose article must be reviewed again; ``days`` are left until then, below 0 once it has lapsed."""

    edition: Edition
    due_on: date
    days: int

    @property
    def has_lapsed(self) -> bool:
        return self.days < 0

    @property
    def days_ago(self) -> int:
        return -self.days


def lapsing(editions: Iterable[Edition], *, today: date) -> list[Lapsing]:
    days = [(edition, edition.article.next_review_on) for edition in editions]
    return [Lapsing(edition, due_on, (due_on - today).days) for edition, due_on in days]


@dataclass(frozen=True)
class Duration:
    """How long one part of the way took, as the median of ``editions`` of them."""

    label: str
    days: float
    editions: int

    @property
    def whole_days(self) -> int:
        """To the nearest day; 0 where it took less than half of one."""
        return round(self.days)


def durations(approvals: Iterable[tuple[datetime, datetime | None, datetime]]) -> list[Duration]:
    """Of approved editions, each by when it was submitted, when its review began, and when it was approved."""
    parts = defaultdict(list)
    for submitted, began, approved in approvals:
        parts[_("Until the review begins")].append((began or approved) - submitted)
        parts[_("From then until approval")].append(approved - (began or approved))
        parts[_("From submission to approval")].append(approved - submitted)
    return [Duration(label, median(times) / timedelta(days=1), len(times)) for label, times in parts.items()]


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


def standing(case: rules.Case) -> str:
    """Where the one who looks stands with the edition, in a few words."""
    if case.signed:
        return " and ".join(sorted(meaning.short.lower() for meaning in case.signed)) + " signed by you"
    if case.interests is Interests.NONE and case.stage is Stage.UNDER_REVIEW:
        return "not signed by you yet"
    return case.stage.label.lower() if case.stage else "draft"


def assignments(rows: Iterable[Assignment], case: rules.Case, sign_offs: Iterable[SignOff]) -> list[Assignment]:
    """Each with ``releasing``: whether the one of ``case`` may release its reviewer, and why not."""
    rows, signed = list(rows), {sign_off.reviewer_id for sign_off in sign_offs}
    for row in rows:
        is_released, has_signed = row.released_at is not None, row.reviewer_id in signed
        row.releasing = rules.verdict(rules.check_can_release, case, has_signed=has_signed, is_released=is_released)
    return rows


def comments(rows: Iterable[Comment], case: rules.Case, user) -> list[Comment]:
    """Each with ``lifting``: whether ``user``, whose case it is, may lift it, and why not."""
    rows = list(rows)
    for row in rows:
        is_author = row.author_id == user.pk
        row.lifting = rules.verdict(rules.check_can_lift, case, is_author=is_author, reason="given")
    return rows


@dataclass(frozen=True)
class DeskRow:
    """An article on the Desk: the edition before the board, the one readers have, and the one that came back."""

    article: Article
    open: Edition | None
    live: Edition | None
    returned: Edition | None


def desk_row(article: Article) -> DeskRow:
    """Of an article whose editions are loaded, newest first."""
    editions = list(article.editions.all())
    by_stage = {edition.stage_reached: edition for edition in reversed(editions)}
    newest = editions[0] if editions else None
    return DeskRow(
        article=article,
        open=by_stage.get(Stage.SUBMITTED) or by_stage.get(Stage.UNDER_REVIEW),
        live=by_stage.get(Stage.APPROVED),
        returned=newest if newest and newest.stage in {Stage.RETURNED, Stage.WITHDRAWN} else None,
    )


@dataclass(frozen=True)
class LostSource:
    """A source that can no longer be relied on as it could when the text was signed."""

    title: str
    signed: Standing
    today: Standing


def lost_standing(document: Document, standing: Mapping[str, tuple[Standing, str]]) -> list[LostSource]:
    """Of the document's sources, by what ``standing`` says of each key today."""
    pairs = [(source, standing.get(source.key, (source.standing, ""))[0]) for source in document.references]
    return [
        LostSource(one.title, one.standing, now) for one, now in pairs if now not in (one.standing, Standing.CURRENT)
    ]
