"""Two people at the Desk with one draft, at once."""

import pytest

from guidance import editing
from guidance.documents import Wording
from guidance.models import Article, Step
from guidance.rules import Stale
from review import workflow
from tests import factories
from tests.cast import NOON
from tests.race.pressing import REPETITIONS, at_once, pause_of, refusals
from tests.review import promises
from tests.review.acts import first_step, told

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def submitting(article, by, digest):
    return lambda: workflow.submit(article=article, by=by, at=NOON, digest=digest)


def writing(step, by, text):
    """Save the step as read at its present revision."""
    changes = {"text": Wording.of(text, f"In plain words: {text}")}
    return lambda: editing.change_step(step=step, by=by, at=NOON, revision=step.revision, changes=changes)


def test_two_submit(cast):
    for repetition in REPETITIONS:
        article = factories.article(cast)
        digest = factories.digest(article)
        outcomes = at_once(
            submitting(article, cast.editor, digest),
            submitting(article, cast.second_editor, digest),
            pause=pause_of(repetition),
        )
        assert len(refusals(outcomes)) == 1
        assert article.editions.count() == 1
        assert told(article) == ["submit"]
        promises.hold(article)


def test_one_edits_while_one_submits(cast):
    """What is frozen is what was sent; where the edit came first nothing is."""
    for repetition in REPETITIONS:
        article = factories.article(cast)
        digest = factories.digest(article)
        written, submitted = at_once(
            writing(first_step(article), cast.second_editor, "Give no water at all."),
            submitting(article, cast.editor, digest),
            pause=pause_of(repetition),
        )
        assert refusals([written]) == []
        assert first_step(article).text.clinician == "Give no water at all."
        if refusals([submitted]):
            assert isinstance(submitted, Stale)
            assert not article.editions.exists()
        else:
            assert submitted.digest == digest
            assert "no water at all" not in submitted.document
        promises.hold(article)


def test_two_edit_one_step(cast):
    for repetition in REPETITIONS:
        article = factories.article(cast)
        step = first_step(article)
        texts = ["Give no water.", "Give milk."]
        outcomes = at_once(
            writing(step, cast.editor, texts[0]),
            writing(step, cast.second_editor, texts[1]),
            pause=pause_of(repetition),
        )
        (loser,) = refusals(outcomes)
        assert isinstance(loser, Stale)
        now = Step.objects.get(pk=step.pk)
        assert now.text.clinician == texts[1 - outcomes.index(loser)]
        assert now.revision == step.revision + 1
        assert now.history.filter(revision=now.revision).count() == 1


def test_one_discards_while_one_submits(cast):
    for repetition in REPETITIONS:
        article = factories.article(cast)
        discarded, submitted = at_once(
            lambda article=article: editing.discard_article(
                article=Article.objects.get(pk=article.pk), by=cast.second_editor, at=NOON
            ),
            submitting(article, cast.editor, factories.digest(article)),
            pause=pause_of(repetition),
        )
        (loser,) = refusals([discarded, submitted])
        assert Article.objects.filter(pk=article.pk).exists() == (loser is discarded)
