"""References from a file: read, compared, and taken in slice by slice."""

import contextlib
from datetime import timedelta
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guidance import editing, queries
from guidance.editing import imports
from guidance.models import Import, Reference
from guidance.models.imports import ImportStage, Outcome
from guidance.references import exporting, importing
from guidance.references.exporting import Format
from guidance.rules import NotAllowed, NotNow, Stale
from guidance.vocabularies import ReferenceKind, Standing
from tests.cast import NOON, later
from tests.conftest import soak
from tests.guidance.documents import a_reference

pytestmark = pytest.mark.django_db


def trial(n: int, **fields) -> dict[str, object]:
    return {"type": "article-journal", "title": f"An invented trial {n}", "DOI": f"10.5555/inv.{n}"} | fields


def a_file(*items: dict, form: Format = Format.RIS) -> str:
    return exporting.write([(str(n), item) for n, item in enumerate(items)], form)


def start(cast, content: str | bytes) -> Import:
    return editing.start_import(content=content, by=cast.editor, at=NOON, name="file.ris")


def take(run: Import, by, taken: int | None = None) -> Import:
    return editing.take_slice(run=run, taken=run.taken if taken is None else taken, by=by, at=later())


def become(run: Import) -> list[str]:
    return [record.outcome for record in queries.import_records(run)]


@pytest.fixture
def slices_of_two(monkeypatch):
    monkeypatch.setattr(imports, "SLICE", 2)


def test_nothing_is_written_before_somebody_says_so(cast):
    run = start(cast, a_file(trial(1), trial(2)))
    assert become(run) == [Outcome.NEW, Outcome.NEW]
    assert run.stage == ImportStage.WAITING
    assert not Reference.objects.exists()


@pytest.mark.parametrize("form", Format)
def test_each_format_is_taken_in(cast, form):
    item = trial(1, PMID="12345", issued={"date-parts": [[2020]]}, author=[{"family": "Doe", "given": "Jo"}])
    run = take(start(cast, a_file(item, form=form)), cast.editor)
    row = Reference.objects.get()
    assert (row.title, row.year, row.doi, row.pmid) == (item["title"], 2020, "10.5555/inv.1", "12345")
    assert row.csl == exporting.carried(item, form)
    assert (run.stage, run.format) == (ImportStage.DONE, form)


def test_history_says_who_when_and_by_which_import(cast):
    run = take(start(cast, a_file(trial(1))), cast.second_editor)
    row = Reference.objects.get()
    line = row.history.get()
    assert (line.history_user, line.history_date, line.history_type) == (cast.second_editor, later(), "+")
    assert line.history_change_reason == f"Import {run.key}"
    assert queries.import_records(run).get().reference == row


def test_what_is_here_already_is_left_as_it_is(cast):
    here = editing.create_reference(value=a_reference(csl=trial(1)), by=cast.editor, at=NOON)
    words = {"title": "Twice", "issued": {"date-parts": [[2020]]}, "author": [{"family": "Doe"}]}
    run = start(cast, a_file(trial(1, title="Another title"), words, words, trial(2)))
    assert become(run) == [Outcome.HERE, Outcome.NEW, Outcome.REPEATED, Outcome.NEW]
    assert [(one.reference, one.matched_by, one.same_as) for one in queries.import_records(run)] == [
        (here, "doi", None),
        (None, "", None),
        (None, "words", 2),
        (None, "", None),
    ]
    take(run, cast.editor)
    here.refresh_from_db()
    assert (here.title, here.revision, Reference.objects.count()) == ("An invented trial 1", 1, 3)


def test_a_merged_reference_leads_to_its_survivor(cast):
    survivor, merged = (
        editing.create_reference(value=a_reference(str(n), csl=trial(n)), by=cast.editor, at=NOON) for n in (1, 2)
    )
    Reference.objects.filter(pk=merged.pk).update(merged_into=survivor)
    run = start(cast, a_file(trial(2)))
    assert queries.import_records(run).get().reference == survivor
    assert run.stage == ImportStage.DONE  # nothing of it is new


def test_what_has_come_since_the_file_was_read_is_not_made_twice(cast):
    words = {"title": "By its words", "issued": {"date-parts": [[2020]]}, "author": [{"family": "Doe"}]}
    run = start(cast, a_file(trial(1), words, trial(2)))
    for item in (trial(1), words):
        editing.create_reference(value=a_reference(csl=item), by=cast.second_editor, at=later())
    assert become(take(run, cast.editor)) == [Outcome.HERE, Outcome.HERE, Outcome.NEW]
    assert Reference.objects.count() == 3


