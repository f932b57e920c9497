"""Every dialect is read, and no file, whatever is in it, is a traceback. All sources here are invented."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.references import importing, record
from guidance.references.importing import Format, NotReferences, Raw, Unreadable
from guidance.vocabularies import ReferenceKind, Standing

ZOTERO = """TY  - JOUR
TI  - An invented trial of inventinib
AU  - Müller, Hans J.
AU  - King, Ada, Jr
AU  - Invented Study Group
T2  - Journal of Invented Results
AB  - Not kept.
KW  - invention
DA  - 2019/04/01/
PY  - 2019
DO  - https://doi.org/10.5555/INV.1
VL  - 12
IS  - 3
SP  - 45
EP  - 50
J2  - J Invent Res
SN  - 1234-5678
UR  - https://example.org/1
ER  -
"""
READ = {
    "type": "article-journal",
    "title": "An invented trial of inventinib",
    "container-title": "Journal of Invented Results",
    "container-title-short": "J Invent Res",
    "volume": "12",
    "issue": "3",
    "page": "45-50",
    "ISSN": "1234-5678",
    "URL": "https://example.org/1",
    "author": [
        {"family": "Müller", "given": "Hans J."},
        {"family": "King", "given": "Ada", "suffix": "Jr"},
        {"literal": "Invented Study Group"},
    ],
    "issued": {"date-parts": [[2019, 4, 1]]},
    "DOI": "10.5555/inv.1",
}
BIBTEX = r"""% Encoding: UTF-8
@string{jir = "Journal of Invented"}
@article{mueller2019,
  title = {An invented trial of {inventinib}},
  author = {M{\"u}ller, Hans J. and King, Jr, Ada and {Invented Study Group}},
  journal = jir # { Results},
  shortjournal = {J Invent Res},
  year = 2019, month = apr, day = "1",
  volume = {12}, number = 3, pages = {45--50},
  issn = {12345678}, doi = {10.5555/INV.1}, url = {\url{https://example.org/1}},
}
"""
NBIB = """
PMID- 9999991
OWN - NLM
IS  - 1234-5678 (Electronic)
VI  - 12
IP  - 3
DP  - 2019 Apr 1
TI  - An invented trial of
      inventinib.
PG  - 45-50
LID - S1234-5678(19)1 [pii]
LID - 10.5555/inv.1 [doi]
FAU - Müller, Hans J.
AU  - Müller HJ
AD  - Not kept.
FAU - King, Ada Jr
AU  - King A Jr
CN  - Invented Study Group
LA  - eng
PT  - Journal Article
PT  - Randomized Controlled Trial
TA  - J Invent Res
JT  - Journal of Invented Results

"""
CSL_JSON = json.dumps([{"id": "a", "abstract": "Not kept.", **READ}])

NOT_IN = {Format.NBIB: {"URL"}}
ADDED = {Format.NBIB: {"PMID": "9999991", "language": "eng"}}
SAMPLES = {Format.RIS: ZOTERO, Format.BIBTEX: BIBTEX, Format.NBIB: NBIB, Format.CSL_JSON: CSL_JSON}


def only(content):
    reading = importing.read(content)
    assert not reading.unreadable
    [found] = reading.records
    return found


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_each_format_is_told_from_its_content_and_reads_the_same(form, newline):
    reading = importing.read(SAMPLES[form].replace("\n", newline).encode())
    kept = {field: value for field, value in READ.items() if field not in NOT_IN.get(form, ())}
    assert (reading.format, [found.csl for found in reading.records]) == (form, [kept | ADDED.get(form, {})])


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        *(("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le")),
        *(("utf-16-be", "utf-16-be"), ("latin-1", "latin-1"), ("cp1252", "latin-1")),
    ],
)
@pytest.mark.parametrize("form", Format)
def test_each_encoding_is_told_and_read(form, encoding, named):
    sample = SAMPLES[form] if form is not Format.CSL_JSON else json.dumps([READ], ensure_ascii=False)
    reading = importing.read(sample.replace(r"{\"u}", "ü").encode(encoding))
    assert reading.encoding == named
    assert reading.records[0].csl["author"] == READ["author"]


def test_windows_quotes_are_read_and_so_is_a_line_that_is_not_like_the_others():
    cp1252 = "TY  - JOUR\nTI  - An “invented” trial – again\n".encode("cp1252")
    assert (only(cp1252).csl["title"], importing.read(cp1252).encoding) == ("An “invented” trial – again", "cp1252")
    mixed = ZOTERO.encode() + "TY  - JOUR\nTI  - Invented in Århus\n".encode("latin-1")
    first, second = importing.read(mixed).records
    assert (first.csl["author"][0]["family"], second.csl["title"]) == ("Müller", "Invented in Århus")


RIS_DIALECTS = {
    "no ER at all": "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two",
    "ER without its space, and numbers between": "1.\nTY  - JOUR\nT1  - One\nER  -\n\n2.\nTY  - JOUR\nT1  - Two\nER  -",
    "a preamble": "Provider: Invented\nType: text\n\nTY  - JOUR\nTI  - One\nER  - \nTY  - BOOK\nBT  - Two\nER  - ",
    "one space": "TY - JOUR\nTI - One\nER - \nTY - JOUR\nTI - Two\nER - ",
    "lines that go on": "TY  - JOUR\nTI  - \n  One\nKW  - a\nb\nER  - \nTY  - JOUR\nTI  - Two\nER  - ",
    "a record without TY": "TY  - JOUR\nTI  - One\nER  - \n\nTI  - Two\nJO  - J\nER  - ",
    "a mark of UTF-8 in the text": "\ufeffTY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\nER  - ",
    "entities and tags": "TY  - JOUR\nTI  - <i>One</i>\nER  - \nTY  - JOUR\nTI  - T&#119;o\nER  - ",
    "files put together": "TY  - JOUR\nTI  - One\nER  - \n\ufeffTY  - JOUR\nTI  - Two\nER  - ",
    "controls": "TY  - JOUR\nTI  - O\x00ne\nER  - \nTY  - JOUR\nTI  - Two\ud800\x07\nER  - ",
}


@pytest.mark.parametrize("content", RIS_DIALECTS.values(), ids=RIS_DIALECTS)
def test_dialects_of_ris(content):
    reading = importing.read(content)
    assert [found.csl["title"] for found in reading.records] == ["One", "Two"]
    assert not reading.unreadable


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("DB  - Scopus\nC2  - 9999991", "PMID", "9999991"),
        ("DB  - Embase\nDB  - Medline\nC5  - 9999991\nAN  - 55", "PMID", "9999991"),
        ("DB  - PubMed\nAN  - 9999991", "PMID", "9999991"),
        ("AN  - 9999991", "PMID", None),
        ("N1  - PMID: 9999991", "PMID", "9999991"),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/9999991/", "PMID", "9999991"),
        ("C2  - PMC9999991", "PMCID", "PMC9999991"),
        ("C2  - 9999991", "PMCID", None),
        ("L2  - http://dx.doi.org/10.5555/inv.2", "DOI", "10.5555/inv.2"),
        ("M3  - doi: 10.5555/inv.2", "DOI", "10.5555/inv.2"),
        ("L3  - 10.5555/inv.2", "DOI", "10.5555/inv.2"),
        ("N1  - https://doi.org/10.5555/inv.2", "DOI", "10.5555/inv.2"),
        ("N1  - https://doi.org/10.5555/inv.2", "note", None),
        ("UR  - https://doi.org/10.5555%2Finv.2", "DOI", "10.5555/inv.2"),
        ("DO  - none\nUR  - https://doi.org/10.5555/inv.2", "DOI", "10.5555/inv.2"),
        ("N1  - Times Cited: 3", "note", None),
        ("N1  - Export Date: 26 June 2024; Cited By: 2; email: a@example.org", "note", None),
        ("C7  - e2864", "page", "e2864"),
        ("M1  - 12 Suppl", "issue", None),
        ("M1  - Suppl 12", "issue", "Suppl 12"),
        ("SP  - e12", "page", "e12"),
        ("SN  - 1234-5678\n8765-4321", "ISSN", "1234-5678, 8765-4321"),
        ("Y1  - 2013//\nDA  - 2013/07/22", "issued", {"date-parts": [[2013, 7, 22]]}),
        ("PY  - 2013\nDA  - 2012/11/30", "issued", {"date-parts": [[2013]]}),
        ("DA  - 2013/Jul/22", "issued", {"date-parts": [[2013, 7, 22]]}),
        ("DA  - 20130722", "issued", {"date-parts": [[2013, 7, 22]]}),
        ("DA  - 22/07/2013", "issued", {"date-parts": [[2013]]}),
        ("PY  - Winter 2013-2014", "issued", {"date-parts": [[2013]]}),
        ("PY  - in press", "issued", {"literal": "in press"}),
        ("AU  - Müller HJ", "author", [{"family": "Müller", "given": "HJ"}]),
        ("AU  - King, Jr., Ada", "author", [{"family": "King", "given": "Ada", "suffix": "Jr"}]),
        ("AU  - King III, Ada", "author", [{"family": "King", "given": "Ada", "suffix": "III"}]),
        ("AU  - A, B; C&eacute;, D", "author", [{"family": "A", "given": "B"}, {"family": "Cé", "given": "D"}]),
        ("AU  - North, South; and West,", "author", [{"literal": "North, South; and West"}]),
        ("T2  - One", "container-title", "One"),
        ("AU  - Invented Board AB,", "author", [{"literal": "Invented Board AB"}]),
        ("JF  - Journal\nJO  - J", "container-title-short", "J"),
        ("A2  - Cited, Somebody", "editor", None),
    ],
)
def test_what_databases_write_into_ris(lines, field, value):
    assert only(f"TY  - JOUR\nTI  - One\n{lines}\nER  - ").csl.get(field) == value


BIBTEX_DIALECTS = {
    "round brackets": "@book(one, title={One})\n@book(two,\n title = {Two}\n)",
    "the same key twice": "@misc{a, title={One}}\n@misc{a, title={Two}}",
    "no key": "@misc{title={One}}\n@misc{, title={Two}}",
    "the same field twice": "@misc{a, title={One}, title={Three}}\n@misc{b, title={Two}}",
    "on one line": '@misc{a, title="One"} @misc{b, title="Two"}',
    "comments": "Text, mail@example.org {\n@comment{jabref: x}\n@misc{a, title={One}}\n@misc{b, title={Two}}",
    "abbreviations in round brackets": "@string(o = {One})\n@misc{a, title = o}\n@misc{b, title={Two}}",
    "comments between fields": "@misc{a,\n % x\n title={One}, % y\n year=2019}\n@misc{b, title={Two}}",
    "capitals": "@ARTICLE{a,\n TITLE = {One}}\n@Misc{b, Title = {Two}}",
}


@pytest.mark.parametrize("content", BIBTEX_DIALECTS.values(), ids=BIBTEX_DIALECTS)
def test_dialects_of_bibtex(content):
    reading = importing.read(content)
    assert ([found.csl["title"] for found in reading.records], reading.unreadable) == (["One", "Two"], ())


@pytest.mark.parametrize(
    ("field", "name", "value"),
    [
        (r"title = {5% of {A} & B, 10\% of \textbf{C}}", "title", "5% of A & B, 10% of C"),
        (r"title = {{\v R}eh{\r u}{\v r}ek, \'{\i} and \o{} -- $\beta$}", "title", "Řehůřek, í and ø – β"),
        (r"title = {a \textgreater{} b \copyright}", "title", "a > b ©"),
        (r"title = {CO$_2$ and $H_{2}O$ at 4$^{\circ}$C, $10^{3}$}", "title", "CO2 and H2O at 4°C, 10^3"),
        (r"title = {$^{18}$F, CD4$^+$, 10$^{-3}$ and $5^{2}$}", "title", "18F, CD4+, 10^-3 and 5^2"),
        (r"title = {\href{https://example.org}{One \emph{x}}}", "title", "One x"),
        (r"doi = {10.5555/inv\_1}", "DOI", "10.5555/inv_1"),
        (r"howpublished = {\url{https://example.org/~one}}", "URL", "https://example.org/~one"),
        ("author = {Ludwig van Doe and de la Cruz, J. and others}", "author", ["van Doe", "de la Cruz", "et al."]),
        ("author = {{Invented and Sons} and Doe, Jane}", "author", ["Invented and Sons", "Doe"]),
        ("eprinttype = {pubmed}, eprint = {9999991}", "PMID", "9999991"),
        ("author = {Doe, J.; {\\O}re, K.}", "author", ["Doe", "Øre"]),
        ("author = {{North, J.; South, K.}}", "author", ["North, J.; South, K."]),
        ("subtitle = {Two}, maintitle = {Three}", "title", "One: Two"),
        ('year = 2019, month = "11~" # nov', "issued", {"date-parts": [[2019, 11, 11]]}),
        ("date = {2019-04/2019-06}", "issued", {"date-parts": [[2019, 4]]}),
        ("art_number = {17}", "page", "17"),
    ],
)
def test_what_programs_write_into_bibtex(field, name, value):
    found = only(f"@article{{a, {field}, title = {{One}}, journal = {{J}}}}").csl[name]
    if name == "author":
        found = [person.get("family") or person["literal"] for person in found]
    assert found == value


BROKEN_JSON = '[{"type": "book", "title": "One"},\n{"title": "Two", "year": },\n{"title": ["Three"]}]'


def test_a_chapter_is_read_with_the_volume_that_it_refers_to():
    volume = '@proceedings(p,\n title = {Invented Days}, year = y, publisher = "P", author = {Q, R})'
    chapters = "@inproceedings{a, title={One}, crossref={P}}\n@misc{b, title={Two}, crossref = p, year = 2018}"
    one, two, whole = importing.read(f"@string{{y = 2019}}\n{chapters}\n{volume}").records
    assert (one.csl["container-title"], one.csl["publisher"], "author" in one.csl) == ("Invented Days", "P", False)
    assert [found.csl["issued"]["date-parts"][0][0] for found in (one, two, whole)] == [2019, 2018, 2019]
    [broken] = importing.read(f"@misc{{a, title={{One, crossref={{p}}\n{volume}").unreadable
    assert broken.line == 1


@pytest.mark.parametrize(
    ("entry", "form", "genre"),
    [
        ("@thesis{a, type={phdthesis}, ", "thesis", "PhD thesis"),
        ("@mastersthesis{a, ", "thesis", "Master's thesis"),
        ("@misc{a, eprint={2001.1}, archiveprefix={arXiv}, ", "article", None),
    ],
)
def test_what_bibtex_calls_by_words_of_its_own(entry, form, genre):
    found = only(f"{entry}title={{One}}}}").csl
    assert (found["type"], found.get("genre")) == (form, genre)


@pytest.mark.parametrize(
    ("content", "read", "unreadable"),
    [
        ("TY  - JOUR\nAU  - A\nER  - \nTY  - JOUR\nTI  - One\nER  - ", ["One"], [(1, 1)]),
        ("TY  - JOUR\nTI  - One\nER  - \nAU  - A\nER  - ", ["One"], [(2, 4)]),
        ("@misc{a, title={One}}\n\n@misc{b, title={Two\n\n@misc{c, title={Three}}", ["One", "Three"], [(2, 3)]),
        ("@misc{a, title={One}}\n@misc{b, author={A B}}", ["One"], [(2, 2)]),
        ("@misc{a, title={One}\n year={2019}}\n@misc{b, title={Two}, , year=1999}", ["One", "Two"], []),
        ('@misc{a, title="One" year="2019"}\n@misc{b, title={Two}}', ["One", "Two"], []),
        ("@misc{a, title={One} {Three}}\n@misc{b, title={Two}}", ["Two"], [(1, 1)]),
        ("TY  - JOUR\nTI  - One\nER  - \nNL  - J\n\n2.\nTY  - JOUR\nTI  - Two\nER  -\nNL  - J", ["One", "Two"], []),
        ("PMID-1\nTI  - One\nPMID-2\nTI  - Two\n", ["One", "Two"], []),
        ("OWN - ERIC\nTI  - One\n\nOWN - ERIC\nTI  - Two\n", ["One", "Two"], []),
        ("OWN - X\nTI  - One.\n\nPMID- 2\nTI  - Two.\n\nTI  - Three.\n", ["One", "Two", "Three"], []),
        ("PMID- 1\nTI  - One.\n\n\ufeffPMID- 2\nTI  - Two.\n", ["One", "Two"], []),
        ("PMID- 1\nTI  - One.\n\nPMID- 2\nAB  - x\n\nPMID- 3\nTI  - Two?\n", ["One", "Two?"], [(2, 4)]),
        (BROKEN_JSON, ["One", "Three"], [(2, 2)]),
        (BROKEN_JSON.replace('"title": "Two", ', '"title": "Two, '), ["One", "Three"], [(2, 2)]),
        (BROKEN_JSON.replace('"year": },', '"year": 1,'), ["One", "Three"], [(2, 2)]),
        (BROKEN_JSON.replace('"Two", "year": ', '"Two\nand", "year": 1'), ["One", "Two and", "Three"], []),
        ('[{"title": "One", "id": 1},\nnull,\n{"title": "Two", "volume": NaN}]', ["One", "Two"], [(2, 2)]),
        ('{"items": [{"title": "One", "type": "book"}, {"title": ""}]}', ["One"], [(2, 1)]),
        ('[{"title": "One", "type": "book"}, {"title": "Two"', ["One"], [(2, 1)]),
    ],
)
def test_a_bad_record_is_named_and_loses_no_other(content, read, unreadable):
    reading = importing.read(content)
    assert [found.csl["title"] for found in reading.records] == read
    assert [(found.record, found.line) for found in reading.unreadable] == unreadable
    assert all(found.reason.endswith(".") for found in reading.unreadable)


def test_an_item_however_deep_is_a_record_or_unreadable():
    for depth in range(100, 1000, 20):
        deep = "[" * depth + "]" * depth
        content = f'[{{"title": "One", "note": {deep}}}, {{"title": "Two"}}]'
        assert "Two" in {one.csl["title"] for one in importing.read(content).records}


def test_what_a_library_stumbles_over_is_one_unreadable_record(monkeypatch):
    monkeypatch.setattr(importing.entries, "Splitter", lambda text: [][1])
    [found] = importing.read("@misc{a, title={One}}").unreadable
    assert found.reason == "It is not in BibTeX's form."


FOREIGN = {
    "EndNote's": ("%0 Journal Article\n%T One\n%A A, B\n", "RIS or BibTeX"),
    "EndNote's or RefMan's": ('<?xml version="1.0"?><xml><records><record><ref-type name="Book">6', "RIS or BibTeX"),
    "Web of Science's": ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU A, B\nTI One\nER\n", "RIS or BibTeX"),
    "MODS": ('<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>', "CSL-JSON"),
    "RDF": ("<rdf:RDF\n xmlns:z='x'>", "CSL-JSON"),
    "PubMed's XML": ("<?xml version='1.0'?><PubmedArticleSet><PubmedArticle>", "(.nbib)"),
    "Zotero's own format (JSON)": ('[{"itemType": "book", "title": "One"}]', "CSL-JSON"),
    "Crossref": ('{"status": "ok", "message-type": "work", "message": {}}', "CSL-JSON"),
    "table": ('PMID,Title,Authors\n9999991,"One","A B"\n', "(.nbib)"),
    "PDF": (b"%PDF-1.7\n", "CSL-JSON"),
    "Word": (b"PK\x03\x04\x14\x00", "CSL-JSON"),
    "RTF": (b"{\\rtf1\\ansi", "CSL-JSON"),
    "web page": ("<!DOCTYPE html><html><body>", "CSL-JSON"),
    "PubMed's": ("<?xml version='1.0'?><MedlineCitationSet><MedlineCitation>", "(.nbib)"),
    "of Science's": ("PT\tAU\tTI\nJ\tA, B\tOne\n", "RIS or BibTeX"),
    "RefWorks": ("RT Journal Article\nSR Electronic\nT1 One\nA1 A, B\n", "RIS"),
    "Cochrane": ("Record #1 of 2\nID: CN-1\nAU: A\nTI: One\n", "RIS"),
    "PMIDs": ("9999991\n9999992\n", "(.nbib)"),
    "article in XML": ('<?xml version="1.0"?><!DOCTYPE article PUBLIC "x" "y.dtd"><article>', "RIS or BibTeX"),
    "Mendeley": ('[{"title": "One", "authors": [{"first_name": "A", "last_name": "B"}]}]', "RIS or BibTeX"),
    "search engine": ('{"meta": {"count": 1}, "results": [{"id": "a", "title": "One"}]}', "CSL-JSON"),
    "no CSL-JSON": ('{"answer": 42}', "CSL-JSON"),
    "not text": (bytes(range(1, 32)) * 9, "CSL-JSON"),
    "empty": (b"", "empty"),
    "No reference": ("Dear colleague,\nplease find nothing attached.\n", "PubMed (.nbib)"),
}


@pytest.mark.parametrize(("name", "given"), FOREIGN.items())
def test_another_tools_format_gets_a_sentence_that_says_what_to_export(name, given):
    content, instead = given
    with pytest.raises(NotReferences) as refused:
        importing.read(content)
    assert name in str(refused.value)
    assert instead in str(refused.value)


def test_a_list_is_read_by_slices_as_it_is_read_whole():
    content = json.dumps([{"type": "book", "title": f"Invented {n}"} for n in range(45)])
    listing = importing.split(content)
    assert [raw.number for raw in listing.raws] == list(range(1, 46))
    parsed = tuple(importing.parse(Raw(raw.number, raw.line, raw.text), listing.format) for raw in listing.raws)
    assert parsed == importing.read(content).records


def test_too_many_and_too_much_are_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(importing, "MOST_RECORDS", 1)
    with pytest.raises(NotReferences, match="several files"):
        importing.split("TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\nER  - ")
    monkeypatch.setattr(importing, "LONGEST", 5)
    assert isinstance(importing.read("TY  - JOUR\nTI  - One").unreadable[0], Unreadable)
    monkeypatch.setattr(importing, "LARGEST", 5)
    with pytest.raises(NotReferences, match="several files"):
        importing.split(b"TY  - JOUR")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("PT  - Journal Article\nPT  - Practice Guideline", ReferenceKind.GUIDELINE),
        ("PT  - Meta-Analysis\nPT  - Review", ReferenceKind.SYSTEMATIC_REVIEW),
        ("PT  - Randomized Controlled Trial", ReferenceKind.TRIAL),
        ("PT  - Clinical Trial, Phase II", ReferenceKind.TRIAL),
        ("PT  - Observational Study", ReferenceKind.COHORT),
        ("PT  - Case Reports", ReferenceKind.CASE_REPORT),
        ("PT  - Review", ReferenceKind.REVIEW),
        ("PT  - Journal Article", None),
    ],
)
def test_pubmeds_labels_suggest_a_kind(lines, kind):
    assert only(f"PMID- 1\nTI  - One.\n{lines}\n").kind is kind


@pytest.mark.parametrize(
    ("lines", "standing"),
    [
        ("TI  - One.\nPT  - Retracted Publication\nEIN - J Invent Res. 2020", Standing.RETRACTED),
        ("TI  - RETRACTED: One.", Standing.RETRACTED),
        ("TI  - Retracted articles: a review.", Standing.CURRENT),
        ("TI  - One (Retracted article. See vol. 3, pg. 4, 2010).", Standing.RETRACTED),
        ("TI  - One (Retraction of vol 3, pg 4, 2010).", Standing.CURRENT),
        ("TI  - One.\nECI - J Invent Res. 2020", Standing.CONCERN),
        ("TI  - One.\nEIN - J Invent Res. 2020", Standing.CORRECTED),
        ("TI  - One.\nPT  - Retraction of Publication", Standing.CURRENT),
    ],
)
def test_what_has_been_said_of_a_source_suggests_its_standing(lines, standing):
    assert only(f"PMID- 1\n{lines}\n").standing is standing


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("DEP - 20240305", "issued", {"date-parts": [[2024, 3, 5]]}),
        ("DP  - 2024 Mar-Apr\nDEP - 20240105", "issued", {"date-parts": [[2024, 3]]}),
        ("SO  - J Invent Res. 2024 Mar;1(2):3. doi: 10.5555/inv.2. Epub 2023.", "DOI", "10.5555/inv.2"),
        ("TI  - One\x0btwo", "title", "One two"),
        ("AU  - van One, Ann M.", "author", [{"family": "van One", "given": "Ann M."}]),
        ("LID - http://example.org/1\nLID - 1042 [pii]", "page", "1042"),
    ],
)
def test_what_pubmed_says_in_other_places(line, field, value):
    assert only(f"PMID- 1\n{line}\nTI  - One.\n").csl[field] == value


PIECES = [
    *(
        b"TY  - JOUR\n",
        b"ER  - \n",
        b"TI  - One\n",
        b"AU  - A, B\n",
        b"PY  - 2019/",
        b"PMID- 1\n",
        b"FAU - A\n",
        b"\r",
        b"\n",
    ),
    *(
        b"@article{",
        b"@string{a=",
        b"a # a",
        b"title={",
        b"author={",
        b" and ",
        b"}",
        b"{",
        b"\\",
        b'"',
        b",",
        b"=",
        b"$",
    ),
    *(b"[", b"]", b'{"title":', b'"type":"book"', b"null", b"1e999", b"9" * 50, b"\\ud800", b"&#xD800;", b"\\href{a}"),
    *(b"\xff", b"\x00", b"\xe9", b"\x81", b"\xef\xbb\xbf", b"\xff\xfe"),
]
contents = st.lists(st.sampled_from(PIECES) | st.binary(max_size=3), max_size=20).map(b"".join) | st.binary(max_size=60)


@given(contents)
def test_any_bytes_get_an_answer_or_the_sentence(content):
    for given_as in (content, content.decode("utf-8", "surrogateescape")):
        try:
            reading = importing.read(given_as)
        except NotReferences:
            continue
        assert all(record.tidy(found.csl) == found.csl for found in reading.records)
