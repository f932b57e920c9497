"""Lay wordings that still say the same after the clinician text has changed."""

from collections.abc import Iterable
from datetime import datetime

from guidance.documents import Wording
from guidance.editing.drafts import LOOK_AGAIN, again, draft, save
from guidance.models import Article, Section, Step


def still_says_the_same(
    *, row: Article | Section | Step, fields: Iterable[str], by, at: datetime, revision: int
) -> None:
    """Say of lay wordings left alone that they still say what the clinician texts now say.

    Stale where the row is of another ``revision``: of a text that nobody has compared, nobody says so.
    """
    with draft(_article(row), by=by, at=at):
        now = again(row, revision=revision, moved_on=LOOK_AGAIN)
        for field in fields:
            wording: Wording = getattr(now, field)
            setattr(now, field, Wording.of(wording.clinician, wording.lay))
        save(now, by=by, at=at, why="Still says the same")


def _article(row: Article | Section | Step) -> Article:
    if isinstance(row, Step):
        return row.section.article
    return row.article if isinstance(row, Section) else row
