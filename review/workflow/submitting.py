"""From the Desk to the board."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from guidance import checks, documents, house, publishing
from guidance import queries as guidance
from guidance.documents import Document
from guidance.models import Article, Edition
from review import notices, rules
from review.models import NoticeKind
from review.stages import Act
from review.workflow.settling import record


def submit(*, article: Article, by, at: datetime, digest: str, message: str = "", reaffirms: bool = False) -> Edition:
    """Freeze the draft whose digest is ``digest`` and put it before the board."""
    with transaction.atomic():
        article = guidance.locked(article)
        document = guidance.draft(article)
        content = documents.to_json(document)
        rules.check_can_submit(
            guidance.person(by),
            is_open=guidance.open_edition(article) is not None,
            is_draft=documents.digest(content) == digest,
            errors=len(checks.blocking(checks.run(document, house.targets()))),
            differs=_differs(document, guidance.live_edition(article)),
            reaffirms=reaffirms,
        )
        edition = publishing.freeze(
            article=article, document=document, by=by, at=at, message=message, reaffirms=reaffirms
        )
        contributors = edition.contributions.values_list("user__username", flat=True)
        record(
            Act.SUBMIT, edition, by, at, digest=edition.digest, reaffirms=reaffirms, message=edition.message,
            contributors=sorted(contributors),
        )  # fmt: skip
        notices.announce(NoticeKind.SUBMITTED, edition=edition, by=by, at=at)
    return edition


def _differs(document: Document, live: Edition | None) -> bool:
    """Whether readers would read anything new. The change note does not count: approval has cleared the last one."""
    return live is None or replace(document, change_note=live.content.change_note) != live.content
