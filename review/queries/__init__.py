"""Every read of review's rows."""

from review.queries.cases import case, lost_reviewers, tally
from review.queries.comments import comment_counts, comments_shown_to, comments_to_answer
from review.queries.days import approvals, counts_before_the_board, lapsing
from review.queries.desk import before_the_board, came_back, desk_articles, drafts_of, foremost_edition
from review.queries.feedback import (
    articles_by_title,
    open_reports,
    others_of_the_step,
    questions,
    questions_taken_up,
    report_counts,
    reports,
    with_awaiting,
)
from review.queries.members import (
    assignable,
    candidates,
    has_account,
    invitations,
    member,
    public_members,
    reviewers,
)
from review.queries.queue import decided, narrowed, open_editions, standing_by_edition
from review.queries.reading import comparable, documents_of, readable_by, readable_editions
from review.queries.record import told_to_readers, trail
from review.queries.reviewing import assignments, awaited, rounds, sent_back_by
