"""What readers send: written without an account, and without anything that says who they are."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from guidance import rules
from guidance.audiences import Audience
from guidance.documents import clean, digest
from guidance.followup import asking
from guidance.language import private
from guidance.models import Article, Awaited, Edition, Question, Report, Tally
from guidance.models.feedback import ReportStage
from guidance.vocabularies import Outcome


def report(*, edition: Edition, step: UUID, audience: Audience, text: str, at: datetime, address: str = "") -> Report:
    """Keep a reader's problem with a step of ``edition``; one that is here already, word for word, is kept once.

    NotAllowed where the text says who somebody is, or nothing.
    """
    text, address = clean(text).strip(), clean(address).strip()
    if not text:
        raise rules.NotAllowed("Write what is wrong.")
    rules.check_names_nobody(text)
    where = {"article": edition.article, "edition_number": edition.number, "step_key": step}
    said = {"text": text, "audience": audience.value, "address": address, "stage": ReportStage.OPEN.value}
    if same := Report.objects.filter(**where, **said).first():
        return same
    return Report.objects.create(**where, **said, reported_at=at)


def ask(*, text: str, audience: Audience, at: datetime, article: Article | None = None) -> Question | None:
    """Keep a question that has no answer, without what says who somebody is; of its like, count one more.

    None where nothing is left of it that asks.
    """
    text = " ".join(private.scrub(clean(text)).split())
    if not (words := likeness(text)):
        return None
    first = {"text": text, "audience": audience.value, "article": article, "first_asked_at": at, "last_asked_at": at}
    question, is_new = Question.objects.get_or_create(words=words, defaults=first)
    if not is_new:
        Question.objects.filter(pk=question.pk).update(asked=F("asked") + 1, last_asked_at=at)
    return question


def likeness(text: str) -> str:
    """The digest that a question shares with its like: the same words that tell something, in any order and form."""
    stems = sorted(set(asking.stems(private.scrub(text))))
    return digest(" ".join(stems).encode()) if stems else ""


def tell(*, question: Question, address: str) -> None:
    """Keep where a reader is to be told that this question has its answer."""
    Awaited.objects.get_or_create(question=question, address=clean(address).strip())


def count(outcome: Outcome) -> None:
    """One more question had this outcome."""
    if not Tally.objects.filter(outcome=outcome.value).update(times=F("times") + 1):
        _, is_new = Tally.objects.get_or_create(outcome=outcome.value)
        if not is_new:
            Tally.objects.filter(outcome=outcome.value).update(times=F("times") + 1)
