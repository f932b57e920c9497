"""The only door to Edition and SignOff. Only ``review.workflow`` calls it, under the article's lock."""

from collections.abc import Collection, Sequence
from datetime import datetime

from guidance import documents, queries
from guidance.documents import Document
from guidance.models import Article, Contribution, Edition, EditionReference, Member, Reference, SignOff
from guidance.rules import Stale
from guidance.search import indexing
from guidance.vocabularies import Meaning, Stage


def freeze(
    *, article: Article, document: Document, by, at: datetime, message: str = "", reaffirms: bool = False
) -> Edition:
    """``document`` as the article's next edition, submitted, with its sources and its contributors."""
    content = documents.to_json(document)
    edition = Edition.objects.create(
        article=article,
        number=queries.next_edition_number(article),
        document=content.decode(),
        digest=documents.digest(content),
        submitted_by=by,
        submitted_at=at,
        message=documents.clean(message),
        reaffirms=reaffirms,
    )
    sources = Reference.objects.filter(key__in=[reference.key for reference in document.references])
    EditionReference.objects.bulk_create(EditionReference(edition=edition, reference=source) for source in sources)
    contributors = queries.contributors(article) | {by.pk}
    Contribution.objects.bulk_create(Contribution(edition=edition, user_id=pk) for pk in sorted(contributors))
    return edition


DATED = {Stage.UNDER_REVIEW: "began_at", Stage.APPROVED: "approved_at"}


def advance(edition: Edition, *, to: Stage, at: datetime, reason: str = "") -> None:
    """Move ``edition`` on from the stage it is believed to be at; Stale if it is there no longer.

    Approved, it is what search finds of its article; approved no longer, nothing is.
    """
    moved = {"stage": to.value, DATED.get(to, "closed_at"): at} | ({"reason": reason} if reason else {})
    if not Edition.objects.filter(pk=edition.pk, stage=edition.stage).update(**moved):
        now = Edition.objects.get(pk=edition.pk).stage_reached
        raise Stale(f"This edition has moved on: it is {now.label.lower()} now.")
    was = edition.stage_reached
    for field, value in moved.items():
        setattr(edition, field, value)
    if to is Stage.APPROVED:
        indexing.index(edition)
    elif was is Stage.APPROVED:
        indexing.forget(edition)


def record_sign_offs(
    *,
    edition: Edition,
    member: Member,
    meanings: Collection[Meaning],
    at: datetime,
    interests: str,
    checklist: Sequence[str],
    remark: str = "",
) -> list[SignOff]:
    """One signature for each meaning, under the edition's digest, with name and role as they are now."""
    return [
        SignOff.objects.create(
            edition=edition,
            reviewer=member.user,
            meaning=meaning.value,
            digest=edition.digest,
            remark=documents.clean(remark),
            interests=interests,
            checklist=[documents.clean(line) for line in checklist],
            signed_at=at,
            name=documents.clean(member.name),
            role=documents.clean(member.role),
        )
        for meaning in Meaning
        if meaning in meanings
    ]
