"""What changed between two documents, and which of it a reviewer must look at."""

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance import documents
from guidance.diff import Change, Fate, Kind, as_json, diff, words
from guidance.diff.alignment import moved
from guidance.documents import Acceptance, Document, Step, Term, Wording
from guidance.vocabularies import Action, Certainty, ReferenceKind, SectionKind, Standing, Strength
from tests.conftest import soak
from tests.guidance import strategies
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing

# Old text, new text, and part of the reason why the change matters. None of it is advice: the numbers are made up.
MATTERS = [
    # Numbers
    ("Give 5 mg daily.", "Give 50 mg daily.", "number 5 → 50"),
    ("Give 0.5 mg.", "Give 5 mg.", "number 0.5 → 5"),
    ("Give 0.25 mg.", "Give 2.5 mg.", "number 0.25 → 2.5"),
    ("Give 1,000 units.", "Give 10,000 units.", "number 1,000 → 10,000"),
    ("For three days.", "For five days.", "number three → five"),
    ("For 2-4 weeks.", "For 2–6 weeks.", "number 4 → 6"),
    ("For 6 to 12 months.", "For 6 months.", "12"),
    ("Give 5-10 mg.", "Give 5 or 10 mg.", "“to” lost"),
    ("In 46% of patients.", "In 64% of patients.", "number 46 → 64"),
    ("A count of 10^9/L.", "A count of 10⁶/L.", "number 10^9 → 10^6"),
    ("A CD4 count.", "A CD8 count.", "number 4 → 8"),
    ("Target 120/80 mmHg.", "Target 130/80 mmHg.", "120/80 → 130/80"),
    ("Take one tablet.", "Take two tablets.", "number one → two"),
    ("Half the dose.", "Double the dose.", "number Half → Double"),
    ("Grade III.", "Grade II.", "number III → II"),
    ("First-line treatment.", "Second-line treatment.", "“First line” → “Second line”"),
    ("Check it on 5 May 2024.", "Check it on 5 June 2024.", "“May” → “June”"),
    ("Drug A 5 mg, drug B 10 mg.", "Drug A 10 mg, drug B 5 mg.", "number 5, 10 → 10, 5"),
    ("Rituximab 5 mg and imatinib 10 mg.", "Rituximab 10 mg and imatinib 5 mg.", "number 5, 10 → 10, 5"),
    ("Adults: 5 mg. Children: 2 mg.", "Adults: 2 mg. Children: 5 mg.", "number 5, 2 → 2, 5"),
    ("Give 300 mg, then 150 mg.", "Give 150 mg, then 300 mg.", "number 300, 150 → 150, 300"),
    ("Give 2 tablets and 3 capsules.", "Give 3 tablets and 2 capsules.", "number 2, 3 → 3, 2"),
    # Units
    ("Give 5 mg.", "Give 5 mcg.", "unit mg → mcg"),
    ("Give 250 micrograms.", "Give 250 milligrams.", "unit micrograms → milligrams"),
    ("Give 5 mg/kg.", "Give 5 mg.", "unit /kg lost"),
    ("Give 2 mg/kg.", "Give 2 mg/m².", "unit /kg → /m^2"),
    ("Give 10 IU.", "Give 10 ml.", "unit IU → ml"),
    ("For 3 days.", "For 3 weeks.", "unit days → weeks"),
    ("Over 30 minutes.", "Over 30 hours.", "unit minutes → hours"),
    ("1 teaspoon.", "1 tablespoon.", "“teaspoon” → “tablespoon”"),
    ("For several days.", "For several months.", "unit days → months"),
    # Negation
    ("Do not give steroids.", "Give steroids.", "“not” lost"),
    ("Steroids help.", "Steroids do not help.", "“not” added"),
    ("It can't be used.", "It can be used.", "“not” lost"),
    ("Patients cannot fly.", "Patients can fly.", "“cannot” lost"),
    ("Never stop it.", "Stop it.", "“Never” lost"),
    ("With food.", "Without food.", "“Without” added"),
    ("Use it with caution.", "Avoid it.", "“Avoid” added"),
    ("It is contraindicated.", "It is indicated.", "“contraindicated” lost"),
    ("Use unless pregnant.", "Use if pregnant.", "“unless” lost"),
    ("Neither drug works.", "Either drug works.", "“Neither” lost"),
    ("It is effective.", "It is ineffective.", "“effective” → “ineffective”"),
    ("It is unsafe.", "It is safe.", "“unsafe” → “safe”"),
    ("Symptomatic patients.", "Asymptomatic patients.", "“symptomatic” → “asymptomatic”"),
    ("It is likely.", "It is unlikely.", "“likely” → “unlikely”"),
    ("Watch for hypotension.", "Watch for hypertension.", "“hypotension” → “hypertension”"),
    ("Do not give tablets; give drops.", "Do not give drops; give tablets.", "“not” now said of “drop”"),
    ("Use imatinib, not dasatinib.", "Use dasatinib, not imatinib.", "imatinib, dasatinib → dasatinib, imatinib"),
    ("Plasma exchange rather than steroids.", "Plasma exchange and steroids.", "“rather than” lost"),
    # Comparison
    ("No later than 3 days.", "Later than 3 days.", "“No later than” → “Later than”"),
    ("If platelets ≤ 50.", "If platelets < 50.", "“≤” → “<”"),
    ("Fewer than 200 cells.", "More than 200 cells.", "“Fewer than” → “More than”"),
    ("At least 5 days.", "At most 5 days.", "“At least” → “At most”"),
    ("Up to 10 mg.", "More than 10 mg.", "“Up to” → “More than”"),
    ("Within 2 hours.", "After 2 hours.", "“Within” → “After”"),
    ("Before surgery.", "After surgery.", "“Before” → “After”"),
    (
        "Give rituximab before imatinib.",
        "Give imatinib before rituximab.",
        "drug rituximab, imatinib → imatinib, rituximab",
    ),
    ("Above 38 °C.", "Below 38 °C.", "“Above” → “Below”"),
    ("Increase the dose.", "Decrease the dose.", "“Increase” → “Decrease”"),
    ("A higher risk.", "A lower risk.", "“higher” → “lower”"),
    ("More often.", "Less often.", "“More” → “Less”"),
    ("The minimum dose.", "The maximum dose.", "“minimum” → “maximum”"),
    ("Until day 3.", "From day 3.", "“Until” lost"),
    # How often
    ("Give weekly.", "Give daily.", "“weekly” → “daily”"),
    ("Give once daily.", "Give twice daily.", "number once → twice"),
    ("Every 8 hours.", "Every 6 hours.", "number 8 → 6"),
    ("Take it daily.", "Take it every other day.", "“daily” → “every other day”"),
    ("Give b.i.d.", "Give t.i.d.", "number"),
    ("Twice a week.", "Twice a day.", "“a week” → “a day”"),
    # Drugs
    ("Give imatinib.", "Give dasatinib.", "drug imatinib → dasatinib"),
    ("Give prednisone.", "Give prednisolone.", "drug prednisone → prednisolone"),
    ("Give folic acid.", "Give folinic acid.", "drug folic → folinic"),
    ("Give IVIG.", "Give PLEX.", "“IVIG” → “PLEX”"),
    ("Use a mask.", "Use a mask and prednisolone.", "drug prednisolone added"),
    ("Give steroids.", "Give antibiotics.", "drug steroids → antibiotics"),
    ("For hepatitis B.", "For hepatitis C.", "“B” → “C”"),
    # How strongly, how soon, by what way, to whom
    ("It may be taken.", "It must be taken.", "“may” → “must”"),
    ("It probably helps.", "It helps.", "“probably” lost"),
    ("It seems to help.", "It helps.", "“seems to” lost"),
    ("It usually heals.", "It heals.", "“usually” lost"),
    ("If possible, walk.", "Walk.", "“If possible” lost"),
    ("It is likely to recur.", "It is certain to recur.", "“likely” → “certain”"),
    ("There is insufficient proof.", "There is proof.", "“insufficient” lost"),
    ("Abstain from food.", "Have some food.", "“Abstain” lost"),
    ("It is free of fever.", "It is fever.", "“free of” lost"),
    ("Omit it today.", "Give it today.", "“Omit”"),
    ("Same-day review.", "Review.", "“Same day” lost"),
    ("Give varenicline.", "Give it.", "drug varenicline lost"),
    ("Consider plasma exchange.", "We recommend plasma exchange.", "“Consider” → “recommend”"),
    ("It should be given.", "It could be given.", "“should” → “could”"),
    ("It is recommended.", "It is strongly recommended.", "“strongly” added"),
    ("Call the doctor immediately.", "Call the doctor.", "“immediately” lost"),
    ("Urgent referral.", "Routine referral.", "“Urgent” → “Routine”"),
    ("Stop natalizumab.", "Continue natalizumab.", "“Stop” → “Continue”"),
    ("Start treatment.", "Stop treatment.", "“Start” → “Stop”"),
    ("Give it orally.", "Give it intravenously.", "“orally” → “intravenously”"),
    ("IV fluids.", "Oral fluids.", "“IV” → “Oral”"),
    ("In adults.", "In children.", "“adults” → “children”"),
    ("Mild disease.", "Severe disease.", "“Mild” → “Severe”"),
    ("Fever and rash.", "Fever or rash.", "“and” → “or”"),
    ("Increase by 10%.", "Increase to 10%.", "“by” → “to”"),
    ("Only if inflamed.", "If inflamed.", "“Only” lost"),
    ("It prevents PML.", "It causes PML.", "“prevents” → “causes”"),
    ("The left arm.", "The right arm.", "“left” → “right”"),
]
DOES_NOT_MATTER = [
    # Spelling
    ("Leukaemia.", "Leukemia."),
    ("The tumour is large.", "The tumor is large."),
    ("Patients recieve care.", "Patients receive care."),
    ("Call immediatly.", "Call immediately."),
    ("Withuot food.", "Without food."),
    ("Contraindcated.", "Contraindicated."),
    ("Reccomended.", "Recommended."),
    ("It is nto safe.", "It is not safe."),
    ("Take threee tablets.", "Take three tablets."),
    ("Give natalizumb.", "Give natalizumab."),
    ("Give rituxmab.", "Give rituximab."),
    ("Continue form day 3.", "Continue from day 3."),
    ("Paediatric care.", "Pediatric care."),
    ("A specialised centre.", "A specialized center."),
    ("Frusemide.", "Furosemide."),
    ("Diarrhoea and oedema.", "Diarrhea and edema."),
    ("5 milligrammes.", "5 milligrams."),
    # Punctuation, spaces, capitals
    ("Rest, and drink water.", "Rest and drink water."),
    ("Rest; drink.", "Rest. Drink."),
    ('"Rest"', "“Rest”"),
    ("In   the brain.", "In the brain."),
    ("A long-term plan.", "A long term plan."),
    ("Non-steroidal drugs.", "Nonsteroidal drugs."),
    ("Re-start it.", "Restart it."),
    ("Do not stop.", "Do NOT stop."),
    ("JC virus.", "JC Virus."),
    ("The patient's drugs.", "The patients’ drugs."),
    ("Adults (not children).", "Adults, not children."),
    # One value written otherwise
    ("5 mg", "5mg"),
    ("5 mcg", "5 µg"),
    ("0.5 mL", ".5 ml"),
    ("10 percent", "10%"),
    ("1,000 units", "1000 units"),
    ("Two weeks.", "2 weeks."),
    ("Twenty-five patients.", "25 patients."),
    ("2-4 weeks", "2 to 4 weeks"),
    ("Between 2 and 4 weeks.", "2–4 weeks."),
    ("10⁹/L", "10^9/L"),
    ("2 times a day", "twice daily"),
    ("5 mg/day", "5 mg every day"),
    ("8-hourly", "every 8 hours"),
    ("At least 5.", "≥ 5."),
    ("Less than 5.", "<5."),
    ("i.v. fluids", "intravenous fluids"),
    ("It can't.", "It cannot."),
    ("Do not.", "Don’t."),
    # Plain words
    ("Begin treatment.", "Start treatment."),
    ("This can help you.", "This can assist you."),
    ("Discontinue it.", "Stop it."),
    ("Reduce the dose.", "Lower the dose."),
    ("Call at once.", "Call right away."),
    ("It may cause pain.", "It might cause pain."),
    ("Avoid alcohol.", "Do not use alcohol."),
    ("Take a tablet.", "Take the tablet."),
    ("A symptom.", "Symptoms."),
    ("An MRI.", "MRIs."),
    ("Leukoencephalopathy.", "Leukoencephalopathies."),
    ("We evaluate the patient.", "We assess the patient."),
    ("Doctors provide care.", "Doctors give care."),
    ("Treatment is determined by the cause.", "Treatment depends on the cause."),
    ("One of these helps.", "Any of these helps."),
    ("No one knows.", "Nobody knows."),
    ("Not only pain but also fever.", "Both pain and fever."),
    ("In May 2023 it changed.", "It changed in may 2023."),
    ("Once stable, go home.", "When stable, go home."),
    # Order
    ("Speech therapy and physiotherapy.", "Physiotherapy and speech therapy."),
    ("Give rituximab and imatinib.", "Give imatinib and rituximab."),
    ("5 mg of rituximab and 10 mg of imatinib.", "10 mg of imatinib and 5 mg of rituximab."),
    ("Call at once if you have a fit.", "If you have a fit, call at once."),
    ("Natalizumab should be stopped.", "Stop natalizumab."),
    ("Rest after surgery.", "After surgery, rest."),
    ("Do not drive or swim.", "Do not swim or drive."),
]


