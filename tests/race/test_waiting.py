"""One comes while another writes, waits, and then goes by what the other has written."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from guidance import editing, feedback
from guidance.audiences import Audience
from guidance.models import Article
from guidance.rules import NotNow
from review import questions
from tests import factories
from tests.cast import NOON
from tests.race.pressing import LONGEST

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

A_WHILE = 0.3  # seconds: long enough to come to where one waits


def meanwhile(first: Callable[[], Any], other: Callable[[], Any], then: Callable[[], Any] = lambda: None) -> Any:
    """What came of ``other``, its result or its refusal, which began after ``first`` was done and before ``then`` was,
    both in one transaction.
    """
    outcome: list[Any] = []

    def come() -> None:
        try:
            outcome.append(other())
        except NotNow as refusal:
            outcome.append(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=come, daemon=True)
    with transaction.atomic():
        first()
        thread.start()
        time.sleep(A_WHILE)
        then()
    thread.join(LONGEST)
    [came] = outcome
    return came


def test_one_puts_an_article_under_a_topic_that_another_merges(cast):
    """Neither waits for the other for ever: both lock the article first."""
    who = {"by": cast.editor, "at": NOON}
    article, topics = factories.article(cast), [editing.create_topic(name=name, **who) for name in ("One", "Other")]
    article.topics.add(topics[0])

    def change() -> None:
        now = Article.objects.get(pk=article.pk)
        editing.change_article(article=now, revision=now.revision, changes={"topics": topics}, **who)

    def merge() -> None:
        editing.merge_topic(topic=topics[0], into=topics[1], by=cast.second_editor, at=NOON)

    meanwhile(
        lambda: editing.change_article(article=article, revision=article.revision, changes={}, **who), merge, change
    )
    assert list(article.topics.all()) == topics[1:]


def test_of_two_who_begin_an_answer_the_second_learns_of_the_first(cast):
    question = feedback.ask(text="Is a fever catching?", audience=Audience.LAY, at=NOON)
    came = meanwhile(
        lambda: questions.begin(question=question, by=cast.editor, at=NOON),
        lambda: questions.begin(question=question, by=cast.second_editor, at=NOON),
    )
    assert isinstance(came, NotNow)
    assert Article.objects.count() == 1
