"""Canonical JSON: one value, one spelling, and nothing else is read."""

import json
import re
import unicodedata
from dataclasses import FrozenInstanceError, dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance import canonical
from guidance.canonical import LARGEST_INTEGER, Malformed, clean
from tests.guidance.strategies import texts, values

# The values of RFC 8785 that may be stored here, and their bytes, written by hand.
SPELLED = [
    (None, b"null"),
    ([True, False], b"[true,false]"),
    ([0, -0, -1, 56, LARGEST_INTEGER, -LARGEST_INTEGER], b"[0,0,-1,56,9007199254740991,-9007199254740991]"),
    ({}, b"{}"),
    ([], b"[]"),
    ((1, (2,)), b"[1,[2]]"),
    ("", b'""'),
    ('"', b'"\\""'),
    ("\\", b'"\\\\"'),
    ("\n", b'"\\n"'),
    ("a/b", b'"a/b"'),
    ("<script>&'", b'"<script>&\'"'),
    ("€", b'"\xe2\x82\xac"'),
    ("\u2028", b'"\xe2\x80\xa8"'),
    ("😀", b'"\xf0\x9f\x98\x80"'),
    ({"b": 1, "a": [{"d": 1, "c": 2}]}, b'{"a":[{"c":2,"d":1}],"b":1}'),
    ({"10": 1, "2": 2, "": 3, "A": 4, "_": 5}, b'{"":3,"10":1,"2":2,"A":4,"_":5}'),
    # U+1F600 is above U+FF21, but its first UTF-16 code unit, D83D, stands before FF21.
    ({"Ａ": 1, "😀": 2, "ö": 3, "€": 4}, b'{"\xc3\xb6":3,"\xe2\x82\xac":4,"\xf0\x9f\x98\x80":2,"\xef\xbc\xa1":1}'),
]

HAVE_NO_FORM = [
    1.5,
    float("nan"),
    LARGEST_INTEGER + 1,
    -LARGEST_INTEGER - 1,
    b"bytes",
    {1},
    "\x00",
    "\b",
    "\t",
    "\f",
    "\r",
    "\x1b",
    "\x7f",
    "\x85",
    "\ud83d",
    "e\u0301",
    "\u202e",
    {"\x00": 1},
    {"\ud83d": 1},
    [{"a": ("\x00",)}],
]

# What is read from outside, and the beginning of what is said of it.
REFUSED = [
    (b"", "This is not JSON"),
    (b"{", "This is not JSON: Expecting property name enclosed in double quotes in line 1."),
    (b"[1,\n2,\n]", "This is not JSON: "),
    (b"{'a': 1}", "This is not JSON"),
    (b'"a\nb"', "This is not JSON"),
    (b'"a\x00b"', "This is not JSON"),
    (b"\xff", "This is not text in UTF-8."),
    (b'"\xed\xa0\xbd"', "This is not text in UTF-8."),
    (b"NaN", "NaN is not a number that JSON knows."),
    (b'{"a": -Infinity}', "-Infinity is not a number that JSON knows."),
    (b'{"a": 1, "a": 1}', "An object names the same field twice."),
    (b'{"a": 1, "\\u0061": 1}', "An object names the same field twice."),
    (b"[" * 100_000, "This is nested too deeply to read."),
    (b'{"a":' * 100_000, "This is nested too deeply to read."),
    (b"9" * 5_000, "99999999999999999999… is too large a number."),
]


@pytest.mark.parametrize(("value", "content"), SPELLED, ids=ascii)
def test_a_value_has_one_spelling(value, content):
    assert canonical.dumps(value) == content


@pytest.mark.parametrize("value", HAVE_NO_FORM, ids=ascii)
def test_what_has_no_spelling_is_refused(value):
    with pytest.raises(ValueError, match=r"has no canonical form|may not be stored"):
        canonical.dumps(value)


@pytest.mark.parametrize(("content", "says"), REFUSED, ids=lambda value: ascii(value)[:30])
def test_what_is_not_json_is_refused_with_a_sentence(content, says):
    with pytest.raises(Malformed) as refusal:
        canonical.loads(content)
    assert str(refusal.value).startswith(says)


def test_a_byte_order_mark_is_passed_over():
    assert canonical.loads(b"\xef\xbb\xbf[1]") == canonical.loads("\ufeff[1]") == [1]


