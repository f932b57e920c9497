"""What a reviewer does with an edition: sign it, speak of it, send it back."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from guidance import publishing
from guidance.documents import clean
from guidance.models import Edition, SignOff
from guidance.vocabularies import Meaning, Stage
from review import notices, queries, quoting, rules
from review.models import Comment, NoticeKind
from review.rules import NotAllowed, NotNow, Stale
from review.stages import Act, Interests
from review.workflow.settling import close, locked, record, settle


def sign(
    *, edition: Edition, by, at: datetime, meanings: Collection[Meaning], digest: str, remark: str = ""
) -> list[SignOff]:
    """Sign the text of ``digest`` for each of ``meanings``; approves the edition where nothing more is needed."""
    with locked(edition) as edition:
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
        record(
            Act.SIGN, edition, by, at, digest=one.digest, meanings=signed, name=one.name, role=one.role,
            interests=one.interests, checklist=one.checklist, remark=one.remark,
        )  # fmt: skip
        settle(edition, by, at)
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
    with locked(edition) as edition:
        rules.check_can_send_back(queries.case(edition, by), reason=reason)
        close(edition, Stage.RETURNED, Act.SEND_BACK, by, at, reason)
        notices.announce(NoticeKind.SENT_BACK, edition=edition, by=by, at=at)
    return edition


def comment(
    *, edition: Edition, by, at: datetime, body: str, step: str = "", quoted: str = "", blocking: bool = False,
    thread: Comment | None = None,
) -> Comment:  # fmt: skip
    """Say something of the step of that key, or of the whole; a blocking comment holds up approval.

    ``quoted`` are words of that step. An answer to the comment ``thread``, or to an answer to it, is about what that
    one is about, whatever ``step`` says; it may stand on this edition or on one before, where its step still stands.
    """
    with locked(edition) as edition:
        case = queries.case(edition, by)
        rules.check_can_comment(case, blocking=blocking)
        if not (body := clean(body).strip()):
            raise NotAllowed("Write what you want to say.")
        if thread:
            thread = _first_of(thread, queries.comments_shown_to(edition, by, case))
            step = str(thread.step_key or "")
        quoting.check_quoted(quoted, edition.content, step)
        said = Comment.objects.create(
            edition=edition, author=by, at=at, step_key=step or None, quoted=quoting.normal(quoted), body=body,
            blocking=blocking, thread=thread,
        )  # fmt: skip
        record(
            Act.COMMENT, edition, by, at, number=said.number, step=step or None, quoted=said.quoted, body=body,
            blocking=blocking, thread=thread and thread.place,
        )  # fmt: skip
        notices.announce(NoticeKind.COMMENT, edition=edition, by=by, at=at, blocking=blocking)
    return said


def _first_of(comment: Comment, shown: QuerySet[Comment]) -> Comment:
    """The comment that began the thread of ``comment``, which must be among those ``shown`` to who answers it."""
    answered = shown.select_related("thread__edition").filter(pk=comment.pk).first()
    rules.check_can_answer(is_shown=answered is not None)
    return answered.thread or answered


def lift(*, comment: Comment, by, at: datetime, reason: str = "") -> Comment:
    """Let a blocking comment block no more."""
    with locked(comment.edition) as edition:
        comment = edition.comments.select_related("author").get(pk=comment.pk)
        rules.check_can_lift(queries.case(edition, by), is_author=comment.author_id == by.pk, reason=reason)
        if not comment.blocking or comment.lifted_at:
            raise NotNow("This comment blocks nothing.")
        comment.lifted_by, comment.lifted_at, comment.lifted_because = by, at, clean(reason).strip()
        comment.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
        record(Act.LIFT, edition, by, at, number=comment.number, reason=comment.lifted_because)
        notices.announce(NoticeKind.LIFTED, edition=edition, by=by, at=at, to=[comment.author])
        settle(edition, by, at)
    return comment
