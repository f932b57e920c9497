"""References in AMA and Vancouver (NLM) style: a table of invented ones, and what holds for any."""

import json
import re
from pathlib import Path
from types import MappingProxyType

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from hypothesis import example, given
from hypothesis import strategies as st

from guidance.references import items, styles
from guidance.references.styles import Style, dates, names, numbers
from guidance.references.styles.numbers import Range
from guidance.references.styles.richtext import rich
from guidance.references.styles.titlecase import title_case
from guidance.templatetags import citing

SHARED = Path(__file__).parents[3] / "shared" / "data" / "csl"
CRUZ = {"family": "Cruz", "given": "Ana Bea"}
DIAZ = {"family": "Diaz", "given": "Carl"}
MANY = [{"family": family, "given": "X."} for family in ("Abe", "Bay", "Cid", "Doe", "Eck", "Fox", "Gil")]
JUNE = {"date-parts": [[2020, 6, 5]]}
ADDRESS = {"URL": "https://example.org/a", "accessed": {"date-parts": [[2021, 9, 3]]}}

TRIAL = {
    "type": "article-journal",
    "author": [CRUZ, DIAZ],
    "title": "An invented trial",
    "container-title": "Journal of Invented Medicine",
    "container-title-short": "J. Invent. Med.",
    "issued": JUNE,
    "volume": "4",
    "issue": "2",
    "page": "123-129",
    "DOI": "10.5555/invented",
}
BOOK = {"type": "book", "author": [CRUZ], "title": "the book of inventions", "publisher": "Nowhere Press"} | {
    "publisher-place": "Nowhere",
    "issued": JUNE,
}
CHAPTER = BOOK | {"type": "chapter", "title": "An invented chapter", "container-title": "the book of inventions"}
CHAPTER |= {"editor": [DIAZ, CRUZ], "edition": "2", "volume": "3", "page": "99-101"}
PAGE = {
    "type": "webpage",
    "title": "An invented page",
    "author": [{"literal": "Invented Trials Group"}],
    "issued": JUNE,
}


def without(csl: dict, *fields: str) -> dict:
    return {field: value for field, value in csl.items() if field not in fields}


def text(csl: dict, style: Style) -> str:
    return styles.as_text(styles.formatted(csl, style))


