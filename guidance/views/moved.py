"""An address that an article has left leads to the one it has now, whatever of the article was asked for."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import redirect

from guidance import queries
from guidance.views.context import viewer


class FormerSlugMiddleware:
    """A page that is not found under a former slug is asked for again, for good, under the slug of today."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        match = request.resolver_match
        if not isinstance(exception, Http404) or request.method not in {"GET", "HEAD"} or "slug" not in match.kwargs:
            return None
        now = queries.slug_now(match.kwargs["slug"])
        if now is None or not _may_know(request, now):
            return None
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        address = redirect(match.view_name, **match.kwargs | {"slug": now}, permanent=True)
        address["Location"] += query
        return address


def _may_know(request: HttpRequest, slug: str) -> bool:
    """The address of a draft is made of its question, which is the house's until readers meet it."""
    person = viewer(request)
    if person and (person.is_editor or person.is_board_member):
        return True
    return queries.published(slug, show_unreviewed=settings.LEUKO_SHOW_UNREVIEWED) is not None
