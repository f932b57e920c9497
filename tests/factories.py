"""Articles and editions at any stage, made only through the functions that people use."""

from guidance import documents, editing, queries
from guidance.documents import Document
from guidance.models import Article, Edition
from guidance.vocabularies import Meaning
from review import workflow
from review.stages import Interests
from tests.cast import NOON, Cast
from tests.guidance.documents import a_document, a_step
from tests.kept import once

CLINICAL, PLAIN, BOTH = {Meaning.CLINICAL}, {Meaning.PLAIN}, set(Meaning)


def sound_document(title: str = "How is a sound article treated?", **fields) -> Document:
    """A document that no check finds an error in."""
    steps = (a_step("Give water.", lay="Drink water."), a_step("Stop the drug.", lay="Stop the medicine."))
    return a_document(*steps, title=title, **fields)


@once
def article(cast: Cast, document: Document | None = None) -> Article:
    return editing.create_from(document=document or sound_document(), by=cast.editor, at=NOON)


def digest(article: Article) -> str:
    return documents.digest(documents.to_json(queries.draft(article)))


@once
def submitted(cast: Cast, article_: Article | None = None, **kwargs) -> Edition:
    article_ = article_ or article(cast)
    return workflow.submit(article=article_, by=cast.editor, at=NOON, digest=digest(article_), **kwargs)


def assigned(cast: Cast, edition: Edition, *reviewers) -> list:
    reviewers = reviewers or (cast.reviewer, cast.second_reviewer)
    return [workflow.assign(edition=edition, reviewer=one, by=cast.chair, at=NOON) for one in reviewers]


@once
def under_review(cast: Cast, article_: Article | None = None, *reviewers) -> Edition:
    """Assigned to the reviewer and the second reviewer (or to ``reviewers``), who declared no interests."""
    edition = submitted(cast, article_)
    for assignment in assigned(cast, edition, *reviewers):
        workflow.declare(assignment=assignment, by=assignment.reviewer, at=NOON, interests=Interests.NONE)
    return reread(edition)


def sign(edition: Edition, by, meanings=BOTH, at=NOON):
    return workflow.sign(edition=edition, by=by, at=at, meanings=meanings, digest=edition.digest)


@once
def approved(cast: Cast, article_: Article | None = None) -> Edition:
    edition = under_review(cast, article_)
    sign(edition, cast.reviewer)
    sign(edition, cast.second_reviewer)
    return reread(edition)


def reread(edition: Edition) -> Edition:
    return Edition.objects.select_related("article").get(pk=edition.pk)
