"""A source by its DOI or PMID: what is asked, what is made of the answer, and what is said where there is none.

Nothing goes over the network: the answers are fictional records in the shape that Crossref and PubMed document.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.references import lookup
from guidance.references.lookup import NoAnswer, Trouble, crossref, fetching, pubmed
from guidance.vocabularies import ReferenceKind, Standing

CALLER = lookup.Caller("https://leuko.example", "board@leuko.example")
DOI, PMID = "10.5555/hiccup.1", "99000001"

WORK = {
    "DOI": "10.5555/Hiccup.1",
    "type": "journal-article",
    "title": ["Water for <i>singultus</i> &amp; hiccup"],
    "subtitle": ["A randomised trial"],
    "container-title": ["Journal of Invented Medicine"],
    "short-container-title": ["J Invent Med"],
    "author": [
        {"given": "Ada Maria", "family": "Invent", "sequence": "first", "affiliation": []},
        {"given": "Bo", "family": "Nobody", "suffix": "Jr", "sequence": "additional"},
        {"name": "The Hiccup Group", "sequence": "additional"},
        {"sequence": "additional"},
    ],
    "issued": {"date-parts": [[2020, 12, 30]]},
    "published-print": {"date-parts": [[2021, 2]]},
    "volume": "7",
    "issue": "2",
    "article-number": "e12",
    "publisher": "Invented Press",
    "ISSN": ["1234-5679"],
    "score": 1.0,
}
RECORD = {
    "type": "article-journal",
    "title": "Water for singultus & hiccup: A randomised trial",
    "author": [
        {"family": "Invent", "given": "Ada Maria"},
        {"family": "Nobody", "given": "Bo", "suffix": "Jr"},
        {"literal": "The Hiccup Group"},
    ],
    "container-title": "Journal of Invented Medicine",
    "container-title-short": "J Invent Med",
    "issued": {"date-parts": [[2021, 2]]},
    "volume": "7",
    "issue": "2",
    "page": "e12",
    "ISSN": "1234-5679",
    "DOI": "10.5555/hiccup.1",
}


def work(**but) -> bytes:
    return json.dumps({"status": "ok", "message-type": "work", "message": WORK | but}).encode()


def article(types: str = "Journal Article", notices: str = "", date: str = "<Year>2019</Year>") -> bytes:
    listed = "".join(f"<PublicationType>{one}</PublicationType>" for one in types.split(";"))
    return f"""<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.nlm.nih.gov/pubmed.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{PMID}</PMID>
<Article><Journal><ISSN IssnType="Print">1234-5679</ISSN><JournalIssue><Volume>7</Volume><Issue>2</Issue>
<PubDate>{date}</PubDate></JournalIssue><Title>Journal of invented medicine</Title>
<ISOAbbreviation>J. Invent. Med.</ISOAbbreviation></Journal>
<ArticleTitle>Water for <i>hiccup</i>.</ArticleTitle><Pagination><MedlinePgn>37-51</MedlinePgn></Pagination>
<AuthorList><Author><LastName>Invent</LastName><ForeName>Ada Maria</ForeName><Initials>AM</Initials></Author>
<Author><LastName>Nobody</LastName><Initials>B</Initials></Author>
<Author><CollectiveName>The Hiccup Group</CollectiveName></Author></AuthorList>
<PublicationTypeList>{listed}</PublicationTypeList></Article>
<CommentsCorrectionsList>{notices}</CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">{PMID}</ArticleId>
<ArticleId IdType="doi">10.5555/Hiccup.1</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.5555/cited</ArticleId></ArticleIdList>
</Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>""".encode()


@dataclass
class FakeTime:
    """A clock that goes on only where somebody sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += [seconds] if seconds else []


@pytest.fixture(autouse=True)
def _rested(monkeypatch):
    """Nobody has asked anybody before."""
    for host in (crossref.HOST, pubmed.HOST):
        monkeypatch.setattr(host, "_next", 0.0)


