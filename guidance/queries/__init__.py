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
from guidance.queries.glossary import Use, history_of, live_uses, term_values, terms, uses
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
from guidance.queries.subjects import all_topics, live_editions_under, topics_of_readers, tree

__all__ = [
    "ONCE_APPROVED", "Draft", "Use", "all_topics", "articles", "articles_resting_on", "came_back", "citation_value",
    "contributed_to", "contributors", "draft", "history_of", "keys_in_use", "listed_references", "live_edition",
    "live_editions", "live_editions_under", "live_uses", "locked", "matching_reference", "next_edition_number",
    "once_approved", "open_edition", "person", "published", "reference_value", "sign_offs", "slug_now",
    "standing_of_sources", "term_value", "term_values", "terms", "topics", "topics_of_readers", "tree",
    "unsettled_citations", "uses", "visible_to",
]  # fmt: skip