# What is given, and how it is written in each style.
WRITTEN = {
    "an article": (
        TRIAL | {"PMID": "123", "PMCID": "PMC9"},
        "Cruz AB, Diaz C. An invented trial. J Invent Med. 2020;4(2):123-129. doi:10.5555/invented",
        "Cruz AB, Diaz C. An invented trial. J Invent Med. 2020 Jun 5;4(2):123–9. doi:10.5555/invented "
        "PubMed PMID: 123; PubMed Central PMCID: PMC9.",
    ),
    "seven authors": (
        TRIAL | {"author": MANY},
        "Abe X, Bay X, Cid X, et al. An invented trial. J Invent Med. 2020;4(2):123-129. doi:10.5555/invented",
        "Abe X, Bay X, Cid X, Doe X, Eck X, Fox X, et al. An invented trial. J Invent Med. 2020 Jun 5;4(2):123–9. "
        "doi:10.5555/invented",
    ),
    "six authors": (
        without(TRIAL, "DOI") | {"author": MANY[:6]},
        "Abe X, Bay X, Cid X, Doe X, Eck X, Fox X. An invented trial. J Invent Med. 2020;4(2):123-129.",
        "Abe X, Bay X, Cid X, Doe X, Eck X, Fox X. An invented trial. J Invent Med. 2020 Jun 5;4(2):123–9.",
    ),
    "ahead of print": (
        without(TRIAL, "volume", "issue", "page"),
        "Cruz AB, Diaz C. An invented trial. J Invent Med. Published online June 5, 2020. doi:10.5555/invented",
        "Cruz AB, Diaz C. An invented trial. J Invent Med. 2020 Jun 5. doi:10.5555/invented",
    ),
    "a number instead of pages, a supplement": (
        without(TRIAL, "DOI") | {"number": "e77", "supplement-number": "1"},
        "Cruz AB, Diaz C. An invented trial. J Invent Med. 2020;4(2)(suppl 1):e77.",
        "Cruz AB, Diaz C. An invented trial. J Invent Med. 2020 Jun 5;4(2 Suppl 1):e77.",
    ),
    "only an address": (
        without(TRIAL, "DOI", "author") | ADDRESS,
        "An invented trial. J Invent Med. 2020;4(2):123-129. Accessed September 3, 2021. https://example.org/a",
        "An invented trial. J Invent Med [Internet]. 2020 Jun 5 [cited 2021 Sep 3];4(2):123–9. "
        "Available from: https://example.org/a",
    ),
    "a preprint": (
        {"type": "article", "author": [CRUZ], "title": "An invented trial", "publisher": "inventRxiv", "issued": JUNE},
        "Cruz AB. An invented trial. inventRxiv. Preprint posted online June 5, 2020.",
        "Cruz AB. An invented trial. inventRxiv; 2020.",
    ),
    "a newspaper": (
        without(TRIAL, "DOI", "volume", "issue") | {"type": "article-newspaper", "page": "A1"},
        "Cruz AB, Diaz C. An invented trial. J Invent Med. June 5, 2020:A1.",
        "Cruz AB, Diaz C. An invented trial. Journal of Invented Medicine. 2020 Jun 5:A1.",
    ),
    "a book": (
        BOOK
        | {"edition": 2, "volume": "4-5", "number-of-pages": "300", "collection-title": "Series"}
        | {"collection-number": "9"},
        "Cruz AB. The Book of Inventions. Vols 4-5. 2nd ed. Nowhere Press; 2020.",
        "Cruz AB. the book of inventions. 2nd ed. Vols. 4–5. Nowhere: Nowhere Press; 2020. 300 p. (Series; no. 9).",
    ),
    "an edited book": (
        without(BOOK, "author") | {"editor": [CRUZ, DIAZ]},
        "Cruz AB, Diaz C, eds. The Book of Inventions. Nowhere Press; 2020.",
        "Cruz AB, Diaz C, editors. the book of inventions. Nowhere: Nowhere Press; 2020.",
    ),
    "a book by an author, edited by another": (
        BOOK | {"editor": [DIAZ]},
        "Cruz AB. The Book of Inventions. (Diaz C, ed.). Nowhere Press; 2020.",
        "Cruz AB. the book of inventions. Diaz C, editor. Nowhere: Nowhere Press; 2020.",
    ),
    "a book edited and translated by one": (
        without(BOOK, "author") | {"editor": [CRUZ], "translator": [CRUZ]},
        "Cruz AB, ed. The Book of Inventions. Nowhere Press; 2020.",
        "Cruz AB, editor & translator. the book of inventions. Nowhere: Nowhere Press; 2020.",
    ),
    "a chapter": (
        CHAPTER,
        "Cruz AB. An invented chapter. In: Diaz C, Cruz AB, eds. The Book of Inventions. Vol 3. 2nd ed. "
        "Nowhere Press; 2020:99-101.",
        "Cruz AB. An invented chapter. In: Diaz C, Cruz AB, editors. the book of inventions. 2nd ed. "
        "Nowhere: Nowhere Press; 2020. p. 99–101.",
    ),
    "a conference paper in nothing": (
        without(BOOK, "publisher", "publisher-place") | {"type": "paper-conference"},
        "Cruz AB. the book of inventions. In: 2020.",
        "Cruz AB. the book of inventions. 2020.",
    ),
    "a report": (
        BOOK | {"type": "report", "genre": "technical report", "number": "12"} | ADDRESS,
        "Cruz AB. The Book of Inventions. Nowhere Press; 2020. Accessed September 3, 2021. https://example.org/a",
        "Cruz AB. the book of inventions [technical report] [Internet]. Nowhere: Nowhere Press; 2020 Jun "
        "[cited 2021 Sep 3]. Technical report no.: 12. Available from: https://example.org/a",
    ),
    "a page": (
        PAGE | ADDRESS,
        "Invented Trials Group. An invented page. June 5, 2020. Accessed September 3, 2021. https://example.org/a",
        "Invented Trials Group. An invented page [Internet]. 2020 [cited 2021 Sep 3]. "
        "Available from: https://example.org/a",
    ),
    "a page of a site": (
        PAGE | ADDRESS | {"container-title": "Invented site"},
        "Invented Trials Group. An invented page. Invented site. June 5, 2020. Accessed September 3, 2021. "
        "https://example.org/a",
        "Invented Trials Group. Invented site [Internet]. 2020 [cited 2021 Sep 3]. An invented page. "
        "Available from: https://example.org/a",
    ),
    "a thesis": (
        BOOK | {"type": "thesis", "genre": "PhD thesis"},
        "Cruz AB. The Book of Inventions. PhD thesis. Nowhere Press; 2020.",
        "Cruz AB. the book of inventions [PhD thesis]. [Nowhere]: Nowhere Press; 2020.",
    ),
    "a talk": (
        {"type": "speech", "author": [CRUZ], "title": "An invented talk", "genre": "poster", "issued": JUNE}
        | {"event-title": "Invented Congress", "event-place": "Nowhere"},
        "Cruz AB. An invented talk. Poster presented at: Invented Congress; June 5, 2020; Nowhere.",
        "Cruz AB. An invented talk [poster]. Poster presented at: Invented Congress. 2020 Jun 5; Nowhere.",
    ),
    "a law": (
        {"type": "legislation", "title": "an act on inventions", "issued": JUNE, "section": "12", "number": "7"},
        "An Act on Inventions. 2020.",
        "an act on inventions. Sect. 12, 7. 2020 Jun 5.",
    ),
    "a case": (
        {"type": "legal_case", "title": "cruz v diaz", "issued": JUNE, "container-title": "Inv. Rep.", "volume": "3"}
        | {"page": "12", "authority": "Invented Court"},
        "Cruz v Diaz. Inv. Rep. 3, 12 (Invented Court 2020).",
        "cruz v diaz. Inv. Rep. 2020. p. 12.",
    ),
    "a patent": (
        {"type": "patent", "author": [CRUZ], "title": "An invented engine", "number": "US12", "issued": JUNE},
        "Cruz AB. An invented engine. Published online June 5, 2020:US12.",
        "Cruz AB. An invented engine. US12, 2020.",
    ),
    "nothing but a title": ({"type": "book", "title": "alone"}, "Alone.", "alone."),
    "nothing": ({}, "", ""),
}


