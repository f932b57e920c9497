"""The outbox: who is told of what, written in the transaction of what it announces.

``post`` and ``announce`` write rows only. They are sent afterwards, by ``delivery``; what is announced because its
day has come, and not because somebody acted, is written by ``reminders``.
"""

from collections.abc import Iterable
from dataclasses import astuple
from datetime import datetime
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from guidance import canonical
from guidance.models import Edition
from review import queries, rules
from review.models import Notice, NoticeKind
from review.notices import recipients


def post(
    *, recipient, kind: NoticeKind, edition: Edition | None, at: datetime, payload: dict[str, Any], occasion: str = ""
) -> Notice:
    """Put a notice in the outbox, in the caller's transaction; an ``occasion`` only once, however often it is posted.

    Its Message-ID is fixed here, so that a mail sent again after a crash is known for the same.
    """
    fields = {
        "kind": kind.value,
        "edition": edition,
        "payload": canonical.clean_value(payload),
        "written_at": at,
        "not_before": at,
        "message_id": make_msgid(domain=urlsplit(settings.LEUKO_ADDRESS).hostname),
    }
    if not occasion:
        return Notice.objects.create(recipient=recipient, **fields)
    return Notice.objects.get_or_create(recipient=recipient, occasion=occasion, defaults=fields)[0]


def announce(
    kind: NoticeKind, *, edition: Edition, by, at: datetime, to: Iterable = (), occasion: str = "", **payload: Any
) -> None:
    """Tell whom an act of ``by`` concerns: ``to``, and whoever the table of recipients names. Never ``by``."""
    told = {user.pk: user for user in [*to, *recipients.of(kind, edition)] if user.pk != by.pk}
    for user in told.values():
        post(
            recipient=user, kind=kind, edition=edition, at=at, occasion=occasion,
            payload={"by": recipients.name(by)} | payload,
        )  # fmt: skip


def announce_standstill(*, edition: Edition, by, at: datetime) -> None:
    """Tell the chairs where an edition waits for nobody but them; of one state of affairs only once."""
    tally, required = queries.tally(edition), settings.LEUKO_APPROVALS_REQUIRED
    has_lost = queries.lost_reviewers(edition).exists()
    if rules.is_stuck(tally, required=required, has_lost=has_lost):
        kind = NoticeKind.STUCK
    elif rules.is_all_in(tally, required=required):
        kind = NoticeKind.ALL_IN
    else:
        return
    state = (edition.pk, edition.assignments.count(), *astuple(tally))
    announce(kind, edition=edition, by=by, at=at, occasion=f"{kind}:{'-'.join(map(str, state))}")