def reworded(old: str, new: str, **fields) -> list[Change]:
    """The changes where one step's clinician wording is ``new`` and was ``old``."""
    before, after = (a_document(a_step(Wording(text), key="a"), **fields) for text in (old, new))
    return diff(before, after)


@pytest.mark.parametrize(("old", "new", "why"), MATTERS)
def test_what_matters(old, new, why):
    (change,) = reworded(old, new)
    assert (change.step, change.field, change.kind) == ("a", "text.clinician", Kind.REWORDED)
    assert (change.matters, change.old, change.new) == (True, old, new)
    assert why in change.why


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, new, _ in MATTERS])
def test_what_matters_matters_the_other_way_round(old, new):
    (change,) = reworded(new, old)
    assert change.matters


@pytest.mark.parametrize(("old", "new"), [*DOES_NOT_MATTER, *((new, old) for old, new in DOES_NOT_MATTER)])
def test_what_does_not_matter(old, new):
    (change,) = reworded(old, new)
    assert (change.matters, change.why) == (False, "")


def test_the_set_is_large_enough():
    assert len({*MATTERS, *DOES_NOT_MATTER}) >= 150


PML = Term("pml", "progressive multifocal leukoencephalopathy", ("PML",), plain_name="a brain infection")
WOBBLE = Term("wobble", "wobbliness")