def test_every_control_is_refused_or_a_line_feed():
    controls = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Cs"}]
    assert [control for control in controls if clean(control) == control] == ["\n"]


MARKS = st.sampled_from("e\u0301\u0316\u0323\u0344\u0f73\uff9e")


@given(st.text(MARKS, max_size=200))
def test_no_letter_has_more_marks_than_may_be_and_clean_text_stays_as_it_is(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    runs = re.split(r"[^\u0300-\U0001efff]", unicodedata.normalize("NFKD", cleaned))
    assert max(map(len, runs)) <= 2 * canonical.MOST_MARKS  # U+0F73 stays one, and is two in NFKD


def test_a_letter_under_a_hundred_thousand_marks_keeps_the_first():
    assert len(clean("e" + "\u0301\u0316" * 50_000)) == canonical.MOST_MARKS


@given(values)
def test_the_bytes_are_json_and_say_the_value(value):
    content = canonical.dumps(value)
    assert json.loads(content) == canonical.loads(content) == value
    assert canonical.dumps(canonical.loads(content)) == content


@given(values)
def test_layout_and_order_do_not_change_the_bytes(value):
    shuffled = json.dumps(_reversed(value), indent=3, ensure_ascii=True)
    assert canonical.dumps(canonical.loads(shuffled)) == canonical.dumps(value)


def _reversed(value):
    if isinstance(value, dict):
        return {key: _reversed(item) for key, item in reversed(value.items())}
    return [_reversed(item) for item in value] if isinstance(value, list) else value


@given(values)
def test_freezing_and_thawing_change_nothing(value):
    frozen = canonical.freeze(value)
    assert canonical.thaw(frozen) == value
    assert canonical.dumps(frozen) == canonical.dumps(value)


def test_nothing_in_a_frozen_value_can_be_changed():
    frozen = canonical.freeze({"a": [{"b": []}]})
    with pytest.raises(TypeError):
        frozen["a"] = 1
    with pytest.raises(TypeError):
        frozen["a"][0]["b"] = 1
    assert frozen["a"][0]["b"] == ()


@given(st.text(alphabet=st.characters(), max_size=50))
def test_clean_text_stays_as_it_is(text):
    once = clean(text)
    assert clean(once) == once
    assert canonical.loads(canonical.dumps(once)) == once


def test_clean_keeps_lines_and_composes_letters():
    assert clean("a\r\nb\rc\td e\u0301\x00\u202e\ud800") == "a\nb\nc d é"


def test_clean_value_writes_out_what_has_no_canonical_form():
    value = {"a\x00": [1.5, 2**60, "\t", True, None]}
    assert canonical.clean_value(value) == {"a": ["1.5", str(2**60), " ", True, None]}


@given(texts)
def test_the_digest_is_sha_256_in_hexadecimal(text):
    assert len(canonical.digest(text.encode())) == 64


def test_the_digest_of_nothing():
    assert canonical.digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@dataclass(frozen=True)
class Pair:
    name: str
    number: int | None = None


def test_a_dataclass_is_its_fields():
    assert canonical.dumps(Pair("a", 1)) == b'{"name":"a","number":1}'
    assert canonical.decode(Pair, {"number": 1, "name": "a"}) == Pair("a", 1)
    assert canonical.decode(Pair, {"name": "a"}) == Pair("a")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([], "The pair should be an object."),
        ({}, "The pair has no “name”."),
        ({"name": "a", "nmae": "b"}, "The pair has a field that is not known here: 'nmae'."),
        ({"name": None}, "The pair → name should be text."),
        ({"name": "a\x00"}, "The pair → name holds characters that may not be stored."),
        ({"name": "a", "number": True}, "The pair → number should be a whole number."),
        ({"name": "a", "number": 1.0}, "The pair → number should be a whole number."),
        ({"name": "a", "number": 2**53}, "The pair → number is too large a number."),
    ],
)
def test_what_is_no_such_dataclass_is_refused_with_its_place(value, says):
    with pytest.raises(Malformed) as refusal:
        canonical.decode(Pair, value, "The pair")
    assert str(refusal.value) == says


def test_a_decoded_dataclass_is_frozen():
    with pytest.raises(FrozenInstanceError):
        canonical.decode(Pair, {"name": "a"}).name = "b"
