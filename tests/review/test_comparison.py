"""What changed, as the review page says it: in words, in its place, with its words marked."""

from dataclasses import replace

import pytest

from guidance.diff import Fate, diff
from guidance.documents import Acceptance, Term, Wording
from guidance.vocabularies import Action, Certainty, ReferenceKind, SectionKind, Standing, Strength
from review.presenters import compare, review, whole
from review.presenters.changes import NAMES, WORDINGS
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing

WATER = "Give 5 cups of water a day for as long as it takes, then stop and look at the result again."


def compared(old, new):
    return compare(old, new, diff(old, new))


def spelled(runs) -> str:
    """What was taken out in [-…-], what was put in in [+…+]."""
    ends = {Fate.EQUAL: ("", ""), Fate.REMOVED: ("[-", "-]"), Fate.ADDED: ("[+", "+]")}
    return "".join(run.text.join(ends[run.fate]) for run in runs)


def reworded(text: str = WATER, new: str = WATER.replace("5", "50")):
    steps = (a_step("A."), a_step(text, key="k"), a_step("Z."))
    newer = (steps[0], replace(steps[1], text=steps[1].text.rewritten(new, "In plain words.")), steps[2])
    return a_document(*steps), a_document(*newer)


def test_a_reworded_step_says_why_it_matters_and_marks_its_words():
    comparison = compared(*reworded())
    [one] = comparison.matter
    assert (one.place, one.href, one.name) == ("Step 2", "#step-k", "Wording for clinicians")
    assert one.change.why == "number 5 → 50"
    marks = comparison.marks["step-k"]
    assert spelled(marks.texts["text_clinician"]).startswith("Give [-5 -][+50 +]cups")
    assert "text_lay" not in marks.texts
    assert [one.name for one in marks.lines] == ["Wording in plain language"]  # it has gone out of date


def test_what_is_listed_is_cut_to_a_few_words_around_what_changed():
    [one] = compared(*reworded(f"{WATER} {WATER}", f"{WATER} {WATER.replace('5', '50')}")).matter
    assert spelled(one.excerpt) == "… look at the result again. Give [-5 -][+50 +]cups of water a day for …"


def test_what_is_listed_of_a_long_step_that_is_new_is_its_beginning():
    long = " ".join(f"word{n}" for n in range(60))
    comparison = compared(a_document(a_step("A.")), a_document(a_step("A."), a_step(long, key="k")))
    [one] = comparison.matter
    assert one.excerpt[0].text.endswith("word39 … ")
    assert spelled(comparison.marks["step-k"].texts["text_clinician"]) == f"[+{long}+]"


def test_a_removed_step_is_listed_where_it_stood():
    a, b, c = (a_step(text, key=text) for text in "abc")
    comparison = compared(a_document(a, b, c), a_document(a, c))
    [gone] = comparison.gone["a"]
    assert (gone.number, gone.step) == ("2", b)
    assert list(comparison.marks) == ["gone-b"]
    [one] = comparison.matter
    assert (one.place, one.href) == ("Step 2 as it was", "#gone-b")
    assert [gone.step.key for gone in compared(a_document(a, b), a_document(b)).gone[""]] == ["a"]


def test_the_stops_go_down_the_page():
    old = a_document(sections=(a_section(a_step("A."), a_step("B.")), a_section(a_step("C."), heading="Later")))
    new = replace(
        old,
        title="Another question?",
        sections=(a_section(a_step("B."), heading="Now"), a_section(a_step("C.", line=2), heading="Later")),
        references=(a_reference(standing=Standing.RETRACTED),),
    )
    marks = compared(old, new).marks
    assert list(marks) == ["whole", "gone-A.", "heading-1", "step-C.", "sources"]
    stops = [(one.stop.number, one.stop.before, one.stop.after) for one in marks.values()]
    assert stops[0] == (1, "", "gone-A.")
    assert stops[2] == (3, "gone-A.", "step-C.")
    assert stops[-1] == (5, "step-C.", "")


def test_only_what_changed_keeps_what_a_step_stands_under():
    def document(line):
        return a_document(
            a_step("A", steps=(a_step("A1"), a_step("A2", line=line))), a_step("B", steps=(a_step("B1"), a_step("B2")))
        )

    old, new = document(None), document(2)
    comparison = compared(old, new)
    [section] = review(new, [], [], comparison, only=True)
    assert [step.key for step in section.steps if step.is_shown] == ["A", "A2"]
    assert section.unshown == 4
    assert not any(part for part in whole(new, comparison, only=True))
    assert all(step.is_shown for step in review(new, [], [], comparison)[0].steps)


EVERYTHING = a_document(
    sections=(a_section(a_step("A."), a_step("B.", citations=citing("trial")), a_step("C."), heading="One"),),
    terms=(Term("t", "water", definition="What is drunk."),),
    summary=Wording.of("Sum.", "Sum."),
)
OTHER = a_document(
    sections=(
        a_section(a_step("C."), heading="New"),
        a_section(
            a_step("A?", key="A.", applies_when=Wording.of("If so"), action=Action.STOP, intervention="water", line=1,
                   strength=Strength.WEAK_FOR, certainty=Certainty.LOW, citations=citing("trial", quote="Yes.")),
            a_step("B.", citations=citing("trial", locator="p. 2", confirmed=False)),
            heading="Two", kind=SectionKind.MONITORING,
        ),
    ),
    references=(a_reference(kind=ReferenceKind.COHORT, in_house=True, superseded_by="It", csl={"title": "That"}),),
    terms=(Term("t", "Water", ("W",), ("aqua",), "drink", "What one drinks."), Term("u", "air")),
    acceptances=(Acceptance("code", "Understood.", "A."), Acceptance("code", "Understood.")),
    **{name: Wording.of(f"{name}.", f"{name}.") for name in ("summary", "scope", "get_help", "change_note")},
    title="Another?",
)  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [(EVERYTHING, OTHER), (OTHER, EVERYTHING)])
def test_everything_has_a_name_and_a_place(old, new):
    comparison = compared(old, new)
    listed = [*comparison.matter, *comparison.others]
    assert len(listed) > 20
    assert {one.href for one in listed} == {f"#{place}" for place in comparison.marks}
    for one in listed:
        stem, _dot, last = one.change.field.rpartition(".")
        assert one.change.field in NAMES or (stem in NAMES and last in WORDINGS), one.change.field
        assert one.runs
    places = {one.change.field: one.place for one in listed}
    assert places["reference.kind"] in {"That", "The trial"}
    assert places["term.definition"] in {"Water", "water"}
    assert places["heading.kind"] in {"One", "Two"}
    shown = {one.change.field: spelled(one.runs) for one in listed}
    assert "Weak recommendation for" in shown["strength"]
    assert shown["reference.in_house"] in {"[-no-][+yes+]", "[-yes-][+no+]"}
