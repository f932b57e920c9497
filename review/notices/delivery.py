"""Sends what stands in the outbox.

A mail is claimed by a lease in a transaction of its own, sent outside of any, and marked in another. So nobody else
sends it meanwhile, nothing is sent that was rolled back, and no transaction waits for a mail server. Should the
process die between sending and marking, the lease ends and the mail goes out once more, under the same Message-ID.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from guidance import canonical
from guidance.models import Member
from guidance.models.member import NoticePace
from review.models import Notice, NoticeStage
from review.notices import letters

# Longer than a mail server may keep us waiting (EMAIL_TIMEOUT), many times over.
LEASE = timedelta(minutes=10)
MOST_TRIES = 10
FIRST_PAUSE = timedelta(minutes=5)  # doubled after each try: the tenth is the last, 42 hours after the first

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outbox:
    """How many notices this run has sent, and how many wait, or were given up, in all."""

    sent: int
    waiting: int
    given_up: int


def deliver(*, at: datetime, limit: int = 500) -> Outbox:
    """Send what may be sent at ``at``, and no more than ``limit`` mails. Not to be called in a transaction."""
    sent, began = 0, monotonic()
    for _ in range(limit):
        # A lease counts from when its mail is claimed, not from when the run began.
        now = at + timedelta(seconds=monotonic() - began)
        first = sendable(now).first()
        if first is None:
            break
        if notices := claim(first, at=now):
            sent += _send(notices, at=now)
    in_stage = dict(Notice.objects.order_by().values_list("stage").annotate(Count("pk")))
    waiting = in_stage.get(NoticeStage.WAITING.value, 0) + in_stage.get(NoticeStage.CLAIMED.value, 0)
    return Outbox(sent=sent, waiting=waiting, given_up=in_stage.get(NoticeStage.GIVEN_UP.value, 0))


def sendable(at: datetime) -> QuerySet[Notice]:
    """What may be tried at ``at``, first written first; of those who want one mail a day, only what they may get."""
    had_todays = Notice.objects.filter(recipient=OuterRef("recipient"), digest_on=at.date())
    daily = Q(carried_by=None, recipient__member__notices=NoticePace.DAILY.value)
    return _free(at).exclude(daily & Exists(had_todays)).order_by("written_at", "pk")


def _free(at: datetime) -> QuerySet[Notice]:
    """Waiting and due, or left behind by a deliverer whose lease is over."""
    waiting = Q(stage=NoticeStage.WAITING.value, not_before__lte=at)
    return Notice.objects.filter(waiting | Q(stage=NoticeStage.CLAIMED.value, leased_until__lte=at))


def claim(first: Notice, *, at: datetime) -> list[Notice]:
    """``first`` and all that goes in one mail with it, leased to the caller; [] where somebody else has it.

    Of two who want a mail the second finds less of it free than they read, and takes nothing.
    """
    with transaction.atomic(durable=True):
        together, is_digest = _together(first, at)
        if first not in together:
            return []
        chosen = _free(at).filter(pk__in=[notice.pk for notice in together])
        claimed = chosen.update(
            stage=NoticeStage.CLAIMED.value, leased_until=at + LEASE, tries=F("tries") + 1,
            carried_by=first.carried_by_id or together[0].pk,
        )  # fmt: skip
        if claimed != len(together):
            transaction.set_rollback(True)
            return []
        if is_digest:
            Notice.objects.filter(pk=together[0].pk).update(digest_on=at.date())
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in together]).order_by("written_at", "pk")
    return list(rows.select_related("recipient", "carried_by", "edition__article"))


def _together(first: Notice, at: datetime) -> tuple[list[Notice], bool]:
    """What goes in one mail with ``first``, in its order, and whether that is a new digest."""
    if first.carried_by_id:
        return list(sendable(at).filter(carried_by=first.carried_by_id)), False
    if not Member.objects.filter(user=first.recipient_id, notices=NoticePace.DAILY.value).exists():
        return list(sendable(at).filter(pk=first.pk, carried_by=None)), False
    return list(sendable(at).filter(recipient=first.recipient_id, carried_by=None)), True


def _send(notices: list[Notice], *, at: datetime) -> int:
    """How many of ``notices``, which one lease holds, are sent now: all or none."""
    if why := _nowhere_to_send(notices[0].recipient):
        _mark(notices, stage=NoticeStage.GIVEN_UP, refusal=why)
        return 0
    try:
        letters.letter(notices, notices[0].carried_by.message_id).send()
    except Exception as error:  # whatever is wrong with one mail must not keep the next from going out
        logger.warning("Mail to %s was not sent: %s", notices[0].recipient, error)
        _put_back(notices, error, at=at)
        return 0
    _mark(notices, stage=NoticeStage.SENT, sent_at=at, refusal="")
    return len(notices)


def _nowhere_to_send(user) -> str:
    if not user.is_active:
        return "The account is closed."
    return "" if user.email else "The account has no e-mail address."


def _put_back(notices: list[Notice], error: Exception, *, at: datetime) -> None:
    """To be tried again after a pause that doubles; given up after MOST_TRIES."""
    tries = notices[0].tries
    stage = NoticeStage.WAITING if tries < MOST_TRIES else NoticeStage.GIVEN_UP
    refusal = canonical.clean(f"{type(error).__name__}: {error}")[:500]
    _mark(notices, stage=stage, refusal=refusal, not_before=at + FIRST_PAUSE * 2 ** (tries - 1))


def _mark(notices: list[Notice], *, stage: NoticeStage, **but: object) -> None:
    """End the lease, if it is still ours: whoever claimed them after it was over has counted another try."""
    ours = Notice.objects.filter(pk__in=[notice.pk for notice in notices], stage=NoticeStage.CLAIMED.value)
    ours.filter(tries=notices[0].tries).update(stage=stage.value, leased_until=None, **but)
