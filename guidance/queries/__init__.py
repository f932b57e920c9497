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
from guidance.queries.drafts import Draft, citation_value, draft, reference_value, term_value
from guidance.queries.people import contributed_to, contributors, person
from guidance.queries.readers import (
    ONCE_APPROVED,
    live_editions,
    once_approved,
    published,
    sign_offs,
    standing_of_sources,
    standing_today,
    visible_to,
)
from guidance.queries.sources import (
    ORDERS,
    Uses,
    articles_listing,
    articles_resting_on,
    citing_steps,
    editions_naming,
    has_identifiers,
    is_public_reference,
    listed_references,
    matching_reference,
    public_reference,
    references,
    suspected_duplicates,
    unsettled_citations,
    unused_references,
    uses_of,
)

__all__ = [
    "ONCE_APPROVED", "ORDERS", "Draft", "Uses", "articles", "articles_listing", "articles_resting_on", "came_back",
    "citation_value", "citing_steps", "contributed_to", "contributors", "draft", "editions_naming", "has_identifiers",
    "is_public_reference", "keys_in_use", "listed_references", "live_edition", "live_editions", "locked",
    "matching_reference", "next_edition_number", "once_approved", "open_edition", "person", "public_reference",
    "published", "reference_value", "references", "sign_offs", "slug_now", "standing_of_sources", "standing_today",
    "suspected_duplicates", "term_value", "topics", "unsettled_citations", "unused_references", "uses_of",
    "visible_to",
]  # fmt: skip
