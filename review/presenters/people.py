"""Where people stand with an edition."""

from collections.abc import Iterable

from guidance.models import SignOff
from guidance.vocabularies import Stage
from review import rules
from review.models import Assignment
from review.stages import Interests


def standing(case: rules.Case) -> str:
    """Where the one who looks stands with the edition, in a few words."""
    if case.signed:
        return " and ".join(sorted(meaning.short.lower() for meaning in case.signed)) + " signed by you"
    if case.interests is Interests.NONE and case.stage is Stage.UNDER_REVIEW:
        return "not signed by you yet"
    return case.stage.label.lower() if case.stage else "draft"


def assignments(rows: Iterable[Assignment], case: rules.Case, sign_offs: Iterable[SignOff]) -> list[Assignment]:
    """Each with ``releasing``: whether the one of ``case`` may release its reviewer, and why not."""
    rows, signed = list(rows), {sign_off.reviewer_id for sign_off in sign_offs}
    for row in rows:
        is_released, has_signed = row.released_at is not None, row.reviewer_id in signed
        row.releasing = rules.verdict(rules.check_can_release, case, has_signed=has_signed, is_released=is_released)
    return rows
