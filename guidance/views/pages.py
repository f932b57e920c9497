"""Pages that are not guidance."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guidance.interchange import schema
from guidance.views import caching


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return caching.public(render(request, "guidance/privacy.html"))


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What these pages are made to allow, what of it is tested, and what is not."""
    return caching.public(render(request, "guidance/accessibility.html"))


@require_safe
def document_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the documents that are signed."""
    response = JsonResponse(schema.schema(), content_type="application/schema+json")
    return caching.public(response, seconds=3600)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 and “ok” while the site can read its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})