def find(given: str, *answers, clock: FakeTime | None = None):
    """What is found where the host gives ``answers``, each a response or an error, and what it was asked."""
    asked, left = [], list(answers)

    def answer(request):
        asked.append(request)
        one = left.pop(0)
        if callable(one):
            one = one()
        if isinstance(one, Exception):
            raise one
        return one

    transport = httpx2.MockTransport(answer)
    return lookup.find(given, caller=CALLER, transport=transport, clock=clock or FakeTime()), asked


def ok(content: bytes) -> httpx2.Response:
    return httpx2.Response(200, content=content)


# What is asked


@pytest.mark.parametrize("typed", [DOI, "doi:10.5555/HICCUP.1", " https://doi.org/10.5555/hiccup.1. "])
def test_crossref_is_asked_for_a_doi(typed):
    _, [request] = find(typed, ok(work()))
    assert str(request.url) == "https://api.crossref.org/works/10.5555%2Fhiccup.1"
    assert request.headers["User-Agent"] == "leuko (https://leuko.example; mailto:board@leuko.example)"


@pytest.mark.parametrize("typed", [PMID, "PMID: 99000001", "https://pubmed.ncbi.nlm.nih.gov/99000001/"])
def test_pubmed_is_asked_for_a_pmid(typed):
    _, [request] = find(typed, ok(article()))
    assert (request.url.scheme, request.url.host) == ("https", "eutils.ncbi.nlm.nih.gov")
    named = {"db": "pubmed", "id": PMID, "retmode": "xml", "tool": "leuko", "email": "board@leuko.example"}
    assert dict(request.url.params) == named


@pytest.mark.parametrize(
    "doi", ["10.5555/../../../x", "10.5555/a?b=c#d", "10.5555/@evil.example/%2e%2e", "10.5555/a\\b"]
)
def test_no_doi_leads_elsewhere(doi):
    _, [request] = find(doi, ok(work()))
    assert (request.url.scheme, request.url.host) == ("https", "api.crossref.org")
    path = request.url.raw_path.decode()
    assert (path.count("/"), path[:7]) == (2, "/works/")
    assert "?" not in path


# What is made of the answer


def test_a_work_of_crossref():
    found, _ = find(DOI, ok(work()))
    assert (found.csl, found.kind, found.warning, found.host) == (RECORD, ReferenceKind.TRIAL, None, "Crossref")


@pytest.mark.parametrize(
    ("but", "expected"),
    [
        ({"type": "report", "title": ["Guideline on hiccup"]}, {"type": "report", "publisher": "Invented Press"}),
        ({"type": "something-new"}, {"type": "document"}),
        ({"subtitle": [], "title": ["Why?"]}, {"title": "Why?"}),
        ({"title": ["Why?"], "subtitle": ["An essay"]}, {"title": "Why? An essay"}),
        ({"page": "1-9"}, {"page": "1-9"}),
        ({"published-print": {"date-parts": [[None]]}}, {"issued": {"date-parts": [[2020, 12, 30]]}}),
        ({"published-print": "2021", "issued": {}}, {"issued": None}),
        ({"author": None, "volume": 7, "ISSN": "none"}, {"author": None, "volume": "7", "ISSN": None}),
    ],
)
def test_what_a_work_may_be_like(but, expected):
    found, _ = find(DOI, ok(work(**but)))
    assert {name: found.csl.get(name) for name in expected} == expected