def test_a_term_of_the_glossary_is_a_name():
    (change,) = reworded("It causes wobbliness.", "It causes PML.", terms=(PML, WOBBLE))
    assert change.why == "“wobbliness” → “PML”"


def test_a_term_by_another_of_its_names_is_the_same():
    texts = ("If PML is found.", "If progressive multifocal leukoencephalopathy is found.")
    assert [change.matters for change in reworded(*texts, terms=(PML,))] == [False]


def test_an_intervention_is_a_name():
    steps = [a_step(Wording(text), key="a", intervention="Soliris") for text in ("soliris helps.", "rest helps.")]
    (change,) = diff(*map(a_document, steps))
    assert change.why == "“soliris” lost"


# The fields of a step.


def restepped(**fields) -> list[Change]:
    """The changes where a step differs in ``fields``, each a pair of old and new."""
    sources = (a_reference("trial"), a_reference("cohort"))
    documents_ = [
        a_document(a_step(key="a", **{name: pair[n] for name, pair in fields.items()}), references=sources)
        for n in (0, 1)
    ]
    return diff(*documents_)


def summed_up(changes: list[Change]) -> list[tuple[str, str, bool, str]]:
    return [(change.field, change.kind.value, change.matters, change.why) for change in changes]


WHEN = Wording.of("In renal failure.")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"strength": ("weak-for", "strong-for")}, ("strength", "regraded", True, "strength raised")),
        ({"strength": ("strong-against", "weak-against")}, ("strength", "regraded", True, "strength lowered")),
        ({"strength": ("weak-for", "weak-against")}, ("strength", "regraded", True, "recommendation for → against")),
        ({"strength": ("weak-against", "weak-for")}, ("strength", "regraded", True, "recommendation against → for")),
        (
            {"strength": ("not-graded", "strong-for")},
            ("strength", "regraded", True, "strength not graded → strong recommendation for"),
        ),
        ({"certainty": ("low", "high")}, ("certainty", "regraded", True, "certainty raised")),
        ({"certainty": ("moderate", "very-low")}, ("certainty", "regraded", True, "certainty lowered")),
        ({"action": ("start", "stop")}, ("action", "changed", True, "action start → stop")),
        ({"action": ("", "monitor")}, ("action", "changed", True, "action not said → monitor")),
        ({"line": (1, 2)}, ("line", "changed", True, "line of therapy 1 → 2")),
        ({"line": (1, None)}, ("line", "changed", True, "line of therapy 1 → not said")),
        ({"intervention": ("imatinib", "dasatinib")}, ("intervention", "changed", True, "drug imatinib → dasatinib")),
        ({"intervention": ("Plasma exchange", "plasma-exchange")}, ("intervention", "changed", False, "")),
        ({"applies_when": (Wording(), WHEN)}, ("applies_when.clinician", "added", True, "wording added")),
        ({"applies_when": (WHEN, Wording())}, ("applies_when.clinician", "removed", True, "wording removed")),
        (
            {"applies_when": (WHEN, Wording.of("Without renal failure."))},
            ("applies_when.clinician", "reworded", True, "“Without” added"),
        ),
        ({"citations": (citing("trial"), ())}, ("citations", "removed", True, "citation dropped")),
        ({"citations": ((), citing("trial"))}, ("citations", "added", True, "citation added")),
        (
            {"citations": (citing("trial"), citing("cohort"))},
            ("citations", "recited", True, "citation points at another source"),
        ),
        (
            {"citations": (citing("trial"), citing(None, marker="5"))},
            ("citations", "recited", True, "citation points at nothing"),
        ),
        (
            {"citations": (citing("trial", quote="A."), citing("trial", quote="B."))},
            ("citations.quote", "recited", True, "quote changed"),
        ),
        (
            {"citations": (citing("trial", quote="A."), citing("trial", quote=""))},
            ("citations.quote", "recited", True, "quote dropped"),
        ),
        (
            {"citations": (citing("trial", quote="A b."), citing("trial", quote="A  b."))},
            ("citations.quote", "recited", False, ""),
        ),
        (
            {"citations": (citing("trial", locator="p. 5"), citing("trial", locator="p. 50"))},
            ("citations.locator", "recited", True, "number 5 → 50"),
        ),
        (
            {"citations": (citing("trial", locator="p 5"), citing("trial", locator="p. 5"))},
            ("citations.locator", "recited", False, ""),
        ),
        (
            {"citations": (citing("trial", confirmed=False), citing("trial"))},
            ("citations.confirmed", "recited", False, ""),
        ),
    ],
)
def test_a_field_of_a_step(fields, expected):
    vocabularies = {"strength": Strength, "certainty": Certainty, "action": Action}
    fields = {name: [vocabularies.get(name, lambda one: one)(one) for one in pair] for name, pair in fields.items()}
    assert summed_up(restepped(**fields)) == [expected]


