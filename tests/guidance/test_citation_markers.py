"""Citation markers are told from the numbers that belong to a statement."""

import pytest

from guidance.interchange.citations import Style, style_of

BARE, PLAIN = Style(14, is_bare=True), Style(14)


@pytest.mark.parametrize(
    ("printed", "words", "markers"),
    [
        ("Worse after 3 days 4", "Worse after 3 days", "4"),
        ("Start now. 1", "Start now.", "1"),
        ("Start now 1.", "Start now.", "1"),
        ("Start now.1,2", "Start now.", "1 2"),
        ("Start now 1,3", "Start now", "1 3"),
        ("Start now 1, 3", "Start now", "1 3"),
        ("Start now 1-3", "Start now", "1 2 3"),
        ("Start now 1–3", "Start now", "1 2 3"),
        ("Start now 1 2", "Start now", "1 2"),
        ("Count below 200 4", "Count below 200", "4"),
        ("Of grade 3 4", "Of grade 3", "4"),
        ("Once a day 4", "Once a day", "4"),
        ("As first line 4", "As first line", "4"),
        ("In half of them (52%) 3", "In half of them (52%)", "3"),
        ("One thing. 1 Another thing. 2", "One thing. Another thing.", "1 2"),
        ("Give 5 mg 2", "Give 5 mg", "2"),
    ],
)
def test_bare_markers(printed: str, words: str, markers: str):
    assert BARE.take(printed) == (words, tuple(markers.split()))


@pytest.mark.parametrize(
    "words",
    [
        "For at least 5 days", "400 mg", "CD4 below 200", "Of grade 3", "Over 4 weeks", "Seen on T2", "Block IL-6",
        "Vitamin B12", "2 to 5 mg/kg",
        "In phase 3", "Diabetes type 2", "Diabetes type 2.", "On days 1, 4", "On days 1, 8", "Score of 4",
        "At least 4", "Reduce by 2", "INR 2-3",
        "Vitamin D 3", "Until October 13", "In 2020", "About 2 500", "Grades 3-4", "A ratio 1:2", "Counts ≥ 3",
        "COVID-19", "At weeks 2 and 4",
        "Version 2.1", "Level 1", "More than 3", "Every 4", "With 10⁹/L", "CI [2, 5] wide", "Over 20 m²",
        "An ¹⁸F tracer", "[18F] tracer", "Ca²⁺ ions",
    ],
)  # fmt: skip
def test_numbers_that_belong_to_the_words_stay(words: str):
    assert BARE.take(words) == (words, ())


@pytest.mark.parametrize(
    ("printed", "words", "markers"),
    [
        ("One [1] two [2,3], three[4].", "One two, three.", "1 2 3 4"),
        ("One.[1][2]", "One.", "1 2"),
        ("One [1, 3]", "One", "1 3"),
        ("One [1–3, 5].", "One.", "1 2 3 5"),
        ("One [1], [2] and [3].", "One.", "1 2 3"),
        ("One¹", "One", "1"),
        ("One.¹,²", "One.", "1 2"),
        ("One ¹ ² ³", "One", "1 2 3"),
        ("One ⁴⁻⁶.", "One.", "4 5 6"),
        ("Of stage 3 [2]", "Of stage 3", "2"),
        ("A count of [12] and 4", "A count of and 4", "12"),
        ("A bare 4", "A bare 4", ""),
    ],
)
def test_bracketed_and_raised_markers(printed: str, words: str, markers: str):
    assert PLAIN.take(printed) == (words, tuple(markers.split()))


def test_where_a_page_uses_brackets_a_bare_number_is_text():
    lines = ["Statement one [1]", "Statement two 2"]
    assert style_of(lines, 4).take(lines[1]) == (lines[1], ())


def test_a_bare_number_far_above_the_references_is_text():
    style = style_of(["Statement one 1", "Statement two 2"], 2)
    assert style.take("Statement three 80") == ("Statement three 80", ())


def test_based_on_a_type_ends_in_a_marker_where_the_page_uses_that_number():
    lines = ["Screws by rattle type 4", "Oil 4", "Wax 1", "Wear of type 2"]
    style = style_of(lines, 4)
    assert [style.take(line)[1] for line in lines] == [("4",), ("4",), ("1",), ()]
