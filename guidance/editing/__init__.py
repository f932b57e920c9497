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
    unaccept_finding,
    unlist_reference,
)
from guidance.editing.importing import create_from, replace_with
from guidance.editing.imports import (
    create_references,
    discard_import,
    read_references,
    start_import,
    take_slice,
)
from guidance.editing.merging import merge_references
from guidance.editing.placing import delete_step, duplicate_step, indent_step, move_step, outdent_step, split_step
from guidance.editing.references import (
    change_reference,
    change_references,
    create_reference,
    delete_references,
    set_standing,
)
from guidance.editing.restoring import reset, restorable, restore_step, restore_version
from guidance.editing.sections import (
    add_section,
    change_section,
    delete_section,
    indent_section,
    move_section,
    promote_section,
)
from guidance.editing.steps import add_step, change_step, confirm_reference, drop_marker, repoint
from guidance.editing.terms import change_term, create_term, delete_term, save_term, take_terms
from guidance.editing.topics import change_topic, create_topic, delete_topic, merge_topic
from guidance.editing.wordings import still_says_the_same
