"""What one audience reads otherwise from one document to the next."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from guidance.audiences import Audience
from guidance.diff import Fate, Kind, diff
from guidance.documents import Document, Term, Wording
from guidance.revisions import Revision, revise
from guidance.vocabularies import Certainty, Standing
from tests.conftest import soak
from tests.guidance import strategies
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing

CLINICIAN, LAY = Audience.CLINICIAN, Audience.LAY


def revised(old: Document, new: Document, audience: Audience = CLINICIAN) -> Revision:
    return revise(old, new, audience, diff(old, new))


def shown(runs) -> str:
    """“Give [-400] {+200} mg.”"""
    marks = {Fate.EQUAL: "%s", Fate.REMOVED: "[-%s]", Fate.ADDED: "{+%s}"}
    return " ".join(marks[run.fate] % run.text.strip() for run in runs)


def told(revision: Revision) -> list[tuple[str, str, str, str]]:
    """Of each statement its section, its number, what was done, and its text."""
    return [
        (shown(chapter.heading), one.step.number, one.kind.value, shown(one.text))
        for chapter in revision.chapters
        for one in chapter.statements
    ]


@settings(max_examples=soak(8, 300))
@given(strategies.documents(), strategies.documents())
def test_every_statement_that_came_or_went_is_told_once(old, new):
    assert not revised(old, old)
    before, after = ({step.key for step in one.steps()} for one in (old, new))
    statements = [one for chapter in revised(old, new, LAY).chapters for one in chapter.statements]
    keys = {kind: sorted(one.step.key for one in statements if one.kind is kind) for kind in Kind}
    assert keys[Kind.ADDED] == sorted(after - before)
    assert keys[Kind.REMOVED] == sorted(before - after)


GIVE, STOP, WAIT = a_step("Give 400 mg.", lay="Take 400 mg."), a_step("Stop.", lay="Stop it."), a_step("Wait.")


def test_a_statement_is_shown_in_the_readers_words_only():
    new = replace(GIVE, text=Wording.of("Give 200 mg.", "Take 200 mg."))
    old, new = a_document(GIVE, STOP), a_document(new, STOP)
    assert told(revised(old, new)) == [("Treatment", "1", "reworded", "Give [-400] {+200} mg.")]
    assert told(revised(old, new, LAY)) == [("What can be done", "1", "reworded", "Take [-400] {+200} mg.")]


def test_what_only_the_others_read_is_no_change():
    new = a_document(replace(GIVE, text=Wording.of("Give 400 mg.", "Have 400 mg.")))
    assert not revised(a_document(GIVE), new)
    assert revised(a_document(GIVE), new, LAY)


def test_a_lay_wording_that_has_gone_stale_is_read_as_it_is_shown():
    stale = replace(GIVE, text=replace(GIVE.text, clinician="Give 200 mg."))
    [(*_, text)] = told(revised(a_document(GIVE), a_document(stale), LAY))
    assert text == "[-Take 400] {+Give 200} mg."


def test_a_statement_that_went_stands_where_it_stood_with_the_number_it_had():
    old = a_document(GIVE, STOP, WAIT)
    assert told(revised(old, a_document(GIVE, WAIT))) == [("Treatment", "2", "removed", "[-Stop.]")]
    assert told(revised(a_document(GIVE, WAIT), old)) == [("Treatment", "2", "added", "{+Stop.}")]
    around = (replace(GIVE, text=Wording.of("Take.")), replace(WAIT, text=Wording.of("Stay.")))
    assert [kind for _, _, kind, _ in told(revised(old, a_document(*around)))] == ["reworded", "removed", "reworded"]


def test_a_section_that_went_is_shown_last_and_one_that_came_in_its_place():
    first, second = a_section(GIVE, heading="First"), a_section(STOP, heading="Second")
    old, new = a_document(sections=(second, first)), a_document(sections=(first,))
    assert told(revised(old, new)) == [("[-Second]", "1", "removed", "[-Stop.]")]
    assert told(revised(new, old)) == [("{+Second}", "1", "added", "{+Stop.}")]


def test_a_statement_that_moved_says_so():
    first, second = a_section(GIVE, STOP, heading="First"), a_section(WAIT, heading="Second")
    moved = (a_section(GIVE, heading="First"), a_section(WAIT, STOP, heading="Second"))
    assert told(revised(a_document(sections=(first, second)), a_document(sections=moved))) == [
        ("Second", "3", "moved", "Stop.")
    ]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"certainty": Certainty.LOW}, ["certainty"]),
        ({"line": 2}, ["line"]),
        ({"citations": citing("other")}, ["citations"]),
        ({"citations": citing("trial", quote="Other words.")}, None),  # a quote is the board's, not the reader's
        ({"intervention": "a drug"}, None),
    ],
    ids=str,
)
def test_of_a_statement_that_reads_the_same_only_what_readers_see_is_told(change, fields):
    references = (a_reference(), a_reference("other", csl={"DOI": "10.5555/other"}))
    old = a_document(GIVE, references=references)
    revision = revised(old, a_document(replace(GIVE, **change), references=references))
    found = [one for chapter in revision.chapters for one in chapter.statements]
    assert [fact.field for one in found for fact in one.facts] == (fields or [])
    assert [one.kind for one in found] == [Kind.CHANGED] * len(found)


def test_the_whole_of_the_page_its_sources_and_its_words():
    old = a_document(GIVE, terms=(Term("t", "gout", definition="A disease."),))
    new = replace(
        old,
        title="How is it treated?",
        summary=Wording.of("Treat it.", "It can be treated."),
        references=(a_reference(standing=Standing.RETRACTED),),
        terms=(Term("t", "gout", definition="A disease of joints."),),
    )
    revision = revised(old, new, LAY)
    assert [(one.field, shown(one.runs)) for one in revision.whole] == [
        ("title", "[-What] {+How} is [-the treatment?] {+it treated?}"), ("summary", "{+It can be treated.}")
    ]  # fmt: skip
    assert [change.field for change in revision.sources] == ["reference.standing"]
    assert [change.field for change in revision.terms] == ["term.definition"]