@pytest.mark.parametrize(("csl", "ama", "nlm"), WRITTEN.values(), ids=WRITTEN)
def test_each_kind_is_written_as_its_style_wants_it(csl, ama, nlm):
    assert text(csl, Style.AMA) == ama
    assert text(csl, Style.NLM) == nlm


NAMES = [
    ({"family": "King", "given": "Martin Luther", "suffix": "Jr."}, "King ML Jr"),
    ({"family": "King", "given": "Martin, III"}, "King M III"),
    ({"family": "Cruz", "given": "Ana", "non-dropping-particle": "de la"}, "de la Cruz A"),
    ({"family": "Cruz", "given": "Ana", "dropping-particle": "de"}, "Cruz A de"),
    ({"family": "Beet", "given": "Ludwig van"}, "Beet L van"),
    ({"family": "Roo", "given": "Tina Coenen-de"}, "Roo TC de"),
    ({"family": "Hakim", "given": "T", "non-dropping-particle": "al-"}, "al-Hakim T"),
    ({"family": "Smith-Jones", "given": "Jean-Paul"}, "Smith-Jones JP"),
    ({"family": "Smith", "given": "J.-P."}, "Smith JP"),
    ({"family": "Smith", "given": "JP"}, "Smith JP"),
    ({"family": "SMITH", "given": "JOHN PAUL"}, "SMITH JP"),
    ({"family": "Smith", "given": "Maria del Carmen"}, "Smith M del C"),
    ({"family": "Smith", "given": "Yu. A."}, "Smith YuA"),
    ({"family": "Smith", "given": 'J. "Bob" (Ann)'}, "Smith J"),
    ({"family": "王", "given": "小明"}, "王小明"),
    ({"family": "Иванов", "given": "Иван Петрович"}, "Иванов ИП"),
    ({"family": "Smith", "given": "Ștefan"}, "Smith Ș"),
    ({"given": "Cher"}, "Cher"),
    ({"literal": "Imaginary Group"}, "Imaginary Group"),
]


@pytest.mark.parametrize(("person", "written"), NAMES, ids=[written for _, written in NAMES])
def test_a_name_is_turned_round(person, written):
    assert names.people([person, None, {}, "x"]) == [written]


