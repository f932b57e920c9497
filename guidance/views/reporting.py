"""A problem with a step of what readers read, reported by any of them."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from guidance import audiences, feedback, limits, queries
from guidance.audiences import Audience
from guidance.forms.reports import ReportForm, Stamp
from guidance.limits import Limit
from guidance.models import Edition
from guidance.personalization import ReadStep, personalize
from guidance.views import clients
from guidance.views.reading import chosen_audience
from guidance.vocabularies import Stage

LIMIT = Limit("reports", most=10, window=timedelta(hours=1))
INVALID = 422


@sensitive_post_parameters("text", "address")
def report(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """One step as the reader met it, and a form to say what is wrong with it."""
    now, sent = timezone.now(), request.method == "POST"
    stamp = Stamp.read(request.POST.get("stamp", "")) if sent else None
    edition = get_edition_or_404(slug, stamp and stamp.edition)
    audience = audiences.parse(request.GET.get("for")) or chosen_audience(request)
    audience = audience or Audience(settings.LEUKO_DEFAULT_AUDIENCE)
    step = get_step_or_404(edition, audience, key)
    form = ReportForm(request.POST if sent else None, stamp=stamp, now=now)
    if sent and form.is_valid():
        limits.take(LIMIT, address=clients.address(request), at=now)
        said = {"text": form.cleaned_data["text"], "address": form.cleaned_data["address"]}
        feedback.report(edition=edition, step=key, audience=audience, at=now, **said)
        return redirect(f"{request.path}?for={audience}&sent=1")
    context = {
        "edition": edition,
        "step": step,
        "audience": audience,
        "form": form,
        "stamp": stamp if stamp and not stamp.is_over(now) else Stamp(edition.number, now),
        "is_sent": "sent" in request.GET and not sent,
        "back": f"{edition.article.get_absolute_url()}?for={audience}#step-{key}",
    }
    response = TemplateResponse(request, "guidance/report.html", context, status=INVALID if sent else 200)
    response["Cache-Control"] = "private, no-store"
    return response


def get_edition_or_404(slug: str, number: int | None) -> Edition:
    """What readers have at ``slug``; of that ``number``, which a page of ours has named, where they had it approved."""
    public = queries.published(slug, show_unreviewed=settings.LEUKO_SHOW_UNREVIEWED)
    if number and (public is None or public.number != number):
        public = queries.once_approved(slug).select_related("article").filter(number=number).first()
    if public is None or (not number and public.stage == Stage.RETIRED):
        raise Http404
    return public


def get_step_or_404(edition: Edition, audience: Audience, key: UUID) -> ReadStep:
    for step in personalize(edition.content, audience).walk():
        if step.key == str(key):
            return step
    raise Http404
