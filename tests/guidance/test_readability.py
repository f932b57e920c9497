"""What a text is made of, and the grades that follow from it."""

import pytest
from hypothesis import given

from guidance.checks import readability
from guidance.checks.readability import measure
from tests.guidance import strategies

SENTENCES = {
    "Rest. Drink water.": 2,
    "Take 0.5 mg. Then wait.": 2,
    "Give 2.5 to 3.5 litres a day.": 1,
    "Tan et al. found more. So did Cortese et al. 2021 in Europe.": 2,
    "The study is by Tan et al. It is small.": 2,
    "See Fig. 2 and p. 5. Then stop.": 2,
    "Use pain relief, e.g. Panodil, i.e. what Dr. A. Vale gave.": 1,
    "J. R. Berger wrote it. He was sure.": 2,
    "It is Level C. The panel agrees.": 2,
    "You had hepatitis B. Tell us.": 2,
    "In 2008. 5 of 8 did well.": 2,
    "Call at once! Why? They know.": 3,
    "He said “Stop.” Then he left.": 2,
    "Wait… what?": 1,
    "1. Wash. 2. Dry.": 2,
    "- wash\n- dry\n• rest": 3,
    "Do these:\n1) wash\n2) dry": 3,
    "HIV medicines (antiretroviral drugs):": 1,
    "It rose from 3.1 to 4.": 1,
    "  \n … – !": 0,
    "": 0,
}


@pytest.mark.parametrize(("text", "number"), SENTENCES.items())
def test_sentences(text, number):
    assert len(readability.sentences(text)) == number, readability.sentences(text)


def test_a_sentence_comes_without_its_bullet():
    assert readability.sentences("1. Wash.\n– Dry.\n(b) rest\n12 of 20 did") == (
        "Wash.",
        "Dry.",
        "rest",
        "12 of 20 did",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The patient’s 1,992 days (5.5 years).", ["The", "patient’s", "1,992", "days", "5.5", "years"]),
        ("white-matter damage – 46%", ["white", "matter", "damage", "46"]),
        ("don't", ["don't"]),
        ("…", []),
    ],
)
def test_words(text, words):
    assert readability.words(text) == words


SYLLABLES = {
    1: "the you your eyes years treat breath please called weighed these PML 1,992",
    2: "people muscles table movement likely something patient being doses treated disease increase",
    3: "idea medicine recovered sodium typically oedema reaction vitamin Médicine",
    4: "imatinib leukaemia immunity coordinate society inflammation",
    5: "natalizumab corticosteroids physiotherapy",
}


@pytest.mark.parametrize(("number", "word"), [(n, word) for n, words in SYLLABLES.items() for word in words.split()])
def test_syllables(number, word):
    assert readability.syllables(word) == number


def test_the_grades_follow_the_formulas():
    """Two sentences, six words of eight syllables, one of them hard."""
    said = measure("The cat sat. The medicine helped.")
    assert (said.sentences, said.words, said.syllables, said.hard) == (2, 6, 8, ("medicine",))
    assert said.flesch_kincaid == pytest.approx(0.39 * 3 + 11.8 * 8 / 6 - 15.59)
    assert said.smog == pytest.approx(1.0430 * 15**0.5 + 3.1291)


def test_approved_words_are_not_held_against_a_text():
    said = measure("The cat sat. The Medicines helped.", frozenset({"medicine", "no such thing"}))
    assert (said.words, said.approved, said.syllables, said.hard) == (6, 1, 5, ())
    assert said.flesch_kincaid == pytest.approx(0.39 * 3 + 11.8 - 15.59)


def test_a_longer_name_is_approved_before_a_shorter_one_in_it_and_only_whole():
    said = measure("Plasma exchange is for\nplasmacytoma.", frozenset({"plasma", "Plasma  exchange"}))
    assert (said.approved, said.hard) == (2, ("plasmacytoma",))


@pytest.mark.parametrize("text", ["", "…", "Plasma"])
def test_a_text_without_words_to_judge_has_no_grade(text):
    assert measure(text, frozenset({"plasma"})).flesch_kincaid == 0


@given(strategies.texts, strategies.texts)
def test_any_text_can_be_measured(text, name):
    said = measure(text, frozenset({name}))
    assert 0 <= said.approved <= said.words
    assert len(said.hard) <= said.words - said.approved
    assert said.sentences <= said.words
