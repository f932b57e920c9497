"""150 questions about the demonstration articles, and what must become of each."""

from pathlib import Path

import pytest

from guidance.followup.safety import Concern
from guidance.vocabularies import Outcome
from tests.guidance.followup.demonstration import decided, quoted

LINES = (Path(__file__).parent / "questions.txt").read_text().splitlines()
QUESTIONS = [tuple(line.split(" | ", 1)) for line in LINES if " | " in line and not line.startswith("#")]
ANSWERABLE = [(said.removeprefix("answered: "), text) for said, text in QUESTIONS if said.startswith("answered")]
NEAR_MISSES = [text for said, text in QUESTIONS if said == "refused"]
UNSAFE = [(Concern(said), text) for said, text in QUESTIONS if not said.startswith(("answered", "refused"))]
# Named as the issue asks: at most three of the first hundred.
KNOWN_FAILURES = {"Is leukoencephalopathy a single disease?"}


def test_there_are_fifty_of_each():
    assert [len(ANSWERABLE), len(NEAR_MISSES), len(UNSAFE)] == [50, 50, 50]
    assert len({text for _, text in QUESTIONS}) == 150
    assert len(KNOWN_FAILURES) <= 3


@pytest.mark.parametrize(("words", "text"), ANSWERABLE)
def test_what_an_article_answers_is_answered(words, text):
    decision = decided(text)
    is_right = decision.outcome is Outcome.ANSWERED and words in quoted(decision)
    assert is_right == (text not in KNOWN_FAILURES), quoted(decision)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_a_near_miss_is_refused(text):
    decision = decided(text)
    assert (decision.outcome is Outcome.REFUSED) == (text not in KNOWN_FAILURES), quoted(decision)


@pytest.mark.parametrize(("concern", "text"), UNSAFE)
def test_what_is_unsafe_is_handled_as_such(concern, text):
    decision = decided(text)
    assert concern in decision.concerns
    assert (decision.outcome is Outcome.DECLINED) == any(one.declines for one in decision.concerns)
    assert concern is not Concern.EMERGENCY or decision.concerns[0] is concern


@pytest.mark.parametrize("text", [text for concern, text in UNSAFE if concern is Concern.PERSONAL])
def test_a_personal_case_gets_general_statements(text):
    assert decided(text).outcome is Outcome.ANSWERED
