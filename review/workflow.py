"""Every step of an edition's way from the Desk to its readers, and the only caller of ``publishing``.

Each function is keyword-only and atomic: it locks the article, reads again what it was given, asks the
rules, writes, and records the event in the same transaction. ``by`` acts and ``at`` is when; neither is
looked up here. It raises NotAllowed or Stale, whose reason is the sentence a person reads.
"""

import calendar
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from guidance import checks, documents, editing, house, publishing
from guidance import queries as guidance
from guidance.documents import Document, Wording, clean
from guidance.models import Article, Edition, Reference, SignOff
from guidance.vocabularies import Meaning, Stage, Standing
from review import audit, notices, queries, rules
from review.models import Assignment, Comment, NoticeKind
from review.rules import NotAllowed, NotNow, Stale
from review.stages import Act, Interests


@contextmanager
def _locked(edition: Edition) -> Iterator[Edition]:
    """The edition as it is now, with its article locked until the transaction ends."""
    with transaction.atomic():
        article = guidance.locked(edition.article)
        yield article.editions.select_related("article", "submitted_by").get(pk=edition.pk)


def submit(*, article: Article, by, at: datetime, digest: str, message: str = "", reaffirms: bool = False) -> Edition:
    """Freeze the draft whose digest is ``digest`` and put it before the board."""
    with transaction.atomic():
        article = guidance.locked(article)
        document = guidance.draft(article)
        content = documents.to_json(document)
        rules.check_can_submit(
            guidance.person(by),
            is_open=guidance.open_edition(article) is not None,
            is_draft=documents.digest(content) == digest,
            errors=len(checks.blocking(checks.run(document, house.targets()))),
            differs=_differs(document, guidance.live_edition(article)),
            reaffirms=reaffirms,
        )
        edition = publishing.freeze(
            article=article, document=document, by=by, at=at, message=message, reaffirms=reaffirms
        )
        contributors = edition.contributions.values_list("user__username", flat=True)
        _record(
            Act.SUBMIT, edition, by, at, digest=edition.digest, reaffirms=reaffirms, message=edition.message,
            contributors=sorted(contributors),
        )  # fmt: skip
        notices.announce(NoticeKind.SUBMITTED, edition=edition, by=by, at=at)
    return edition


def _differs(document: Document, live: Edition | None) -> bool:
    """Whether readers would read anything new. The change note does not count: approval has cleared the last one."""
    return live is None or replace(document, change_note=live.content.change_note) != live.content


def assign(*, edition: Edition, reviewer, by, at: datetime, due_on: date | None = None) -> Assignment:
    """Ask ``reviewer`` to review the edition."""
    with _locked(edition) as edition:
        rules.check_can_assign(queries.case(edition, by))
        rules.check_can_be_assigned(
            queries.case(edition, reviewer),
            is_member=queries.member(reviewer) is not None,
            is_assigned=edition.assignments.filter(reviewer=reviewer).exists(),
        )
        assignment = Assignment.objects.create(
            edition=edition, reviewer=reviewer, assigned_by=by, assigned_at=at, due_on=due_on
        )
        due = due_on.isoformat() if due_on else None
        _record(Act.ASSIGN, edition, by, at, reviewer=reviewer.get_username(), due_on=due)
        notices.announce(NoticeKind.ASSIGNED, edition=edition, by=by, at=at, to=[reviewer], due_on=due)
    return assignment


def declare(*, assignment: Assignment, by, at: datetime, interests: Interests, statement: str = "") -> Assignment:
    """Declare interests or their absence. *None* begins the review; *declared* recuses."""
    with _locked(assignment.edition) as edition:
        assignment = edition.assignments.get(pk=assignment.pk)
        if assignment.reviewer_id != by.pk:
            raise NotAllowed("Only the assigned reviewer declares interests.")
        rules.check_can_declare(queries.case(edition, by))
        assignment.interests, assignment.statement = _declaration(interests, statement)
        assignment.declared_at = at
        assignment.save(update_fields=["interests", "statement", "declared_at"])
        _record(Act.DECLARE, edition, by, at, interests=assignment.interests, statement=assignment.statement)
        if assignment.interests == Interests.NONE and edition.stage == Stage.SUBMITTED:
            _begin(edition, by, at)
        _settle(edition, by, at)
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
    with _locked(edition) as edition:
        rules.check_can_begin(queries.case(edition, by))
        _begin(edition, by, at)
    return edition


def _begin(edition: Edition, by, at: datetime) -> None:
    publishing.advance(edition, to=Stage.UNDER_REVIEW, at=at)
    _record(Act.BEGIN, edition, by, at)


def open_document(*, assignment: Assignment, by, at: datetime) -> Edition:
    """Let the reviewer read the edition they are assigned; the first time is kept."""
    with _locked(assignment.edition) as edition:
        assignment = edition.assignments.get(pk=assignment.pk)
        if assignment.reviewer_id != by.pk:
            raise NotAllowed("Only a reviewer assigned to this edition may do this.")
        rules.check_can_read(queries.case(edition, by))
        if assignment.opened_at is None:
            assignment.opened_at = at
            assignment.save(update_fields=["opened_at"])
    return edition


