"""The furniture of a site is left out, whatever its wording; statements that resemble it stay."""

import pytest

from guidance.interchange import furniture
from guidance.interchange.lines import split


@pytest.mark.parametrize(
    "line",
    [
        "Our Medical Advisory Board", "All articles are reviewed by our editors", "Educational purposes only",
        "Review status: Approved",
        "Submitted → Under Review → Approved", "• Under review", "Approved: 12 May 2024", "Last updated 2024-01-02",
        "Updated on March 3, 2024",
        "View our editorial policy", "Personalise this page", "Tailor your experience",
        "Which of these best describes you?", "I'm a nurse",
        "Medical disclaimer", "Disclaimer: for information.", "Do you have a follow-up question?", "Ask a question",
        "Ask our AI assistant",
        "This article is not a substitute for advice", "Share this article", "Print", "Copy link", "Helpful?",
        "Sign up for updates",
        "© 2024 Widget House", "(c) 2024 Widget House", "Table of contents", "Was this helpful?",
        "Powered by Widgets", "Home > Widgets",
    ],
)  # fmt: skip
def test_furniture(line: str):
    assert furniture.kind(split(line)[0])


@pytest.mark.parametrize(
    "line",
    [
        "Print materials may help", "Share decisions with the family 3", "• Share this with the family",
        "Approved therapies 4", "Upgrade to dual oil",
        "Start rust-free care", "Tailor the oil to the hinge", "Reviewed evidence is thin",
        "• Reviewed by a second worker before starting",
        "Consult a worker before oiling.", "Content of salt is high", "Submitted samples are kept",
        "Questions to raise with the family",
        "Caution with wax", "Home care", "Copying errors are common", "Contents of the jar",
        "Follow up after 3 months", "Status of the hinge",
        "Used by trained workers and professionals with significant wear", "Updates to the oil", "Next steps",
        "Help with sleep",
    ],
)  # fmt: skip
def test_statements_that_only_resemble_furniture(line: str):
    assert furniture.kind(split(line)[0]) is None


def test_a_line_that_cites_is_never_furniture():
    assert furniture.kind(split("Educational use only in children")[0], is_cited=True) is None
