"""A Reading says to each audience what was worded for it, numbered as it stands."""

from dataclasses import fields, is_dataclass, replace
from itertools import count

import pytest
from hypothesis import given

from guidance.audiences import Audience
from guidance.documents import Document, Step, Wording
from guidance.personalization import Reading, Said, personalize, say, walk
from guidance.vocabularies import Action
from tests.guidance import strategies
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing

CLINICIAN, LAY = Audience.CLINICIAN, Audience.LAY

WORDED = Wording.of("Discontinue natalizumab.", "Stop taking natalizumab.")
UNWORDED = Wording.of("Discontinue natalizumab.")
STALE = replace(WORDED, clinician="Withhold natalizumab.")
LAY_ONLY = Wording.of("", "Stop taking natalizumab.")


@pytest.mark.parametrize(
    ("wording", "audience", "said"),
    [
        (WORDED, CLINICIAN, Said("Discontinue natalizumab.")),
        (WORDED, LAY, Said("Stop taking natalizumab.")),
        (UNWORDED, CLINICIAN, Said("Discontinue natalizumab.")),
        (UNWORDED, LAY, Said("Discontinue natalizumab.", fell_back=True)),
        (STALE, CLINICIAN, Said("Withhold natalizumab.")),
        (STALE, LAY, Said("Withhold natalizumab.", fell_back=True)),
        (LAY_ONLY, CLINICIAN, Said("")),
        (LAY_ONLY, LAY, Said("Stop taking natalizumab.")),
        (Wording(), CLINICIAN, Said("")),
        (Wording(), LAY, Said("")),
    ],
)
def test_what_is_said_to_whom(wording, audience, said):
    assert say(wording, audience) == said
    assert (str(said), bool(said)) == (said.text, said.text != "")


def a_numbered_document() -> Document:
    group = a_step(
        "B.", action=Action.GROUP, citations=(), steps=(a_step("B1."), a_step("B2.", steps=(a_step("B2x."),)))
    )
    return a_document(
        sections=(
            a_section(a_step("A."), group, heading="One", sections=(a_section(a_step("C."), heading="One in one"),)),
            a_section(heading="Two", sections=(a_section(heading="One in two"), a_section(heading="Two in two"))),
            a_section(a_step("D."), heading="Three"),
        )
    )


def test_steps_are_numbered_through_the_whole_article():
    reading = personalize(a_numbered_document(), CLINICIAN)
    numbers = [(step.number, step.key) for step in reading.walk()]
    assert numbers == [
        ("1", "A."),
        ("2", "B."),
        ("2.1", "B1."),
        ("2.2", "B2."),
        ("2.2.1", "B2x."),
        ("3", "C."),
        ("4", "D."),
    ]
    assert [step.key for step in walk(reading.sections[2:])] == ["D."]


def test_sections_are_numbered_by_their_place():
    sections = personalize(a_numbered_document(), CLINICIAN).sections
    numbers = [(section.number, [child.number for child in section.sections]) for section in sections]
    assert numbers == [("1", ["1.1"]), ("2", ["2.1", "2.2"]), ("3", [])]


def test_references_are_numbered_and_link_back_to_each_step_once():
    document = a_document(
        a_step("A.", citations=citing("cohort", "trial", "cohort")),
        a_step("B.", citations=citing(None, "lost"), steps=(a_step("B1.", citations=citing("trial")),)),
        references=(a_reference("cohort"), a_reference("trial"), a_reference("unused")),
    )
    reading = personalize(document, LAY)
    assert [(read.number, read.reference.key, read.cited_by) for read in reading.references] == [
        (1, "cohort", (("A.", "1"),)),
        (2, "trial", (("A.", "1"), ("B1.", "2.1"))),
        (3, "unused", ()),
    ]
    numbers = {step.key: [cited.number for cited in step.citations] for step in reading.walk()}
    assert numbers == {"A.": [1, 2, 1], "B.": [None, None], "B1.": [2]}
    assert [cited.reference for cited in list(reading.walk())[1].citations] == [None, None]


def test_the_reading_counts_the_statements_that_fell_back():
    document = a_document(
        a_step(UNWORDED, key="a", steps=(a_step(STALE, key="b"),)), a_step(WORDED, key="c", applies_when=UNWORDED)
    )
    assert personalize(document, LAY).fell_back == 2
    assert personalize(document, CLINICIAN).fell_back == 0


def said(value: object) -> list[str]:
    """Every text of a reading that was worded for an audience, in the order of its fields."""
    if isinstance(value, Said):
        return [value.text]
    if isinstance(value, tuple):
        return [text for item in value for text in said(item)]
    if is_dataclass(value) and not isinstance(value, Step):
        return [text for field in fields(value) for text in said(getattr(value, field.name))]
    return []


def fully_worded(document: Document) -> tuple[Document, int]:
    """The document with a marked text for each audience in every wording, and how many there are."""
    numbers = count(1)
    worded = strategies.reworded(
        document, lambda _: Wording.of(f"clinician-only {(n := next(numbers))}", f"lay-only {n}")
    )
    return worded, next(numbers) - 1


@given(strategies.documents())
def test_each_audience_is_told_all_that_is_worded_for_it_and_nothing_else(document):
    worded, total = fully_worded(document)
    for audience, mark in ((CLINICIAN, "clinician-only"), (LAY, "lay-only")):
        reading = personalize(worded, audience)
        assert sorted(said(reading)) == sorted(f"{mark} {n}" for n in range(1, total + 1))
        assert reading.fell_back == 0


@given(strategies.documents())
def test_each_text_stands_where_its_wording_stood(document):
    for audience in Audience:
        reading = personalize(document, audience)
        assert reading.audience is audience
        for name in ("summary", "scope", "get_help", "change_note"):
            assert getattr(reading, name) == say(getattr(document, name), audience)
        assert [step.text for step in reading.walk()] == [say(step.text, audience) for step in document.steps()]
        whens = [say(step.applies_when, audience) for step in document.steps()]
        assert [step.applies_when for step in reading.walk()] == whens
        assert headings(reading) == [say(section.heading, audience) for section in document.walk_sections()]


def headings(reading: Reading) -> list[Said]:
    return [part.heading for section in reading.sections for part in (section, *section.sections)]


@given(strategies.documents())
def test_clinicians_never_fall_back_and_every_step_is_read(document):
    reading = personalize(document, CLINICIAN)
    assert reading.fell_back == 0
    assert [step.key for step in reading.walk()] == [step.key for step in document.steps()]
    assert (reading.title, reading.terms) == (document.title, document.terms)
    assert [read.reference for read in reading.references] == list(document.references)
