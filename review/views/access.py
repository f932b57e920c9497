"""Who may open a page of the board room."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404

from guidance import queries as guidance
from guidance.models import Edition
from guidance.rules import NotAllowed
from review import queries, rules


def board_only(view):
    """Asks whoever is not signed in to do so; anyone else must be of the board."""

    @wraps(view)
    @login_required
    def guarded(request, *args, **kwargs):
        if not guidance.person(request.user).is_board_member:
            raise NotAllowed("The board room is for members of the medical advisory board.")
        return view(request, *args, **kwargs)

    return guarded


def get_edition_or_404(slug: str, number: int) -> Edition:
    editions = Edition.objects.select_related("article", "submitted_by")
    return get_object_or_404(editions, article__slug=slug, number=number)


def get_assignment_or_404(edition: Edition, pk: int):
    return get_object_or_404(edition.assignments.select_related("edition__article", "reviewer"), pk=pk)


def get_comment_or_404(edition: Edition, user, pk: int):
    """A comment that ``user`` is shown."""
    sees_others, _ = rules.verdict(rules.check_can_see_opinions, queries.case(edition, user))
    comments = queries.comments_shown_to(edition, user, sees_others=sees_others)
    return get_object_or_404(comments.select_related("edition__article"), pk=pk)