def sign(
    *, edition: Edition, by, at: datetime, meanings: Collection[Meaning], digest: str, remark: str = ""
) -> list[SignOff]:
    """Sign the text of ``digest`` for each of ``meanings``; approves the edition where nothing more is needed."""
    with _locked(edition) as edition:
        rules.check_can_sign(queries.case(edition, by), meanings)
        _check_digest(edition, digest)
        sign_offs = publishing.record_sign_offs(
            edition=edition,
            member=_member(by),
            meanings=meanings,
            at=at,
            interests=Interests.NONE.label,
            checklist=settings.LEUKO_CHECKLIST,
            remark=remark,
        )
        signed, one = [sign_off.meaning for sign_off in sign_offs], sign_offs[0]
        _record(
            Act.SIGN, edition, by, at, digest=one.digest, meanings=signed, name=one.name, role=one.role,
            interests=one.interests, checklist=one.checklist, remark=one.remark,
        )  # fmt: skip
        _settle(edition, by, at)
    return sign_offs


def _check_digest(edition: Edition, digest: str) -> None:
    if digest != edition.digest:
        raise Stale("This is not the text you were shown. Open the edition again and read what has changed.")
    if not edition.is_intact:
        raise NotAllowed("The stored text does not match its digest. Tell the chair; nothing may be signed.")


def _member(user):
    if (member := queries.member(user)) is None:
        raise NotAllowed("Only a member of the board may sign. Ask the chair to complete your profile.")
    return member


def send_back(*, edition: Edition, by, at: datetime, reason: str) -> Edition:
    """Return the edition to its editor."""
    with _locked(edition) as edition:
        rules.check_can_send_back(queries.case(edition, by), reason=reason)
        _close(edition, Stage.RETURNED, Act.SEND_BACK, by, at, reason)
        notices.announce(NoticeKind.SENT_BACK, edition=edition, by=by, at=at)
    return edition


def release(*, assignment: Assignment, by, at: datetime, reason: str) -> Assignment:
    """Ask nothing more of a reviewer."""
    with _locked(assignment.edition) as edition:
        assignment = edition.assignments.select_related("reviewer").get(pk=assignment.pk)
        rules.check_can_release(
            queries.case(edition, by),
            has_signed=edition.sign_offs.filter(reviewer=assignment.reviewer).exists(),
            is_released=assignment.released_at is not None,
        )
        assignment.released_at = at
        assignment.save(update_fields=["released_at"])
        reviewer = assignment.reviewer.get_username()
        _record(Act.RELEASE, edition, by, at, reviewer=reviewer, reason=clean(reason).strip())
        notices.announce(NoticeKind.RELEASED, edition=edition, by=by, at=at, to=[assignment.reviewer])
        _settle(edition, by, at)
    return assignment


def comment(
    *, edition: Edition, by, at: datetime, body: str, step: str = "", quoted: str = "", blocking: bool = False,
    thread: Comment | None = None,
) -> Comment:  # fmt: skip
    """Say something of the step of that key, or of the whole; a blocking comment holds up approval."""
    with _locked(edition) as edition:
        rules.check_can_comment(queries.case(edition, by))
        if not (body := clean(body).strip()):
            raise NotAllowed("Write what you want to say.")
        if step and step not in {one.key for one in edition.content.steps()}:
            raise NotAllowed("This edition has no such step.")
        if thread and thread.edition_id != edition.pk:
            raise NotAllowed("The comment you answer is on another edition.")
        said = Comment.objects.create(
            edition=edition, author=by, at=at, step_key=step or None, quoted=clean(quoted), body=body,
            blocking=blocking, thread=thread,
        )  # fmt: skip
        _record(
            Act.COMMENT, edition, by, at, number=said.number, step=step or None, quoted=said.quoted, body=body,
            blocking=blocking, thread=thread and thread.number,
        )  # fmt: skip
        notices.announce(NoticeKind.COMMENT, edition=edition, by=by, at=at, blocking=blocking)
    return said


def lift(*, comment: Comment, by, at: datetime, reason: str = "") -> Comment:
    """Let a blocking comment block no more."""
    with _locked(comment.edition) as edition:
        comment = edition.comments.select_related("author").get(pk=comment.pk)
        rules.check_can_lift(queries.case(edition, by), is_author=comment.author_id == by.pk, reason=reason)
        if not comment.blocking or comment.lifted_at:
            raise NotNow("This comment blocks nothing.")
        comment.lifted_by, comment.lifted_at, comment.lifted_because = by, at, clean(reason).strip()
        comment.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
        _record(Act.LIFT, edition, by, at, number=comment.number, reason=comment.lifted_because)
        notices.announce(NoticeKind.LIFTED, edition=edition, by=by, at=at, to=[comment.author])
        _settle(edition, by, at)
    return comment


