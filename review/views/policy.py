"""What readers are told of how this is made."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from review import presenters, queries


@require_safe
def editorial_policy(request: HttpRequest) -> HttpResponse:
    context = {"approvals_required": settings.LEUKO_APPROVALS_REQUIRED, "review_months": settings.LEUKO_REVIEW_MONTHS}
    response = TemplateResponse(request, "review/editorial_policy.html", context)
    response["Cache-Control"] = "public, max-age=60"
    return response


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Who is on the board, how it keeps interests out, and how long its reviews take; 3 queries."""
    context = {
        "members": list(queries.public_members()),
        "durations": presenters.durations(queries.approvals()),
        "counts": queries.counts_before_the_board(today=timezone.localdate()),
        "approvals_required": settings.LEUKO_APPROVALS_REQUIRED,
    }
    response = TemplateResponse(request, "review/about_board.html", context)
    response["Cache-Control"] = "public, max-age=60"
    return response
