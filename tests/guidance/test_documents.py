"""Documents: nothing is lost in JSON, nothing wrong is read from it, nothing can be changed."""

import json
from collections import Counter
from contextlib import suppress
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance import documents
from guidance.canonical import freeze
from guidance.documents import Document, Malformed, Reference, Wording, digest, from_json, to_json, with_standing
from guidance.interchange import schema
from guidance.vocabularies import Action, ReferenceKind, Standing
from tests.guidance import strategies
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing

VALIDATOR = jsonschema_rs.Draft202012Validator(schema.schema())


@given(strategies.documents())
def test_a_document_comes_back_from_its_json(document):
    assert from_json(to_json(document)) == document


@given(strategies.documents())
def test_the_bytes_do_not_depend_on_how_they_were_written(document):
    value = json.loads(to_json(document))
    written = json.dumps(dict(reversed(value.items())), indent=1)
    assert to_json(from_json(written)) == to_json(from_json(b"\xef\xbb\xbf" + written.encode())) == to_json(document)


@given(strategies.documents())
def test_every_document_fits_the_schema(document):
    VALIDATOR.validate(json.loads(to_json(document)))


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_are_a_document_or_malformed(content):
    with pytest.raises(Malformed):
        from_json(content)


@given(strategies.documents(), st.data())
def test_a_damaged_document_is_read_or_malformed(document, data):
    content = bytearray(to_json(document))
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Malformed):
        to_json(from_json(bytes(content)))


def test_the_bytes_of_a_small_document():
    assert to_json(Document("Q?", references=(Reference("r", ReferenceKind.TRIAL, freeze({"title": "é"})),))) == (
        b'{"acceptances":[],"change_note":{"basis":"","clinician":"","lay":""},"format":1,'
        b'"get_help":{"basis":"","clinician":"","lay":""},"references":[{"csl":{"title":"\xc3\xa9"},"in_house":false,'
        b'"key":"r","kind":"trial","standing":"current","superseded_by":""}],'
        b'"scope":{"basis":"","clinician":"","lay":""},"sections":[],'
        b'"summary":{"basis":"","clinician":"","lay":""},"terms":[],"title":"Q?"}'
    )


def test_what_is_left_out_takes_its_default():
    assert from_json('{"format": 1, "title": "Q?"}') == Document("Q?")


WHOLE = a_document(
    a_step("A.", steps=(a_step("A1.", citations=citing("trial", None)),)),
    summary=Wording.of("Treat the cause.", "Treat what causes it."),
    references=(a_reference(csl={"author": [{"literal": "A society"}], "issued": {"date-parts": [[2021, 3]]}}),),
    terms=(documents.Term("t", "plasma exchange", ("PLEX",)),),
    acceptances=(documents.Acceptance("reference.unused", "Kept for readers."),),
)

REMOVED = ...  # stands where a field is left out

# Where a whole document is spoilt, how, and what is said of it.
SPOILT = [
    ("title", REMOVED, "The document has no “title”."),
    ("title", None, "The document → title should be text."),
    ("title", 7, "The document → title should be text."),
    ("titel", "Q?", "The document has a field that is not known here: 'titel'."),
    ("summary", "Treat it.", "The document → summary should be an object."),
    ("summary lay", ["x"], "The document → summary → lay should be text."),
    ("sections", {}, "The document → sections should be a list."),
    ("sections 0 heading", REMOVED, "The document → sections 1 has no “heading”."),
    ("sections 0 kind", "cure", "sections 1 → kind should be one of: background, causes, "),
    ("sections 0 steps 0", None, "The document → sections 1 → steps 1 should be an object."),
    ("sections 0 steps 0 key", REMOVED, "The document → sections 1 → steps 1 has no “key”."),
    ("sections 0 steps 0 line", "first", "The document → sections 1 → steps 1 → line should be a whole number."),
    ("sections 0 steps 0 line", 1.5, "steps 1 → line should be a whole number."),
    ("sections 0 steps 0 line", True, "steps 1 → line should be a whole number."),
    ("sections 0 steps 0 line", 2**53, "steps 1 → line is too large a number."),
    ("sections 0 steps 0 action", "cure", "steps 1 → action should be one of: “”, start, stop"),
    ("sections 0 steps 0 steps 0 strength", "", "steps 1 → steps 1 → strength should be one of: strong-for, "),
    ("sections 0 steps 0 steps 0 citations 1 confirmed", 1, "citations 2 → confirmed should be true or false."),
    ("references 0 kind", REMOVED, "The document → references 1 has no “kind”."),
    ("references 0 csl", [], "The document → references 1 → csl should be an object."),
    ("references 0 csl volume", 1.5, "csl → volume is a number with a fraction; write it as text."),
    ("references 0 csl author 0 n", 2**53, "csl → author → n is too large a number."),
    ("terms 0 abbreviations 0", 1, "The document → terms 1 → abbreviations 1 should be text."),
    ("acceptances 0 reason", REMOVED, "The document → acceptances 1 has no “reason”."),
    ("format", 2, "This document is of format 2; only formats up to 1 can be read."),
    ("format", 0, "This document is of format 0; only formats up to 1 can be read."),
    ("format", "1", "This document is of format 1; only"),
    ("format", True, "This document is of format True; only"),
    ("format", None, "This document is of format None; only"),
    ("format", REMOVED, "This is not a leuko document: it has no “format”."),
]

