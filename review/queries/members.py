"""The board: who is a member, who may review, and who is invited."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from guidance import queries as guidance
from guidance.models import Edition, Member
from guidance.roles import Role
from review.models import Invitation
from review.queries.reviewing import undecided_assignments


def member(user) -> Member | None:
    return Member.objects.filter(user=user).first()


def board() -> QuerySet[Member]:
    """Active members who may be assigned."""
    in_groups = Q(user__groups__name__in=[Role.BOARD.value, Role.CHAIR.value])
    return Member.objects.filter(in_groups, user__is_active=True).select_related("user").distinct()


def public_members() -> QuerySet[Member]:
    return board().filter(is_public=True)


def reviewers() -> QuerySet[Any]:
    """Users of the board."""
    users = get_user_model().objects.filter(member__in=board())
    return users.select_related("member").order_by("member__name", "pk")


def assignable(edition: Edition) -> QuerySet[Any]:
    """Users of the board who may still be assigned to the edition."""
    barred = guidance.contributed_to(edition) | set(edition.assignments.values_list("reviewer_id", flat=True))
    return reviewers().exclude(pk__in=barred)


def candidates(edition: Edition) -> QuerySet[Member]:
    """Every active member, with their ``load``: how many other open editions they are asked of and have not decided."""
    asked = undecided_assignments().exclude(edition=edition).filter(reviewer=OuterRef("user"))
    load = asked.order_by().values("reviewer").annotate(load=Count("pk")).values("load")
    return board().annotate(load=Coalesce(Subquery(load), 0)).order_by("name", "pk")


def invitations() -> QuerySet[Invitation]:
    """Everyone who was ever invited, the last first."""
    return Invitation.objects.select_related("invited_by", "accepted_by__member", "withdrawn_by")


def has_account(email: str) -> bool:
    return get_user_model().objects.filter(email__iexact=email).exists()
