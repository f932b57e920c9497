"""Which articles must be reviewed again, and by when."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from guidance import queries as guidance
from guidance.rules import NotAllowed
from review import presenters, queries


@login_required
@require_safe
def lapsing(request: HttpRequest) -> HttpResponse:
    """For editors, who submit them again, and for chairs, who may have them hurry."""
    person = guidance.person(request.user)
    if not (person.is_editor or person.is_chair):
        raise NotAllowed("Which articles must be reviewed again is shown to editors and chairs.")
    context = {"lapsing": lapsing_articles(), "days": settings.LEUKO_LAPSING_DAYS, "may_submit": person.is_editor}
    return TemplateResponse(request, "review/lapsing.html", context)


def lapsing_articles() -> list[presenters.Lapsing]:
    """Those that lapse within LEUKO_LAPSING_DAYS, or have lapsed; one query."""
    today = timezone.localdate()
    until = today + timedelta(days=settings.LEUKO_LAPSING_DAYS)
    return presenters.lapsing(queries.lapsing(until=until), today=today)
