"""Two people's words in one form: what is saved now beside what was typed."""

from dataclasses import dataclass
from typing import Any

from django import forms

from guidance import diff, queries
from guidance.diff import Fate, Run
from guidance.documents import clean


@dataclass(frozen=True)
class Both:
    """One field of which two texts were written: each whole, in runs, so that what the other lacks can be marked."""

    label: str
    theirs: list[Run]
    mine: list[Run]


def both(label: str, theirs: str, mine: str) -> Both:
    runs = diff.words(theirs, mine)
    return Both(
        label,
        [run for run in runs if run.fate is not Fate.ADDED],
        [run for run in runs if run.fate is not Fate.REMOVED],
    )


class MeetingForm(forms.BaseForm):
    """A form that may find, when it is saved, that somebody else was quicker.

    ``written()`` of a subclass says of each field what is saved now and what was typed.
    """

    theirs: Any = None
    saved: Any = None  # who saved that, and when: a line of history

    def meet(self, now: Any) -> None:
        """Stand beside ``now``, which somebody else has saved: what was typed stays, and may be saved over it."""
        self.theirs, self.saved = now, queries.last_saved(now)
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = now.revision

    def written(self) -> list[tuple[str, str, str]]:
        """The label of each field, what is saved in it now, and what was typed."""
        raise NotImplementedError  # no abc: a form has a metaclass of its own

    def differing(self) -> list[Both]:
        """The fields in which the two texts differ."""
        written = [(label, _lines(theirs), _lines(mine)) for label, theirs, mine in self.written()]
        return [both(label, theirs, mine) for label, theirs, mine in written if theirs != mine]


def _lines(text: str) -> str:
    """``text`` as it is stored: a browser ends its lines otherwise."""
    return clean(text).strip()
