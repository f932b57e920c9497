"""What a browser is told that keeps what is typed until it is saved (static/js/keeping.js), and who has no session.

Our script sends a form with the header X-Keeping: “1”, or the name of this sending. A save that went through is then
answered with 204, and with the page to go on to in X-Saved; anything else as it always is.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers

from guidance.views.refusals import is_ours, typed

SENT = "sent"  # in the session: of each new thing that was saved, the name of its sending and where it led
REMEMBERED = 20  # sendings


class KeepingMiddleware:
    """A form that is sent after the session has ended is answered with 401 and with what was typed; so is all that
    htmx asks for, which would put the page for signing in into the one that is open.

    A new thing has no revision to be stale, so our script names each sending of it: one whose answer was lost on the
    way, and which is sent again under its name, makes nothing twice.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        name = request.headers.get("X-Keeping", "") if request.method == "POST" else ""
        if name and (led_to := request.session.get(SENT, {}).get(name)):
            return _saved(request, led_to)
        response = self.get_response(request)
        if _asks_to_sign_in(response):
            is_ours = name or "HX-Request" in request.headers
            return signed_out(request) if is_ours or typed(request) else response
        if name and response.status_code == 302:
            led_to = response["Location"]
            if name != "1" and request.user.is_authenticated:  # nobody else may fill the table of sessions
                _remember(request, name, led_to)
            return response if "HX-Request" in request.headers else _saved(request, led_to)
        return response


def _asks_to_sign_in(response: HttpResponse) -> bool:
    sign_in = resolve_url(settings.LOGIN_URL)
    return response.status_code == 302 and response["Location"].partition("?")[0] == sign_in


def _remember(request: HttpRequest, name: str, led_to: str) -> None:
    sent = [*request.session.get(SENT, {}).items(), (name, led_to)]
    request.session[SENT] = dict(sent[-REMEMBERED:])


def _saved(request: HttpRequest, led_to: str) -> HttpResponse:
    response = HttpResponse(status=204)
    if "HX-Request" in request.headers:
        response["HX-Refresh"] = "true"
    else:
        response["X-Saved"] = led_to
    return response


def signed_out(request: HttpRequest) -> HttpResponse:
    """401: what was typed, to be copied, and where to sign in; nothing of it is kept anywhere."""
    back = request.headers.get("referer", "")
    context = {"typed": typed(request), "back": back if is_ours(request, back) else request.path}
    response = render(request, "401.html", context, status=401)
    add_never_cache_headers(response)
    response["Cache-Control"] = "private, no-store"
    return response
