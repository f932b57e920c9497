"""Two windows that take in one file, and two files that hold one source, at once."""

import pytest

from guidance import editing, queries
from guidance.editing import imports
from guidance.models import Reference
from guidance.models.imports import ImportStage
from tests.cast import NOON, later
from tests.race.pressing import at_once, refusals

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def records(*numbers: int) -> str:
    return "".join(f"TY  - JOUR\nTI  - Trial {n}\nDO  - 10.5555/inv.{n}\nER  - \n" for n in numbers)


def taking(run, by):
    return lambda: editing.take_slice(run=run, taken=run.taken, by=by, at=later())


def test_two_windows_continue(cast, monkeypatch):
    monkeypatch.setattr(imports, "SLICE", 2)
    for repetition in range(3):
        content = records(*range(10 * repetition, 10 * repetition + 4))
        run = editing.start_import(content=content, by=cast.editor, at=NOON)
        outcomes = at_once(taking(run, cast.editor), taking(run, cast.second_editor), pause=0.01)
        [loser] = refusals(outcomes)
        assert "taken in already" in loser.reason
        assert Reference.objects.filter(csl__title__in=[f"Trial {10 * repetition + n}" for n in range(4)]).count() == 2
        [now] = [outcome for outcome in outcomes if outcome is not loser]
        assert taking(now, cast.editor)().stage == ImportStage.DONE


def test_two_files_with_one_source(cast):
    for repetition in range(3):
        first, second = 10 * repetition, 10 * repetition + 1
        runs = [
            editing.start_import(content=records(*numbers), by=cast.editor, at=NOON)
            for numbers in ((first, second), (second, first))
        ]
        at_once(*(taking(run, cast.editor) for run in runs), pause=0.01)
        assert Reference.objects.filter(doi__in=[f"10.5555/inv.{n}" for n in (first, second)]).count() == 2
        outcomes = [queries.import_counts(run) for run in runs]
        assert sum(counts["new"] for counts in outcomes) == 2
        assert sum(counts["here"] for counts in outcomes) == 2
