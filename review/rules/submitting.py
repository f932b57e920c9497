"""Who may put a draft before the board, and when."""

from guidance.roles import Person
from guidance.rules import NotAllowed, NotNow, Stale


def check_can_submit(
    person: Person, *, is_open: bool, errors: int, is_draft: bool = True, differs: bool = True, reaffirms: bool = False
) -> None:
    """``errors`` is how many findings block; ``is_draft`` whether the digest sent is the draft's; ``differs``
    whether it says anything that the live edition, if there is one, does not.
    """
    if not person.is_editor:
        raise NotAllowed("Only editors may submit.")
    if is_open:
        raise NotNow("An edition of this article is before the board already.")
    if not is_draft:
        raise Stale("The draft has changed since you opened this page. Read it again, then submit.")
    if errors:
        things = "One error stands" if errors == 1 else f"{errors} errors stand"
        raise NotAllowed(f"{things} in the way. Each is listed with its step.")
    if not differs and not reaffirms:
        raise NotAllowed("This is the text readers have already. Say “still right” to have it reaffirmed.")
    if differs and reaffirms:
        raise NotAllowed("The draft is not the text readers have, so it is new, not “still right”.")
