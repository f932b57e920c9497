"""DOI before PMID before title, year and first author."""

import pytest

from guidance.references import duplicates
from guidance.references.duplicates import By, Known, Match, Verdict

ONE = {
    "title": "An Invented Trial: β-blockers",
    "author": [{"family": "Müller", "given": "H"}],
    "issued": {"date-parts": [[2019, 4]]},
}
HERE = ONE | {"DOI": "10.5555/inv.1", "PMID": "9999991"}


def match(item, here=HERE):
    known = Known()
    known.add("here", duplicates.keys(here))
    [found] = duplicates.compare([("new", duplicates.keys(item))], known)
    return found.by


@pytest.mark.parametrize(
    ("item", "by"),
    [
        ({"title": "Another", "DOI": "https://doi.org/10.5555/INV.1"}, By.DOI),
        ({"title": "Another", "PMID": "PMID: 09999991"}, By.PMID),
        (ONE | {"DOI": "10.5555/inv.2", "PMID": "9999991"}, By.PMID),
        (ONE, By.WORDS),
        (ONE | {"title": "an invented trial – <i>β</i>-Blockers."}, By.WORDS),
        (ONE | {"title": "RETRACTED: An invented trial: β-blockers"}, By.WORDS),
        (ONE | {"title": "An invented trial: β-blockers (Retracted article. See vol. 3)"}, By.WORDS),
        (ONE | {"title": "An invented trial: beta-blockers"}, By.WORDS),
        (ONE | {"author": [{"family": "Müller Jr.", "given": "H"}]}, By.WORDS),
        (ONE | {"author": [{"family": "MULLER", "given": "Hans"}]}, By.WORDS),
        (ONE | {"PMID": "9999991"}, By.PMID),
        (ONE | {"DOI": "10.5555/inv.2"}, None),
        (ONE | {"PMID": "9999992"}, None),
        (ONE | {"issued": {"date-parts": [[2020]]}}, None),
        (ONE | {"author": [{"family": "Meier"}]}, None),
        (ONE | {"title": "An invented trial of γ-blockers"}, None),
        ({"title": ONE["title"]}, None),
    ],
)
def test_what_is_the_same_source(item, by):
    assert match(item) is by


@pytest.mark.parametrize(
    ("one", "other"),
    [("Salt & Pepper", "Salt and pepper"), ("Ørsted", "Orsted"), ("Łódź", "Lodz"), ("σ-ς", "sigma sigma")],
)
def test_what_databases_spell_otherwise_is_the_same_title(one, other):
    assert match({"title": one, "issued": "2019"}, {"title": other, "issued": "2019"}) is By.WORDS


def test_two_sources_of_which_only_the_title_is_known_are_not_held_to_be_one():
    assert match({"title": "Editorial"}, here={"title": "Editorial"}) is None


def test_repeats_within_a_file_are_told_across_its_slices():
    here, above = Known(), Known()
    here.add("row", duplicates.keys(HERE))
    other = duplicates.keys(ONE | {"title": "Another"})
    first = list(duplicates.compare([(1, duplicates.keys(HERE)), (2, other)], here, above))
    second = list(duplicates.compare([(3, other), (4, duplicates.keys({}))], here, above))
    assert first == [Match(Verdict.HERE, "row", By.DOI), Match(Verdict.NEW)]
    assert second == [Match(Verdict.REPEATED, 2, By.WORDS), Match(Verdict.NEW)]
