"""An answer from the database: what is live and nothing else, in six queries at most, whatever the engine."""

import pytest

from guidance import feedback
from guidance.audiences import Audience
from guidance.followup import finding
from guidance.models import Edition, Question, Tally
from guidance.search import indexing
from guidance.vocabularies import Outcome
from review import workflow
from tests import factories
from tests.cast import NOON, later
from tests.guidance.followup.invented import UNKNOWN, grumbexitis

pytestmark = pytest.mark.django_db

ASKED = "Should sanoxal be stopped in grumbexitis?"


@pytest.fixture
def live(cast) -> Edition:
    return factories.approved(cast, factories.article(cast, grumbexitis()))


def test_an_answer_takes_six_queries_at_most(live, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        found = finding.reply(ASKED, Audience.LAY, at_hand=live.article.slug)
    assert "Sanoxal is stopped." in [str(one.quoted.step.text) for one in found.statements]
    with django_assert_max_num_queries(6):
        assert finding.reply(UNKNOWN, Audience.LAY).answer.outcome is Outcome.REFUSED


def test_what_is_retired_answers_no_more_even_if_the_index_has_it(live, cast):
    workflow.retire(edition=live, by=cast.chair, at=NOON, reason="Overtaken.")
    indexing.index(Edition.objects.select_related("article").get(pk=live.pk))
    assert finding.reply(ASKED, Audience.LAY).statements == ()
    assert finding.reply(ASKED, Audience.LAY, at_hand=live.article.slug).statements == ()


def test_a_question_and_its_outcome_are_counted(db):
    for minutes in (0, 5):
        feedback.ask(text=UNKNOWN, audience=Audience.LAY, at=later(minutes))
        feedback.count(Outcome.REFUSED)
    question = Question.objects.get()
    assert (question.asked, question.first_asked_at, question.last_asked_at) == (2, later(0), later(5))
    assert Tally.objects.get().times == 2
