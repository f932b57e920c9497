"""Small things that the people of a test do, and what the record tells of them."""

import pytest
from django.contrib.auth.models import Group

from guidance import editing
from guidance.documents import Wording
from guidance.models import Article, Step
from guidance.roles import Role
from guidance.rules import NotAllowed
from review import workflow
from review.stages import Interests
from tests.cast import NOON


def refused(why: str):
    """The act inside is not allowed, and the sentence holds ``why``."""
    return pytest.raises(NotAllowed, match=why)


def join(user, *roles: Role):
    """``user``, now of these groups too."""
    user.groups.add(*Group.objects.filter(name__in=[role.value for role in roles]))
    return user


def first_step(article: Article) -> Step:
    return Step.objects.filter(section__article=article).first()


def edit(article: Article, by, text: str = "Give more water.", at=NOON) -> Step:
    """``by`` writes the first step anew, in both wordings."""
    step = first_step(article)
    changes = {"text": Wording.of(text, f"In plain words: {text}")}
    return editing.change_step(step=step, by=by, at=at, revision=step.revision, changes=changes)


def note(article: Article, by, text: str) -> Article:
    """``by`` writes why there is a new edition."""
    now = Article.objects.get(pk=article.pk)
    changes = {"change_note": Wording.of(text, f"In plain words: {text}")}
    return editing.change_article(article=now, by=by, at=NOON, revision=now.revision, changes=changes)


def declare(assignment, interests=Interests.NONE, statement=""):
    by = assignment.reviewer
    return workflow.declare(assignment=assignment, by=by, at=NOON, interests=interests, statement=statement)


def assign(cast, edition, reviewer):
    return workflow.assign(edition=edition, reviewer=reviewer, by=cast.chair, at=NOON)


def last_told(article: Article, *names: str) -> dict:
    """What the last event says under ``names``."""
    payload = article.events.last().payload
    return {name: payload[name] for name in names}


def told(article: Article) -> list[str]:
    """What the record says was done, in order."""
    return list(article.events.order_by("position").values_list("action", flat=True))
