"""A refusal becomes a page that says what happened."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from guidance.rules import NotAllowed, NotNow, Stale


class RefusalMiddleware:
    """403 where somebody may not; 409 where somebody else was there first, or something must come before."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, NotNow | Stale):
            return conflict(request, exception.reason)
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        return None


TYPED = ("reason", "remark", "body", "statement", "message")


def conflict(request, reason: str):
    """409: the sentence, what was typed, and the way back to the page it was pressed on."""
    context = {
        "reason": reason,
        "typed": [text for name in TYPED if (text := request.POST.get(name, "").strip())],
        "back": request.headers.get("referer") or "/",
        "back_label": _("See how it stands"),
    }
    return render(request, "409.html", context, status=409)
