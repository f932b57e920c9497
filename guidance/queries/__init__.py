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
from guidance.queries.glossary import Use, history_of, live_uses, term_values, terms, uses
from guidance.queries.history import (
    Lines,
    acts,
    deleted_steps,
    history_of_article,
    history_of_step,
    lines_of,
    names_of_steps,
)
from guidance.queries.imports import (
    import_counts,
    import_records,
    imports,
    in_doubt,
    known_references,
    likely_references,
    locked_import,
    reference_keys,
    references_to_export,
    to_take,
)
from guidance.queries.people import contributed_to, contributors, person
from guidance.queries.questions import gaps, live_article, tallies
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
from guidance.queries.searching import articles_with, references_with, steps_by_article, steps_with, terms_with
from guidance.queries.sources import (
    ORDERS,
    Uses,
    articles_listing,
    articles_resting_on,
    citing_steps,
    editions_naming,
    editions_resting_on,
    has_identifiers,
    is_public_reference,
    listed_references,
    matching_reference,
    merged_references,
    public_reference,
    references,
    search_references,
    suspected_duplicates,
    unsettled_citations,
    unused_references,
    uses_of,
)
from guidance.queries.standing import Noticed, drafts_on_doubtful_sources, live_on_doubtful_sources, noticed
from guidance.queries.subjects import all_topics, live_editions_under, topics_of_readers, tree

__all__ = [
    "ONCE_APPROVED", "ORDERS", "Draft", "Lines", "Noticed", "Use", "Uses", "acts", "all_topics", "articles",
    "articles_listing", "articles_resting_on", "articles_with", "came_back", "citation_value", "citing_steps",
    "contributed_to", "contributors", "deleted_step", "deleted_steps", "draft", "drafts_on_doubtful_sources",
    "editions_naming", "editions_resting_on", "gaps", "has_identifiers", "history_of", "history_of_article",
    "history_of_step", "import_counts", "import_records", "imports", "in_doubt", "is_public_reference", "keys_in_use",
    "known_references", "likely_references", "lines_of", "listed_references", "live_article", "live_edition",
    "live_editions", "live_editions_under", "live_on_doubtful_sources", "live_uses", "locked", "locked_import",
    "matching_reference", "merged_references", "names_of_steps", "next_edition_number", "noticed", "once_approved",
    "open_edition", "person", "public_reference", "published", "reference_keys", "reference_value", "references",
    "references_to_export", "references_with", "search_references", "sign_offs", "slug_now", "standing_of_sources",
    "standing_today", "steps_by_article", "steps_with", "suspected_duplicates", "tallies", "term_value", "term_values",
    "terms", "terms_with", "to_take", "topics", "topics_of_readers", "tree", "unsettled_citations",
    "unused_references", "uses", "uses_of", "visible_to",
]  # fmt: skip
