"""Every read of guidance's rows."""

from guidance.queries.desk import (
    articles,
    came_back,
    keys_in_use,
    live_edition,
    locked,
    next_edition_number,
    number_to_come,
    open_edition,
    slug_now,
    topics,
)
from guidance.queries.drafts import (
    Draft,
    citation_value,
    deleted_step,
    draft,
    draft_with,
    reference_value,
    term_value,
    written,
)
from guidance.queries.glossary import Use, history_of, live_uses, term_values, terms, terms_of_readers, uses
from guidance.queries.history import (
    Lines,
    acts,
    deleted_steps,
    history_of_article,
    history_of_step,
    last_saved,
    lines_of,
    names_of_steps,
    step_as_it_was,
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
from guidance.queries.naming import live_about
from guidance.queries.people import contributed_to, contributors, person
from guidance.queries.questions import gaps, tallies
from guidance.queries.readers import (
    ONCE_APPROVED,
    being_revised,
    count_never_approved,
    editions_of_readers,
    live_at,
    live_editions,
    live_editions_in_full,
    live_titles,
    newly_approved,
    once_approved,
    published,
    recently_changed,
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
    public_references,
    references,
    search_references,
    suspected_duplicates,
    unsettled_citations,
    unused_references,
    uses_of,
)
from guidance.queries.standing import Noticed, drafts_on_doubtful_sources, live_on_doubtful_sources, noticed
from guidance.queries.subjects import all_topics, live_editions_under, topics_of_readers, tree
