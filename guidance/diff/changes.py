"""A Change: one thing that differs between two documents."""

from dataclasses import dataclass

from guidance.vocabularies import Vocabulary


class Kind(Vocabulary):
    """What was done."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # the same step or section, standing elsewhere
    REWORDED = "reworded"
    REGRADED = "regraded"  # another strength or certainty
    RECITED = "recited"  # the same citation: another source, quote, place or access
    CHANGED = "changed"  # a field that is not running text


@dataclass(frozen=True)
class Change:
    """One difference. ``step`` is the key of the step it is about, None for the document as a whole.

    ``matters`` is True where a reviewer must look: a number, a negation, a drug, a grade, a citation. ``why`` then
    says in a few words what it is. ``about`` names what of the step or the document it is said of: a source by its
    title, a term, a section by the headings that lead to it; “” where ``field`` says enough.
    """

    step: str | None
    field: str
    kind: Kind
    matters: bool = False
    why: str = ""
    old: str = ""
    new: str = ""
    about: str = ""


def as_json(change: Change) -> dict[str, str | bool | None]:
    """A change as the command prints it."""
    return {
        "step": change.step,
        "field": change.field,
        "kind": change.kind.value,
        "matters": change.matters,
        "why": change.why,
        "old": change.old,
        "new": change.new,
    }