# What JSON Schema does not say, and reading refuses all the same.
SPOILT_WITHIN_THE_SCHEMA = [
    ("title", "a\x00b", "The document → title holds characters that may not be stored."),
    ("title", "a\ud800", "The document → title holds characters that may not be stored."),
    ("title", "e\u0301", "The document → title holds characters that may not be stored."),
    ("title", "a\r\nb", "The document → title holds characters that may not be stored."),
    ("references 0 csl \x00", "x", "references 1 → csl holds characters that may not be stored."),
    ("references 0 key", "", "One of the references has an empty key."),
    ("sections 0 steps 0 key", "A1.", "Two steps have the same key."),
    ("sections 0 steps 0 key", "", "One of the steps has an empty key."),
    ("terms 0 key", "", "One of the terms has an empty key."),
]


def spoilt(path: str, change: object) -> dict[str, object]:
    value = whole = json.loads(to_json(WHOLE))
    *way, last = (int(part) if part.isdigit() else part for part in path.split(" "))
    for part in way:
        value = value[part]
    if change is REMOVED:
        del value[last]
    else:
        value[last] = change
    return whole


@pytest.mark.parametrize(("path", "change", "says"), SPOILT + SPOILT_WITHIN_THE_SCHEMA, ids=ascii)
def test_a_spoilt_document_is_refused_with_the_place(path, change, says):
    with pytest.raises(Malformed) as refusal:
        from_json(json.dumps(spoilt(path, change)))
    assert says in str(refusal.value)


@pytest.mark.parametrize(("path", "change"), [row[:2] for row in SPOILT], ids=ascii)
def test_a_spoilt_document_does_not_fit_the_schema(path, change):
    assert not VALIDATOR.is_valid(spoilt(path, change))


def test_the_whole_document_is_not_spoilt_to_begin_with():
    assert VALIDATOR.is_valid(json.loads(to_json(WHOLE)))
    assert from_json(to_json(WHOLE)) == WHOLE


@pytest.mark.parametrize("content", ["null", "[]", '"format"', "1", "{}"])
def test_json_that_is_no_document_is_refused(content):
    with pytest.raises(Malformed, match=r"This is not a leuko document: it has no “format”\."):
        from_json(content)


def test_two_references_of_one_key_are_refused():
    with pytest.raises(Malformed, match=r"Two references have the same key\."):
        from_json(to_json(a_document(references=(a_reference(), a_reference()))))


def test_sections_may_nest_one_level_only():
    inner = a_section(sections=(a_section(),))
    assert from_json(to_json(a_document(sections=(inner,))))
    with pytest.raises(Malformed, match=r"Sections may nest one level only\."):
        from_json(to_json(a_document(sections=(a_section(sections=(inner,)),))))


def test_sub_steps_nested_without_end_are_refused():
    step = '{"key": "k", "text": {}, "steps": ['
    content = '{"format": 1, "title": "Q?", "sections": [{"heading": {}, "steps": [' + step * 300 + "]}" * 300 + "]}]}"
    with pytest.raises(Malformed, match=r"This is nested too deeply to read\."):
        from_json(content)


def test_text_that_may_not_be_stored_is_not_written():
    with pytest.raises(ValueError, match="may not be stored"):
        to_json(Document("a\x00b"))


@pytest.fixture
def third_format(monkeypatch):
    """Formats 1 and 2 called the title “name” and “question”."""
    monkeypatch.setattr(documents, "FORMAT", 3)
    monkeypatch.setitem(documents.UPGRADES, 1, lambda value: {"question": value["name"]})
    monkeypatch.setitem(documents.UPGRADES, 2, lambda value: {"title": value["question"]})


@pytest.mark.usefixtures("third_format")
@pytest.mark.parametrize(("number", "name"), [(1, "name"), (2, "question"), (3, "title")])
def test_an_older_format_still_opens(number, name):
    assert from_json(json.dumps({"format": number, name: "Q?"})) == Document("Q?")


