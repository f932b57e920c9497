"""A reviewer's own rounds: what is asked of them, and what they have decided."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from review import presenters, queries
from review.models import Assignment
from review.presenters.rounds import Round
from review.views.access import board_only

A_PAGE = 25


@board_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Every round that the one who looks was assigned to; of those that are over, A_PAGE at a time."""
    over = Paginator(queries.rounds(request.user, is_over=True), A_PAGE).get_page(request.GET.get("page"))
    waiting = list(queries.rounds(request.user, is_over=False))
    rounds = _rounds([*waiting, *over], request.user)
    context = {"open": rounds[: len(waiting)], "over": rounds[len(waiting) :], "page": over}
    return TemplateResponse(request, "review/mine.html", context)


def _rounds(assignments: Iterable[Assignment], user) -> list[Round]:
    return presenters.rounds(
        assignments,
        sent_back=queries.sent_back_by(user),
        readable=queries.readable_editions({one.edition.article_id for one in assignments}, user),
    )
