"""What stands beside the text of an edition, for examples."""

from datetime import UTC, date, datetime
from typing import Any

from guidance.interchange.publication import House, Publication, Signature
from guidance.vocabularies import Meaning, Stage

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUSE = House(
    "leuko", "https://leuko.example/", "https://leuko.example/editorial-policy/", contact="board@leuko.example"
)
SIGNED = (
    Signature("Dr A. Reader, FRCP", "Neurologist", Meaning.CLINICAL, NOON, "None."),
    Signature("Dr A. Reader, FRCP", "Neurologist", Meaning.PLAIN, NOON, "None."),
)


def a_publication(**fields: Any) -> Publication:
    """Approved and signed, unless told otherwise."""
    given = {
        "key": "5f0c3a52-2c7e-4d7e-9d2b-6a3f6b1c0d4e",
        "address": "https://leuko.example/articles/how-is-it-treated/",
        "number": 3,
        "digest": "0123456789abcdef" * 4,
        "stage": Stage.APPROVED,
        "submitted_at": datetime(2026, 2, 1, 9, tzinfo=UTC),
        "house": HOUSE,
        "approved_at": NOON,
        "next_review_on": date(2027, 3, 2),
        "signatures": SIGNED,
        "topics": ("Neurology",),
    }
    return Publication(**{**given, **fields})


def an_open_one(**fields: Any) -> Publication:
    """Under review, signed by nobody."""
    unsigned = {"approved_at": None, "next_review_on": None, "signatures": ()}
    return a_publication(**{"stage": Stage.UNDER_REVIEW, **unsigned, **fields})