@pytest.mark.usefixtures("third_format")
def test_a_newer_format_is_refused():
    with pytest.raises(Malformed, match="format 4; only formats up to 3 can be read"):
        from_json('{"format": 4, "title": "Q?"}')


def parts(value):
    """Every dataclass that a document is made of."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from parts(getattr(value, field.name))
    if isinstance(value, tuple):
        for item in value:
            yield from parts(item)


def test_no_part_of_a_document_can_be_changed():
    kinds = set()
    for part in parts(WHOLE):
        kinds.add(type(part).__name__)
        for field in fields(part):
            assert not isinstance(getattr(part, field.name), list | dict | set)
            with pytest.raises(FrozenInstanceError):
                setattr(part, field.name, None)
    assert kinds == {"Document", "Wording", "Section", "Step", "Citation", "Reference", "Term", "Acceptance"}


def test_the_record_of_a_reference_cannot_be_changed():
    for document in (WHOLE, from_json(to_json(WHOLE))):
        record = document.references[0].csl
        with pytest.raises(TypeError):
            record["title"] = "Another"
        with pytest.raises(TypeError):
            record["issued"]["date-parts"] = ()
        assert record["issued"]["date-parts"] == ((2021, 3),)


def test_what_a_reference_says_of_itself():
    reference = WHOLE.references[0]
    assert (reference.title, reference.year, reference.doi, reference.pmid) == (
        "The trial",
        2021,
        "10.5555/12345678",
        "",
    )


@pytest.mark.parametrize(
    "issued", [None, {}, {"date-parts": []}, {"date-parts": [[]]}, {"date-parts": [["soon"]]}, "2021"]
)
def test_a_year_that_the_record_does_not_say_is_none(issued):
    assert a_reference(csl={"issued": issued}).year is None


def test_a_lay_wording_goes_stale_with_the_clinician_text():
    wording = Wording.of(" Stop the drug. ", "Stop taking it.")
    assert wording == Wording("Stop the drug.", "Stop taking it.", digest(b"Stop the drug."))
    assert not wording.is_stale
    assert replace(wording, clinician="Never stop the drug.").is_stale
    assert not Wording("Stop the drug.").is_stale


def test_the_walk_is_in_reading_order_and_knows_the_place():
    inner, outer = (
        a_section(a_step("C."), heading="Inner"),
        a_section(a_step("A.", steps=(a_step("B."),)), heading="Outer"),
    )
    document = a_document(sections=(replace(outer, sections=(inner,)), a_section(a_step("D."), heading="Last")))
    said = [
        (place.step.key, [section.heading.clinician for section in place.sections], [step.key for step in place.above])
        for place in document.walk()
    ]
    assert said == [
        ("A.", ["Outer"], []),
        ("B.", ["Outer"], ["A."]),
        ("C.", ["Outer", "Inner"], []),
        ("D.", ["Last"], []),
    ]
    assert [section.heading.clinician for section in document.walk_sections()] == ["Outer", "Inner", "Last"]


@given(strategies.documents())
def test_the_wordings_are_all_there_is_to_say(document):
    asked = []
    strategies.reworded(document, lambda wording: asked.append(wording) or wording)
    assert Counter(wording for _, wording in document.wordings()) == Counter(asked)
    assert document.has_lay_wording == any(wording.lay for wording in asked)


def test_todays_standing_is_laid_over_a_copy():
    today = with_standing(WHOLE, {"trial": (Standing.RETRACTED, "The second trial")})
    assert (today.references[0].standing, today.references[0].superseded_by) == (Standing.RETRACTED, "The second trial")
    assert WHOLE.references[0].standing is Standing.CURRENT
    assert with_standing(WHOLE, {"another": (Standing.RETRACTED, "")}) == WHOLE


@pytest.mark.parametrize("action", Action)
def test_only_a_step_that_claims_something_needs_a_source(action):
    assert a_step(action=action).makes_claim == (action not in {Action.DEFINE, Action.INFORM, Action.GROUP})


def test_the_published_schema_is_what_the_code_says():
    assert schema.PUBLISHED.read_text(encoding="utf-8") == schema.published(), (
        "Write guidance.interchange.schema.published() to the file again."
    )
    assert json.loads(schema.published()) == schema.schema()


def test_the_schema_is_one_and_describes_every_part():
    jsonschema_rs.meta.validate(schema.schema())
    made = schema.schema()
    assert made["$id"] == "/schema/document-1.json"
    assert made["required"] == ["format", "title"]
    unsaid = [name for name, part in made["$defs"].items() if part["description"].startswith(f"{name}(")]
    assert unsaid == []
    assert all(part["description"] for part in made["$defs"].values())
