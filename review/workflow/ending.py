"""The other ways out, and what is said beside a text that readers have."""

from datetime import date, datetime

from django.db import transaction

from guidance import editing
from guidance import queries as guidance
from guidance.documents import Wording, clean
from guidance.models import Article, Edition, Reference
from guidance.vocabularies import Stage, Standing
from review import audit, notices, queries, rules
from review.models import NoticeKind
from review.rules import NotAllowed
from review.stages import Act
from review.workflow.settling import close, locked, record


def withdraw(*, edition: Edition, by, at: datetime, reason: str) -> Edition:
    """Take the edition back from the board."""
    with locked(edition) as edition:
        rules.check_can_withdraw(queries.case(edition, by), reason=reason)
        close(edition, Stage.WITHDRAWN, Act.WITHDRAW, by, at, reason)
        notices.announce(NoticeKind.WITHDRAWN, edition=edition, by=by, at=at)
    return edition


def warn(*, edition: Edition, by, at: datetime, warning: Wording) -> Article:
    """Set a dated sentence above the approved text; an empty one ends the warning."""
    with locked(edition) as edition:
        rules.check_can_warn(queries.case(edition, by))
        warning = Wording.of(warning.clinician, warning.lay)
        if bool(warning) and not (warning.clinician and warning.lay):
            raise NotAllowed("Write the warning in both wordings: every reader must be able to read it.")
        article = edition.article
        article.warning, article.warned_at = warning, at if warning else None
        editing.mark(article=article, by=by, at=at, why="Warning")
        record(Act.WARN, edition, by, at, clinician=warning.clinician, lay=warning.lay)
    return article


def review_earlier(*, edition: Edition, by, at: datetime, next_review_on: date, reason: str = "") -> Article:
    """Have the article of the approved edition reviewed again by an earlier day; the reminders follow it."""
    with locked(edition) as edition:
        rules.check_can_review_earlier(queries.case(edition, by))
        article = edition.article
        rules.check_earlier(next_review_on, than=article.next_review_on, today=at.date())
        article.next_review_on = next_review_on
        editing.mark(article=article, by=by, at=at, why="To be reviewed earlier")
        day = next_review_on.isoformat()
        record(Act.REVIEW_EARLIER, edition, by, at, next_review_on=day, reason=clean(reason).strip())
    return article


def retire(*, edition: Edition, by, at: datetime, reason: str, replaced_by: Article | None = None) -> Edition:
    """Take the approved text away from readers, who are told why and what replaces it."""
    with locked(edition) as edition:
        rules.check_can_retire(queries.case(edition, by), reason=reason)
        if replaced_by and replaced_by.pk == edition.article_id:
            raise NotAllowed("An article cannot replace itself.")
        close(
            edition,
            Stage.RETIRED,
            Act.RETIRE,
            by,
            at,
            reason,
            replaced_by=str(replaced_by.key) if replaced_by else None,
        )
        edition.article.replaced_by = replaced_by
        editing.mark(article=edition.article, by=by, at=at, why="Retired")
        notices.announce(NoticeKind.RETIRED, edition=edition, by=by, at=at)
    return edition


def set_standing(
    *, reference: Reference, standing: Standing, by, at: datetime, reason: str, superseded_by: Reference | None = None
) -> list[Article]:
    """Say how far a source may still be relied on, and record it on every article that rests on it.

    A record begins with an article's first edition: before that nobody has relied on anything.
    """
    person = guidance.person(by)
    if not (person.is_editor or person.is_chair):
        raise NotAllowed("Only editors and chairs may change a source's standing.")
    if not (reason := clean(reason).strip()):
        raise NotAllowed("Say why the source's standing changes.")
    with transaction.atomic():
        articles = [guidance.locked(article) for article in guidance.articles_resting_on(reference)]
        editing.set_standing(
            reference=reference, standing=standing, by=by, at=at, reason=reason, superseded_by=superseded_by
        )
        articles = [article for article in articles if article.editions.exists()]
        for article in articles:
            audit.record(
                article=article, action="standing", by=by, at=at,
                reference=str(reference.key), standing=standing.value, reason=reason,
            )  # fmt: skip
    return articles
