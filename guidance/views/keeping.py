"""What a browser is told that keeps what is typed until it is saved (static/js/keeping.js), and who has no session.

Our script sends a form with the header X-Keeping. A save that went through is then answered with 204, and with the
page to go on to in X-Saved; anything else as it always is.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers

from guidance.views.refusals import is_ours, typed


class KeepingMiddleware:
    """A form that is sent after the session has ended is answered with 401 and with what was typed."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "POST" or response.status_code != 302:
            return response
        is_kept = "X-Keeping" in request.headers
        if _asks_to_sign_in(response):
            is_part = is_kept or "HX-Request" in request.headers
            return signed_out(request) if is_part or typed(request) else response
        return _saved(response["Location"]) if is_kept else response


def _asks_to_sign_in(response: HttpResponse) -> bool:
    return response["Location"].partition("?")[0] == resolve_url(settings.LOGIN_URL)


def _saved(address: str) -> HttpResponse:
    response = HttpResponse(status=204)
    response["X-Saved"] = address
    return response


def signed_out(request: HttpRequest) -> HttpResponse:
    """401: what was typed, to be copied, and where to sign in; nothing of it is kept anywhere."""
    back = request.headers.get("referer", "")
    context = {"typed": typed(request), "back": back if is_ours(request, back) else request.path}
    response = render(request, "401.html", context, status=401)
    add_never_cache_headers(response)
    response["Cache-Control"] = "private, no-store"
    return response
