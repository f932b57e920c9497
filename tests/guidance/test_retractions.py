"""A feed of notices: which shapes are read, what each says, and that a bad record loses no other."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance import canonical
from guidance.references import retractions, updates
from guidance.references.retractions import NotAFeed
from guidance.references.updates import Update
from guidance.vocabularies import Standing

NOTICE = {
    "DOI": "10.5555/notice",
    "title": ["Retraction: Water for hiccup"],
    "update-to": [
        {
            "DOI": "10.5555/WATER",
            "type": "retraction",
            "updated": {"date-parts": [[2024, 3, 26]]},
            "source": "publisher",
        }
    ],
    "score": 1.0,
}
WATER = Update(Standing.RETRACTED, "retraction", "10.5555/water", "", "10.5555/notice", "2024-03-26")


def feed(value) -> retractions.Feed:
    return retractions.read(value if isinstance(value, bytes) else json.dumps(value).encode())


@pytest.mark.parametrize(
    "given",
    [
        {"status": "ok", "message": {"total-results": 1, "items": [NOTICE]}},
        {"status": "ok", "message": NOTICE},
        {"items": [NOTICE]},
        [NOTICE],
        NOTICE,
        b"\xef\xbb\xbf" + json.dumps([NOTICE]).encode(),
    ],
)
def test_each_shape_of_a_feed(given):
    assert feed(given) == retractions.Feed(1, (WATER,), ())


def test_a_record_a_line_and_a_line_that_is_none():
    lines = "\r\n".join([json.dumps(NOTICE), "", "{broken", json.dumps(NOTICE)]).encode()
    found = feed(lines)
    assert (found.read, found.updates) == (3, (WATER, WATER))
    assert [(one.record, one.reason) for one in found.unreadable] == [
        (2, "This is not JSON: Expecting property name enclosed in double quotes in line 1.")
    ]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (7, "It should be an object."),
        ({"DOI": "10.5555/x"}, "It says neither what it is an update to"),
        ({"DOI": "10.5555/x", "update-to": "10.5555/y"}, "It says neither what it is an update to"),
        ({"updated-by": [{"type": "retraction"}]}, "It names no work by a DOI or PMID."),
        ({"RetractionNature": "Retraction", "OriginalPaperDOI": "unavailable"}, "It has neither the DOI nor the PMID"),
    ],
)
def test_a_bad_record_gets_a_sentence_and_the_rest_go_on(record, reason):
    found = feed([record, NOTICE])
    assert found.updates == (WATER,)
    [unreadable] = found.unreadable
    assert unreadable.record == 1
    assert unreadable.reason.startswith(reason)


def test_what_a_work_says_of_itself_and_what_takes_nothing_from_it():
    entries = [{"DOI": "10.5555/n", "type": "Expression of Concern"}, {"DOI": "10.5555/m", "type": "addendum"}]
    assert feed([{"DOI": "10.5555/w", "PMID": 123, "updated-by": entries}]).updates == (
        Update(Standing.CONCERN, "expression of concern", "10.5555/w", "123", "10.5555/n"),
    )


@pytest.mark.parametrize(
    ("nature", "standing"),
    [
        ("Retraction", Standing.RETRACTED),
        ("Expression of concern", Standing.CONCERN),
        ("Correction", Standing.CORRECTED),
        ("Reinstatement", None),
    ],
)
def test_the_columns_of_retraction_watch(nature, standing):
    row = {"RetractionNature": nature, "OriginalPaperDOI": "10.5555/W", "OriginalPaperPubMedID": "0"}
    found = feed([row | {"RetractionDOI": "Unavailable"}, row | {"OriginalPaperPubMedID": 99}])
    assert [(one.standing, one.doi, one.pmid, one.told_by) for one in found.updates] == (
        [(standing, "10.5555/w", pmid, "Retraction Watch") for pmid in ("", "99")] if standing else []
    )


@pytest.mark.parametrize("given", [b"", b"7", b'"text"', b'{"message": 7}', b"not JSON\nnor this", b"\xff", b"{broken"])
def test_what_is_no_feed(given):
    with pytest.raises(NotAFeed, match=r"^This is"):
        feed(given)


@pytest.mark.parametrize(
    ("doi", "pmid", "is_about"),
    [
        ("10.5555/w", "", True),
        ("10.5555/w", "2", True),
        ("", "1", True),
        ("10.5555/x", "1", False),
        ("", "", False),
        ("", "2", False),
    ],
)
def test_a_doi_counts_before_a_pmid(doi, pmid, is_about):
    assert Update(Standing.RETRACTED, "retraction", "10.5555/w", "1").is_about(doi, pmid) is is_about


def test_every_standing_has_its_gravity():
    assert set(updates.GRAVITY) == set(Standing)
    assert not updates.is_graver(Standing.CORRECTED, Standing.CORRECTED)
    assert updates.is_graver(Standing.RETRACTED, Standing.CONCERN)


@given(st.recursive(
    st.none() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["message", "items", "DOI", "update-to", "updated-by", "type", "updated", "date-parts"]), inner
    ),
    max_leaves=12,
))  # fmt: skip
def test_whatever_is_given_there_is_a_feed_or_a_sentence(value):
    with contextlib.suppress(NotAFeed):
        feed(value)


def test_what_is_no_feed_is_not_read_to_its_end(monkeypatch):
    read, loads = [], canonical.loads
    monkeypatch.setattr(canonical, "loads", lambda content: read.append(content) or loads(content))
    with pytest.raises(NotAFeed):
        retractions.read(b"retraction,doi\n" * 1000)
    assert len(read) == 2  # the whole, and the first line
