"""What is exported imports to the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.references import exporting, importing, record
from guidance.references.importing import Format
from tests.guidance.references.items import items

ITEM = {
    "type": "article-journal",
    "title": "An invented trial: 5% of H&O",
    "author": [
        {"family": "de la Cruz", "given": "Ana María"},
        {"literal": "Invented Group, North"},
        {"literal": "Board AB"},
    ],
    "container-title": "Journal of Invented Results",
    "issued": {"date-parts": [[2019, 4, 1]]},
    "page": "45-50",
    "DOI": "10.5555/inv_1",
    "PMID": "9999991",
}
WRITTEN = {
    Format.RIS: [
        "TY  - JOUR\nID  - key-1\n",
        "AU  - de la Cruz, Ana María\n",
        "AU  - Invented Group,, North\nAU  - Board AB,\n",
        "SP  - 45\nEP  - 50\n",
        "PY  - 2019\nDA  - 2019/04/01\n",
        "AN  - 9999991\nDB  - PubMed\nER  - \n",
    ],
    Format.BIBTEX: [
        "@article{key-1,\n",
        r"title = {{An invented trial: 5\% of H\&O}}",
        "author = {de la Cruz, Ana María and {Invented Group, North} and {Board AB}}",
        "pages = {45--50}",
        "month = {4}",
        r"doi = {10.5555/inv\_1}",
    ],
    Format.NBIB: [
        "PMID- 9999991\nOID - key-1\n",
        "TI  - An invented trial: 5% of H&O.\n",
        "FAU - de la Cruz, Ana María\nAU  - de la Cruz AM\nCN  - Invented Group, North\n",
        "LID - 10.5555/inv_1 [doi]\nDP  - 2019 Apr 1\n",
    ],
    Format.CSL_JSON: ['"id": "key-1"', '"DOI": "10.5555/inv_1"'],
}


@pytest.mark.parametrize("form", Format)
def test_what_a_file_says(form):
    text = exporting.write([("key-1", ITEM)], form)
    assert [part for part in WRITTEN[form] if part not in text] == []


@pytest.mark.parametrize("form", Format)
@given(found=st.lists(items, min_size=1, max_size=3))
def test_what_is_exported_imports_to_the_same(form, found):
    text = exporting.write([(f"key-{n}", item) for n, item in enumerate(found)], form)
    reading = importing.read(text.encode())
    assert (reading.format, reading.unreadable) == (form, ())
    assert [each.csl for each in reading.records] == [exporting.carried(item, form) for item in found]


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("kind", ["book", "report", "chapter"])
def test_a_series_and_what_a_source_stands_in_are_told_apart(form, kind):
    item = {"type": kind, "title": "One", "container-title": "Two", "collection-title": "Three"}
    for left_out in ("container-title", "collection-title", "note"):
        part = {field: value for field, value in item.items() if field != left_out}
        [again] = importing.read(exporting.write([("key-1", part)], form)).records
        assert again.csl == exporting.carried(part, form)


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("kind", ["book", "article-journal"])
def test_a_source_that_is_called_as_what_it_stands_in_imports_to_the_same(form, kind):
    item = {"type": kind, "title": "One", "container-title": "One", "author": [{"literal": "A, B; C, D"}]}
    [again] = importing.read(exporting.write([("key-1", item)], form)).records
    assert again.csl == exporting.carried(item, form)


@given(items)
def test_a_tidy_item_stays_as_it_is_and_only_csl_json_carries_it_all(item):
    tidy = record.tidy(item)
    assert record.tidy(tidy) == exporting.carried(tidy, Format.CSL_JSON) == tidy


@pytest.mark.parametrize(
    ("form", "lost"),
    [
        (Format.RIS, {"authority", "version"}),
        (Format.BIBTEX, set()),
        (Format.NBIB, {"authority", "version", "genre", "URL", "accessed", "event-title", "publisher-place"}),
    ],
)
def test_what_a_format_has_no_place_for_is_known(form, lost):
    item = record.tidy(
        {field: "https://example.org" if field == "URL" else f"1 {field}" for field in record.TEXTS}
        | {"type": "report", "accessed": "2020", "DOI": "10.5555/inv.1", "PMID": "9999991", "PMCID": "PMC999"}
    )
    assert set(item) - set(exporting.carried(item, form)) == lost


def test_an_item_that_was_never_tidy_is_written_too():
    [written] = json.loads(exporting.write([("k", {"title": ["One"], "author": "A", "year": 2019})], Format.CSL_JSON))
    assert written == {"id": "k", "type": "document", "title": "One", "author": [{"literal": "A"}]}
