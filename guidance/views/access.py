"""Who may open a page of the Desk."""

from functools import wraps

from django.contrib.auth.decorators import login_required

from guidance import rules
from guidance.views.context import viewer


def editors_only(view):
    """Asks whoever is not signed in to do so; anyone else must be an editor."""

    @wraps(view)
    @login_required
    def guarded(request, *args, **kwargs):
        rules.check_can_edit(viewer(request))
        return view(request, *args, **kwargs)

    return guarded
