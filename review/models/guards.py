"""What the database itself refuses, beside its constraints: see guidance.models.immutability."""

from guidance.models.immutability import Guard, kept

GUARDS = (
    *kept("review_event"),
    Guard(
        "guidance_signoff",
        "INSERT",
        "is_a_disinterested_reviewers",
        "NOT EXISTS (SELECT 1 FROM review_assignment WHERE edition_id = NEW.edition_id"
        " AND reviewer_id = NEW.reviewer_id AND interests = 'none' AND released_at IS NULL)",
    ),
    Guard("review_comment", "DELETE", "never_goes"),
    Guard("review_assignment", "DELETE", "never_goes"),
    Guard(
        "review_assignment",
        "UPDATE",
        "keeps_its_declaration",
        "OLD.interests <> 'not-asked' AND ({changed})",
        ("interests", "statement", "declared_at", "reviewer_id", "edition_id"),
    ),
)
