"""The signed text itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from guidance import queries
from guidance.views import caching


@require_safe
def document(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An edition that was once approved, byte for byte as it was signed: its SHA-256 is the digest."""
    edition = get_object_or_404(queries.once_approved(slug), number=number)
    return caching.public(HttpResponse(edition.document.encode(), content_type="application/json"))
