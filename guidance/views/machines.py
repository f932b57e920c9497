"""What crawlers and browsers look for at a site's root, and the page that lists every door for machines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guidance import queries
from guidance.audiences import Audience
from guidance.interchange.api import doors
from guidance.models import Edition
from guidance.views import caching
from guidance.views.caching import PRIVATE

# A sitemap may name 50,000 addresses, and an article has one for each audience.
ARTICLES_AT_MOST, SOURCES_AT_MOST = 20_000, 8_000
PAGES = ("home", "articles", "editorial-policy", "about-board", "privacy", "api")


@dataclass(frozen=True)
class Place:
    """An address, when what it shows was last changed, and the addresses of the same for each audience."""

    address: str
    changed_at: datetime | None = None
    alternates: tuple[str, ...] = ()


@require_safe
def machines(request: HttpRequest) -> HttpResponse:
    context = {"doors": doors.DOORS, "size": doors.SIZE, "largest": doors.LARGEST_SIZE}
    return caching.public(render(request, "guidance/machines.html", context))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nobody need read what asks to sign in, nor follow what only leads elsewhere."""
    closed = [f"Disallow: {path}" for path in (*PRIVATE, reverse("infobutton"))]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {_origin(request)}{reverse('sitemap')}"]
    return caching.public(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"), seconds=3600)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches here (OpenSearch 1.1)."""
    context = {"short_name": settings.LEUKO_SITE_NAME[:16], "origin": _origin(request)}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return caching.public(render(request, "guidance/opensearch.xml", context, content_type=kind), seconds=3600)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that readers find, the newest article first, and nothing that is not approved; 4 queries."""
    context = {"places": list(_places(_origin(request)))}
    return caching.public(render(request, "guidance/sitemap.xml", context, content_type="application/xml"))


def _origin(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _places(origin: str) -> Iterator[Place]:
    yield from (Place(origin + reverse(name)) for name in PAGES)
    for edition in queries.live_editions().defer("document")[:ARTICLES_AT_MOST]:
        yield from _in_both(origin + edition.article.get_absolute_url(), _changed_at(edition))
    yield from _in_both(origin + reverse("glossary"))
    for top, below in queries.topics_of_readers():
        yield from (Place(origin + reverse("topic", args=[row.slug])) for row in (top, *below))
    for key in queries.public_references().values_list("key", flat=True)[:SOURCES_AT_MOST]:
        yield Place(origin + reverse("reference", args=[key]))


def _in_both(address: str, changed_at: datetime | None = None) -> Iterator[Place]:
    alternates = tuple(f"{address}?for={audience}" for audience in Audience)
    return (Place(one, changed_at, alternates) for one in alternates)


def _changed_at(edition: Edition) -> datetime:
    """When it was approved, or warned of since."""
    return max(filter(None, (edition.approved_at, edition.article.warned_at)))