def test_the_order_of_citations_is_no_change():
    assert restepped(citations=(citing("trial", "cohort"), citing("cohort", "trial"))) == []


def test_one_of_two_equal_citations_dropped():
    assert summed_up(restepped(citations=(citing("trial", "trial"), citing("trial")))) == [
        ("citations", "removed", True, "citation dropped")
    ]


def test_a_lay_wording_left_behind_has_gone_out_of_date():
    old = Wording.of("Rest a lot.", "Rest.")
    changes = diff(*(a_document(a_step(text, key="a")) for text in (old, replace(old, clinician="Rest much."))))
    assert summed_up(changes) == [("text.clinician", "reworded", False, ""), ("text.lay", "changed", False, "")]
    assert (changes[1].old, changes[1].new) == ("up to date", "out of date")


def test_both_wordings_are_weighed():
    old, new = Wording.of("Rest.", "Rest 5 days."), Wording.of("Rest!", "Rest 50 days.")
    changes = diff(*(a_document(a_step(text, key="a")) for text in (old, new)))
    assert summed_up(changes) == [
        ("text.lay", "reworded", True, "number 5 → 50"),
        ("text.clinician", "reworded", False, ""),
    ]


# What comes, goes and moves.

A, B, C, D = (a_step(f"{letter}.") for letter in "ABCD")


