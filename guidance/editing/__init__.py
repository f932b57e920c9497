"""Every write to a draft.

Each function is keyword-only and atomic. It locks the article first, asks whether ``by`` may edit, keeps
``by`` as a contributor, and writes history rows in the name of ``by`` and at the time ``at``.
Where a ``revision`` is asked for, a change made against an older one is refused with ``Stale``.
"""

from guidance.editing.articles import (
    accept_finding,
    change_article,
    create_article,
    discard_article,
    free_slug,
    list_reference,
    mark,
    rename_article,
    slug_of,
    unlist_reference,
)
from guidance.editing.importing import create_from, replace_with
from guidance.editing.references import change_reference, create_reference, set_standing
from guidance.editing.restoring import reset, restorable, restore_step, restore_version
from guidance.editing.sections import add_section, change_section, delete_section, move_section, promote_section
from guidance.editing.steps import (
    add_step,
    change_step,
    confirm_reference,
    delete_step,
    drop_marker,
    move_step,
    repoint,
)
from guidance.editing.terms import save_term
from guidance.editing.wordings import still_says_the_same

__all__ = [
    "accept_finding",
    "add_section",
    "add_step",
    "change_article",
    "change_reference",
    "change_section",
    "change_step",
    "confirm_reference",
    "create_article",
    "create_from",
    "create_reference",
    "delete_section",
    "delete_step",
    "discard_article",
    "drop_marker",
    "free_slug",
    "list_reference",
    "mark",
    "move_section",
    "move_step",
    "promote_section",
    "rename_article",
    "replace_with",
    "repoint",
    "reset",
    "restorable",
    "restore_step",
    "restore_version",
    "save_term",
    "set_standing",
    "slug_of",
    "still_says_the_same",
    "unlist_reference",
]
