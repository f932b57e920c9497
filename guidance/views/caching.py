"""Who may keep a copy of a page."""

from django.conf import settings
from django.utils.cache import patch_vary_headers


class CacheControlMiddleware:
    """What a page answers to somebody signed in is theirs alone and kept nowhere; ``noindex`` where asked."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.path.startswith(PRIVATE):
            response["Cache-Control"] = "private, no-store"
        if settings.LEUKO_DEMONSTRATION:
            response["X-Robots-Tag"] = "noindex"
            response["X-Demonstration"] = "reviewed by no doctor"  # for what cannot say so in its own bytes
        return response


PRIVATE = ("/desk/", "/board/", "/accounts/", "/admin/")


def public(response, seconds: int = 60):
    """Anyone may keep it, for so long; what depends on a cookie must not be in it."""
    response["Cache-Control"] = f"public, max-age={seconds}"
    return response


def by_cookie(response):
    """It depends on the reader's cookie: theirs to keep, and to ask about again."""
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response
