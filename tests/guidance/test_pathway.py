"""The path through a section is found in its structure, and drawn so that nothing is lost or covered."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance import pathway
from guidance.audiences import Audience
from guidance.canonical import clean
from guidance.documents import Step, Wording
from guidance.pathway import NARROW, WIDE, Signs
from guidance.pathway.lettering import broken
from guidance.pathway.picture import Arrow, Box, Frame, Letters
from guidance.personalization import personalize
from guidance.vocabularies import Action, Strength
from tests.conftest import soak
from tests.guidance import strategies
from tests.guidance.documents import a_document, a_section, a_step

CLINICIAN, LAY = Audience.CLINICIAN, Audience.LAY
SIGNS = Signs(line="Line {}".format, one_of="one of these", otherwise="or", fails="If that fails", beside="Beside")


def a_way(key: str, line: int | None = None, condition: str = "", *steps: Step, **fields) -> Step:
    when = Wording.of(condition, condition and f"plain {condition}")
    return a_step(**{"text": f"Do {key}.", "key": key, "line": line, "applies_when": when, "steps": steps, **fields})


def a_group(condition: str, *steps: Step) -> Step:
    return a_way("group", None, condition, *steps, action=Action.GROUP, citations=())


def path(*steps: Step, audience: Audience = CLINICIAN, **fields):
    section = a_section(*steps, **fields)
    return pathway.of(personalize(a_document(sections=(section,)), audience).sections[0])


def lines(found) -> list[tuple]:
    """Each line in short: its number, what leads to it, its ways (with the condition of each that has one)."""
    return [
        (line.number, line.condition, [f"{way.step.key} {way.condition}".strip() for way in line.ways])
        for line in found.lines
    ]


ONE, OTHER = a_way("one", 1), a_way("other", 1)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((ONE, OTHER, a_way("next", 2)), [(1, "", ["one", "other"]), (2, "", ["next"])]),
        ((a_way("next", 2), ONE), [(1, "", ["one"]), (2, "", ["next"])]),
        ((ONE, a_way("last", 4)), [(1, "", ["one"]), (4, "", ["last"])]),
        # What a step says of when it applies leads to its line
        ((ONE, a_way("next", 2, "If worse.")), [(1, "", ["one"]), (2, "If worse", ["next"])]),
        ((a_way("one", 1, "In adults"),), [(1, "In adults", ["one"])]),
        # … as does what stands above it
        (
            (ONE, a_group("If worse", a_way("next", 2), a_way("or", 2))),
            [(1, "", ["one"]), (2, "If worse", ["next", "or"])],
        ),
        (
            (ONE, a_group("If worse", a_way("next", 2, "In adults"), a_way("or", 2, "In children"))),
            [(1, "", ["one"]), (2, "If worse", ["next In adults", "or In children"])],
        ),
        # Conditions that one way only has are its own
        ((ONE, a_way("frail", 1, "If frail")), [(1, "", ["one", "frail If frail"])]),
        # What led to the line before holds still: then it is its failing that leads on
        ((a_group("In adults", ONE, a_way("next", 2)),), [(1, "In adults", ["one"]), (2, "", ["next"])]),
        (
            (a_group("In adults", ONE, a_way("next", 2, "If worse")),),
            [(1, "In adults", ["one"]), (2, "If worse", ["next"])],
        ),
        # A line below a line
        ((a_way("one", 1, "", a_way("next", 2)),), [(1, "", ["one"]), (2, "", ["next"])]),
    ],
)
def test_lines_follow_one_another_and_conditions_lead_to_them(steps, expected):
    assert lines(path(*steps)) == expected


@pytest.mark.parametrize("steps", [(), (a_way("none"),), (a_group("If worse", a_way("none")),), (a_way("zero", 0),)])
def test_without_a_line_of_therapy_there_is_no_path(steps):
    assert path(*steps) is None


def test_a_section_has_its_own_path_only():
    child = a_section(ONE)
    assert path(a_way("none"), sections=(child,)) is None
    assert lines(path(OTHER, sections=(child,))) == [(1, "", ["other"])]


def test_what_has_no_line_stands_beside_the_path():
    found = path(
        ONE,
        a_way("check", None, "In all", a_way("detail of check")),
        a_group("If worse", a_way("next", 2, "", a_way("detail of next")), a_way("watch")),
        a_way("unsaid", action=Action.UNSAID),
        a_way("told", action=Action.INFORM),
        a_way("defined", action=Action.DEFINE),
    )
    assert [(way.step.key, way.condition) for way in found.beside] == [
        ("check", "In all"), ("watch", "If worse"), ("unsaid", "")
    ]  # fmt: skip


def test_a_step_knows_what_it_comes_after_and_instead_of():
    found = path(ONE, OTHER, a_way("next", 2), a_way("frail", 2, "If frail"), a_way("last", 3, "If worse"), a_way("no"))
    turns = {
        way.step.key: ("".join(s.key for s in turn.after), "".join(s.key for s in turn.instead_of))
        for line in found.lines
        for way in line.ways
        for turn in [found.turn(way.step)]
    }
    assert turns == {
        "one": ("", "other"),
        "other": ("", "one"),
        "next": ("oneother", ""),  # whoever is frail has no choice between the two
        "frail": ("", ""),
        "last": ("", ""),
    }
    assert found.turn(found.beside[0].step) == pathway.Turn()


@pytest.mark.parametrize(
    ("fields", "audience", "said"),
    [
        ({"action": Action.START, "intervention": "Water"}, CLINICIAN, ("Start", "Water")),
        ({"action": Action.AVOID, "intervention": "Water"}, CLINICIAN, ("Avoid", "Water")),
        ({"action": Action.START, "intervention": "Water"}, LAY, ("", "In plain words.")),
        ({"action": Action.STOP, "intervention": "Water"}, LAY, ("Stop", "In plain words.")),
        ({"action": Action.START}, CLINICIAN, ("", "Do it.")),
        # A name alone would say that it should be done
        ({"action": Action.INFORM, "intervention": "Water"}, CLINICIAN, ("", "Do it.")),
        ({"action": Action.UNSAID, "intervention": "Water"}, CLINICIAN, ("", "Do it.")),
        (
            {"action": Action.START, "intervention": "Water", "strength": Strength.WEAK_AGAINST},
            CLINICIAN,
            ("", "Do it."),
        ),
    ],
)
def test_a_box_says_what_to_do_never_a_bare_name(fields, audience, said):
    [line] = path(a_way("it", 1, **fields), audience=audience).lines
    assert (line.ways[0].act(audience), line.ways[0].label(audience)) == said


# The picture


def draw(found, width: int, audience: Audience = CLINICIAN):
    picture = pathway.draw(found, width, audience, SIGNS)
    return picture, [
        [part for part in picture.parts if isinstance(part, kind)] for kind in (Box, Frame, Arrow, Letters)
    ]


def said(letters: Letters) -> str:
    return " ".join(letters.lines)


@pytest.mark.parametrize(("width", "abreast"), [(WIDE, [2, 2, 1]), (NARROW, [1, 1, 1, 1, 1])])
def test_it_reads_from_top_to_bottom(width, abreast):
    found = path(ONE, OTHER, a_way("next", 2), a_way("if worse", 2, "If worse"), a_way("beside"))
    _, (boxes, frames, arrows, letters) = draw(found, width)
    assert [said(one) for one in letters if one.kind in ("title", "condition")] == [
        "Line 1: one of these", "If that fails", "Line 2", "If worse", "Beside"
    ]  # fmt: skip
    assert [box.way.step.key for box in boxes] == ["one", "other", "next", "if worse", "beside"]
    rows = [box.frame.y for box in boxes]
    assert [rows.count(y) for y in sorted(set(rows))] == abreast
    assert [frame.is_beside for frame in frames] == [False, False, True]
    assert [arrow.has_head for arrow in arrows] == [False, True, True]  # to the line, in two parts; to “If worse”
    assert sum(one.kind == "or" for one in letters) == 1


def heights(letters: Letters) -> list[int]:
    return [letters.y + letters.leading * n for n, _ in enumerate(letters.lines, 1)]


def is_within(inner: Frame, outer: Frame) -> bool:
    across = outer.x < inner.x and inner.x + inner.width < outer.x + outer.width
    return across and outer.y < inner.y and inner.y + inner.height < outer.y + outer.height


def are_apart(one: Frame, other: Frame) -> bool:
    beside = one.x + one.width < other.x or other.x + other.width < one.x
    return beside or one.y + one.height < other.y or other.y + other.height < one.y


def check_nothing_is_covered(found, width: int, audience: Audience) -> None:
    picture, (boxes, frames, arrows, letters) = draw(found, width, audience)
    for box in boxes:
        assert sum(is_within(box.frame, frame) for frame in frames) == 1
        assert all(
            box.frame.y < height < box.frame.y + box.frame.height for one in box.letters for height in heights(one)
        )
    assert all(are_apart(*pair) for pair in combinations([box.frame for box in boxes], 2))
    assert all(are_apart(*pair) for pair in pairwise(frames))
    assert all(arrow.top < arrow.bottom <= picture.height for arrow in arrows)
    assert all(0 < height < picture.height for one in letters for height in heights(one))


texts = st.sampled_from(["", "Give water.", "Give the patient water every hour " * 4, *strategies.AWKWARD]).map(clean)
written = st.lists(st.tuples(texts, texts, st.none() | st.integers(1, 3)), min_size=1, max_size=8)


@settings(max_examples=soak(40, 1000), deadline=None)
@given(written, st.sampled_from(Audience), st.sampled_from([WIDE, NARROW]))
def test_whatever_is_written_nothing_is_lost_or_covered(written, audience, width):
    steps = [
        a_way(f"{n}", line, text=Wording.of(text, text), applies_when=Wording.of(when, when))
        for n, (text, when, line) in enumerate([*written, ("Last.", "", 1)])
    ]
    found = path(*steps, audience=audience)
    _, (boxes, *_) = draw(found, width, audience)
    assert [box.way for box in boxes] == [*(way for line in found.lines for way in line.ways), *found.beside]
    for box in boxes:
        drawn = "".join(box.letters[1].lines)
        assert drawn.replace(" ", "") == "".join(box.way.label(audience).split())
    check_nothing_is_covered(found, width, audience)


@given(st.text(max_size=60) | st.sampled_from(strategies.AWKWARD), st.floats(1, 20))
def test_lines_lose_no_letter(text, width):
    assert "".join(broken(text, width)).replace(" ", "") == "".join(text.split())


def test_lines_end_between_words_where_they_can():
    assert broken("Give the patient water", 6) == ("Give the", "patient", "water")
    assert broken("Pneumonoultramicroscopic", 8) == ("Pneumonoultra", "microscopic")
    assert broken("", 8) == ()
