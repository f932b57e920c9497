"""What the Desk says of an article, and verify of its sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from guidance.audiences import Audience
from guidance.documents import Document
from guidance.models import Article, Edition, Report
from guidance.personalization import ReadStep, personalize
from guidance.vocabularies import Stage, Standing


@dataclass(frozen=True)
class DeskRow:
    """An article on the Desk: the edition before the board, and the one readers have."""

    article: Article
    open: Edition | None
    live: Edition | None


def desk_row(article: Article) -> DeskRow:
    """Of an article whose editions are loaded, newest first."""
    by_stage = {edition.stage_reached: edition for edition in reversed(article.editions.all())}
    return DeskRow(
        article=article,
        open=by_stage.get(Stage.SUBMITTED) or by_stage.get(Stage.UNDER_REVIEW),
        live=by_stage.get(Stage.APPROVED),
    )


@dataclass(frozen=True)
class LostSource:
    """A source that can no longer be relied on as it could when the text was signed."""

    title: str
    signed: Standing
    today: Standing


def lost_standing(document: Document, standing: Mapping[str, tuple[Standing, str]]) -> list[LostSource]:
    """Of the document's sources, by what ``standing`` says of each key today."""
    pairs = [(source, standing.get(source.key, (source.standing, ""))[0]) for source in document.references]
    return [
        LostSource(one.title, one.standing, now) for one, now in pairs if now not in (one.standing, Standing.CURRENT)
    ]


def reported_step(report: Report, document: Document) -> ReadStep | None:
    """The step of ``document`` that was reported, as its reader met it."""
    steps = personalize(document, Audience(report.audience)).walk()
    return next((step for step in steps if step.key == str(report.step_key)), None)
