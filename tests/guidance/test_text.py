"""A pasted page becomes a document: statements, markers, references; nothing of it is lost."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.documents import Citation, Document, Reference, Step, from_json, to_json
from guidance.interchange import text
from guidance.interchange.lines import split
from guidance.interchange.text import NotAPage, Page
from guidance.vocabularies import Action, ReferenceKind
from tests.conftest import soak

PAGES = Path(__file__).with_name("pages")
SEEDS = sorted((Path(__file__).parents[3] / "shared" / "seed").glob("*.txt"))


def keys():
    numbers = count(1)
    return lambda: f"key-{next(numbers)}"


def parse(content: str, **options) -> Page:
    return text.parse(content, new_key=keys(), **options)


def page(name: str, **options) -> Page:
    return parse(text.read((PAGES / f"{name}.txt").read_bytes()), **options)


def steps(found: Page) -> list[Step]:
    return list(found.document.steps())


def said(found: Page) -> list[tuple[str, str]]:
    """Each statement with the markers it prints."""
    return [(step.text.clinician, " ".join(one.marker for one in step.citations)) for step in steps(found)]


def outline(document: Document) -> list[tuple[str, list[str]]]:
    return [(each.heading.clinician, [one.heading.clinician for one in each.sections]) for each in document.sections]


def source(found: Page, title: str) -> Reference:
    return next(each for each in found.document.references if each.title == title)


def counts(found: Page) -> dict[str, object]:
    types = Counter(reference.kind.type.value for reference in found.document.references)
    return {
        "sections": len(list(found.document.walk_sections())),
        "steps": len(steps(found)),
        "cited": sum(bool(step.citations) for step in steps(found)),
        "groups": sum(step.action is Action.GROUP for step in steps(found)),
        "references": dict(types),
        "unplaced": len(found.unplaced),
    }


SEED_COUNTS = {
    "sections": 14,
    "steps": 38,
    "cited": 35,
    "groups": 3,
    "references": {"guideline": 2, "research": 2},
    "unplaced": 0,
}


@pytest.mark.skipif(not SEEDS, reason="the seed page is not beside this tree")
def test_the_seed():
    found = parse(text.read(SEEDS[0].read_bytes()), house_names=["Dr.Oracle"])
    assert counts(found) == SEED_COUNTS
    assert found.document.title == "What is the treatment approach for Leukoencephalopathy?"
    assert not found.document.summary
    assert [reference.in_house for reference in found.document.references] == [False, False, True, False]
    assert {one.marker for _, one in found.document.cited() if one.reference is None} == {"5", "6"}


def test_a_page_like_the_seed_gives_the_same_counts():
    found = page("seedlike")
    assert counts(found) == SEED_COUNTS
    assert outline(found.document)[:2] == [
        ("Approach to Widget Wear", []),
        (
            "Kinds of Wear and What Each Needs",
            [
                "Slow Surface Wear (SSW)",
                "Heat-Induced Wear",
                "Post-Rain/Post-Wash Wear (Sudden Dull Spots)",
                "Acid Wear (e.g., Lemon-Induced)",
            ],
        ),
    ]
    assert said(found)[0] == (
        "The first measure against widget wear is rest and oil, as nothing is known to prevent it.",
        "1",
    )


def test_a_group_introduces_its_sub_steps_and_nothing_else_is_given_an_action():
    found = page("seedlike")
    group = next(step for step in steps(found) if step.text.clinician == "For polish-induced SSW:")
    assert group.action is Action.GROUP
    assert [step.citations[0].marker for step in group.steps] == ["4", "5"]
    assert {step.action for step in steps(found)} == {Action.GROUP, Action.UNSAID}


def test_markers_match_an_unnumbered_list_by_place_only():
    found = page("seedlike")
    first, second = (step.citations[0] for step in steps(found)[:2])
    assert (first.marker, first.confirmed) == ("1", False)
    assert first.reference == source(found, "Care of Lemon Wear").key
    assert second.reference == source(found, "Care of Slow Surface Wear Using Clear Air").key
    dangling = {one for _, one in found.document.cited() if one.marker in {"5", "6"}}
    assert dangling == {Citation(None, "5", confirmed=False), Citation(None, "6", confirmed=False)}


def test_markers_match_a_numbered_list_by_number():
    found = page("numbered")
    assert all(one.confirmed for _, one in found.document.cited() if one.marker != "7")
    assert {one.reference for _, one in found.document.cited() if one.marker == "7"} == {None}
    assert steps(found)[0].citations[0].reference == source(found, "Rules for widgets").key


def test_a_numbered_list_that_starts_elsewhere_or_skips_is_matched_by_its_own_numbers():
    found = parse("A\n\nB\n\n• One [2]\n• Two [5]\n\nReferences\n\n2. First. Journal, 2001\n5. Second. Journal, 2002")
    assert [found.document.references[n].title for n in (0, 1)] == ["First", "Second"]
    assert [one.reference for _, one in found.document.cited()] == [
        reference.key for reference in found.document.references
    ]


def test_the_wordings_are_for_clinicians_and_keys_are_made_in_order():
    found = page("seedlike")
    assert not found.document.has_lay_wording
    assert len({step.key for step in steps(found)} | {each.key for each in found.document.references}) == 42


def test_references_of_the_seed_s_shape():
    found = page("seedlike", house_names=["dr.widget", "Widget"])
    assert [
        (each.kind, each.title, each.year, each.in_house, each.csl["type"]) for each in found.document.references
    ] == [
        (ReferenceKind.GUIDELINE, "Care of Lemon Wear", 2023, False, "report"),
        (ReferenceKind.OTHER_RESEARCH, "Care of Slow Surface Wear Using Clear Air", 2018, False, "article-journal"),
        (ReferenceKind.GUIDELINE, "Rule Directed Topic Overview", 2023, True, "report"),
        (ReferenceKind.OTHER_RESEARCH, "The outer features of SSW", 2009, False, "article-journal"),
    ]
    assert found.document.references[0].csl["publisher"].startswith("Alpha Workshop Insights")
    assert found.document.references[3].csl["container-title"] == "Beta Town journal of widgets"


def test_numbered_headings_stand_above_numbered_statements():
    found = page("numbered")
    assert outline(found.document) == [("First measures", []), ("Watching", [])]
    assert said(found) == [
        ("Stop the wear.", "1"),
        ("Check the salts and watch the springs, for at least 5 days.", "1 2 3"),
        ("Low salt is common.", "2 3 4"),
        ("No paint repairs a dent.", "1 2"),
        ("Repair the hinge within 4 weeks", "7"),
        ("Repeat the picture after 3 months", "1 3"),
    ]
    assert [step.text.clinician for step in steps(found)[1].steps] == [
        "Low salt is common.",
        "No paint repairs a dent.",
    ]
    assert [(each.line, each.text) for each in found.unplaced] == [(25, "A line that nobody expects here")]


def test_references_in_one_line_are_read_for_their_parts():
    found = page("numbered")
    trial = source(found, "A randomised trial of oil")
    assert (trial.kind, trial.year, trial.doi, trial.pmid) == (ReferenceKind.TRIAL, 2020, "10.1000/wid.123", "12345678")
    assert [person.get("family", "et al.") for person in trial.csl["author"]] == ["Smith", "Doe", "et al."]
    assert [trial.csl[name] for name in ("container-title", "volume", "issue", "page")] == [
        "J Widgets",
        "12",
        "3",
        "45-67",
    ]
    review = source(found, "Oil in practice: a systematic review")
    assert (review.kind, review.year) == (ReferenceKind.SYSTEMATIC_REVIEW, 2018)
    assert review.csl["container-title"] == "Journal of Widgets"
    report = source(found, "Dust: two widgets, a case report")
    assert (report.kind, report.csl["URL"]) == (ReferenceKind.CASE_REPORT, "https://example.org/dust")
    assert source(found, "Rules for widgets").csl["container-title"] == "Widget Press"


def test_markdown_levels_and_superscripts():
    found = page("markdown")
    assert found.document.title == "Widget wear"
    assert outline(found.document) == [("First measures", []), ("Watching", ["Pictures", "Counts"])]
    assert said(found) == [
        ("Statement one", "1"),
        ("Statement two.", "2 3"),
        ("Statement three with 20 kg/m²", "4 5"),
        ("Statement four", ""),
        ("Paragraph one is here. It goes on.", "1"),
        ("Paragraph two goes on over two lines", "2"),
        ("Count 10⁹/L grains", "3"),
    ]
    assert [each.title for each in found.document.references] == ["First title", "Second title", "Third title"]
    assert source(found, "Second title").doi == "10.1234/abc"


def test_capitals_and_no_references():
    found = page("capitals")
    assert found.document.title == "CARE OF WIDGETS"
    assert outline(found.document) == [("GENERAL MEASURES", []), ("SPECIAL MEASURES", [])]
    assert said(found) == [
        ("Oil for at least 5 days", "2"),
        ("Dust count below 200", ""),
        ("Wear of grade 3", "1 2 3"),
        ("Once a day", "1 2"),
        ("Kept at a heat of 4", ""),
    ]
    assert not found.unplaced


def test_no_blank_line_and_no_indentation_at_all():
    found = page("tight")
    assert outline(found.document) == [("When To Worry", []), ("What To Do", [])]
    assert said(found) == [
        ("Statement one is given", "1"),
        ("Statement two goes on here", "2"),
        ("Statement three", "1"),
        ("Statement four", "1 2"),
        ("Statement five:", ""),
        ("Statement six", "2"),
    ]
    assert steps(found)[4].action is Action.GROUP
    assert [(each.kind, each.title) for each in found.document.references] == [
        (ReferenceKind.GUIDELINE, "First Guide"),
        (ReferenceKind.OTHER_RESEARCH, "Second Study"),
    ]
    assert not found.unplaced


def test_wrapped_lines_are_joined():
    found = page("wrapped")
    assert [markers for _, markers in said(found)] == ["1 2", "1", "2"]
    assert [words.split()[-1] for words, _ in said(found)] == ["here.", "it.", "sentence."]
    assert [each.title for each in found.document.references] == [
        "A title that is long enough to be wrapped",
        "Another title",
    ]


def test_a_wrapped_line_may_go_on_with_a_capital():
    found = parse("T\n\nH\n\n• Look at the widget with\nMRI after one month [1]\n• Oil it [1]")
    assert said(found) == [("Look at the widget with MRI after one month", "1"), ("Oil it", "1")]


def test_a_statement_that_cites_is_no_group_whatever_stands_under_it():
    found = parse("T\n\nH\n\n• Oil: [1]\n  • Daily [1]\n• Rest\n  • At night [1]\n• Wash it.\n  • Daily [1]")
    assert [step.action is Action.GROUP for step in found.document.sections[0].steps] == [False, True, False]


def test_a_tab_is_as_wide_as_four_spaces():
    found = parse("T\n\nH\n\n• One:\n\t• Two:\n        • Three [1]\n    • Four [1]")
    assert [step.text.clinician for step in found.document.sections[0].steps[0].steps] == ["Two:", "Four"]


def test_a_label_or_number_with_no_reference_is_unplaced():
    found = parse("T\n\nH\n\n• One [1]\n\nReferences\n\n1. First. Journal, 2001\n2\n\nGuideline")
    assert [each.text for each in found.unplaced] == ["2", "Guideline"]


def test_contents_are_left_out_and_labels_stand_over_several_references():
    found = page("unnumbered_sources")
    assert outline(found.document) == [("Care", [])]
    assert said(found) == [
        ("Print materials may help", ""),
        ("Share decisions with the family", "3"),
        ("Statement three", "1"),
    ]
    assert {each.title: each.kind for each in found.document.references} == {
        "First Guide": ReferenceKind.GUIDELINE,
        "Second Guide": ReferenceKind.GUIDELINE,
        "Third study, a cohort of widgets": ReferenceKind.COHORT,
    }
    third = found.document.references[0]  # the first that is cited
    assert (third.pmid, third.csl["container-title"], third.csl["volume"]) == ("7654321", "J Things", "3")
    assert not found.unplaced


def test_a_page_without_a_title_is_named_by_its_first_heading():
    found = page("plain")
    assert found.document.title == "Care"
    assert outline(found.document) == [("Care", []), ("After Care", [])]
    assert said(found)[0] == ("The opening paragraph has no heading above it. It is a statement.", "1")
    assert steps(found)[1].action is Action.GROUP
    assert [each.line for each in found.unplaced] == [16]


def test_byte_order_mark_carriage_returns_and_odd_spaces():
    found = page("carriage")
    assert said(found) == [
        ("Statement one:", ""),
        ("Statement two", "2"),
        ("Statement “three”", "1 2"),
        ("Statement four", "1"),
    ]
    assert len(steps(found)[0].steps) == 2
    assert source(found, "First title").pmid == "12345"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_line_ending_and_encoding_gives_the_same_page(end: str, encoding: str):
    content = text.read((PAGES / "seedlike.txt").read_bytes()).replace("\n", end).encode(encoding)
    assert parse(text.read(content)) == page("seedlike")


def test_windows_1252_is_read():
    assert text.read("• “Statement” – one".encode("cp1252")) == "• “Statement” – one"


@pytest.mark.parametrize(
    "nesting",
    [
        "  • {}\n    • {}\n      • {}", "• {}\n\t• {}\n\t\t• {}", "• {}\n◦ {}\n▪ {}", "1. {}\n   a) {}\n      - {}",
        "\u00a0• {}\n\u00a0\u00a0\u00a0– {}\n\u00a0\u00a0\u00a0\u00a0\u00a0* {}",
    ],
)  # fmt: skip
def test_sub_steps_of_sub_steps(nesting: str):
    found = parse("Title\n\nHeading\n\n" + nesting.format("One:", "Two:", "Three [1]"))
    top = found.document.sections[0].steps
    assert [top[0].text.clinician, top[0].steps[0].text.clinician, top[0].steps[0].steps[0].text.clinician] == [
        "One:",
        "Two:",
        "Three",
    ]


def test_a_heading_above_a_heading_opens_a_parent_until_the_next_such_one():
    found = parse("T\n\nP\n\nA\n\n• One [1]\n\nB\n\n• Two [1]\n\nQ\n\nC\n\n• Three [1]\n\nD\n\nFour. [1]")
    assert outline(found.document) == [("P", ["A", "B"]), ("Q", ["C", "D"])]


def test_several_paragraphs_are_a_step_each():
    found = parse("Title\n\nHeading\n\nFirst words. 1\n\nSecond words. 2\nThird words. 3")
    assert said(found) == [("First words.", "1"), ("Second words.", "2"), ("Third words.", "3")]


def test_markers_glued_to_the_word_are_read_where_the_page_has_no_other():
    found = parse("T\n\nH\n\n• Oil the hinges1\n• Rub the springs2,3\n• Look at T2")
    assert said(found) == [("Oil the hinges", "1"), ("Rub the springs", "2 3"), ("Look at T2", "")]


def test_markers_in_round_brackets_are_read_where_the_page_has_no_other():
    found = parse("T\n\nH\n\n• Oil the hinges (1)\n• Rub the springs (2, 3).\n• Rest")
    assert said(found) == [("Oil the hinges", "1"), ("Rub the springs.", "2 3"), ("Rest", "")]


def test_what_follows_the_references_and_is_none_is_unplaced():
    found = parse(
        "T\n\nH\n\n• One [1]\n\nReferences\n\n[1] First. Journal, 2001\n\nSome other words\n\n"
        "Disclaimer\n\nFor workers.\n\nMore words"
    )
    assert [(each.line, each.text) for each in found.unplaced] == [(11, "Some other words"), (17, "More words")]
    assert len(found.document.references) == 1


@pytest.mark.parametrize(
    ("printed", "title", "rest"),
    [
        ("Guideline: Rules of wear. Widget House, 2020", "Rules of wear", {"publisher": "Widget House"}),
        ("Rules of wear [Guideline]", "Rules of wear", {"type": "report"}),
        ("Wear of widgets. J Widgets 2020", "Wear of widgets", {"container-title": "J Widgets"}),
        ("Wear of widgets, J Widgets, 2020", "Wear of widgets", {"container-title": "J Widgets"}),
        ("Wear of widgets — J Widgets (2020)", "Wear of widgets", {"container-title": "J Widgets"}),
        ("Is wear bad? J Widgets. 2020 May 3;7:1.", "Is wear bad?", {"volume": "7", "note": "May 3"}),
        ("Smith J. “Wear of widgets.” J Widgets 2020", "Wear of widgets", {"container-title": "J Widgets"}),
        ("Smith J, Doe A. Wear of widgets. J Widgets. 2020. PMC1234567", "Wear of widgets", {"PMCID": "PMC1234567"}),
        ("Wear of widgets. doi.org/10.1000/W.1.", "Wear of widgets", {"DOI": "10.1000/w.1"}),
        ("Wear. https://pubmed.ncbi.nlm.nih.gov/123/", "Wear", {"PMID": "123"}),
    ],
)
def test_a_reference_in_one_line(printed: str, title: str, rest: dict[str, str]):
    found = parse(f"T\n\nH\n\n• One [1]\n\nReferences\n\n1. {printed}")
    assert found.document.references[0].title == title
    assert found.document.references[0].csl.items() >= rest.items()


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff", "• \n---\n"])
def test_an_empty_page_is_refused(content: str):
    with pytest.raises(NotAPage, match=r"empty|No guidance"):
        parse(content)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"\x81\x8d\x8f", b"\xff\xfe\x00", b"a\x00b"])
def test_a_binary_is_refused(content: bytes):
    with pytest.raises(NotAPage, match="not plain text"):
        parse(text.read(content))


@pytest.mark.parametrize("size", [1_000_001, 10_000_000])
def test_too_long_a_page_is_refused(size: int):
    with pytest.raises(NotAPage, match="more than 1 MB"):
        parse(text.read(b"a " * (size // 2 + 1)))


@pytest.mark.parametrize("content", ["Hello", "References\n\n1. Title. Journal, 2020"])
def test_what_holds_no_guidance_is_refused(content: str):
    with pytest.raises(NotAPage, match="No guidance"):
        parse(content)


def test_nesting_has_a_bottom():
    found = parse("T\n\nH\n\n" + "".join(" " * depth + "• Statement [1]\n" for depth in range(900)))
    assert len(steps(found)) == 900
    assert from_json(to_json(found.document)) == found.document


def words_of(found: Page) -> str:
    """All that a page says, in one text."""
    document = found.document
    parts = [document.title, *(wording.clinician for _, wording in document.wordings())]
    parts += [str(value) for reference in document.references for value in flat(reference.csl)]
    return "\n".join(parts + [each.text for each in found.unplaced])


def flat(value: object) -> Iterator[object]:
    if isinstance(value, str | int):
        yield value
    else:
        for each in value.values() if hasattr(value, "values") else value:
            yield from flat(each)


SHAPES = [
    "{0} {1}", "{0}", "{0} {1}.", "{0} {1}:", "• {0} {1} 3", "  ◦ {0} [1, 2] {1}", "    - {0}", "1. {0} {1}",
    "2) {0}", "a) {0}", "# {0}", "## {0} {1}",
    "**{0}**", "{0} {1}?", "\t– {0}¹", "References", "Sources", "[1] {0}. {1}, 2020", "2. {0}. {1}. 2019;3:4",
    "{0} {1}, 2021", "Guideline", "Research",
    "DOI: 10.1000/{0}", "{0} J, {1} A", "3", "• ", "", "", "", "Disclaimer", "Share", "Have a question?", "=====",
    "Table of contents", "Which best describes you?",
]  # fmt: skip


@st.composite
def pages(draw) -> str:
    numbers = count(100)
    shapes = draw(st.lists(st.sampled_from(SHAPES), max_size=30))
    return "\n".join(shape.format(f"Word{next(numbers)}x", f"word{next(numbers)}x") for shape in shapes)


@settings(max_examples=soak(100, 1000))
@given(pages())
def test_no_word_is_dropped(content: str):
    try:
        found = parse(content)
    except NotAPage:
        return
    everything = words_of(found).casefold()
    owed = {line.number: line for line in split(content)}
    for word in re.findall(r"word\d+x", content.casefold()):
        line = next(each for each in owed.values() if word in each.text.casefold())
        before = (each for each in owed.values() if each.number < line.number)
        above = max(before, key=attrgetter("number"), default=None)
        is_paragraph = line.text.endswith(".") and above and above.text in {"Disclaimer", "Have a question?"}
        assert word in everything or is_paragraph or line.text.casefold().startswith("disclaimer"), word
    assert from_json(to_json(found.document)) == found.document


@settings(max_examples=soak(100, 1000))
@given(
    st.one_of(
        st.text(), pages(), st.lists(st.sampled_from("•◦-*1. [],\n\r\t\u00a0a:#=¹²“\u2028"), max_size=80).map("".join)
    )
)
def test_any_text_gives_a_page_or_not_a_page(content: str):
    with suppress(NotAPage):
        found = parse(content)
        assert from_json(to_json(found.document)) == found.document


@given(st.binary(max_size=200))
def test_any_file_gives_text_or_not_a_page(content: bytes):
    with suppress(NotAPage):
        assert isinstance(text.read(content), str)