def outlined(*sections: tuple[str, list[Step]]) -> Document:
    return a_document(sections=tuple(a_section(*steps, heading=heading) for heading, steps in sections))


def listed(old: Document, new: Document) -> list[tuple[str | None, str, str]]:
    return [(change.step, change.field, change.kind.value) for change in diff(old, new)]


def test_a_step_added_and_one_removed_always_matter():
    changes = diff(outlined(("One", [A, B, C])), outlined(("One", [A, D, C])))
    assert [(one.step, one.kind, one.matters, one.why, one.old, one.new) for one in changes] == [
        ("B.", Kind.REMOVED, True, "step removed", "B.", ""),
        ("D.", Kind.ADDED, True, "step added", "", "D."),
    ]


def test_a_step_moved_to_the_end_is_one_move():
    (change,) = diff(outlined(("One", [A, B, C, D])), outlined(("One", [B, C, D, A])))
    assert (change.step, change.field, change.kind, change.matters) == ("A.", "position", Kind.MOVED, False)
    assert (change.old, change.new) == ("first", "after “D.”")


def test_a_step_added_in_front_moves_none():
    assert listed(outlined(("One", [B, C])), outlined(("One", [A, B, C]))) == [("A.", "step", "added")]


def test_a_step_moved_to_another_section():
    old, new = outlined(("One", [A, B]), ("Two", [C])), outlined(("One", [A]), ("Two", [C, B]))
    (change,) = diff(old, new)
    assert (change.step, change.field, change.kind) == ("B.", "section", Kind.MOVED)
    assert (change.old, change.new) == ("One", "Two")


