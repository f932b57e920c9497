"""What of a source is searched, what two may have in common, and one record made of two."""

import pytest

from guidance.references import merging
from guidance.references.duplicates import Keys, groups
from guidance.references.words import folded, words

RECORD = {
    "type": "article-journal",
    "title": "Über the Jc virus",
    "container-title": "Journal of Water",
    "author": [{"family": "Müller", "given": "Zoë"}, {"literal": "A body"}],
    "DOI": "10.5555/ABC",
    "PMID": "12",
    "abstract": "Nobody searches this.",
}


@pytest.mark.parametrize("typed", ["uber", "ÜBER", "JC", "journal", "muller", "Zoë", "body", "10.5555/abc", "12"])
def test_a_source_is_found_by(typed):
    assert folded(typed) in words(RECORD)


def test_a_source_is_not_found_by_what_no_list_shows():
    assert "nobody" not in words(RECORD)
    assert words({}).strip() == ""


ONE, TWO = Keys("10.5555/1", "", "same"), Keys("10.5555/2", "", "same")


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ({"a": Keys(words="same"), "b": Keys(words="same"), "c": Keys(words="other")}, [["a", "b"]]),
        ({"a": ONE, "b": Keys(words="same")}, [["a", "b"]]),
        ({"a": ONE, "b": TWO}, []),  # one title under two DOIs is two sources
        ({"a": ONE, "b": TWO, "c": Keys(words="same")}, [["a", "b", "c"]]),  # it may be either
        ({"a": Keys(pmid="1", words="x"), "b": Keys(pmid="1", words="y")}, [["a", "b"]]),
        ({"a": Keys(), "b": Keys()}, []),  # of which nothing is known
    ],
)
def test_groups_of_what_may_be_one_source(sources, found):
    assert groups(sources.items()) == found


def test_two_records_become_one():
    theirs = RECORD | {"title": "Another", "page": "7", "DOI": ""}
    assert merging.differences(RECORD, theirs) == ["title", "page", "DOI"]
    assert merging.merged(RECORD, theirs, ["page", "DOI"]) == {
        **{name: value for name, value in RECORD.items() if name != "DOI"},
        "page": "7",
    }


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("author", RECORD["author"], "Müller Z, A body"),
        ("issued", {"date-parts": [[2020, 3]]}, "2020-3"),
        ("issued", {"raw": "Spring"}, "Spring"),
        ("page", None, ""),
    ],
)
def test_a_field_is_shown_as_a_person_reads_it(field, value, text):
    assert merging.shown(field, value) == text
