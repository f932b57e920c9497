"""A glossary as a file, and where its words are used."""

from contextlib import suppress

import pytest
from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.documents import Term
from guidance.interchange import glossary, terminology
from guidance.language.occurrences import Finder
from tests.conftest import soak
from tests.guidance import strategies

names = strategies.texts.map(str.strip) | st.sampled_from(["=1+1", "'=1", "a;b", "a\\", "\\;", "-x", "@y", "''"])
lists = st.lists(names.filter(bool), max_size=3).map(tuple)
values = st.builds(Term, st.uuids().map(str), names.filter(bool), lists, lists, names, names)


def sheet(text: str | bytes, *known: Term) -> terminology.Plan:
    return terminology.plan(glossary.read(text), known)


class Property(SimpleTestCase):
    @given(values, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    def test_what_is_exported_imports_to_the_same(self, term, encoding):
        content = glossary.write([term]).encode(encoding)
        assert [new for _, new in sheet(content).new] == [term]
        assert sheet(content, term).same == (term,)

    @given(st.binary(max_size=80) | st.binary(max_size=60).map(lambda rest: b"term,definition\n" + rest))
    def test_any_bytes_have_an_answer(self, content):
        with suppress(glossary.NotAGlossary):
            terminology.plan(glossary.read(content), ())

    @settings(max_examples=soak(20, 500))
    @given(st.lists(values, max_size=3), st.text("ab =;s-", max_size=30))
    def test_the_finder_finds_what_occurs(self, terms, text):
        text = " ".join([text, *(term.term for term in terms[:2])])
        assert Finder(terms).keys_in(text) == {term.key for term in terms if term.occurs_in(text)}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Definition;Term\r\nA cell;T cell", Term("", "T cell", definition="A cell")),
        ("sep=;\nterm;synonyms\na;b; c", None),
        ('term\tAbbreviation\nJC virus\t"JCV; J\\;C"', Term("", "JC virus", ("JCV", "J;C"))),
        ('name,meaning\na,"one\r\ntwo"', Term("", "a", definition="one\ntwo")),
        ("term,plain_name\nna\u00efve,d\u00e9j\u00e0".encode("latin-1"), Term("", "naïve", plain_name="déjà")),
        ("term,meaning\na,“b”".encode("cp1252"), Term("", "a", definition="“b”")),
    ],
)
def test_a_spreadsheet_is_read_however_it_wrote(text, term):
    plan = sheet(text)
    assert [new for _, new in plan.new] == ([term] if term else [])
    assert bool(plan.unreadable) == (term is None)


def test_a_formula_is_made_text():
    assert '"\'=cmd"' in glossary.write([Term("", "=cmd")])


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        (",nothing", 2, "It has no term."),
        ("a,b,c", 2, "It has 3 cells where the first line names 2 columns."),
        ("a,b\n\nA,b", 4, "The term “A” stands in line 2 already."),
        ("x" * 201 + ",b", 2, "The term is longer than 200 characters."),
        ('a,"b" c', 2, "A quotation mark closes a cell, and the cell goes on after it."),
        ('a,b\nc,"d', 3, "A quotation mark opens here and is never closed, so nothing after it could be read."),
        ("PML,b", 2, terminology.claimed("PML", "leukoencephalopathy")),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_with_the_reason(lines, line, reason):
    plan = sheet(f"term,definition\n{lines}\nlast,b", Term("k", "leukoencephalopathy", ("PML",)))
    assert (line, reason) in [(one.line, one.reason) for one in plan.unreadable]


@pytest.mark.parametrize("text", ["", "\n", "a,b\nc,d", "term,word\na,b"])
def test_what_is_no_glossary_is_refused_whole(text):
    with pytest.raises(glossary.NotAGlossary):
        glossary.read(text)


def test_a_refusal_repeats_no_control():
    with pytest.raises(glossary.NotAGlossary, match="begins with “ab") as refused:
        glossary.read(b"a\0b\x1b[31m\n")
    assert str(refused.value).isprintable()


def test_a_workbook_is_told_to_be_saved_as_csv():
    with pytest.raises(glossary.NotAGlossary, match="Save it there as CSV"):
        glossary.read(b"PK\x03\x04\x14\x00")


def test_a_column_that_is_not_there_is_left_as_it_is():
    known = Term("k", "JC virus", ("JCV",), definition="Old.")
    [changed] = sheet("definition,term\nNew.,jc virus", known).changed
    assert (changed.new.abbreviations, changed.new.definition, changed.fields) == (
        ("JCV",),
        "New.",
        ["term", "definition"],
    )


def test_words_may_change_hands_within_a_file():
    known = (Term("1", "a", ("X",)), Term("2", "b"))
    plan = sheet("term,abbreviations\nb,X\na,", *known)
    assert [(one.new.term, one.new.abbreviations) for one in plan.changed] == [("b", ("X",)), ("a", ())]


def test_words_that_two_terms_claim_are_told():
    terms = [Term("1", "Complete response", ("CR",)), Term("2", "cr"), Term("3", "other")]
    assert terminology.ambiguous(terms) == [("CR", terms[:2])]
