"""What a form does when its save is refused: nothing that was typed is lost."""

from collections.abc import Callable

from guidance.forms.worded import DraftForm
from guidance.rules import NotAllowed, Stale

CONFLICT, REFUSED = 409, 422


def attempt(form, save: Callable[[], object]) -> int:
    """0 where ``save`` went through; else the status to show the form again with, refusal and typed text in it."""
    try:
        save()
    except Stale as stale:
        form.add_error(None, stale.reason)
        if isinstance(form, DraftForm) and (now := type(form.instance).objects.filter(pk=form.instance.pk).first()):
            form.meet(now)
        return CONFLICT
    except NotAllowed as refusal:
        form.add_error(None, refusal.reason)
        return REFUSED
    return 0