@pytest.mark.parametrize(
    ("given", "expanded", "minimal"),
    [
        ("123-30", "123-130", "123–30"),
        ("123–130", "123-130", "123–30"),
        ("S12-S18", "S12-S18", "S12–8"),
        ("97-105", "97-105", "97–105"),
        ("42-42", "42-42", "42–42"),
        ("1-10", "1-10", "1–10"),
        ("12-18, 20-22", "12-18, 20-22", "12–8, 20–2"),
        ("pp. 1-9", "1-9", "1–9"),
        ("iv-ix", "iv-ix", "iv–ix"),
        ("12-e5", "12-e5", "12-e5"),
        ("12-13-14", "12-13-14", "12-13-14"),
        ("e0175947", "e0175947", "e0175947"),
        ("No-Specified", "No-Specified", "No-Specified"),
        ("", "", ""),
    ],
)
def test_pages_are_written_out_or_cut_short(given, expanded, minimal):
    assert numbers.ranges(given, Range.EXPANDED, "page") == expanded
    assert numbers.ranges(given, Range.MINIMAL, "page") == minimal


@pytest.mark.parametrize(
    ("given", "year", "american", "vancouver"),
    [
        ({"date-parts": [["2020", "06", "05"]]}, "2020", "June 5, 2020", "2020 Jun 5"),
        ({"date-parts": [[2020, 6]]}, "2020", "June 2020", "2020 Jun"),
        ({"date-parts": [[2020, 0, 0]]}, "2020", "2020", "2020"),
        ({"date-parts": [[2020, 6, 5], [2020, 6, 8]]}, "2020", "June 5–8, 2020", "2020 Jun 5–8"),
        ({"date-parts": [[2020, 6, 5], [2020, 7, 8]]}, "2020", "June 5–July 8, 2020", "2020 Jun 5–Jul 8"),
        ({"date-parts": [[2019, 12], [2020, 1]]}, "2019–2020", "December 2019–January 2020", "2019 Dec–2020 Jan"),
        ({"date-parts": [[2020]], "season": "2"}, "2020", "Summer 2020", "2020 Summer"),
        ({"date-parts": [[2020, 21]]}, "2020", "Spring 2020", "2020 Spring"),
        ({"raw": "2024/04/03/"}, "2024", "April 3–3, 2024", "2024 Apr 3–3"),
        ({"raw": "2023/06//"}, "2023", "June 2023", "2023 Jun"),
        ({"raw": "5 June 2020"}, "2020", "June 5, 2020", "2020 Jun 5"),
        ({"raw": "2020 Jun-Jul"}, "2020", "June–July 2020", "2020 Jun–Jul"),
        ({"raw": "2020-06-05T10:00:00Z"}, "2020", "June 5, 2020", "2020 Jun 5"),
        ("20200605", "2020", "June 5, 2020", "2020 Jun 5"),
        ({"literal": "in press"}, "in press", "in press", "in press"),
        ({"raw": "n.d."}, "n.d.", "n.d.", "n.d."),
        ({"date-parts": [[450]]}, "450 AD", "450 AD", "450 AD"),
        ({"date-parts": [[None]]}, "", "", ""),
    ],
)
def test_a_date_is_written_by_each_style(given, year, american, vancouver):
    when = dates.date(given)
    assert (dates.year(when), dates.american(when), dates.vancouver(when)) == (year, american, vancouver)


