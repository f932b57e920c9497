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
from guidance.queries.history import (
    Lines,
    acts,
    deleted_steps,
    history_of_article,
    history_of_step,
    lines_of,
    names_of_steps,
)
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
from guidance.queries.searching import articles_with, references_with, steps_by_article, steps_with, terms_with
from guidance.queries.sources import articles_resting_on, listed_references, matching_reference, unsettled_citations

__all__ = [
    "ONCE_APPROVED", "Draft", "Lines", "acts", "articles", "articles_resting_on", "articles_with", "came_back",
    "citation_value", "contributed_to", "contributors", "deleted_steps", "draft", "history_of_article",
    "history_of_step", "keys_in_use", "lines_of", "listed_references", "live_edition", "live_editions", "locked",
    "matching_reference", "names_of_steps", "next_edition_number", "once_approved", "open_edition", "person",
    "published", "reference_value", "references_with", "sign_offs", "slug_now", "standing_of_sources",
    "steps_by_article", "steps_with", "term_value", "terms_with", "topics", "unsettled_citations", "visible_to",
]  # fmt: skip
