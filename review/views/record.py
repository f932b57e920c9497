"""The record: an edition's audit trail for the board, and for everyone what there is to verify of an article."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from guidance import queries as guidance
from guidance.documents import Document
from guidance.models import Edition
from review import audit, presenters, queries, rules
from review import trail as trails
from review.views.access import get_edition_or_404


def get_edition_with_trail_or_404(user, slug: str, number: int) -> Edition:
    edition = get_edition_or_404(slug, number)
    rules.check_can_see_trail(queries.case(edition, user))
    return edition


@login_required
@require_safe
def trail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_with_trail_or_404(request.user, slug, number)
    events = list(queries.trail(edition))
    lines = [(event, trails.details(event.payload)) for event in events]
    return TemplateResponse(request, "review/trail.html", {"edition": edition, "lines": lines})


@login_required
@require_safe
def trail_csv(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_with_trail_or_404(request.user, slug, number)
    headers = {"Content-Disposition": f'attachment; filename="{slug}-{number}-trail.csv"'}
    # The mark at the beginning tells a spreadsheet that this is UTF-8.
    text = "\ufeff" + trails.as_csv(edition, queries.trail(edition))
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@login_required
@require_safe
def trail_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_with_trail_or_404(request.user, slug, number)
    document = trails.as_json(edition, queries.trail(edition))
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_safe
def verify(request: HttpRequest, slug: str) -> HttpResponse:
    """The digest recomputed, who signed it for what, how its sources stand, the head of the record; 4 queries."""
    edition = guidance.published(slug, show_unreviewed=False)
    if edition is None:
        raise Http404
    sign_offs = list(guidance.sign_offs(edition))
    signed = edition.is_intact and {sign_off.digest for sign_off in sign_offs} == {edition.digest}
    text = edition.content if signed else Document(title=slug)  # of what was not signed, nothing is read
    position, digest = audit.head(edition.article)
    context = {
        "article": edition.article,
        "edition": edition,
        "title": text.title,
        "signed": signed,
        "sign_offs": sign_offs,
        "sources": presenters.lost_standing(text, guidance.standing_of_sources(edition)),
        "position": position,
        "head": digest,
    }
    response = TemplateResponse(request, "review/verify.html", context)
    response["Cache-Control"] = "public, max-age=60"
    return response
