"""An address that an article has left leads to the one it has now, whatever of the article was asked for."""

from django.http import Http404
from django.shortcuts import redirect

from guidance import queries


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
        if (now := queries.slug_now(match.kwargs["slug"])) is None:
            return None
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        address = redirect(match.view_name, **match.kwargs | {"slug": now}, permanent=True)
        address["Location"] += query
        return address
