"""A refusal becomes a page that says what happened, with all that was typed."""

import re

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, UnreadablePostError
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from guidance.rules import NotAllowed, NotNow, Stale, TooOften


class RefusalMiddleware:
    """403 where somebody may not; 429 where they did it too often; 409 where somebody else was there first, or
    something must come before; 413 where more was sent than is read.

    It stands above the middleware for CSRF, which is the first to read what was sent.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        return render(request, "413.html", status=413) if _is_too_much(request) else None

    def process_exception(self, request, exception):
        if isinstance(exception, NotNow | Stale):
            return conflict(request, exception.reason)
        if isinstance(exception, TooOften):
            return too_often(request, exception)
        if isinstance(exception, NotAllowed):
            back = request.headers.get("referer", "") if request.method == "POST" else ""
            context = {"reason": exception.reason, "typed": typed(request)}
            context["back"] = back if is_ours(request, back) else ""
            return render(request, "403.html", context, status=403)
        if isinstance(exception, Http404) and request.path.startswith("/desk/") and typed(request):
            return conflict(request, _("Somebody has deleted this since you opened it. What you typed is still here."))
        return None


def _is_too_much(request) -> bool:
    try:
        return request.POST is None
    except RequestDataTooBig:
        return True
    except UnreadablePostError:
        return False  # the connection broke: the middleware for CSRF knows what to do


TYPED = {
    *(
        "abbreviations",
        "answer",
        "authors",
        "body",
        "clinician",
        "definition",
        "intervention",
        "lay",
        "locator",
        "message",
        "note",
        "other",
    ),
    *("question", "quote", "quoted", "reason", "remark", "statement", "synonyms", "term", "text", "title"),
}


def typed(request) -> list[str]:
    """What a person wrote into the form that was sent, whatever the form prefixes its fields with."""
    fields = [name for name in request.POST if re.split("[-_]", name)[-1] in TYPED]
    return [text for name in fields if (text := request.POST[name].strip())]


def is_ours(request, address: str) -> bool:
    """Whether ``address``, a whole one, is this site's."""
    return "//" in address and url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})


def form_expired(request, reason: str = ""):
    """403, for Django: the form's token is not the browser's. What was typed is shown, unless another site sent it."""
    came_from = request.headers.get("origin") or request.headers.get("referer") or ""
    context = {"typed": typed(request) if is_ours(request, came_from) else [], "back": request.path}
    return render(request, "403_csrf.html", context, status=403)


def conflict(request, reason: str):
    """409: the sentence, what was typed, and the way back to the page it was pressed on; for htmx, to stand where the
    form stood.
    """
    back = request.headers.get("referer", "")
    context = {
        "reason": reason,
        "typed": typed(request),
        "back": back if is_ours(request, back) else "/",
        "back_label": _("See how it stands"),
    }
    template = "guidance/desk/_lost.html" if "HX-Request" in request.headers else "409.html"
    return render(request, template, context, status=409)


def too_often(request, refusal: TooOften):
    """429: how long to wait, and what was typed."""
    context = {"reason": refusal.reason, "typed": typed(request)}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(refusal.seconds)
    return response
