"""Search over everything that an editor may see."""

import pytest
from django.test import SimpleTestCase
from django.urls import reverse

from guidance import editing
from guidance.documents import Term, Wording
from guidance.views.searching import excerpt, pieces
from tests.cast import NOON
from tests.guidance.documents import a_document, a_reference, a_step
from tests.pages import counted, page, signed_in


class Words(SimpleTestCase):
    def test_pieces_make_the_text_again_whatever_is_looked_for(self):
        for words in (["(", "a.b"], ["Water"], ["wa", "water"]):
            found = pieces("Give Water (a.b) & water.", words)
            assert "".join(text for _, text in found) == "Give Water (a.b) & water."
            assert {text.lower() for is_word, text in found if is_word} <= {word.lower() for word in words}
        assert pieces("Give water.", ["wa", "water"]) == [(False, "Give "), (True, "water"), (False, ".")]

    def test_an_excerpt_is_cut_between_words_around_the_first_found(self):
        text = "before " * 40 + "needle " + "after " * 60
        cut = excerpt(text, ["needle"])
        assert cut.startswith("… before")
        assert cut.endswith("after …")
        assert "needle" in cut
        assert len(cut) < 260
        assert excerpt("short", ["needle"]) == "short"


@pytest.fixture
def desk(cast):
    water = a_step(Wording.of("Give <b>water</b> at 50% strength.", "Drink cold water."), intervention="oral fluid")
    source = a_reference(csl={"title": "Fluids & salts", "author": [{"family": "Okonkwo", "given": "A."}]})
    document = a_document(water, *(a_step(f"Rest {n} days.", key="") for n in range(7)), references=(source,))
    editing.create_from(document=document, by=cast.editor, at=NOON)
    value = Term("", "PML", abbreviations=("JCV disease",), definition="A rare infection of water.")
    editing.save_term(value=value, by=cast.editor, at=NOON)
    return signed_in(cast.editor)


def look(desk, q: str):
    return page(desk.get(reverse("desk-search"), {"q": q}))


@pytest.mark.django_db
def test_what_holds_all_the_words_is_found(desk):
    for q in ("WATER 50%", "cold fluid", "okonkwo salts", "10.5555/12345678", "jcv rare", "treatment"):
        assert "Nothing holds" not in look(desk, q).words, q
    for q in ("water rest", "50_", "okonkwo water", "\x00nowhere"):
        assert "Nothing holds" in look(desk, q).words, q
    assert "What are you looking for?" in look(desk, "  ").words


@pytest.mark.django_db
def test_words_are_marked_and_nothing_becomes_markup(desk):
    shown = look(desk, "water")
    assert "<mark>water</mark>" in shown.html
    assert not shown.all("b")
    assert "Give <b>water</b> at" in shown.words
    assert look(desk, "<b>").all("mark")


@pytest.mark.django_db
def test_of_many_steps_the_first_are_shown_and_the_others_counted(desk):
    words = look(desk, "rest days").words
    assert "Rest 4 days." in words
    assert "Rest 5 days." not in words
    assert "and 2 more steps" in words


@pytest.mark.django_db
def test_the_queries_are_as_many_however_much_is_found(desk, cast):
    address = reverse("desk-search")
    few, _ = counted(lambda: desk.get(address, {"q": "water"}))
    for n in range(3):
        editing.create_from(document=a_document(a_step(f"Water {n}.", key="")), by=cast.editor, at=NOON)
    many, _ = counted(lambda: desk.get(address, {"q": "water"}))
    assert few == many == 9
