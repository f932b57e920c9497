"""Who is told of what. Nobody is told of their own act: that is left to ``announce``."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from guidance import queries as guidance
from guidance.models import Edition
from guidance.roles import Role
from review import queries, rules
from review.models import NoticeKind
from review.stages import Interests

Users = Iterable[Any]


def chairs(_edition: Edition | None = None) -> QuerySet:
    return _active().filter(groups__name=Role.CHAIR.value)


def editors(_edition: Edition | None = None) -> QuerySet:
    return _active().filter(groups__name=Role.EDITOR.value)


def submitter(edition: Edition) -> QuerySet:
    return _active().filter(pk=edition.submitted_by_id)


def reviewers(edition: Edition) -> QuerySet:
    """Those who were asked to review it, and neither stepped back nor were released."""
    asked = edition.assignments.filter(released_at=None).exclude(interests=Interests.DECLARED.value)
    return _active().filter(pk__in=asked.values("reviewer"))


def signers(edition: Edition) -> QuerySet:
    return _active().filter(pk__in=edition.sign_offs.values("reviewer"))


def those_who_may_hear_it(edition: Edition) -> Users:
    """Of the chairs, the submitter and whoever has commented: those from whom others' opinions are not hidden now."""
    commented = _active().filter(pk__in=edition.comments.values("author"))
    concerned = {user.pk: user for user in [*chairs(), *submitter(edition), *commented]}
    return [user for user in concerned.values() if sees_opinions(user, edition)]


def those_not_told_of_its_successor(edition: Edition) -> Users:
    successor = guidance.live_edition(edition.article)
    told = {user.pk for user in of(NoticeKind.APPROVED, successor)} if successor else set()
    return [user for user in [*submitter(edition), *signers(edition)] if user.pk not in told]


# Beside those whom the caller names: the one assigned, released, given a day, reminded, or whose comment it is.
TABLE: dict[NoticeKind, tuple[Callable[[Edition], Users], ...]] = {
    NoticeKind.SUBMITTED: (chairs,),
    NoticeKind.ASSIGNED: (),
    NoticeKind.RELEASED: (),
    NoticeKind.DUE: (),
    NoticeKind.DUE_SOON: (),
    NoticeKind.OVERDUE: (),
    NoticeKind.COMMENT: (those_who_may_hear_it,),
    NoticeKind.LIFTED: (),
    NoticeKind.ALL_IN: (chairs,),
    NoticeKind.STUCK: (chairs,),
    NoticeKind.SENT_BACK: (submitter, reviewers, chairs),
    NoticeKind.WITHDRAWN: (submitter, reviewers, chairs),
    NoticeKind.APPROVED: (submitter, signers, chairs),
    NoticeKind.SUPERSEDED: (those_not_told_of_its_successor,),
    NoticeKind.RETIRED: (submitter, signers, chairs),
    NoticeKind.LAPSING: (submitter, chairs),
    NoticeKind.LAPSED: (submitter, chairs),
    NoticeKind.REPORTS: (editors,),
}


def of(kind: NoticeKind, edition: Edition | None) -> Users:
    """Whoever the table names for ``kind``, each once; only who is still active."""
    return {user.pk: user for group in TABLE[kind] for user in group(edition)}.values()


def sees_opinions(user, edition: Edition) -> bool:
    return rules.verdict(rules.check_can_see_opinions, queries.case(edition, user))[0]


def name(user) -> str:
    """As printed, of a member of the board; as they sign in, of anybody else."""
    member = queries.member(user)
    return member.name if member else user.get_full_name() or user.get_username()


def _active() -> QuerySet:
    return get_user_model().objects.filter(is_active=True).order_by("pk")
