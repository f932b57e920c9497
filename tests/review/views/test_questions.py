"""What nothing published answers, at the Desk: ranked, linked, begun, and its readers told once."""

import smtplib

import pytest
from django.core import mail
from django.urls import reverse

from guidance import feedback
from guidance.audiences import Audience
from guidance.models import Article, Awaited, Question
from review import questions
from tests import factories
from tests.cast import NOON
from tests.pages import page

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def question() -> Question:
    kept = feedback.ask(text="Is grumbexitis catching?", audience=Audience.LAY, at=NOON)
    feedback.tell(question=kept, address="ann@example.org")
    return kept


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def send(desk, name: str, question: Question, **said):
    return desk.post(reverse(f"desk-question-{name}", args=[question.pk]), said, follow=True)


def test_the_commonest_stands_first(desk, question):
    for _ in range(2):
        feedback.ask(text="How is fribbleosis treated?", audience=Audience.LAY, at=NOON)
    words = page(desk.get(reverse("desk-questions"))).words
    assert words.index("How is fribbleosis treated?") < words.index("Is grumbexitis catching?")
    assert "asked 2 times" in words
    assert "one reader waits to be told" in words


def test_whoever_waits_is_told_once_by_a_link_to_what_is_approved(desk, cast, question):
    live = factories.approved(cast)
    assert "1 reader is told." in page(send(desk, "link", question, article=live.article.slug)).words
    [letter] = mail.outbox
    assert letter.to == ["ann@example.org"]
    assert "Is grumbexitis catching?" in letter.body
    assert f"/articles/{live.article.slug}/?for=lay" in letter.body
    assert not Awaited.objects.exists()
    send(desk, "tell", question)
    assert len(mail.outbox) == 1


def test_nobody_is_told_before_the_article_is_approved(desk, cast, question):
    draft = factories.article(cast)
    send(desk, "link", question, article=draft.slug)
    assert "Nobody was told" in page(send(desk, "tell", question)).words
    assert mail.outbox == []
    assert Awaited.objects.exists()
    factories.approved(cast, draft)
    send(desk, "tell", question)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected, ValueError])
def test_whoever_waits_still_does_where_the_mail_does_not_leave(cast, question, monkeypatch, error):
    def refused(letter):
        raise error

    questions.link(question=question, article=factories.approved(cast).article, by=cast.editor)
    question.refresh_from_db()
    monkeypatch.setattr(mail.EmailMessage, "send", refused)
    with pytest.raises(error):
        questions.tell(question=question)
    assert question.awaited.get().address == "ann@example.org"


def test_a_draft_begins_with_the_question(desk, question):
    assert "Is grumbexitis catching?" in page(send(desk, "begin", question)).words
    article = Article.objects.get()
    question.refresh_from_db()
    assert question.answered_by == article
    assert send(desk, "begin", question).status_code == 409
    assert Article.objects.count() == 1


def test_a_question_can_be_put_back(desk, cast, question):
    send(desk, "link", question, article=factories.article(cast).slug)
    assert "Is grumbexitis catching?" not in page(desk.get(reverse("desk-questions"))).words
    assert "Is grumbexitis catching?" in page(send(desk, "put-back", question)).words


def test_a_link_to_nothing_says_what_to_do(desk, question):
    assert "Choose the article that answers it." in page(send(desk, "link", question, article="nowhere")).words
