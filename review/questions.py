"""What becomes of a question that nothing published answers: an editor says which article is to answer it, and its
readers are told once it does.

``by`` acts and ``at`` is when; neither is looked up here. Refusals are those of ``rules``.
"""

from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction

from guidance import editing, rules
from guidance import queries as guidance
from guidance.models import Article, Awaited, Question
from review import replies


@transaction.atomic
def link(*, question: Question, article: Article, by) -> Question:
    """Say that ``article`` answers the question, or is to."""
    question = _locked(question)
    rules.check_can_edit(guidance.person(by))
    question.answered_by = article
    question.save(update_fields=["answered_by"])
    return question


@transaction.atomic
def begin(*, question: Question, by, at: datetime) -> Article:
    """A draft that is to answer the question, called by its words."""
    question = _locked(question)
    rules.check_can_edit(guidance.person(by))
    if question.answered_by:
        raise rules.NotNow("Somebody has said already which article is to answer this.")
    article = editing.create_article(title=question.text[:300], by=by, at=at)
    link(question=question, article=article, by=by)
    return article


@transaction.atomic
def put_back(*, question: Question, by) -> Question:
    """Among those that no article answers, again."""
    question = _locked(question)
    rules.check_can_edit(guidance.person(by))
    question.answered_by = None
    question.save(update_fields=["answered_by"])
    return question


def _locked(question: Question) -> Question:
    """As it is now, and until the transaction ends. On SQLite the transaction itself is the lock."""
    # No join: PostgreSQL reads again what it waited to lock, and nothing that is joined to it.
    return Question.objects.select_for_update().get(pk=question.pk)


def tell(*, question: Question) -> int:
    """Mail the readers who wait for it that the question has its answer; how many were told.

    Nobody is told before the article has a live edition. An address goes before its mail does, so that of two who press
    at once only one sends it, and comes back where the mail server refuses. Raises what the mail server raises.
    """
    if question.answered_by is None or guidance.live_edition(question.answered_by) is None:
        return 0
    told = 0
    for waiting in list(question.awaited.order_by("pk")):
        if not Awaited.objects.filter(pk=waiting.pk).delete()[0]:
            continue
        try:
            _letter(question, waiting.address).send()
        except Exception:  # of whatever kind: no mail left, and a reader would wait in vain
            Awaited.objects.get_or_create(question=question, address=waiting.address)
            raise
        told += 1
    return told


def _letter(question: Question, address: str) -> EmailMessage:
    return replies.reply(
        "question",
        to=address,
        question=question,
        title=guidance.live_edition(question.answered_by).content.title,
        link=f"{replies.link(question.answered_by)}?for={question.audience}",
    )
