"""Every read of guidance's rows."""

from guidance.queries.desk import (
    articles,
    came_back,
    keys_in_use,
    live_edition,
    locked,
    next_edition_number,
    open_edition,
    slug_now,
    topics,
)
from guidance.queries.drafts import Draft, citation_value, deleted_step, draft, reference_value, term_value
from guidance.queries.people import contributed_to, contributors, person
from guidance.queries.readers import (
    ONCE_APPROVED,
    live_editions,
    once_approved,
    published,
    sign_offs,
    standing_of_sources,
    visible_to,
)
from guidance.queries.sources import articles_resting_on, listed_references, matching_reference, unsettled_citations

__all__ = [
    "ONCE_APPROVED", "Draft", "articles", "articles_resting_on", "came_back", "citation_value", "contributed_to",
    "contributors", "deleted_step", "draft", "keys_in_use", "listed_references", "live_edition", "live_editions",
    "locked", "matching_reference", "next_edition_number", "once_approved", "open_edition", "person", "published",
    "reference_value", "sign_offs", "slug_now", "standing_of_sources", "term_value", "topics",
    "unsettled_citations", "visible_to",
]  # fmt: skip
