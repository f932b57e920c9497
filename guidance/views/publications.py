"""What other systems are told of an edition, with the addresses it has here."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime

from guidance import queries
from guidance.interchange import jsonld
from guidance.interchange.publication import House, Publication, Signature
from guidance.models import Edition, SignOff, Topic
from guidance.personalization import Reading
from guidance.vocabularies import Meaning


def publication(
    request: HttpRequest,
    edition: Edition,
    sign_offs: Iterable[SignOff] | None = None,
    topics: Iterable[Topic] | None = None,
) -> Publication:
    """What stands beside the text of ``edition``; 2 queries, fewer where signatures and topics are given."""
    article = edition.article
    return Publication(
        key=str(article.key),
        address=request.build_absolute_uri(article.get_absolute_url()),
        number=edition.number,
        digest=edition.digest,
        stage=edition.stage_reached,
        submitted_at=localtime(edition.submitted_at),
        house=_house(request),
        approved_at=edition.approved_at and localtime(edition.approved_at),
        next_review_on=article.next_review_on,
        signatures=tuple(map(_signature, queries.sign_offs(edition) if sign_offs is None else sign_offs)),
        topics=tuple(map(str, queries.topics(article) if topics is None else topics)),
        warning=article.warning,
        warned_at=article.warned_at and localtime(article.warned_at),
    )


def linked_data(request: HttpRequest, page: dict[str, object]) -> dict[str, object]:
    """The JSON-LD of an article's page, of what the page already holds; no query."""
    reading, edition, sign_offs, topics = (page[name] for name in ("reading", "edition", "sign_offs", "topics"))
    assert isinstance(reading, Reading)
    return jsonld.page(reading, publication(request, edition, sign_offs, topics))


def _house(request: HttpRequest) -> House:
    return House(
        name=settings.LEUKO_SITE_NAME,
        address=request.build_absolute_uri("/"),
        policy=request.build_absolute_uri(reverse("editorial-policy")),
        contact=settings.LEUKO_CONTACT_EMAIL,
        experimental=settings.LEUKO_DEMONSTRATION,
    )


def _signature(sign_off: SignOff) -> Signature:
    return Signature(
        name=sign_off.name,
        role=sign_off.role,
        meaning=Meaning(sign_off.meaning),
        signed_at=localtime(sign_off.signed_at),
        interests=sign_off.interests,
    )