def test_an_article_of_pubmed():
    found, _ = find(PMID, ok(article(date="<Year>2019</Year><Month>Apr</Month><Day>03</Day>")))
    assert found.csl == {
        "type": "article-journal",
        "title": "Water for hiccup",
        "author": [
            {"family": "Invent", "given": "Ada Maria"},
            {"family": "Nobody", "given": "B"},
            {"literal": "The Hiccup Group"},
        ],
        "container-title": "Journal of invented medicine",
        "container-title-short": "J Invent Med",
        "issued": {"date-parts": [[2019, 4, 3]]},
        "volume": "7",
        "issue": "2",
        "page": "37-51",
        "ISSN": "1234-5679",
        "DOI": "10.5555/hiccup.1",
        "PMID": PMID,
    }
    assert (found.kind, found.warning, found.host) == (ReferenceKind.OTHER_RESEARCH, None, "PubMed")


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("<MedlineDate>2019 Mar-Apr</MedlineDate>", [2019]),
        ("<Year>2019</Year><Month>04</Month><Day>31st</Day>", [2019, 4]),
        ("<Year>2019</Year><Season>Spring</Season>", [2019]),
    ],
)
def test_the_dates_of_pubmed(date, parts):
    assert find(PMID, ok(article(date=date)))[0].csl["issued"] == {"date-parts": [parts]}


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        ("Journal Article;Practice Guideline", ReferenceKind.GUIDELINE),
        ("Review;Systematic Review", ReferenceKind.SYSTEMATIC_REVIEW),
        ("Clinical Trial, Phase III", ReferenceKind.TRIAL),
        ("Case Reports;Review", ReferenceKind.CASE_REPORT),
        ("Observational Study", ReferenceKind.COHORT),
        ("Review", ReferenceKind.REVIEW),
    ],
)
def test_the_kind_is_suggested_by_the_publication_types(types, kind):
    assert find(PMID, ok(article(types)))[0].kind is kind


def a_notice(kind: str, doi: str = "10.5555/notice") -> dict:
    return {"DOI": doi, "type": kind, "label": kind.title(), "updated": {"date-parts": [[2024, 3, 26]]}}


@pytest.mark.parametrize(
    ("but", "standing", "reason"),
    [
        (
            {"updated-by": [a_notice("erratum"), a_notice("retraction")]},
            Standing.RETRACTED,
            "Crossref: retraction, 2024-03-26, 10.5555/notice.",
        ),
        ({"updated-by": [a_notice("expression_of_concern")]}, Standing.CONCERN, "Crossref: expression of concern,"),
        ({"updated-by": [a_notice("partial_retraction")]}, Standing.CONCERN, "Crossref: partial retraction,"),
        ({"updated-by": [a_notice("corrigendum")]}, Standing.CORRECTED, "Crossref: corrigendum,"),
        ({"update-to": [a_notice("withdrawal", DOI)]}, Standing.RETRACTED, "Crossref: withdrawal, 2024-03-26."),
        ({"update-to": [a_notice("retraction", "10.5555/another")]}, None, ""),  # this one is the notice
        ({"updated-by": [a_notice("addendum")]}, None, ""),
        ({"updated-by": "nobody"}, None, ""),
    ],
)
def test_a_notice_at_crossref_suggests_a_standing(but, standing, reason):
    warning = find(DOI, ok(work(**but)))[0].warning
    assert (warning and warning.standing) is standing
    assert (warning.reason if warning else "").startswith(reason)


@pytest.mark.parametrize(
    ("types", "notices", "standing", "reason"),
    [
        ("Retracted Publication", "RetractionIn", Standing.RETRACTED, "PubMed: retraction, PMID 99000002."),
        ("Retracted Publication", "", Standing.RETRACTED, "PubMed: retraction."),
        ("Journal Article", "ExpressionOfConcernIn", Standing.CONCERN, "PubMed: expression of concern,"),
        ("Journal Article", "ErratumIn", Standing.CORRECTED, "PubMed: erratum,"),
        ("Journal Article", "CommentIn", None, ""),
    ],
)
def test_a_notice_at_pubmed_suggests_a_standing(types, notices, standing, reason):
    listed = f'<CommentsCorrections RefType="{notices}"><RefSource>J. 2024</RefSource><PMID>99000002</PMID>'
    found, _ = find(PMID, ok(article(types, f"{listed}</CommentsCorrections>" if notices else "")))
    assert (found.warning and found.warning.standing) is standing
    assert (found.warning.reason if found.warning else "").startswith(reason)


# Every sentence a person could meet: what was typed, what was answered, and how often it was asked


def status(code: int, **headers: str):
    return lambda: httpx2.Response(code, headers={name.replace("_", "-"): value for name, value in headers.items()})


