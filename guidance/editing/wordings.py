"""Lay wordings that still say the same after the clinician text has changed."""

from datetime import datetime

from guidance.documents import Wording
from guidance.editing.drafts import UNSEEN, again, draft, save
from guidance.models import Article, Section, Step


def still_says_the_same(*, row: Article | Section | Step, field: str, by, at: datetime, revision: int) -> None:
    """Say of a lay wording left alone that it still says what the clinician text now says."""
    with draft(_article(row), by=by, at=at):
        now = again(row, revision=revision, moved_on=UNSEEN)
        wording: Wording = getattr(now, field)
        setattr(now, field, Wording.of(wording.clinician, wording.lay))
        save(now, by=by, at=at, why="Still says the same")


def _article(row: Article | Section | Step) -> Article:
    if isinstance(row, Step):
        return row.section.article
    return row.article if isinstance(row, Section) else row
