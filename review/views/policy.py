"""What readers are told of how this is made."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe


@require_safe
def editorial_policy(request: HttpRequest) -> HttpResponse:
    context = {"approvals_required": settings.LEUKO_APPROVALS_REQUIRED, "review_months": settings.LEUKO_REVIEW_MONTHS}
    response = TemplateResponse(request, "review/editorial_policy.html", context)
    response["Cache-Control"] = "public, max-age=60"
    return response
