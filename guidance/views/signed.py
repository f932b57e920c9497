"""The signed text itself, and for editors the drafts and what was never signed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from guidance import documents, queries
from guidance.models import Article, Edition
from guidance.views import caching
from guidance.views.access import editors_only


@require_safe
def document(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An edition that was once approved, byte for byte as it was signed: its SHA-256 is the digest."""
    edition = get_object_or_404(queries.once_approved(slug), number=number)
    return caching.public(HttpResponse(edition.document.encode(), content_type="application/json"))


@editors_only
@require_safe
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as it stands, as a document in a file."""
    article = get_object_or_404(Article, slug=slug)
    return _file(documents.to_json(queries.draft(article)), f"{slug}-draft.json")


@editors_only
@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Any edition, as a document in a file, whatever became of it."""
    edition = get_object_or_404(Edition, article__slug=slug, number=number)
    return _file(edition.document.encode(), f"{slug}-{number}.json")


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/json", headers=headers)