def test_a_move_matters_where_it_changes_of_whom_it_is_said():
    headings = "In adults", "In children"
    (change,) = diff(
        outlined((headings[0], [A, B]), (headings[1], [C])), outlined((headings[0], [A]), (headings[1], [B, C]))
    )
    assert (change.matters, change.why) == (True, "now under: “adults” → “children”")


def test_a_step_moved_under_another_leaves_its_own_sub_steps_alone():
    group = replace(A, steps=(B,))
    assert listed(outlined(("One", [group, C])), outlined(("One", [replace(C, steps=(group,))]))) == [
        ("A.", "parent", "moved")
    ]


def test_a_section_renamed_keeps_its_steps():
    (change,) = diff(outlined(("One", [A, B]), ("Two", [C])), outlined(("One", [A, B]), ("Afterwards", [C])))
    assert (change.field, change.kind, change.old, change.new) == (
        "heading.clinician",
        Kind.REWORDED,
        "Two",
        "Afterwards",
    )


def test_a_heading_that_says_otherwise_matters():
    (change,) = diff(outlined(("For adults", [A])), outlined(("For children", [A])))
    assert (change.field, change.matters) == ("heading.clinician", True)


def test_sections_in_another_order_are_one_move():
    one, two, three = ("One", [A]), ("Two", [B]), ("Three", [C])
    assert listed(outlined(one, two, three), outlined(two, three, one)) == [(None, "heading", "moved")]


def test_a_section_added_or_removed():
    assert listed(outlined(("One", [A])), outlined(("One", [A]), ("Two", []))) == [(None, "heading", "added")]
    assert listed(outlined(("One", [A]), ("Two", [])), outlined(("One", [A]))) == [(None, "heading", "removed")]


def test_sections_of_one_name_stay_apart():
    same = ("Dose", [A]), ("Dose", [B])
    assert listed(outlined(*same), outlined(("Dose", [A]), ("Dose", [B, C]))) == [("C.", "step", "added")]


def test_a_section_that_goes_under_another():
    child = a_section(B, heading="Two")
    old = a_document(sections=(a_section(A, heading="One"), child))
    new = a_document(sections=(a_section(A, heading="One", sections=(child,)),))
    (change,) = diff(old, new)
    assert (change.field, change.kind, change.old, change.new) == ("heading", Kind.MOVED, "Two", "One › Two")


def test_a_section_of_another_kind():
    old, new = (a_document(sections=(a_section(A, kind=kind),)) for kind in (SectionKind.TREATMENT, SectionKind.CAUSES))
    assert listed(old, new) == [(None, "heading.kind", "changed")]


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.permutations("abcdef"))
def test_the_fewest_are_moved(old, new):
    astray = moved(old, new)
    assert [key for key in old if key not in astray] == [key for key in new if key in old and key not in astray]
    if len(old) > 1 and [*old[1:], old[0]] != old:
        assert len(moved(old, [*old[1:], old[0]])) == 1


# The rest of a document.


@pytest.mark.parametrize("field", ["summary", "scope", "get_help"])
def test_the_wordings_of_the_whole(field):
    old, new = (a_document(**{field: Wording(text, text)}) for text in ("Call within 5 days.", "Call within 6 days."))
    assert [(change.field, change.matters) for change in diff(old, new)] == [
        (f"{field}.clinician", True),
        (f"{field}.lay", True),
    ]
    assert [change.why for change in diff(old, a_document())] == ["wording removed"] * 2


def test_the_title():
    (change,) = diff(a_document(title="In adults?"), a_document(title="In children?"))
    assert (change.field, change.matters) == ("title", True)


def test_the_change_note_tells_of_changes_and_is_none_that_matters():
    old, new = (a_document(change_note=Wording(text)) for text in ("First edition.", "The dose was 5 mg, not 50."))
    assert [(change.field, change.matters) for change in diff(old, new)] == [("change_note.clinician", False)]


