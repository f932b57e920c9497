"""What a clinician gives to a patient: the plain wording of the same steps, on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from guidance import queries
from guidance.audiences import Audience
from guidance.views import caching, reading
from guidance.vocabularies import Stage


@require_safe
def leaflet(request: HttpRequest, slug: str) -> HttpResponse:
    """Of the approved edition only: nobody is handed what the board has not signed."""
    edition = queries.published(slug, show_unreviewed=False)
    if edition is None:
        return reading.not_here(request, slug)
    if edition.stage == Stage.RETIRED:
        return reading.gone(request, edition)
    if not reading.has_leaflet(edition):
        raise Http404
    context = reading.article_page(edition, Audience.LAY)
    context |= reading.addresses(request, edition.article, Audience.LAY)
    return caching.public(TemplateResponse(request, "guidance/leaflet.html", context))