@pytest.mark.parametrize(
    ("given", "cased"),
    [
        ("a tale: the story of it", "A Tale: The Story of It"),
        ("mRNA and self-report on the x-ray", "mRNA and Self-Report on the x-Ray"),
        ("the x-ray of a dog's bone", "The X-Ray of a Dog's Bone"),
        ("what is it? an answer to dwell on", "What Is It? An Answer to Dwell On"),
        ("a tale: (of it) and such", "A Tale: (Of It) and Such"),
        ("vitamin d and h<sub>two</sub>o", "Vitamin d and h<sub>two</sub>o"),
        ('<span class="nocase">de novo</span> of things', '<span class="nocase">de novo</span> of Things'),
    ],
)
def test_titles_of_books_are_capitalised(given, cased):
    assert title_case(given) == cased


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Is it so?", "Is it so? J"),
        ("A trial.", "A trial. J"),
        ("A trial,", "A trial. J"),
        ("What we call 'care'", "What we call “care.” J"),
        ("'Care', and \"the 'best' of it\"", "“Care”, and “the ‘best’ of it.” J"),
        ("The patients' 5' and 3\" in the '90s", 'The patients’ 5’ and 3" in the ’90s. J'),
        ("Trials : a study", "Trials\u202f: a study. J"),
        ("<i>E. coli</i> in H<sub>2</sub>O", "E. coli in H2O. J"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>. J"),
        ("A <i>lone tag", "A <i>lone tag. J"),
    ],
)
def test_a_title_ends_once_and_its_quotation_marks_are_curly(title, written):
    csl = {"type": "article-journal", "title": title, "container-title": "J"}
    assert text(csl, Style.NLM) == f"{written}."


def test_tags_of_csl_become_looks_and_italics_stand_out_of_italics():
    runs = styles.formatted(
        {"type": "book", "title": "on <i>E. coli</i> and <sc>sc</sc> <b>of x<sup>2</sup></b>"}, Style.AMA
    )
    looks = {run.text: run for run in runs}
    assert looks["On "].italic
    assert not looks["E. Coli"].italic
    assert looks["sc"].small_caps
    assert looks["of x"].bold
    assert (looks["2"].bold, looks["2"].position) == (True, "sup")


def test_identifiers_are_links_where_they_are_what_they_should_be():
    sound = TRIAL | {"DOI": "https://doi.org/10.5555/A", "PMID": 123, "note": "PMCID: PMC9"}
    linked = {run.text: run.href for run in styles.formatted(sound, Style.NLM) if run.href}
    assert linked == {
        "10.5555/A": "https://doi.org/10.5555/A",
        "123": "https://pubmed.ncbi.nlm.nih.gov/123/",
        "PMC9": "https://pmc.ncbi.nlm.nih.gov/articles/PMC9/",
    }
    unsound = {"type": "webpage", "URL": "javascript:alert(1)", "DOI": "none", "PMID": "x", "PMCID": "y"}
    assert not any(run.href for style in Style for run in styles.formatted(unsound, style))


# In a template


def test_the_partial_escapes_and_leaves_no_space_between_runs():
    csl = without(TRIAL, "author") | {"title": "<script> & <i>E. coli</i> H<sub>2</sub>O"}
    html = render_to_string("components/_formatted_reference.html", {"runs": citing.formatted(csl, "ama")})
    assert html.strip() == (
        "&lt;script&gt; &amp; <em>E. coli</em> H<sub>2</sub>O. <em>J Invent Med</em>. 2020;4(2):123-129. doi:"
        '<a href="https://doi.org/10.5555/invented">10.5555/invented</a>'
    )
    assert citing.as_text(citing.formatted(csl, "ama")).startswith("<script> & E. coli H2O. J Invent Med.")


# Whatever it is given

WORDS = st.sampled_from(
    ["Invented", "of", "d'", "E. coli", "'a'", '"b"', "<i>", "</i>", "x-ray", "?", "é", "王", "12-3"]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    "title",
    "container-title",
    "container-title-short",
    "volume",
    "issue",
    "page",
    "number",
    "edition",
    "publisher",
    "publisher-place",
    "genre",
    "DOI",
    "URL",
    "PMID",
    "PMCID",
    "collection-title",
    "collection-number",
    "event-title",
    "event-place",
    "authority",
    "language",
    "note",
    "medium",
    "section",
    "supplement-number",
    "part-number",
    "number-of-pages",
    "archive",
    "chapter-number",
]
TYPES = (
    "article article-journal article-newspaper book chapter report webpage thesis speech legislation legal_case patent"
)
PERSON = st.fixed_dictionaries({}, optional=dict.fromkeys(("family", "given", "suffix", "literal"), WORDS | ANYTHING))
DATE = st.fixed_dictionaries({}, optional=dict.fromkeys(("date-parts", "season", "raw", "literal"), ANYTHING))
SHAPED = st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES.split())},
    optional={field: st.lists(WORDS, max_size=4).map(" ".join) | ANYTHING for field in FIELDS}
    | {field: st.lists(PERSON, max_size=9) | ANYTHING for field in ("author", "editor", "translator")}
    | dict.fromkeys(("issued", "accessed"), DATE | ANYTHING),
)