TRIAL, COHORT = a_reference("trial"), a_reference("cohort", csl={"DOI": "10.5555/87654321"})


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((TRIAL, COHORT), (COHORT, TRIAL), []),
        ((TRIAL,), (TRIAL, COHORT), [("reference", "added", False, "")]),
        ((TRIAL, COHORT), (TRIAL,), [("reference", "removed", False, "")]),
        (
            (TRIAL,),
            (a_reference("trial", standing=Standing.RETRACTED),),
            [("reference.standing", "changed", True, "source current → retracted")],
        ),
        (
            (TRIAL,),
            (a_reference("trial", standing=Standing.SUPERSEDED),),
            [("reference.standing", "changed", True, "source current → superseded")],
        ),
        (
            (TRIAL,),
            (a_reference("trial", standing=Standing.CORRECTED),),
            [("reference.standing", "changed", False, "")],
        ),
        (
            (TRIAL,),
            (a_reference("trial", kind=ReferenceKind.GUIDELINE),),
            [("reference.kind", "changed", True, "trial → guideline")],
        ),
        ((TRIAL,), (a_reference("trial", csl={"publisher": "Others"}),), [("reference", "changed", False, "")]),
        (
            (TRIAL,),
            (a_reference("trial", csl={"DOI": "10.5555/1"}),),
            [("reference", "changed", True, "DOI 10.5555/12345678 → 10.5555/1")],
        ),
        ((TRIAL,), (a_reference("trial", in_house=True),), [("reference.in_house", "changed", False, "")]),
    ],
)
def test_references(old, new, expected):
    step = a_step(key="a", citations=())
    assert summed_up(diff(a_document(step, references=old), a_document(step, references=new))) == expected


def test_a_source_under_a_new_key_is_known_by_its_doi():
    old = a_document(a_step(key="a", citations=citing("trial")), references=(TRIAL,))
    new = a_document(a_step(key="a", citations=citing("again")), references=(replace(TRIAL, key="again"),))
    assert diff(old, new) == []


def test_a_cited_source_that_is_gone():
    step = a_step(key="a", citations=citing("trial"))
    old, new = a_document(step, references=(TRIAL,)), a_document(step, references=())
    assert summed_up(diff(old, new))[0] == ("citations", "recited", True, "citation points at nothing")


def test_terms_and_accepted_findings():
    term = Term("t", "PLEX", definition="Done 5 times.")
    old = a_document(terms=(term,), acceptances=(Acceptance("grading.missing", "Old."),))
    new = a_document(terms=(replace(term, definition="Done 6 times."), PML), acceptances=())
    assert summed_up(diff(old, new)) == [
        ("term.definition", "reworded", True, "number 5 times → 6 times"),
        ("term", "added", False, ""),
        ("acceptance", "removed", False, ""),
    ]


def test_what_matters_comes_first_each_in_reading_order():
    steps = [a_step(Wording(text), key=key) for key, text in zip("abcd", ["A", "B 1", "C", "D 1"], strict=True)]
    newer = [a_step(Wording(text), key=key) for key, text in zip("abcd", ["A!", "B 2", "C!", "D 2"], strict=True)]
    assert [change.step for change in diff(a_document(*steps), a_document(*newer))] == ["b", "d", "a", "c"]


# Whatever the documents.


@settings(max_examples=soak(25, 500))
@given(strategies.documents())
def test_a_document_does_not_differ_from_itself(document):
    assert diff(document, document) == []


def steps_listed(changes: list[Change], kind: Kind) -> Counter[str | None]:
    return Counter(change.step for change in changes if (change.field, change.kind) == ("step", kind))


@settings(max_examples=soak(20, 500))
@given(strategies.documents(), strategies.documents())
def test_of_any_two_documents(old, new):
    there, back = diff(old, new), diff(new, old)
    assert steps_listed(there, Kind.ADDED) == steps_listed(back, Kind.REMOVED)
    assert steps_listed(there, Kind.REMOVED) == steps_listed(back, Kind.ADDED)
    assert all(change.matters == bool(change.why) for change in there)
    assert there == sorted(there, key=lambda change: not change.matters)


# Words within a text.

sentences = st.lists(st.sampled_from(["5", "mg", "0.5", "not", "<", "2-4", "the", "10^9", "rest,"]), max_size=12)
spaced = st.builds(
    lambda words_, gap, end: gap.join(words_) + end,
    sentences,
    st.sampled_from([" ", "  ", "\n"]),
    st.sampled_from(["", " ", "."]),
)


