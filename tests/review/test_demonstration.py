"""The demonstration content: sound documents, said twice, resting on known sources only."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from guidance import canonical, checks
from guidance.documents import Document, Term, Wording, from_json, to_json
from guidance.references import csl
from guidance.vocabularies import Access, Action, Certainty, Strength

FOLDER = Path(__file__).parents[2] / "review" / "demonstration"
ARTICLES = ("leukoencephalopathy", "pml", "toluene")

# Each was seen beside its title, journal and year. A new source is added here only once it was seen so too.
SEEN = {
    "10.1001/jamaneurol.2018.0094",
    "10.1002/ana.26512",
    "10.1007/978-3-030-38621-4_5",
    "10.1016/s1474-4422(10)70040-5",
    "10.1038/s41582-020-00427-y",
    "10.1055/s-0042-1758447",
    "10.1056/nejmoa1815039",
    "10.1093/jnen/63.1.1",
    "10.1176/appi.neuropsych.17010006",
    "10.1177/1756285613503515",
    "10.1186/s12873-015-0039-0",
    "10.1212/01.wnl.0000341766.59028.9d",
    "10.1212/nxi.0000000000000618",
    "10.1212/wnl.0b013e31828c2fa1",
    "10.3389/fneur.2017.00491",
    "10.3389/fneur.2020.00071",
    "10.3390/children8040280",
    "10.3949/ccjm.78.s2.06",
    "10.7417/ct.2015.1895",
    *("10360779", "10516874", "12169477", "18456329", "19188571", "20298966", "24409198"),
    *("26794811", "29532061", "30969503", "31554669", "33219338", "36151879", "37059439"),
    *("PMC3034395", "PMC3662270", "PMC4539858", "PMC8067441"),
}
NO_DOI_OR_PMID = {  # the start of each title
    "Guidelines for the Prevention and Treatment of Opportunistic Infections",
    "No evidence of beneficial effects of plasmapheresis",
    "Toluene-induced leukoencephalopathy with characteristic",
    "Evidence-based guideline update: Plasmapheresis",
    "Posterior reversible encephalopathy syndrome (PRES)",
    "TYSABRI (natalizumab)",
    "RITUXAN (rituximab)",
    "Communication about an Ongoing Safety Review of CellCept",
    "Progressive multifocal leukoencephalopathy (PML), professional page",
}

DOSE = re.compile(r"\d\s*(?:mg|milligrams?|mcg|µg|μg|micrograms?|ml|millilitres?|g|grams?|g/kg|iu|units?)\b", re.I)
WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{'|'.join((*WORDS, 'half', 'third', 'quarter', 'fifth'))})\b", re.I)
DRUGS = (
    *("antiretroviral", "antiviral", "natalizumab", "rituximab", "mycophenolate", "pembrolizumab", "levetiracetam"),
    *("checkpoint inhibitor", "antiseizure", "corticosteroid", "immunoglobulin", "plasma exchange", "chemotherapy"),
)
URGENT = ("at once", "first sign", "as soon as", "emergency")
HEDGES = ("may", "can", "about", "almost", "often", "usual", "possibly", "many", "where that is safe")
NEGATION = re.compile(r"\b(?:no|not|none|nor|never|cannot|without|unknown)\b", re.I)


@cache
def document(name: str) -> Document:
    return from_json((FOLDER / f"{name}.json").read_bytes())


@cache
def terms() -> tuple[Term, ...]:
    listed = canonical.loads((FOLDER / "glossary.json").read_bytes())
    return tuple(canonical.decode(Term, item) for item in listed)


def numbers(text: str) -> set[str]:
    """Every number in ``text``, “one” as “1”."""
    return {WORDS.get(found.lower(), found.lower()) for found in NUMBER.findall(text)}


def said_twice(name: str) -> list[Wording]:
    return [wording for _, wording in document(name).wordings() if wording]


every_article = pytest.mark.parametrize("name", ARTICLES)


@every_article
def test_the_file_reads_back_to_the_same_document(name):
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert canonical.loads(text) == canonical.loads(to_json(document(name)))
    assert "\\u" not in text
    assert not document(name).terms
    assert not document(name).acceptances


@every_article
def test_both_wordings_are_there_and_belong_together(name):
    whole = document(name)
    for wording in (whole.summary, whole.scope, whole.get_help, whole.change_note):
        assert wording
    for wording in said_twice(name):
        assert wording.clinician
        assert wording.lay
        assert not wording.is_stale


@every_article
def test_every_step_says_what_it_asks_for_and_grades_nothing_itself(name):
    for step in document(name).steps():
        assert step.action is not Action.UNSAID
        assert (step.strength, step.certainty) == (Strength.NOT_GRADED, Certainty.NOT_GRADED)


@every_article
def test_every_claim_is_cited(name):
    """So is all that informs or defines, but for what we say of our own search."""
    for step in document(name).steps():
        ours = step.text.clinician.startswith("In preparing this article,")
        assert bool(step.citations) != (ours or step.action is Action.GROUP)


@every_article
def test_citations_carry_the_number_of_their_source(name):
    keys = [reference.key for reference in document(name).references]
    for _, citation in document(name).cited():
        assert citation.confirmed
        assert citation.marker == str(keys.index(citation.reference) + 1)
        assert citation.access is Access.ABSTRACT_ONLY
        assert not citation.quote


@every_article
def test_sources_stand_in_the_order_of_first_citation_and_none_is_unused(name):
    first_cited = dict.fromkeys(citation.reference for _, citation in document(name).cited())
    assert [reference.key for reference in document(name).references] == list(first_cited)


@every_article
def test_identifiers_are_those_that_were_seen(name):
    for reference in document(name).references:
        identifiers = {reference.doi, reference.pmid, reference.csl.get("PMCID", "")} - {""}
        assert identifiers <= SEEN
        assert dict(reference.csl) == csl.normalised(reference.csl)
        if not (reference.doi or reference.pmid):
            assert any(reference.title.startswith(start) for start in NO_DOI_OR_PMID)


def test_one_source_has_one_record_everywhere():
    known = {}
    for reference in (reference for name in ARTICLES for reference in document(name).references):
        assert known.setdefault(reference.key, reference) == reference
    titles = [reference.title for reference in known.values()]
    assert len(set(titles)) == len(titles)


def test_step_keys_are_never_shared():
    keys = [step.key for name in ARTICLES for step in document(name).steps()]
    assert len(set(keys)) == len(keys)


@every_article
def test_no_doses(name):
    for wording in said_twice(name):
        assert not DOSE.search(wording.clinician + "\n" + wording.lay)


@every_article
def test_both_wordings_give_the_same_numbers(name):
    for wording in said_twice(name):
        assert numbers(wording.clinician) == numbers(wording.lay), wording


@every_article
@pytest.mark.parametrize("words", [DRUGS, URGENT, HEDGES], ids=["drugs", "urgency", "hedges"])
def test_both_wordings_keep_the_same_words_of_weight(name, words):
    for wording in said_twice(name):
        clinician, lay = (mentions(text, words) for text in (wording.clinician, wording.lay))
        assert clinician == lay, wording


@every_article
def test_both_wordings_deny_or_neither_does(name):
    for wording in said_twice(name):
        assert bool(NEGATION.search(wording.clinician)) == bool(NEGATION.search(wording.lay)), wording


def mentions(text: str, words: tuple[str, ...]) -> set[str]:
    """Those of ``words`` that stand in ``text``, also as “drugs” or “usually”."""
    return {word for word in words if re.search(rf"\b{word}(?:s|ly)?\b", text, re.I)}


@every_article
def test_the_checks_find_nothing_to_mend(name):
    found = checks.run(replace(document(name), terms=terms()))
    assert [finding for finding in found if finding.level is not checks.Level.HINT] == []


def test_the_glossary_has_fourteen_terms_said_in_plain_words():
    assert len({term.key for term in terms()}) == len({term.term for term in terms()}) == 14
    assert all(term.plain_name and term.definition.endswith(".") for term in terms())


def test_the_everyday_name_of_a_drug_leads_to_it():
    """Search finds “steroids” by the glossary: the articles say corticosteroids."""
    assert [term.term for term in terms() if term.occurs_in("Do steroids help?")] == ["Corticosteroids"]


def test_the_number_reader_reads_numbers():
    assert numbers("1,992 days, 51.9%, three of 8, about half, a fifth") == {"1,992", "51.9", "3", "8", "half", "fifth"}


@pytest.mark.parametrize("dose", ["1000 mg", "0.4g/kg", "2 units", "5 mL", "30 µg"])
def test_the_dose_reader_reads_doses(dose):
    assert DOSE.search(f"Give {dose} daily.")