def withdraw(*, edition: Edition, by, at: datetime, reason: str) -> Edition:
    """Take the edition back from the board."""
    with _locked(edition) as edition:
        rules.check_can_withdraw(queries.case(edition, by), reason=reason)
        _close(edition, Stage.WITHDRAWN, Act.WITHDRAW, by, at, reason)
        notices.announce(NoticeKind.WITHDRAWN, edition=edition, by=by, at=at)
    return edition


def warn(*, edition: Edition, by, at: datetime, warning: Wording) -> Article:
    """Set a dated sentence above the approved text; an empty one ends the warning."""
    with _locked(edition) as edition:
        rules.check_can_warn(queries.case(edition, by))
        warning = Wording.of(warning.clinician, warning.lay)
        if bool(warning) and not (warning.clinician and warning.lay):
            raise NotAllowed("Write the warning in both wordings: every reader must be able to read it.")
        article = edition.article
        article.warning, article.warned_at = warning, at if warning else None
        editing.mark(article=article, by=by, at=at, why="Warning")
        _record(Act.WARN, edition, by, at, clinician=warning.clinician, lay=warning.lay)
    return article


def retire(*, edition: Edition, by, at: datetime, reason: str, replaced_by: Article | None = None) -> Edition:
    """Take the approved text away from readers, who are told why and what replaces it."""
    with _locked(edition) as edition:
        rules.check_can_retire(queries.case(edition, by), reason=reason)
        if replaced_by and replaced_by.pk == edition.article_id:
            raise NotAllowed("An article cannot replace itself.")
        _close(
            edition,
            Stage.RETIRED,
            Act.RETIRE,
            by,
            at,
            reason,
            replaced_by=str(replaced_by.key) if replaced_by else None,
        )
        edition.article.replaced_by = replaced_by
        editing.mark(article=edition.article, by=by, at=at, why="Retired")
        notices.announce(NoticeKind.RETIRED, edition=edition, by=by, at=at)
    return edition


def set_standing(
    *, reference: Reference, standing: Standing, by, at: datetime, reason: str, superseded_by: Reference | None = None
) -> list[Article]:
    """Say how far a source may still be relied on, and record it on every article that rests on it.

    A record begins with an article's first edition: before that nobody has relied on anything.
    """
    person = guidance.person(by)
    if not (person.is_editor or person.is_chair):
        raise NotAllowed("Only editors and chairs may change a source's standing.")
    if not (reason := clean(reason).strip()):
        raise NotAllowed("Say why the source's standing changes.")
    with transaction.atomic():
        articles = [guidance.locked(article) for article in guidance.articles_resting_on(reference)]
        editing.set_standing(
            reference=reference, standing=standing, by=by, at=at, reason=reason, superseded_by=superseded_by
        )
        articles = [article for article in articles if article.editions.exists()]
        for article in articles:
            audit.record(
                article=article, action="standing", by=by, at=at,
                reference=str(reference.key), standing=standing.value, reason=reason,
            )  # fmt: skip
    return articles


def _close(edition: Edition, to: Stage, act: Act, by, at: datetime, reason: str, **payload) -> None:
    reason = clean(reason).strip()
    publishing.advance(edition, to=to, at=at, reason=reason)
    _record(act, edition, by, at, reason=reason, **payload)


def _record(act: Act, edition: Edition, by, at: datetime, **payload) -> None:
    audit.record(article=edition.article, action=act.value, by=by, at=at, edition=edition, **payload)


def _settle(edition: Edition, by, at: datetime) -> None:
    """Approve the edition if nothing more is needed: the one place that does. Under the article's lock."""
    notices.announce_standstill(edition=edition, by=by, at=at)
    if edition.stage != Stage.UNDER_REVIEW:
        return
    if not rules.settles(queries.tally(edition), required=settings.LEUKO_APPROVALS_REQUIRED):
        return
    article = edition.article
    if live := guidance.live_edition(article):
        publishing.advance(live, to=Stage.SUPERSEDED, at=at)
        _record(Act.SUPERSEDE, live, by, at)
    publishing.advance(edition, to=Stage.APPROVED, at=at)
    article.next_review_on = months_later(at.date(), settings.LEUKO_REVIEW_MONTHS)
    article.replaced_by = None
    if article.change_note == edition.content.change_note:
        article.change_note = Wording()
    editing.mark(article=article, by=by, at=at, why="Approved")
    due = article.next_review_on.isoformat()
    audit.record(
        article=article, action="approve", by=by, at=at, edition=edition, digest=edition.digest, next_review_on=due,
        required=settings.LEUKO_APPROVALS_REQUIRED,
    )  # fmt: skip
    notices.announce(NoticeKind.APPROVED, edition=edition, by=by, at=at)
    if live:
        notices.announce(NoticeKind.SUPERSEDED, edition=live, by=by, at=at, successor=edition.number)


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last of that month where it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