@given(spaced | strategies.texts, spaced | strategies.texts)
def test_runs_make_both_texts_again(old, new):
    runs = words(old, new)
    assert "".join(run.text for run in runs if run.fate is not Fate.ADDED) == old
    assert "".join(run.text for run in runs if run.fate is not Fate.REMOVED) == new
    assert all(run.text for run in runs)
    assert all(one.fate is not other.fate for one, other in pairwise(runs))


def shown(old: str, new: str) -> str:
    marks = {Fate.EQUAL: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "[+{}+]"}
    return "".join(marks[run.fate].format(run.text) for run in words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Give 5 mg daily.", "Give 50 mg daily.", "Give [-5 -][+50 +]mg daily."),
        ("Give 0.5 mg.", "Give 0.25 mg.", "Give [-0.5 -][+0.25 +]mg."),
        ("If <5% or 10^9.", "If ≤5% or 10^6.", "If [-<5% -][+≤5% +]or [-10^9.-][+10^6.+]"),
        ("For 2-4 weeks", "For 2-6 weeks", "For [-2-4 -][+2-6 +]weeks"),
        ("Do not stop", "Do stop", "Do [-not -]stop"),
        ("Rest", "Rest well", "Rest[+ well+]"),
        ("Rest", "Rest", "Rest"),
        ("Rest  well ", "Rest well", "Rest[-  -][+ +]well[- -]"),
        ("", "Rest", "[+Rest+]"),
    ],
)
def test_words_are_kept_whole(old, new, expected):
    assert shown(old, new) == expected


def test_a_text_that_repeats_itself_beyond_reason_is_replaced_as_a_whole():
    old, new = "a b " * 1000, "b a a " * 700
    assert [run.fate for run in words(old, new)] == [Fate.REMOVED, Fate.ADDED]


# The command.


def written(folder: Path, name: str, document: Document) -> str:
    path = folder / name
    path.write_bytes(documents.to_json(document))
    return str(path)


def test_the_command_prints_seven_fields_and_ends_with_1_where_any_matters(tmp_path, capsys):
    old = written(tmp_path, "old.json", a_document(a_step(Wording("Give 5 mg."), key="a")))
    new = written(tmp_path, "new.json", a_document(a_step(Wording("Give 50 mg."), key="a")))
    with pytest.raises(SystemExit) as ended:
        call_command("diff_documents", old, new, "--json")
    assert ended.value.code == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "step": "a",
            "field": "text.clinician",
            "kind": "reworded",
            "matters": True,
            "why": "number 5 → 50",
            "old": "Give 5 mg.",
            "new": "Give 50 mg.",
        }
    ]


def test_the_command_tells_a_person(tmp_path, capsys):
    old = written(tmp_path, "old.json", a_document(a_step(Wording("Give 5 mg."), key="a"), title="Colour?"))
    new = written(tmp_path, "new.json", a_document(a_step(Wording("Give 50 mg."), key="a"), title="Color?"))
    with pytest.raises(SystemExit):
        call_command("diff_documents", old, new)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "2 changed, 1 of them in what matters",
        "  ! step a text.clinician reworded: number 5 → 50",
        "      old Give 5 mg.",
    ]
    assert "  - title reworded" in lines


def test_the_command_ends_with_0_where_nothing_matters(tmp_path, capsys):
    old = written(tmp_path, "old.json", a_document(title="Colour?"))
    call_command("diff_documents", old, written(tmp_path, "new.json", a_document(title="Color?")), "--json")
    assert [change["matters"] for change in json.loads(capsys.readouterr().out)] == [False]
    call_command("diff_documents", old, old)
    assert capsys.readouterr().out.strip() == "Nothing changed"


@pytest.mark.parametrize("content", [None, "", "{}", "[1]", "\x00\x01", '{"format": 1}'])
def test_the_command_ends_with_2_for_what_is_no_document(tmp_path, content):
    sound, other = written(tmp_path, "sound.json", a_document()), tmp_path / "other.json"
    if content is not None:
        other.write_text(content)
    for pair in ((sound, str(other)), (str(other), sound)):
        with pytest.raises(CommandError, match=r"other\.json.*\.$") as refused:
            call_command("diff_documents", *pair)
        assert refused.value.returncode == 2


def test_a_change_is_printed_whole():
    change = Change("a", "line", Kind.CHANGED, True, "line of therapy 1 → 2", "1", "2")
    assert list(as_json(change)) == ["step", "field", "kind", "matters", "why", "old", "new"]
    assert as_json(change)["kind"] == "changed"
