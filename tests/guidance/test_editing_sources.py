"""References and glossary terms, which many articles share."""

from dataclasses import replace

import pytest

from guidance import editing, queries
from guidance.canonical import freeze
from guidance.documents import Term, Wording
from guidance.models import Reference
from guidance.models import Term as TermRow
from guidance.rules import NotAllowed
from guidance.vocabularies import ReferenceKind, Standing
from tests.cast import later
from tests.guidance.documents import a_reference
from tests.guidance.drafts import an_article, source, value


@pytest.fixture
def who(cast) -> dict[str, object]:
    return {"by": cast.editor, "at": later()}


ISSUED = {"date-parts": [[2019, 4]]}


def test_a_reference_repeats_what_its_record_says(who):
    record = {"DOI": "https://doi.org/10.5555/ABC.", "PMID": "PMID: 0123", "issued": ISSUED}
    row = editing.create_reference(value=a_reference("trial", csl=record), **who)
    row.refresh_from_db()
    assert (row.title, row.year, row.doi, row.pmid) == ("The trial", 2019, "10.5555/abc", "123")
    assert (row.csl["DOI"], row.csl["PMID"]) == ("10.5555/abc", "123")
    assert queries.reference_value(row).doi == row.doi


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"DOI": "10.5555/a"}, {"DOI": "HTTPS://DOI.ORG/10.5555/A", "title": "Other"}, True),
        ({"PMID": "12"}, {"DOI": "10.5555/new", "PMID": "012"}, True),
        ({"DOI": "10.5555/a", "PMID": "1"}, {"DOI": "10.5555/b", "PMID": "2"}, False),
        ({"DOI": None}, {"DOI": None}, True),
        ({"DOI": None}, {"DOI": None, "title": " The one\t"}, False),
        ({"DOI": None, "title": " The one "}, {"DOI": None, "title": " The one "}, True),
        ({"DOI": None}, {"DOI": None, "volume": "2"}, False),
        ({"DOI": None, "volume": 1}, {"DOI": None, "volume": True}, False),
    ],
)
def test_a_source_is_known_by_doi_then_pmid_then_equal_content(who, first, second, same):
    known = editing.create_reference(value=a_reference("one", csl=first), **who)
    again = editing.create_reference(value=a_reference("one", csl=second), **who)
    assert (again == known) is same


def test_content_is_equal_only_of_one_kind(who):
    given = a_reference("one", csl={"DOI": None})
    rows = [given, replace(given, kind=ReferenceKind.COHORT), replace(given, in_house=True), given]
    assert len({editing.create_reference(value=row, **who).pk for row in rows}) == 3


def test_a_known_source_is_left_as_it_is(who):
    known = editing.create_reference(value=a_reference("one"), **who)
    editing.create_reference(value=a_reference("one", csl={"title": "Other"}, standing=Standing.RETRACTED), **who)
    known.refresh_from_db()
    assert (known.title, known.standing, known.revision) == ("The one", "current", 1)


def test_a_new_source_keeps_its_key_where_that_is_free(who):
    key = "11111111-1111-4111-8111-111111111111"
    first = editing.create_reference(value=a_reference("one", csl={"DOI": None}), **who)
    given = replace(a_reference("two", csl={"DOI": None}), key=key)
    second = editing.create_reference(value=given, **who)
    third = editing.create_reference(value=replace(given, csl=freeze({"title": "Three"})), **who)
    assert str(second.key) == key
    assert len({first.key, second.key, third.key}) == 3


def test_of_equal_sources_the_one_of_the_key_is_meant(who):
    given = a_reference("one", csl={"DOI": None})
    editing.create_reference(value=given, **who)
    second = editing.create_reference(value=replace(given, csl=freeze({"title": "Two"})), **who)
    editing.change_reference(reference=second, value=given, revision=1, **who)
    assert queries.matching_reference(replace(given, key=str(second.key))) == second


def test_a_correction_may_not_take_anothers_identifiers(who):
    editing.create_reference(value=a_reference("one", csl={"PMID": "1"}), **who)
    other = editing.create_reference(value=a_reference("two", csl={"DOI": None}), **who)
    for record in ({"DOI": "10.5555/12345678"}, {"PMID": "01"}):
        with pytest.raises(NotAllowed, match="has this DOI or PMID already"):
            editing.change_reference(reference=other, value=value("two", csl=freeze(record)), revision=1, **who)
    corrected = editing.change_reference(
        reference=other, value=value("two", csl=freeze({"title": "2", "PMID": "2"})), revision=1, **who
    )
    assert (corrected.title, corrected.pmid, corrected.revision) == ("2", "2", 2)


def test_standing_is_set_with_its_reason(who):
    for title in ("old", "new"):
        editing.create_reference(value=a_reference(title, csl={"DOI": None}), **who)
    editing.set_standing(
        reference=source("old"), standing=Standing.SUPERSEDED, reason="Updated.", superseded_by=source("new"), **who
    )
    assert queries.reference_value(source("old")).superseded_by == "The new"
    assert source("old").history.first().history_change_reason == "Updated."
    assert Reference.objects.get(title="The new").standing == "current"


# The glossary


def test_a_term_is_explained_anew_under_its_own_name(who):
    first = editing.save_term(value=Term("", "JC virus", ("JCV",), definition="A virus."), **who)
    again = editing.save_term(value=Term("", " JC virus\t", ("JCV", ""), ("JC",), definition="Another."), **who)
    assert again.pk == first.pk
    again.refresh_from_db()
    assert (again.synonyms, again.definition, again.revision) == (["JC"], "Another.", 2)


def test_a_term_saved_as_it_is_has_no_new_history(who):
    for definition in ("A virus.", " A\x00 virus.\n"):
        row = editing.save_term(value=Term("", "JC virus", definition=definition), **who)
    assert (row.revision, row.history.count()) == (1, 1)


def test_an_imported_document_adds_terms_and_changes_none(who, cast):
    editing.save_term(value=Term("", "water", definition="Ours."), **who)
    given = (Term("a", "water", definition="Theirs."), Term("b", "cold", definition="Not warm."))
    article = an_article(cast, terms=given, summary=Wording("Cold water."))
    assert dict(TermRow.objects.values_list("term", "definition")) == {"water": "Ours.", "cold": "Not warm."}
    assert [term.definition for term in queries.draft(article).terms] == ["Not warm.", "Ours."]
