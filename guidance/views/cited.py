"""A source, as readers meet it: what it is, how it stands, and what rests on it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from guidance import queries
from guidance.models import Edition, Reference
from guidance.views import caching


@require_safe
def reference(request: HttpRequest, key: UUID) -> HttpResponse:
    """Only of a source that an edition names which readers have, or had; nothing else of ours is told of it."""
    if not (row := queries.public_reference(key)):
        raise Http404
    if row.merged_into:
        return caching.public(redirect("reference", row.merged_into.key))
    newer = row.superseded_by
    context = {
        "reference": queries.reference_value(row),
        "newer": newer,
        "newer_is_public": bool(newer) and queries.is_public_reference(newer),
        "cited_in": _cited_in(row),
    }
    return caching.public(TemplateResponse(request, "guidance/reference.html", context))


def _cited_in(row: Reference) -> list[tuple[Edition, int]]:
    """Each live edition that names it, and how many statements of it cite it; 2 queries."""
    keys = {str(one.key) for one in [row, *row.merged.all()]}
    editions = queries.live_editions().filter(pk__in=queries.editions_naming(row).order_by().values("pk"))
    return [(edition, _statements(edition, keys)) for edition in editions.order_by("article__title", "pk")]


def _statements(edition: Edition, keys: set[str]) -> int:
    return len({step.key for step, citation in edition.content.cited() if citation.reference in keys})
