"""Articles that have been through much, and what a forger with the database in hand might do to it."""

from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, connection, models, transaction

from guidance import editing
from guidance.documents import Wording
from guidance.models import Article, Edition, Reference, immutability
from review import audit, record, workflow
from review.models import Event
from review.stages import Interests
from tests import factories
from tests.cast import NOON, Cast, later
from tests.factories import reread
from tests.guidance.documents import a_reference
from tests.kept import once
from tests.review.acts import assign, declare, edit, first_step

WARNING = Wording.of("Recalled on 1 March.", "The makers have called it back.")


@once
def returned(cast: Cast) -> Article:
    article = factories.article(cast)
    edition = factories.submitted(cast, article, message="Mind the dose.")
    key = str(first_step(article).key)
    for reviewer in (cast.reviewer, cast.second_reviewer):
        workflow.assign(edition=edition, reviewer=reviewer, by=cast.chair, at=NOON, due_on=date(2026, 4, 1))
    asked = edition.assignments.get(reviewer=cast.reviewer)
    workflow.set_due(assignment=asked, by=cast.chair, at=NOON, due_on=date(2026, 3, 20))
    declare(asked)
    declare(edition.assignments.get(reviewer=cast.second_reviewer), Interests.DECLARED, "I advise the maker.")
    said = workflow.comment(
        edition=edition, by=cast.reviewer, at=later(1), body="Too much?", step=key, quoted="water", blocking=True
    )
    workflow.comment(edition=edition, by=cast.chair, at=later(2), body="No.", thread=said)
    workflow.lift(comment=said, by=cast.reviewer, at=later(3))
    workflow.send_back(edition=edition, by=cast.reviewer, at=later(4), reason="A dose is wrong.")
    return article


def again(cast: Cast, article: Article) -> Edition:
    """Approved once more, after a blocking comment, a release, and remarks."""
    edit(article, cast.second_editor, f"Give {article.editions.count()} glasses.")
    editing.list_reference(article=article, reference=source(cast, "other"), by=cast.editor, at=NOON)
    edition = factories.under_review(cast, article)
    waiting = assign(cast, edition, cast.third_reviewer)
    said = workflow.comment(edition=edition, by=cast.chair, at=later(5), body="Sure?", blocking=True)
    for reviewer, meanings in ((cast.reviewer, factories.BOTH), (cast.second_reviewer, factories.CLINICAL)):
        workflow.sign(
            edition=edition, by=reviewer, at=later(6), meanings=meanings, digest=edition.digest, remark="Well put."
        )
    workflow.lift(comment=said, by=cast.chair, at=later(7), reason="Answered.")
    workflow.release(assignment=waiting, by=cast.chair, at=later(8), reason="On leave.")
    return reread(edition)


@once
def judged(cast: Cast) -> Article:
    """Returned, then approved: of each kind of row there is one, and nearly each column of it says something."""
    article = returned(cast)
    again(cast, article)
    return article


@once
def everything(cast: Cast) -> Article:
    """Returned, then superseded, then retired; withdrawn; and under review again."""
    article = judged(cast)
    first = article.editions.get(number=2)
    workflow.warn(edition=first, by=cast.chair, at=NOON, warning=WARNING)
    day = date(2026, 9, 1)
    workflow.review_earlier(edition=first, by=cast.chair, at=NOON, next_review_on=day, reason="A new trial is out.")
    second = again(cast, article)
    workflow.retire(
        edition=second, by=cast.chair, at=later(9), reason="Nobody uses it.", replaced_by=factories.article(cast)
    )
    edit(article, cast.second_editor, "Give none.")
    workflow.withdraw(edition=factories.submitted(cast, article), by=cast.editor, at=later(10), reason="Too early.")
    edition = factories.under_review(cast, article)
    workflow.comment(edition=edition, by=cast.reviewer, at=later(11), body="Hm.", blocking=True)
    return Article.objects.get(pk=article.pk)


def unguarded(article: Article) -> Article:
    """The article, with nothing in the database to stop a forger."""
    immutability.drop_triggers(connection)
    return article


def found(article: Article) -> list[str]:
    """What does not hold of the article's record."""
    return record.faults_of(article)


def where(row: models.Model) -> str:
    """How a fault of this row begins; one of an event may name its edition or not."""
    edition = row if isinstance(row, Edition) else getattr(row, "edition", None)
    return f"{edition.article.slug}, edition {edition.number}: " if edition else row.article.slug


def source(cast: Cast, name: str) -> Reference:
    value = a_reference(name, csl={"DOI": None})
    return editing.create_reference(value=value, by=cast.editor, at=NOON)


@contextmanager
def undone():
    """As if what is done inside had never been."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def tampered(statement: str, *values: object) -> bool:
    """Whether the database, with no triggers left, lets this be done."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except IntegrityError:
        return False  # a constraint of the table forbids it to anyone
    return True


def rechain(article: Article, payloads: dict[int, dict]) -> None:
    """The chain hashed anew, with other payloads at some places."""
    events = article.events.filter(position__gte=min(payloads)).order_by("position")
    previous = events[0].previous
    for event in events:
        event.payload, event.previous = payloads.get(event.position, event.payload), previous
        previous = event.hash = audit.hash_of(event, article)
        Event.objects.filter(pk=event.pk).update(payload=event.payload, previous=event.previous, hash=event.hash)