def redirect(to: str):
    return status(301, Location=to)


class Trickle(httpx2.SyncByteStream):
    """An answer that comes a byte at a time, each a second after the one before."""

    def __init__(self, clock: FakeTime) -> None:
        self.clock = clock

    def __iter__(self):
        while True:
            self.clock.sleep(1)
            yield b" "


BOOK = b"<PubmedArticleSet><PubmedBookArticle/></PubmedArticleSet>"
TROUBLES = [
    ("aspirin", [], Trouble.NEITHER, "“aspirin” is neither a DOI, such as 10.1000/abc123, nor a PMID"),
    ("", [], Trouble.NEITHER, "“” is neither"),
    ("PMC1234567", [], Trouble.NEITHER, "“PMC1234567” is neither"),
    ("10.55", [], Trouble.NO_DOI, "“10.55” is no DOI."),
    ("https://doi.org/", [], Trouble.NO_DOI, "“https://doi.org/” is no DOI."),
    ("10.5555/" + "x" * 500, [], Trouble.NO_DOI, "x…” is no DOI."),
    ("123456789", [], Trouble.NO_PMID, "“123456789” is no PMID. A PMID is a number of up to 8 digits."),
    ("PMID 0", [], Trouble.NO_PMID, "“PMID 0” is no PMID."),
    (DOI, [status(404)], Trouble.NOT_FOUND, "Crossref knows nothing under 10.5555/hiccup.1."),
    (PMID, [status(400)], Trouble.NOT_FOUND, "PubMed knows nothing under PMID 99000001."),
    (PMID, [ok(b"<PubmedArticleSet></PubmedArticleSet>")], Trouble.NOT_FOUND, "PubMed knows nothing under PMID"),
    (PMID, [ok(BOOK)], Trouble.NO_ARTICLE, "What PubMed has under PMID 99000001 is a book or a chapter"),
    (DOI, [httpx2.ReadTimeout("")], Trouble.TOO_SLOW, "Crossref did not answer within 5 seconds."),
    (PMID, [httpx2.ConnectTimeout("")], Trouble.TOO_SLOW, "PubMed did not answer within 5 seconds."),
    (DOI, [status(429, Retry_After="60")], Trouble.TOO_OFTEN, "Crossref has been asked too often, and wants 60 sec"),
    (DOI, [status(429)] * 3, Trouble.TOO_OFTEN, "wants 1 seconds of rest"),
    (PMID, [status(503)] * 3, Trouble.OUT_OF_ORDER, "PubMed is out of order at the moment (503)."),
    (DOI, [status(403)], Trouble.REFUSED, "Crossref refuses to answer us (403)."),
    (DOI, [httpx2.ConnectError("")], Trouble.UNREACHABLE, "Crossref cannot be reached from here."),
    (DOI, [httpx2.RemoteProtocolError("")], Trouble.BROKEN_OFF, "The answer of Crossref broke off."),
    (DOI, [redirect("https://evil.example/works/x")], Trouble.ELSEWHERE, "Crossref sends us to evil.example, where"),
    (DOI, [redirect("http://api.crossref.org/works/x")], Trouble.ELSEWHERE, "Crossref sends us to api.crossref.org"),
    (DOI, [redirect("//169.254.169.254/")], Trouble.ELSEWHERE, "Crossref sends us to 169.254.169.254, where"),
    (DOI, [redirect("/works/x")] * 3, Trouble.ELSEWHERE, "Crossref sends us to one address after the other, where"),
    (DOI, [redirect("http://api.crossref.org:port/")], Trouble.UNREADABLE, "The answer of Crossref cannot be read."),
    (DOI, [ok(b" " * (fetching.LARGEST + 1))], Trouble.TOO_LARGE, "The answer of Crossref is far larger"),
    (DOI, [ok(b"<html>Welcome to the hotel")], Trouble.UNREADABLE, "The answer of Crossref cannot be read."),
    (DOI, [ok(work(title=[]))], Trouble.UNREADABLE, "The answer of Crossref cannot be read."),
    (DOI, [ok(b'{"message": []}')], Trouble.UNREADABLE, "The answer of Crossref cannot be read."),
    (PMID, [ok(b'{"error": "?"}')], Trouble.UNREADABLE, "The answer of PubMed cannot be read."),
    (PMID, [ok(article().replace(b"99000001", b"99000009"))], Trouble.UNREADABLE, "The answer of PubMed cannot"),
    (PMID, [ok(b'<!DOCTYPE x [<!ENTITY a "aa">]><PubmedArticleSet/>')], Trouble.UNREADABLE, "The answer of PubMed"),
]


