"""Where people stand with an edition."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from guidance.models import Member, SignOff
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
    """Each with ``releasing`` and ``dating``: whether the one of ``case`` may release its reviewer or say by when they
    should have decided, and why not. ``sign_offs`` are those they may know of.
    """
    rows, signed = list(rows), {sign_off.reviewer_id for sign_off in sign_offs}
    for row in rows:
        is_released, has_signed = row.released_at is not None, row.reviewer_id in signed
        row.releasing = rules.verdict(rules.check_can_release, case, has_signed=has_signed, is_released=is_released)
        has_decided = has_signed or row.is_recused
        row.dating = rules.verdict(rules.check_can_set_due, case, has_decided=has_decided, is_released=is_released)
    return rows


@dataclass(frozen=True)
class Candidate:
    """A member of the board whom the chair may ask to review an edition; ``barred`` says why not, “” where they may."""

    member: Member
    load: int  # how many other open editions they are asked to review, and have not decided
    last_signed_in: datetime | None
    barred: str


def candidates(
    members: Iterable[Member], *, contributors: Collection[int], assignments: Iterable[Assignment]
) -> list[Candidate]:
    """Of an edition, first those who may be asked and have least to do; a member has their ``load``."""
    asked = {assignment.reviewer_id: assignment for assignment in assignments}
    rows = [
        Candidate(
            member=member,
            load=member.load,
            last_signed_in=member.user.last_login,
            barred=_barred(asked.get(member.user_id), has_written=member.user_id in contributors),
        )
        for member in members
    ]
    return sorted(rows, key=lambda row: (bool(row.barred), row.load, row.member.name))


def _barred(assignment: Assignment | None, *, has_written: bool) -> str:
    if has_written:
        return _("Has written on this article, and nobody reviews their own work.")
    if assignment is None:
        return ""
    if assignment.released_at:
        return _("Was released from this edition.")
    return _("Has declared interests in its subject.") if assignment.is_recused else _("Is assigned already.")
