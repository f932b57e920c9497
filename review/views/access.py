"""Who may open a page of the board room."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404

from guidance import queries as guidance
from guidance.models import Edition
from guidance.rules import NotAllowed
from review import queries, rules
from review.models import Comment


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
    """A comment on the edition that ``user`` is shown."""
    comments = queries.comments_shown_to(edition, user, queries.case(edition, user)).filter(edition=edition)
    return get_object_or_404(comments.select_related("author__member", "edition__article"), pk=pk)


def get_answered(edition: Edition, user, pk: int) -> Comment:
    """The comment that ``user`` answers on the page of ``edition``; refused, so that nothing typed is lost."""
    comment = queries.comments_shown_to(edition, user, queries.case(edition, user)).filter(pk=pk).first()
    rules.check_can_answer(is_shown=comment is not None)
    return comment
