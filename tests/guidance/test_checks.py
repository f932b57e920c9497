"""Every check, as a table: what it finds, and what it leaves alone."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from guidance import checks
from guidance.checks import Finding, Level, Targets
from guidance.documents import Acceptance, Document, Term, Wording
from guidance.vocabularies import Action, ReferenceKind, Standing, Strength
from tests.guidance import alike, examples_of_wording, parity, strategies
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing

HOUSE = Targets(house_names=("Leuko", "Our Board of  Advisers"))

CODES = {
    "citation.dangling": Level.ERROR,
    "citation.unconfirmed": Level.ERROR,
    "citation.missing": Level.ERROR,
    "reference.unused": Level.WARNING,
    "reference.in-house": Level.WARNING,
    "reference.secondary": Level.HINT,
    "reference.leans": Level.WARNING,
    "reference.retracted": Level.ERROR,
    "reference.superseded": Level.WARNING,
    "reference.no-identifier": Level.HINT,
    "wording.no-clinician": Level.ERROR,
    "wording.no-lay": Level.WARNING,
    "wording.stale-lay": Level.ERROR,
    "grading.missing": Level.HINT,
    "structure.no-steps": Level.ERROR,
    "structure.no-action": Level.WARNING,
    "structure.empty-section": Level.WARNING,
    "structure.duplicate-step": Level.WARNING,
    "structure.group": Level.WARNING,
    **examples_of_wording.CODES,
    **dict.fromkeys(parity.DIFFER, Level.WARNING),
}

STALE = Wording("Stop it.", "Keep on.", "the digest of something else")
TWO = (a_reference(), a_reference("cohort"))
ON_TRIAL = [a_step(f"Trial {n}.") for n in range(4)]
ON_COHORT = [a_step(f"Cohort {n}.", citations=citing("cohort")) for n in range(4)]
NOWHERE = citing(None, marker="5")
UNSURE = citing("trial", confirmed=False)


def resting_on(**fields: Any) -> Document:
    """A document whose one step cites this source."""
    return a_document(references=(a_reference(**fields),))


def a_guideline(**csl: Any) -> Document:
    """A document that rests on a guideline, of no publisher unless one is given."""
    return resting_on(kind=ReferenceKind.GUIDELINE, csl={"publisher": None, **csl})


# By code: a document with the fault, the step of each finding, and what the message must say.
FOUND: dict[str, list[tuple[Document, list[str | None], str]]] = {
    "citation.dangling": [
        (a_document(a_step(citations=NOWHERE)), ["A."], "Marker 5 points at no reference. Choose"),
        (a_document(a_step(citations=citing("lost"))), ["A."], "A citation points at no reference"),
        (a_document(a_step(citations=NOWHERE * 2 + citing(None, marker="6"))), ["A.", "A."], "“A.”"),
        (a_document(a_step(citations=NOWHERE), a_step("B.", citations=NOWHERE)), ["A.", "B."], "Marker 5"),
    ],
    "citation.unconfirmed": [
        (a_document(a_step(citations=UNSURE * 2)), ["A."], "“The trial” was matched only by its place"),
        (a_document(a_step(), a_step("B.", citations=UNSURE)), ["B."], "1 step rests on that"),
        (a_document(a_step(citations=UNSURE), a_step("B.", citations=UNSURE)), ["A."], "2 steps rest on that"),
    ],
    "citation.missing": [
        (a_document(a_step(citations=())), ["A."], "cites nothing: “A.”"),
        (a_document(a_step(citations=(), action=Action.UNSAID)), ["A."], "cites nothing"),
        (a_document(a_step(citations=(), action=Action.CONSIDER)), ["A."], "cites nothing"),
    ],
    "reference.unused": [
        (a_document(references=TWO), [None], "“The cohort” is cited by no step"),
    ],
    "reference.in-house": [
        (resting_on(kind=ReferenceKind.GUIDELINE, in_house=True), ["A."], "ourselves"),
        (a_guideline(publisher="LEUKO, Inc."), ["A."], "ourselves"),
        (a_guideline(authority="Our board of advisers"), ["A."], "ourselves"),
        (a_guideline(publisher="A press", author=[{"literal": "Leuko"}]), ["A."], "ourselves"),
        (a_guideline(**{"container-title": ["Papers of leuko"]}), ["A."], "ourselves"),
        (a_guideline(author=[{"family": "Leuko"}]), ["A."], "names nobody who issued it"),
    ],
    "reference.secondary": [
        (resting_on(kind=ReferenceKind.SECONDARY_SUMMARY), ["A."], "“The trial” is a secondary summary"),
    ],
    "reference.leans": [
        (
            a_document(*ON_TRIAL[:3], *ON_COHORT[:2], references=TWO),
            [None],
            "3 of the 5 steps that cite rest on “The tr",
        ),
        (a_document(*ON_TRIAL), [None], "4 of the 4"),
        (a_document(*ON_TRIAL[:3], a_step(citations=NOWHERE)), [None], "3 of the 4"),
    ],
    "reference.retracted": [
        (resting_on(standing=Standing.RETRACTED), ["A."], "1 step cites it"),
        (resting_on(standing=Standing.RETRACTED, superseded_by="The new trial"), ["A."], "The new trial"),
    ],
    "reference.superseded": [
        (resting_on(standing=Standing.SUPERSEDED), ["A."], "“The trial” is superseded. Cite"),
        (resting_on(standing=Standing.SUPERSEDED, superseded_by="The new trial"), ["A."], "The new trial"),
    ],
    "reference.no-identifier": [
        (resting_on(csl={"DOI": None}), ["A."], "neither a DOI nor a PMID"),
        (resting_on(csl={"DOI": None, "title": None}), ["A."], "A source without a title"),
    ],
    "wording.no-clinician": [
        (a_document(a_step(Wording(" ", "Keep away."), key="k")), ["k"], "“Keep away.”"),
        (a_document(a_step(Wording(), key="k")), ["k"], "a step without words"),
        (a_document(sections=(a_section(a_step(), heading=""),)), [None], "no heading in the clinician wording"),
    ],
    "wording.no-lay": [
        (a_document(a_step(lay="")), ["A."], "no lay wording: “A.”"),
        (a_document(summary=Wording.of("Treat the cause.")), [None], "The bottom line"),
    ],
    "wording.stale-lay": [
        (a_document(a_step(STALE)), ["Stop it."], "“Stop it.” has changed"),
        (a_document(a_step(applies_when=STALE)), ["A."], "when “A.” applies"),
        (a_document(sections=(replace(a_section(a_step()), heading=STALE),)), [None], "the heading “Stop it.”"),
        (a_document(summary=STALE), [None], "the bottom line"),
        (a_document(scope=STALE), [None], "does not cover"),
        (a_document(get_help=STALE), [None], "when to call for help"),
        (a_document(change_note=STALE), [None], "the change note"),
    ],
    "grading.missing": [
        (a_document(a_step(strength=Strength.NOT_GRADED)), ["A."], "without a strength: “A.”"),
    ],
    "structure.no-steps": [
        (a_document(sections=()), [None], "no step yet"),
        (a_document(sections=(a_section(),)), [None], "no step yet"),
    ],
    "structure.no-action": [
        (a_document(a_step(action=Action.UNSAID)), ["A."], "Choose an action"),
    ],
    "structure.empty-section": [
        (a_document(sections=(a_section(sections=(a_section(heading="PML"),)),)), [None], "The section “PML” is empty"),
    ],
    "structure.duplicate-step": [
        (a_document(a_step("Stop the drug."), a_step("STOP —  the drug", key="k")), ["k"], "earlier"),
    ],
    "structure.group": [
        (a_document(a_step("In PML:", action=Action.GROUP, citations=())), ["In PML:"], "has none: “In PML:”"),
    ],
    **examples_of_wording.FOUND,
}

# By code: documents that come near the fault and do not have it.
NOT_FOUND: dict[str, list[Document]] = {
    "citation.dangling": [a_document()],
    "citation.unconfirmed": [a_document(), a_document(a_step(citations=citing("lost", None, confirmed=False)))],
    "citation.missing": [
        a_document(a_step(citations=(), action=Action.INFORM)),
        a_document(a_step(citations=(), action=Action.DEFINE)),
        a_document(a_step(citations=(), action=Action.GROUP, steps=(a_step("B."),))),
        a_document(a_step(citations=NOWHERE)),
    ],
    "reference.unused": [a_document(a_step(citations=(), steps=(a_step("B."),)))],
    "reference.in-house": [
        resting_on(csl={"publisher": "Leuko"}),
        a_guideline(publisher="Leukology"),
        a_guideline(publisher="Megaleuko"),
        a_guideline(author=[{"literal": "A society"}]),
        a_guideline(authority={"literal": "A society"}),
    ],
    "reference.secondary": [resting_on(kind=ReferenceKind.REVIEW)],
    "reference.leans": [
        a_document(*ON_TRIAL[:2], *ON_COHORT[:2], references=TWO),
        a_document(*ON_TRIAL[:3]),
        a_document(ON_TRIAL[0], a_step(citations=citing("trial", "trial")), *ON_COHORT[:2], references=TWO),
    ],
    "reference.retracted": [a_document(references=(a_reference(), a_reference("b", standing=Standing.RETRACTED)))],
    "reference.superseded": [
        a_document(references=(a_reference(), a_reference("b", standing=Standing.SUPERSEDED))),
        resting_on(standing=Standing.CORRECTED),
    ],
    "reference.no-identifier": [resting_on(csl={"DOI": None, "PMID": "1"})],
    "wording.no-clinician": [a_document()],
    "wording.no-lay": [
        a_document(sections=(replace(a_section(a_step()), heading=Wording.of("PML")),)),
        a_document(a_step(Wording(), key="k")),
    ],
    "wording.stale-lay": [a_document(a_step(Wording("Stop it.", "", "the digest of something else")))],
    "grading.missing": [
        a_document(a_step("We recommend it.", strength=Strength.NOT_GRADED)),  # grading.wording says so
        a_document(a_step(strength=Strength.GOOD_PRACTICE)),
        a_document(a_step(strength=Strength.NOT_GRADED, action=Action.INFORM)),
        a_document(a_step(strength=Strength.NOT_GRADED, action=Action.UNSAID)),
    ],
    "structure.no-steps": [a_document()],
    "structure.no-action": [a_document()],
    "structure.empty-section": [a_document(sections=(a_section(sections=(a_section(a_step()),)),))],
    "structure.duplicate-step": [
        a_document(a_step("If CD4 < 200"), a_step("If CD4 > 200")),
        a_document(*(a_step(Wording(text), key=f"k{n}") for n, text in enumerate(("", "", "…", "—")))),
    ],
    "structure.group": [a_document(a_step(action=Action.GROUP, steps=(a_step("B."),)))],
    **examples_of_wording.NOT_FOUND,
}

FOUND |= {
    code: [(a_document(a_step(clinician, lay=lay)), [clinician], says) for clinician, lay, says in rows]
    for code, rows in parity.DIFFER.items()
}
NOT_FOUND |= {
    code: [a_document(a_step(clinician, lay=lay)) for clinician, lay in rows] for code, rows in alike.AGREE.items()
}
FOUND["parity.drug"] += [
    (a_document(a_step("Stop Grumbex.", lay="Stop it.", intervention="Grumbex")), ["Stop Grumbex."], "“Grumbex”"),
    (a_document(a_step(applies_when=Wording.of("On zorbimab", "On the drug"))), ["A."], "when “A.” applies"),
    (a_document(summary=Wording.of("Stop zorbimab.", "Stop the drug.")), [None], "the bottom line"),
]
GRUMBEX = Term("g", "Grumbex", ("GBX",), ("Grumbexate",), "the anti-grumble drug")
NOT_FOUND["parity.drug"] += [
    a_document(a_step("Give 5 mg of Grumbex.", lay=f"You get 5 mg of {name}."), terms=(GRUMBEX,))
    for name in ("GBX", "grumbexate", "the anti-grumble drug")
]
KRUVEX = Term("k", "Kruvex", synonyms=("Kruv",))
FOUND["parity.drug"] += [
    (a_document(a_step(text, lay=lay), terms=(GRUMBEX, KRUVEX)), [text], says)
    for text, lay, says in [
        ("Try Grumbex.", "Try the drug.", "“Grumbex”"),
        ("Try the drug.", "Try the anti-grumble drug.", "“the anti grumble drug”"),
        ("No proof of kruv.", "No proof of it.", "“kruv”"),
        ("No proof of GBX.", "No proof of kruvex.", "“GBX” where the plain wording says “kruvex”"),
    ]
]
NOT_FOUND["parity.drug"] += [
    a_document(a_step("Kruvex helps.", lay="Kruv helps."), terms=(KRUVEX,)),
    a_document(
        a_step("Give zincum chloride 4 g.", lay="You get a zinc drip: 4 g."),
        terms=(Term("z", "Zincum chloride", plain_name="zinc drip"),),
    ),
    a_document(a_step("Test for insulin resistance.", lay="A blood test."), terms=(Term("r", "Insulin resistance"),)),
]
NOT_FOUND["parity.drug"] += [
    a_document(a_step("Stop it.", lay="On zorbimab, stop it.", applies_when=Wording.of("On zorbimab"))),
    a_document(scope=Wording.of("Stop zorbimab.", "Stop taking zorbimab.")),
    a_document(change_note=Wording.of("Zorbimab is new.", "A drug is new.")),
]

STRANGE = ["1/2^3", "1,5/3 mg", "0/0", "10^-999999", "9" * 5000, "9" * 400 + "%", "q0h", "½½ of", "5 in 5"]
NOT_FOUND["parity.number"] += [a_document(a_step(text, lay=text)) for text in STRANGE]

FOUND_ROWS = [(code, *row) for code, rows in FOUND.items() for row in rows]
NOT_FOUND_ROWS = [(code, document) for code, documents in NOT_FOUND.items() for document in documents]


def found(document: Document, code: str) -> list[Finding]:
    return [finding for finding in checks.run(document, HOUSE) if finding.code == code]


@pytest.mark.parametrize(("code", "document", "steps", "says"), FOUND_ROWS, ids=[row[0] for row in FOUND_ROWS])
def test_a_check_finds(code, document, steps, says):
    findings = found(document, code)
    assert [finding.step for finding in findings] == steps
    assert all(says in finding.message for finding in findings), findings
    assert {finding.level for finding in findings} == {CODES[code]}


@pytest.mark.parametrize(("code", "document"), NOT_FOUND_ROWS, ids=[row[0] for row in NOT_FOUND_ROWS])
def test_a_check_leaves_alone(code, document):
    assert found(document, code) == []


def test_a_sound_document_has_no_findings():
    assert checks.run(a_document(), HOUSE) == []


def test_the_table_holds_every_code():
    assert set(FOUND) == set(NOT_FOUND) == set(CODES)


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: f"{check.__module__}.{check.__name__}")
def test_the_table_holds_every_registered_check(check):
    codes = {finding.code for _, document, *_ in FOUND_ROWS for finding in check(document, HOUSE)}
    assert codes, "nothing in the table makes this check find anything"
    assert codes <= set(CODES)


def test_without_house_names_only_what_is_said_or_missing_is_in_house():
    document = a_guideline(publisher="Leuko")
    assert found(document, "reference.in-house") != []
    assert checks.run(document) == []


@pytest.mark.parametrize(("grade", "codes"), [(8, ["plain.grade"]), (60, [])])
def test_the_house_says_which_grade_is_aimed_at(grade, codes):
    document = examples_of_wording.saying(examples_of_wording.HARD)
    assert [one.code for one in checks.run(document, Targets(grade=grade)) if one.code.startswith("plain.")] == codes


def test_errors_come_first_then_warnings_then_hints_each_in_reading_order():
    document = a_document(
        a_step("A.", strength=Strength.NOT_GRADED, lay=""),
        a_step("B.", citations=(), steps=(a_step("B1.", citations=(), lay=""),)),
        a_step("C.", citations=citing(None)),
        summary=Wording.of("Treat the cause."),
    )
    assert [(finding.code, finding.step) for finding in checks.run(document)] == [
        ("citation.missing", "B."),
        ("citation.missing", "B1."),
        ("citation.dangling", "C."),
        ("wording.no-lay", None),
        ("wording.no-lay", "A."),
        ("wording.no-lay", "B1."),
        ("grading.missing", "A."),
    ]


def test_blocking_are_the_errors():
    findings = checks.run(a_document(a_step("A.", citations=(), lay="")))
    assert [finding.code for finding in checks.blocking(findings)] == ["citation.missing"]


def test_a_finding_as_json():
    assert checks.as_json(Finding("a.code", Level.HINT, "Mend it.", None, "accepted")) == {
        "code": "a.code",
        "level": "hint",
        "step": None,
        "message": "Mend it.",
    }


def test_a_message_quotes_a_long_statement_cut_at_a_word():
    text = "Repeat the brain MRI to follow the disease and to judge how it responds to what is done"
    [finding] = found(a_document(a_step(text, lay="")), "wording.no-lay")
    assert "“Repeat the brain MRI to follow the disease and to judge…”" in finding.message


def test_a_message_quotes_a_long_word_cut_anywhere():
    [finding] = found(a_document(a_step("x" * 100, lay="")), "wording.no-lay")
    assert f"“{'x' * 58}…”" in finding.message


UNREAD = a_document(a_step("A.", lay=""), summary=Wording.of("Treat the cause."))


def accepted(document: Document, *, code: str, step: str = "", words: str | None = None) -> Document:
    digest = checks.words(document, step) if words is None else words
    return replace(document, acceptances=(Acceptance(code, "Only for specialists.", step, digest),))


def reasons(document: Document) -> dict[str | None, str]:
    return {finding.step: finding.accepted for finding in found(document, "wording.no-lay")}


def test_an_acceptance_marks_the_finding_of_its_step():
    assert reasons(accepted(UNREAD, code="wording.no-lay", step="A.")) == {None: "", "A.": "Only for specialists."}


def test_an_acceptance_without_a_step_marks_the_finding_of_the_whole():
    assert reasons(accepted(UNREAD, code="wording.no-lay")) == {None: "Only for specialists.", "A.": ""}


def test_an_acceptance_of_another_code_marks_nothing():
    assert reasons(accepted(UNREAD, code="grading.missing", step="A.")) == {None: "", "A.": ""}


@pytest.mark.parametrize("field", ["text", "applies_when"])
def test_an_acceptance_lapses_when_the_words_of_its_step_change(field):
    document = accepted(UNREAD, code="wording.no-lay", step="A.")
    step = replace(next(document.steps()), **{field: Wording.of("Something else.")})
    assert reasons(replace(document, sections=(a_section(step),))) == {None: "", "A.": ""}


@pytest.mark.parametrize("field", ["title", "scope", "get_help"])
def test_an_acceptance_of_the_whole_lapses_when_its_words_change(field):
    document = accepted(UNREAD, code="wording.no-lay")
    changed = "Another question?" if field == "title" else Wording.of("Something else.")
    assert reasons(replace(document, **{field: changed})) == {None: "", "A.": ""}


def test_an_acceptance_stands_when_other_words_change():
    document = accepted(UNREAD, code="wording.no-lay", step="A.")
    changed = replace(
        document, summary=Wording.of("Treat it.", "Treat it."), sections=(a_section(*UNREAD.steps(), a_step("B.")),)
    )
    assert reasons(changed) == {"A.": "Only for specialists."}


def test_the_digest_tells_the_two_wordings_apart():
    one, other = (a_document(a_step(key="k", text=Wording(*texts))) for texts in (("a", "b"), ("ab", "")))
    assert checks.words(one, "k") != checks.words(other, "k")


def test_the_digest_of_a_step_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        checks.words(a_document(), "nowhere")


def test_an_acceptance_speaks_of_its_source_alone():
    one, other = a_reference("one", csl={"DOI": "10.5555/one"}), a_reference("other", csl={"DOI": "10.5555/other"})
    document = a_document(a_step("A.", citations=()), references=(one, other))
    given = Acceptance("reference.unused", "Read it.", "", checks.words(document, "", "one"))
    findings = found(replace(document, acceptances=(given,)), "reference.unused")
    assert {finding.source: finding.accepted for finding in findings} == {"one": "Read it.", "other": ""}
    assert checks.standing([given], document) == (given,)
    assert checks.standing([given], replace(document, references=(other,))) == ()


def test_an_error_cannot_be_accepted():
    document = accepted(a_document(a_step(citations=()), references=()), code="citation.missing", step="A.")
    [finding] = checks.run(document)
    assert (finding.code, finding.accepted) == ("citation.missing", "")


@given(strategies.documents())
def test_any_document_can_be_checked(document):
    keys = {step.key for step in document.steps()}
    for finding in checks.run(document, HOUSE):
        assert finding.code in CODES
        assert finding.step is None or finding.step in keys


def test_what_is_accepted_is_found_among_two_thousand_steps():
    steps = [a_step(f"Statement {n} of many, each as long as they are.", lay="", citations=()) for n in range(2000)]
    document = a_document(*steps)
    acceptances = tuple(
        Acceptance("wording.no-lay", "Yes.", step.key, checks.words(a_document(step), step.key)) for step in steps
    )
    findings = checks.run(replace(document, acceptances=acceptances), HOUSE)
    assert sum(bool(finding.accepted) for finding in findings) == 2000
