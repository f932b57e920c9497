"""What says who somebody is, is found and taken out; what medicine is full of, is let stand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.language import private
from guidance.language.private import Sort

# By text: what is found in it, each once.
FOUND = {
    "Write to ann.bell+x@post.example.org.": [(Sort.EMAIL, "ann.bell+x@post.example.org")],
    "ann (at) example (dot) org": [(Sort.EMAIL, "ann (at) example (dot) org")],
    "ann at example dot org, please": [(Sort.EMAIL, "ann at example dot org")],
    "ANN@EXAMPLE.ORG": [(Sort.EMAIL, "ANN@EXAMPLE.ORG")],
    "Call +44 20 7946 0000 today": [(Sort.PHONE, "+44 20 7946 0000")],
    "+49 (0)30 901820": [(Sort.PHONE, "+49 (0)30 901820")],
    "0049-30-901820": [(Sort.PHONE, "0049-30-901820")],
    "(020) 7946 0000": [(Sort.PHONE, "(020) 7946 0000")],
    "My mobile is 07700 900123.": [(Sort.PHONE, "07700 900123")],
    "555-010-9999": [(Sort.PHONE, "555-010-9999")],
    "(555) 010-9999": [(Sort.PHONE, "(555) 010-9999")],
    "tel: 901820": [(Sort.PHONE, "901820")],
    "ring me on 9018201": [(Sort.PHONE, "9018201")],
    "date of birth: 03/04/1981": [(Sort.BIRTH, "03/04/1981")],
    "DOB 1981-04-03": [(Sort.BIRTH, "1981-04-03")],
    "d.o.b. 3.4.81": [(Sort.BIRTH, "3.4.81")],
    "She was born on 3rd April 1981 in Ulm": [(Sort.BIRTH, "3rd April 1981")],
    "My birthday is April 3, 1981": [(Sort.BIRTH, "April 3, 1981")],
    "MRN 00123456": [(Sort.RECORD, "00123456")],
    "Her NHS number is 943 476 5919": [(Sort.RECORD, "943 476 5919")],
    "943 476 5919": [(Sort.RECORD, "943 476 5919")],
    "Hospital number: AB-123456": [(Sort.RECORD, "AB-123456")],
    "patient ID 77120": [(Sort.RECORD, "77120")],
    "social security 123-45-6789": [(Sort.RECORD, "123-45-6789")],
    "123-45-6789": [(Sort.RECORD, "123-45-6789")],
    "insurance no. X123456": [(Sort.RECORD, "X123456")],
    "My name is Ann Bell and I read this.": [(Sort.NAME, "Ann Bell")],
    "my name is ann and i read this": [(Sort.NAME, "ann")],
    "My name’s Ludwig van der Berg": [(Sort.NAME, "Ludwig van der Berg")],
    "My husband's name is José Núñez.": [(Sort.NAME, "José Núñez")],
    "I am called Мария Петрова": [(Sort.NAME, "Мария Петрова")],
    "Patient name: Ann Bell": [(Sort.NAME, "Ann Bell")],
    "My name is Ann, born 3 April 1981, ann@example.org": [
        (Sort.NAME, "Ann"),
        (Sort.BIRTH, "3 April 1981"),
        (Sort.EMAIL, "ann@example.org"),
    ],
}
LET_STAND = [
    "The dose should be 400 mg twice daily for 14 days, not 40 mg.",
    "CD4 counts of 200-499 and 0.5 to 1.0 × 10^9/L; 1,000,000 copies/ml; 1 000 000 IU",
    "PMID 12345678, PMID: 0123456789, PMC1234567, NCT01234567, doi:10.1001/jama.2020.12345",
    "10.1056/NEJMoa0123456-0123456",
    "ISBN 978-3-16-148410-0, ISSN 0028-4793",
    "It was published on 03/04/2021 and corrected on 3 May 2022.",
    "N Engl J Med 2020;382(18):1708-1720, Lancet 2019; 393: 1234–1245",
    "Of 1200 patients 340 were born before 1980; 12 of 400 died.",
    "In patients 65 years and older, case 2 of table 3, hospital stays of 14 days",
    "The drug's name is wrong: its brand name is Grumbex. My name is not important.",
    "The name is misspelt; the term's name is printed twice.",
    "Every 3 months for 2 years, then every 6 months; 2.5-5 mg/kg; 37.5-38.0 °C; 12:30",
    "Born in 1980 or later: two doses.",
    "I am a nurse. I am called often to such patients.",
    "Look at step 3.1.2 (2020-2024): 10-15 mg/m2 x 5",
    "The text at the end dots the i.",
    "",
]


@pytest.mark.parametrize("text", FOUND)
def test_what_says_who_somebody_is_is_found(text):
    assert [(one.sort, one.text) for one in private.found(text)] == FOUND[text]
    assert all(text[one.start : one.end] == one.text for one in private.found(text))


@pytest.mark.parametrize("text", LET_STAND)
def test_what_medicine_is_full_of_is_let_stand(text):
    assert private.found(text) == []
    assert private.scrub(text) == text


def test_what_is_taken_out_is_replaced_by_what_it_was():
    assert private.scrub("My name is Ann Bell, call 555-010-9999.") == "My name is [a name], call [a telephone number]."


# Pieces that come together in ways nobody thinks of.
PIECES = [*FOUND, *LET_STAND, "my name is", "born", "tel", "@", ".", "0", "555", " ", "-", "MRN", "[", "]", "dot", "at"]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=6).map("".join)


@given(texts)
def test_what_is_scrubbed_says_of_nobody_who_they_are(text):
    scrubbed = private.scrub(text)
    assert private.found(scrubbed) == []
    assert private.scrub(scrubbed) == scrubbed


@given(texts)
def test_what_is_found_stands_apart_and_the_rest_is_left(text):
    found = private.found(text)
    assert all(one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    if not found:
        assert private.scrub(text) == text