@given(SHAPED, st.sampled_from(list(Style)))
@example({"type": "book", "title": "x", "page": "9" * 5000 + "-" + "9" * 5001, "edition": "9" * 5000}, Style.NLM)
@example({"type": "book", "title": "“" * 3000 + "a" + "”" * 3000}, Style.AMA)
@example({"type": "article-journal", "issued": {"raw": "9" * 5000 + "--2020-99-99/"}}, Style.AMA)
def test_any_item_is_answered_and_frozen_ones_alike(csl, style):
    runs = styles.formatted(csl, style)
    assert all(isinstance(run.text, str) and run.text for run in runs)
    assert styles.formatted(MappingProxyType(csl), style) == runs
    assert all(run.href.startswith(("", "https://", "http://")) for run in runs)


PLAIN = st.lists(
    st.sampled_from(["Invented", "of", "the", "dose", "Zzyx", "E.", "Coli?", "12"]), min_size=1, max_size=4
).map(" ".join)
PEOPLE = st.lists(st.fixed_dictionaries({"family": PLAIN, "given": PLAIN}), max_size=8)
SOUND = st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES.split())},
    optional={field: PLAIN for field in FIELDS if field not in ("DOI", "URL", "PMID", "PMCID", "note", "language")}
    | {"author": PEOPLE, "editor": PEOPLE, "issued": st.sampled_from([JUNE, {"raw": "2020"}, {"literal": "in press"}])},
)


@given(SOUND, st.sampled_from(list(Style)))
def test_no_mark_is_doubled_and_no_gap_is_left(csl, style):
    written = text(csl, style)
    assert not re.search(r"\.\.|[ ]{2}| [.,;:)]|,[.,]|;;|[?!]\.|\(\)|\[\]|None", written), written
    assert written == written.strip()


@given(st.text(alphabet="ab \"'“”‘’<>/isubp", max_size=30))
def test_rich_text_keeps_every_letter(given):
    letters = re.sub(r"</?(?:i|b|sub|sup)>|[\"'“”‘’\s\u202f]", "", given)
    assert re.sub(r"</?(?:i|b|sub|sup)>|[\"'“”‘’\s\u202f]", "", styles.as_text(rich(given))) == letters


# Beside what citeproc-js prints


@pytest.mark.skipif(not SHARED.exists(), reason="the references it compares with are not here")
@pytest.mark.parametrize(
    ("style", "name"), [(Style.AMA, "american-medical-association.csl"), (Style.NLM, "nlm-citation-sequence.csl")]
)
def test_journal_articles_agree_with_citeproc(style, name):
    expected = json.loads((SHARED / "expected.json").read_text())[name]
    given = items.read((SHARED / "items.csl.json").read_bytes())
    printed = {key: re.sub(r"^\d+\. ", "", expected[key]["text"].strip()) for key in given}
    assert {key: text(item, style) for key, item in given.items()} == printed


# The command


def test_the_command_prints_each_id_with_its_text(tmp_path, capsys):
    file = tmp_path / "some.csl.json"
    file.write_text(json.dumps([TRIAL | {"id": "trial"}, PAGE]), encoding="utf-8-sig")
    call_command("format_references", str(file), "--style", "nlm", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert printed == {"trial": text(TRIAL, Style.NLM), "2": text(PAGE, Style.NLM)}
    call_command("format_references", str(file))
    assert capsys.readouterr().out.splitlines() == [text(TRIAL, Style.AMA), text(PAGE, Style.AMA)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot be read"),
        ("TY  - JOUR", "not JSON"),
        ("7", "is a list of items"),
        ('{"items": 7}', "is a list of items"),
        ("[7]", "Item 1 should be an object"),
        ('[{"type": "book"}, {"title": "x"}]', "Item 2 says no type"),
        ('[{"type": "book", "id": 2}, {"type": "book"}]', "Two items have the id “2”"),
    ],
)
def test_the_command_ends_with_2_for_what_is_not_csl(tmp_path, content, sentence):
    file = tmp_path / "other.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("format_references", str(file), "--json")
    assert refused.value.returncode == 2
