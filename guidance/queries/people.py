"""Who somebody is, and who has written on what."""

from django.contrib.auth import get_user_model
from django.db.models import Max

from guidance.models import (
    Article,
    DraftContributor,
    Edition,
)
from guidance.roles import STRANGER, Person, Role
from guidance.vocabularies import Stage


def person(user) -> Person:
    """What the rules know of ``user``, as they are now: one query, none for somebody not signed in."""
    if user is None or not user.is_authenticated:
        return STRANGER
    rows = get_user_model().objects.filter(pk=user.pk).values_list("is_active", "groups__name")
    active, names = {active for active, _ in rows}, {name for _, name in rows}
    return Person(user.get_username(), frozenset(role for role in Role if role.value in names), active == {True})


def contributors(article: Article) -> set[int]:
    """Ids of those who wrote in the draft, or submitted it, since the approved edition was frozen (ever, where
    none is).
    """
    since = article.editions.filter(stage=Stage.APPROVED.value).aggregate(number=Max("number"))["number"] or 0
    wrote = DraftContributor.objects.filter(article=article, edition_number__gt=since)
    submitted = article.editions.filter(number__gt=since)
    return {*wrote.values_list("user_id", flat=True), *submitted.values_list("submitted_by_id", flat=True)}


def contributed_to(edition: Edition) -> set[int]:
    """Ids of those who may not judge ``edition``: who wrote what it holds, or has written on the article since."""
    return contributors(edition.article) | set(edition.contributions.values_list("user_id", flat=True))
