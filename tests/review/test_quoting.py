"""What comments speak of: which words may be quoted, and what has become of them in a later document."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.documents import Wording
from guidance.rules import NotAllowed
from guidance.vocabularies import Strength
from review.quoting import WHOLE, Since, check_quoted, normal, passages, since
from tests.guidance.documents import a_document, a_step, citing

STEP = a_step(
    Wording.of("Give  0.5 mg\nof water.", "Drink a little water."),
    key="water",
    applies_when=Wording.of("If thirsty.", "When you are thirsty"),
    steps=(a_step("Warm it.", key="warm"),),
)
DOCUMENT = a_document(
    STEP,
    title="What of thirst?",
    summary=Wording.of("Water it is.", "Drink."),
    change_note=Wording.of("The cup is new."),
)


@pytest.mark.parametrize(
    ("step", "quoted", "stands"),
    [
        ("water", "", True),
        ("water", " \n", True),
        ("water", "0.5 mg of water", True),
        ("water", "Give 0.5\tmg  of\r\nwater.", True),
        ("water", "a little", True),
        ("water", "If thirsty", True),
        ("water", "you are thirsty", True),
        ("water", "If thirsty: Give 0.5 mg", True),  # as pages run it in
        ("water", "When you are thirsty: Drink", True),
        ("water", "If thirsty: Drink", False),  # half of either wording
        ("water", "0.5 MG", False),
        ("water", "0.5 mg of wine", False),
        ("water", "Warm it.", False),  # that is another step's
        ("warm", "Warm it.", True),
        (WHOLE, "Water it is.", True),
        (WHOLE, "of thirst", True),
        (WHOLE, "The cup", True),
        (WHOLE, "0.5 mg", False),
        (WHOLE, "", True),
        ("wine", "", False),
    ],
)
def test_which_words_stand_there(step, quoted, stands):
    if stands:
        check_quoted(quoted, DOCUMENT, step)
    else:
        with pytest.raises(NotAllowed, match=r"do not stand there|no such step"):
            check_quoted(quoted, DOCUMENT, step)


@given(st.lists(st.text(max_size=9), min_size=1, max_size=6), st.data())
def test_any_part_of_a_wording_may_be_quoted_however_its_white_space_runs(words, data):
    text = Wording.of(" ".join(words))
    passage = passages(a_document(a_step(text, key="one")))["one"]
    tokens = normal(text.clinician).split(" ")
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens)))
    assert passage.holds("\n ".join(tokens[first:last]))


def later(**changes):
    return replace(STEP, **changes)


@pytest.mark.parametrize(
    ("new", "quoted", "expected"),
    [
        (STEP, "0.5 mg", Since.SAME),
        (STEP, "", Since.SAME),
        (later(steps=()), "", Since.SAME),
        (later(text=replace(STEP.text, basis="")), "", Since.SAME),
        (later(text=Wording.of("Give 5 mg of water.", "Drink a little water.")), "", Since.CHANGED),
        (later(text=Wording.of("Give 5 mg of water.", "Drink a little water.")), "of water", Since.CHANGED),
        (later(text=Wording.of("Give 5 mg of water.", "Drink a little water.")), "0.5 mg", Since.GONE),
        (later(text=Wording.of(STEP.text.clinician, "Drink.")), "0.5 mg", Since.CHANGED),
        (later(applies_when=Wording()), "", Since.CHANGED),
        (later(citations=citing()), "0.5 mg", Since.GROUNDS),
        (later(strength=Strength.WEAK_FOR), "", Since.GROUNDS),
        (None, "0.5 mg", Since.NO_STEP),
    ],
)
def test_what_has_become_of_a_step(new, quoted, expected):
    old, then = passages(DOCUMENT), passages(a_document(*([new] if new else [])))
    assert since(quoted, old["water"], then.get("water")) is expected


@pytest.mark.parametrize(
    ("fields", "quoted", "expected"),
    [
        ({"change_note": Wording()}, "", Since.SAME),
        ({"change_note": Wording()}, "The cup", Since.GONE),
        ({"title": "Why?"}, "", Since.SAME),
        ({"scope": Wording.of("Not wine.")}, "", Since.CHANGED),
    ],
)
def test_what_has_become_of_the_whole(fields, quoted, expected):
    old, then = passages(DOCUMENT), passages(replace(DOCUMENT, **fields))
    assert since(quoted, old[WHOLE], then[WHOLE]) is expected
