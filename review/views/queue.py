"""The board room's first page: what is before the board, and what it decided lately."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from guidance import house
from guidance import queries as guidance
from guidance.models import Edition
from review import presenters, queries
from review.stages import Interests
from review.views.access import board_only


@board_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What is before the board, by what is to be done of it."""
    rows = presenters.queue(
        queries.open_editions(),
        user=request.user,
        is_chair=guidance.person(request.user).is_chair,
        at=timezone.now(),
        targets=house.targets(),
        needed=settings.LEUKO_APPROVALS_REQUIRED,
    )
    context = {"queue": rows, "decided": _readable(queries.recently_decided(), request.user), "interests": Interests}
    return TemplateResponse(request, "review/queue.html", context)


def _readable(editions: Iterable[Edition], user) -> list[Edition]:
    """Those that ``user`` may read; 3 queries. The question of another one is not theirs to see either."""
    editions = list(editions)
    readable = queries.readable_by(user).filter(pk__in=[edition.pk for edition in editions])
    allowed = set(readable.values_list("pk", flat=True))
    return [edition for edition in editions if edition.pk in allowed]
