"""Which words of a text are explained, and where a question is filed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.audiences import Audience
from guidance.documents import Term, Wording
from guidance.language import alphabet
from guidance.language.explaining import Explainer
from guidance.personalization import personalize
from tests.guidance import strategies
from tests.guidance.documents import a_document, a_section, a_step

TERMS = (
    Term("1", "oedema", ("OE",), ("fluid in tissue",), "swelling", "Water where it should not be."),
    Term("2", "brain oedema", definition="Oedema of the brain."),
    Term("3", "gout", plain_name="the gout"),  # explains nothing
)


def marked(text: str, *, plain: bool = False, known: set[int] | None = None) -> str:
    pieces = Explainer(TERMS, plain=plain).pieces(text, set() if known is None else known)
    return "".join(f"[{piece.text}]{piece.term}" if piece.term else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Oedema, then oedema.", "[Oedema]1, then oedema."),
        ("Brain oedema is oedema.", "[Brain oedema]2 is [oedema]1."),
        ("Oedemas and OEs.", "[Oedemas]1 and OEs."),
        ("An OE, no oe.", "An [OE]1, no oe."),
        ("oe alone", "oe alone"),
        ("Lymphoedema, oedema2, OE_", "Lymphoedema, oedema2, OE_"),
        ("Fluid in tissue", "[Fluid in tissue]1"),
        ("A swelling", "A swelling"),
        ("Gout", "Gout"),
        ("", ""),
    ],
)
def test_each_word_is_explained_where_it_first_stands(text, shown):
    assert marked(text) == shown


def test_plain_names_are_explained_to_lay_readers():
    assert marked("A swelling", plain=True) == "A [swelling]1"


def test_what_was_explained_above_is_not_explained_again():
    assert marked("Oedema.", known={1}) == "Oedema."


@given(strategies.texts, st.lists(strategies.texts.filter(bool), max_size=3).map(tuple))
def test_the_pieces_make_the_text(text, names):
    terms = [Term(str(n), name, (name,), definition="It is this.") for n, name in enumerate(names)]
    assert "".join(piece.text for piece in Explainer(terms, plain=False).pieces(text, set())) == text


def test_each_section_explains_its_words_once_with_its_sub_sections():
    child = a_section(a_step("Oedema again."))
    sections = (a_section(a_step("Treat oedema."), sections=(child,)), a_section(a_step("Oedema.")))
    summary = Wording.of("On oedema.")
    reading = personalize(a_document(sections=sections, terms=TERMS, summary=summary), Audience.CLINICIAN)
    assert [piece.term for piece in reading.summary.pieces] == [0, 1, 0]
    assert [[piece.term for piece in step.text.pieces] for step in reading.walk()] == [[0, 1, 0], [0], [1, 0]]


@pytest.mark.parametrize(
    ("question", "filed"),
    [
        ("What is the treatment approach for leukoencephalopathy?", "leukoencephalopathy?"),
        ("How is PML managed in people with HIV?", "pml managed in people with hiv?"),
        ("First-line therapy of gout", "gout"),
        ("What is the treatment?", "what is the treatment?"),
        ("", ""),
    ],
)
def test_a_question_is_filed_under_what_it_is_about(question, filed):
    assert alphabet.filed_under(question) == filed


@pytest.mark.parametrize(
    ("name", "letter"), [("gout", "G"), ("Ödem", "O"), ("6-MP", "#"), ("β-blocker", "#"), ("", "#"), ("?", "#")]
)
def test_a_name_stands_under_its_letter(name, letter):
    assert alphabet.letter(name) == letter
