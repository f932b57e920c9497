"""A question taken apart, and what goes on from another."""

import json

import pytest
from django.core.management import call_command

from guidance.followup import asking
from guidance.followup.asking import Ask
from guidance.vocabularies import Outcome
from tests.guidance.followup.demonstration import decided, quoted

ASKED = [
    ("What is the treatment of PML?", {Ask.TREATMENT}),
    ("What if that fails?", {Ask.FALLBACK}),
    ("How long does it last?", {Ask.DURATION}),
    ("When should it be stopped?", {Ask.STOPPING, Ask.WHEN}),
    ("What are the side effects?", {Ask.HARMS}),
    ("Who is at risk?", {Ask.RISK}),
    ("What is ADEM?", {Ask.DEFINITION}),
    ("How many people are affected?", {Ask.FREQUENCY}),
    ("Is it inherited?", {Ask.INHERITANCE}),
    ("Grumbex", set()),
]


@pytest.mark.parametrize(("question", "asks"), ASKED)
def test_what_is_asked_is_told_by_its_words(question, asks):
    assert asking.asks(question) == asks


def test_the_subject_is_what_is_left():
    asked = asking.asked("What is the recommended treatment for a 43 year old woman with Krabbe disease?")
    assert asked.subject == {asking.stem("krabbe")}


def test_one_word_stands_for_its_like():
    assert asking.stems("fits") == asking.stems("Seizures")
    assert asking.stems("tumours") == asking.stems("tumor")


def test_what_goes_on_is_about_what_came_before():
    went_on = asking.asked("And in children?", before="How is ADEM treated?")
    assert went_on.subject == {asking.stem(word) for word in ("children", "ADEM")}
    assert Ask.TREATMENT in went_on.asks
    anew = asking.asked("Does natalizumab cause headache?", before="How is ADEM treated?")
    assert asking.stem("ADEM") not in anew.subject


def test_a_thread_keeps_its_subject():
    decision = decided("What if that fails?", before="How is ADEM treated?")
    assert "Plasma exchange may be considered" in quoted(decision)
    assert decided("What if that fails?").outcome is Outcome.REFUSED


def test_the_article_at_hand_comes_first_and_others_are_said_to_be_others():
    here = decided("What is the first step?", at_hand="toluene")
    assert "End the exposure" in quoted(here)
    assert not here.elsewhere
    assert decided("How is PRES treated?", at_hand="toluene").elsewhere


def test_what_a_scope_leaves_out_is_not_answered_by_a_likeness():
    assert decided("What is the target blood pressure in PRES?").outcome is Outcome.REFUSED


DOCUMENT = {
    "id": "one",
    "title": "Grumbexitis",
    "synonyms": ["Grumbex disease"],
    "sections": [
        {"sid": "1", "qtype": "information", "question": "What is Grumbexitis?", "text": "An invented disease."},
        {"sid": "2", "qtype": "treatment", "question": "What are the treatments for Grumbexitis?", "text": "Water."},
    ],
}
QUESTIONS = [
    {"id": "a", "text": "How is grumbex disease treated?", "relevant": {"one": 3}, "relevant_sections": {"2": 3}},
    {"id": "b", "text": "How is fribbleosis treated?"},
]


@pytest.mark.parametrize("unit", ["section", "article"])
def test_a_question_set_is_run_over_other_peoples_documents(tmp_path, capsys, unit):
    names = {"corpus": [DOCUMENT], "questions": QUESTIONS}
    for name, records in names.items():
        (tmp_path / name).write_text("\n".join(map(json.dumps, records)))
    files = {name: str(tmp_path / name) for name in names}
    call_command("evaluate_followup", "--json", unit=unit, **files)
    said = json.loads(capsys.readouterr().out)
    expected = {"questions": 2, "hit@1": 1.0, "ndcg@10": 1.0, "answered": 1}
    assert said | expected | {"refusal_precision": 1.0, "refusal_recall": 1.0} == said
