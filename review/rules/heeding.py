"""Who may say that a source has lost its standing."""

from guidance.roles import Person
from guidance.rules import NotAllowed
from review.rules.case import must_have


def check_can_set_standing(person: Person, *, reason: str = "given") -> None:
    if not (person.is_editor or person.is_chair):
        raise NotAllowed("Only editors and chairs may change a source's standing.")
    must_have(reason, "Say why the source's standing changes.")