def test_it_is_left_half_way_and_gone_on_with(cast, slices_of_two):
    run = take(start(cast, a_file(*map(trial, range(5)))), cast.editor)
    assert (run.stage, run.taken, Reference.objects.count()) == (ImportStage.RUNNING, 2, 2)
    with pytest.raises(NotNow):
        editing.discard_import(run=run, by=cast.editor, at=NOON)
    run = take(take(run, cast.second_editor), cast.editor)
    assert (run.stage, run.taken, Reference.objects.count()) == (ImportStage.DONE, 5, 5)


def test_a_slice_is_not_taken_twice(cast, slices_of_two):
    run = start(cast, a_file(*map(trial, range(3))))
    take(run, cast.editor)
    with pytest.raises(Stale, match="taken in already"):
        take(run, cast.second_editor, taken=0)
    assert Reference.objects.count() == 2


def test_what_is_done_or_gone_is_not_taken(cast):
    run = take(start(cast, a_file(trial(1))), cast.editor)
    with pytest.raises(Stale):
        take(run, cast.editor)
    other = start(cast, a_file(trial(2)))
    editing.discard_import(run=Import.objects.get(pk=other.pk), by=cast.editor, at=NOON)
    with pytest.raises(Stale, match="thrown this import away"):
        take(other, cast.editor)


def test_only_editors_import(cast):
    with pytest.raises(NotAllowed):
        editing.start_import(content=a_file(trial(1)), by=cast.chair, at=NOON)
    run = start(cast, a_file(trial(1)))
    for act in (lambda: take(run, cast.chair), lambda: editing.discard_import(run=run, by=cast.chair, at=NOON)):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("DOI", "10.5555/" + "x" * 600, "too long for a DOI"), ("issued", {"date-parts": [[10**20]]}, "Year: ")],
)
def test_a_record_that_cannot_be_written_loses_no_other(cast, field, value, said):
    run = start(cast, a_file(trial(1), trial(2), trial(3)))
    middle = run.records.get(number=2)
    middle.csl[field] = value
    middle.save()
    take(run, cast.editor)
    assert become(run) == [Outcome.NEW, Outcome.UNREADABLE, Outcome.NEW]
    assert said in run.records.get(number=2).reason
    assert Reference.objects.count() == 2


def test_somebody_quicker_is_no_fault_of_the_record(cast):
    """Between the comparing and the writing somebody makes the same source."""
    run = start(cast, a_file(trial(1), trial(2)))
    nothing = imports.Known()
    found = queries.likely_references

    def too_early(*args, **kwargs):
        likely.side_effect = found
        editing.create_reference(value=a_reference(csl=trial(2)), by=cast.second_editor, at=NOON - timedelta(days=1))
        return nothing

    with mock.patch.object(queries, "likely_references", side_effect=too_early) as likely:
        take(run, cast.editor)
    assert become(run) == [Outcome.NEW, Outcome.HERE]
    assert Reference.objects.count() == 2


def test_kind_standing_and_house_are_taken_as_the_file_says(cast, settings):
    settings.LEUKO_HOUSE_NAMES = ["Widget Society"]
    content = "\n".join([
        "PMID- 1\nPT  - Randomized Controlled Trial\nPT  - Retracted Publication\nTI  - Water.\n",
        "PMID- 2\nTI  - A guideline on water.\nJT  - Bulletin of the Widget Society\n",
    ])  # fmt: skip
    take(start(cast, content), cast.editor)
    assert [(row.kind, row.standing, row.in_house) for row in Reference.objects.order_by("pmid")] == [
        (ReferenceKind.TRIAL, Standing.RETRACTED, False),
        (ReferenceKind.GUIDELINE, Standing.CURRENT, True),
    ]


def test_what_the_file_says_of_the_standing_of_a_source_that_is_here_is_told(cast):
    editing.create_reference(value=a_reference(csl={"title": "Water", "PMID": "1"}), by=cast.editor, at=NOON)
    run = start(cast, "PMID- 1\nPT  - Retracted Publication\nTI  - Water.\n")
    assert queries.in_doubt(run).get().standing == Standing.RETRACTED
    Reference.objects.update(standing=Standing.RETRACTED)
    assert not queries.in_doubt(run).exists()


def test_what_is_in_keeps_no_copy(cast):
    run = take(start(cast, a_file(trial(1))), cast.editor)
    assert [record.csl for record in run.records.all()] == [{}]


HALVES = st.sampled_from([b"TY  - JOUR\n", b"TI  - ", b"ER  - \n", b"PMID- 1\n", b"@article{a,", b"}", b'[{"title":'])


class AnyBytes(TestCase):
    @given(st.lists(HALVES | st.binary(max_size=9), max_size=9).map(b"".join))
    @settings(max_examples=soak(25, 500))
    def test_there_is_an_answer(self, content):
        with contextlib.suppress(importing.NotReferences):
            run, records = editing.read_references(content)
            assert [record.number for record in records] == list(range(1, len(records) + 1))
            run.by_id, run.started_at = 1, NOON
            for record in records:
                record.clean_fields(exclude={"of", "csl"})
