"""Who reviews an edition, and what they declare before they read it."""

from datetime import date, datetime

from guidance import publishing
from guidance.documents import clean
from guidance.models import Edition
from guidance.vocabularies import Stage
from review import notices, queries, rules
from review.models import Assignment, NoticeKind
from review.rules import NotAllowed
from review.stages import Act, Interests
from review.workflow.settling import locked, record, settle


def assign(*, edition: Edition, reviewer, by, at: datetime, due_on: date | None = None) -> Assignment:
    """Ask ``reviewer`` to review the edition."""
    with locked(edition) as edition:
        rules.check_can_assign(queries.case(edition, by))
        rules.check_due(due_on, today=at.date())
        rules.check_can_be_assigned(
            queries.case(edition, reviewer),
            is_member=queries.member(reviewer) is not None,
            is_assigned=edition.assignments.filter(reviewer=reviewer).exists(),
        )
        assignment = Assignment.objects.create(
            edition=edition, reviewer=reviewer, assigned_by=by, assigned_at=at, due_on=due_on
        )
        due = _spelt(due_on)
        record(Act.ASSIGN, edition, by, at, reviewer=reviewer.get_username(), due_on=due)
        notices.announce(NoticeKind.ASSIGNED, edition=edition, by=by, at=at, to=[reviewer], due_on=due)
    return assignment


def set_due(*, assignment: Assignment, by, at: datetime, due_on: date | None) -> Assignment:
    """Say by when a reviewer should have decided, None for no day. The day that is set already changes nothing."""
    with locked(assignment.edition) as edition:
        assignment = edition.assignments.select_related("reviewer").get(pk=assignment.pk)
        rules.check_can_set_due(
            queries.case(edition, by),
            has_decided=assignment.is_recused or edition.sign_offs.filter(reviewer=assignment.reviewer).exists(),
            is_released=assignment.released_at is not None,
        )
        if due_on == (before := assignment.due_on):
            return assignment
        rules.check_due(due_on, today=at.date())
        assignment.due_on = due_on
        assignment.save(update_fields=["due_on"])
        due = _spelt(due_on)
        record(Act.SET_DUE, edition, by, at, reviewer=assignment.reviewer.get_username(), due_on=due)
        if due_on and (before is None or due_on < before):
            notices.announce(NoticeKind.DUE, edition=edition, by=by, at=at, to=[assignment.reviewer], due_on=due)
    return assignment


def _spelt(day: date | None) -> str | None:
    return day.isoformat() if day else None


def release(*, assignment: Assignment, by, at: datetime, reason: str) -> Assignment:
    """Ask nothing more of a reviewer."""
    with locked(assignment.edition) as edition:
        assignment = edition.assignments.select_related("reviewer").get(pk=assignment.pk)
        rules.check_can_release(
            queries.case(edition, by),
            has_signed=edition.sign_offs.filter(reviewer=assignment.reviewer).exists(),
            is_released=assignment.released_at is not None,
        )
        assignment.released_at = at
        assignment.save(update_fields=["released_at"])
        reviewer = assignment.reviewer.get_username()
        record(Act.RELEASE, edition, by, at, reviewer=reviewer, reason=clean(reason).strip())
        notices.announce(NoticeKind.RELEASED, edition=edition, by=by, at=at, to=[assignment.reviewer])
        settle(edition, by, at)
    return assignment


def declare(*, assignment: Assignment, by, at: datetime, interests: Interests, statement: str = "") -> Assignment:
    """Declare interests or their absence. *None* begins the review; *declared* recuses."""
    with locked(assignment.edition) as edition:
        assignment = edition.assignments.get(pk=assignment.pk)
        if assignment.reviewer_id != by.pk:
            raise NotAllowed("Only the assigned reviewer declares interests.")
        rules.check_can_declare(queries.case(edition, by))
        assignment.interests, assignment.statement = _declaration(interests, statement)
        assignment.declared_at = at
        assignment.save(update_fields=["interests", "statement", "declared_at"])
        record(Act.DECLARE, edition, by, at, interests=assignment.interests, statement=assignment.statement)
        if assignment.interests == Interests.NONE and edition.stage == Stage.SUBMITTED:
            _begin(edition, by, at)
        settle(edition, by, at)
    return assignment


def _declaration(interests: Interests, statement: str) -> tuple[str, str]:
    interests, statement = Interests(interests), clean(statement).strip()
    if interests is Interests.NOT_ASKED:
        raise NotAllowed("Declare that you have interests in this subject, or that you have none.")
    if interests is Interests.DECLARED and not statement:
        raise NotAllowed("Say what your interests are.")
    return interests.value, statement


def begin(*, edition: Edition, by, at: datetime) -> Edition:
    """Begin the review by the chair's hand."""
    with locked(edition) as edition:
        rules.check_can_begin(queries.case(edition, by))
        _begin(edition, by, at)
    return edition


def _begin(edition: Edition, by, at: datetime) -> None:
    publishing.advance(edition, to=Stage.UNDER_REVIEW, at=at)
    record(Act.BEGIN, edition, by, at)


def open_document(*, assignment: Assignment, by, at: datetime) -> Edition:
    """Let the reviewer read the edition they are assigned; the first time is kept."""
    with locked(assignment.edition) as edition:
        assignment = edition.assignments.get(pk=assignment.pk)
        if assignment.reviewer_id != by.pk:
            raise NotAllowed("Only a reviewer assigned to this edition may do this.")
        rules.check_can_read(queries.case(edition, by))
        if assignment.opened_at is None:
            assignment.opened_at = at
            assignment.save(update_fields=["opened_at"])
    return edition
