"""A page as PDF: tagged, with an outline and what is known of it; nothing in it is fetched."""

import re
import zlib

import pytest

from guidance import printing

pytestmark = pytest.mark.skipif(not printing.can_print(), reason="no Pango here to draw a PDF (see .ci/run)")

PAGE = """<!doctype html><html lang="en"><head><title>Is it treated?</title><meta name="author" content="leuko">
<meta name="nextreview" content="2027-03-02"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<style>@import "file:///etc/hostname"; p { background: url(http://169.254.169.254/) }</style></head>
<body><h1>Is it treated?</h1><p>Yes.</p><h2>How</h2><img src="file:///etc/passwd" alt="nothing">
<ol class="steps"><li>Water.</li></ol></body></html>"""


@pytest.fixture(scope="module")
def drawn():
    return printing.pdf(PAGE)


def unpacked(content: bytes) -> bytes:
    """The file with every packed part of it unpacked."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    return content + b"".join(_unpacked(part) for part in parts)


def _unpacked(part: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(part)
    except zlib.error:
        return b""


def test_it_is_tagged_and_has_an_outline_and_its_dates(drawn):
    whole = unpacked(drawn)
    assert drawn.startswith(b"%PDF-1.7")
    for mark in (b"/StructTreeRoot", b"/Outlines", b"/Lang (en)", b"pdfuaid:part", b"/H2", b"/LI", b"(2027-03-02)"):
        assert mark in whole, mark


def test_nothing_is_fetched(monkeypatch, caplog):
    printing.pdf(PAGE + "<!-- anew -->")
    refused = re.findall(r"ValueError: (\S+) is not fetched", caplog.text)
    assert set(refused) == {
        *("http://127.0.0.1:9/a.css", "file:///etc/hostname", "http://169.254.169.254/", "file:///etc/passwd")
    }


def test_one_is_drawn_at_a_time_and_the_next_waits_only_so_long(monkeypatch):
    monkeypatch.setattr(printing, "PATIENCE", 0.01)
    with printing._printing, pytest.raises(printing.Busy):
        printing.pdf("<p>another")