@pytest.mark.parametrize(("typed", "answers", "trouble", "sentence"), TROUBLES)
def test_each_trouble_has_its_sentence(typed, answers, trouble, sentence):
    with pytest.raises(NoAnswer) as caught:
        find(typed, *answers)  # asked more often than it may be, it would run out of answers
    assert caught.value.trouble is trouble
    assert sentence in caught.value.reason


def test_every_trouble_is_tried():
    tried = {trouble for *_, trouble, _ in TROUBLES}
    assert tried | {Trouble.BUSY} == set(Trouble)


# Trying again, and giving up in time


def test_who_is_out_of_order_for_a_moment_is_asked_again():
    clock = FakeTime()
    found, asked = find(DOI, status(502), status(429, Retry_After="2"), ok(work()), clock=clock)
    assert (found.csl, len(asked), clock.slept) == (RECORD, 3, [0.5, 2.0])


def test_a_rest_may_be_told_by_a_date():
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    with pytest.raises(NoAnswer, match=r"wants (89|90) seconds"):
        find(DOI, status(429, Retry_After=date))


@pytest.mark.parametrize("told", ["soon", "-1", "", "9" * 400])
def test_a_rest_that_cannot_be_read_does_no_harm(told):
    with pytest.raises(NoAnswer) as caught:
        find(DOI, *[status(503, Retry_After=told)] * 3)
    assert caught.value.trouble is Trouble.OUT_OF_ORDER


def test_an_answer_that_trickles_is_given_up_in_time():
    clock = FakeTime()
    with pytest.raises(NoAnswer, match="did not answer within 5 seconds"):
        find(DOI, httpx2.Response(200, stream=Trickle(clock)), clock=clock)
    assert clock.now <= 1000 + lookup.PATIENCE + 1


def test_an_address_that_moved_within_the_host_is_followed():
    found, asked = find(DOI, redirect("/works/10.5555%2Fmoved"), ok(work()))
    assert (found.csl, str(asked[1].url)) == (RECORD, "https://api.crossref.org/works/10.5555%2Fmoved")


def test_a_host_is_not_asked_faster_than_it_allows():
    clock = FakeTime()
    for _ in range(4):
        find(PMID, ok(article()), clock=clock)
    find(DOI, ok(work()), clock=clock)
    assert clock.slept == pytest.approx([0.34] * 3)


def test_who_would_wait_too_long_for_a_turn_is_told():
    clock = FakeTime()
    pubmed.HOST.turn(clock.now, clock.now)
    for _ in range(15):
        pubmed.HOST.turn(clock.now, clock.now + 60)
    with pytest.raises(NoAnswer) as caught:
        find(PMID, clock=clock)
    assert caught.value.trouble is Trouble.BUSY


# Whatever is answered


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(WORK)), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*WORK, "updated-by", "update-to"]), JSON))
def test_whatever_a_work_holds_there_is_an_answer_or_a_sentence(but):
    try:
        found = crossref.found(work(**but))
    except crossref.NotReadable:
        return
    assert found.csl["title"]


@given(st.binary(max_size=60))
def test_any_bytes_are_an_answer_or_a_sentence(content):
    with pytest.raises((NoAnswer, pubmed.NotReadable)):
        pubmed.found(content, pmid=PMID)
    with pytest.raises(crossref.NotReadable):
        crossref.found(content)
