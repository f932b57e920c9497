"""A reviewer's own rounds: what they did in each, and what came before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from guidance.models import Edition, SignOff
from guidance.vocabularies import Meaning
from review.models import Assignment
from review.stages import Interests


@dataclass(frozen=True)
class Round:
    """An edition that somebody was asked to review; ``opens`` says whether its page is theirs to open now."""

    edition: Edition
    assignment: Assignment
    did: str
    at: datetime
    opens: bool
    earlier: list[Edition]  # closed editions of the article before this one, which they may read


def rounds(
    assignments: Iterable[Assignment], *, sent_back: Iterable[tuple[int, int]], readable: Mapping[int, list[Edition]]
) -> list[Round]:
    """Of one reviewer: ``sent_back`` holds article and number of what they returned, ``readable`` what they may
    read of each article. Each edition has ``mine``, their sign-offs on it.
    """
    returned = set(sent_back)
    return [_round(one, one.edition, returned, readable.get(one.edition.article_id, [])) for one in assignments]


def _round(
    assignment: Assignment, edition: Edition, returned: set[tuple[int, int]], readable: Sequence[Edition]
) -> Round:
    did, at = _done(assignment, (edition.article_id, edition.number) in returned)
    return Round(
        edition=edition,
        assignment=assignment,
        did=did,
        at=at,
        opens=assignment.released_at is None or any(one.pk == edition.pk for one in readable),
        earlier=[one for one in readable if one.number < edition.number and not one.stage_reached.is_open],
    )


def _done(assignment: Assignment, has_returned: bool) -> tuple[str, datetime]:
    """What they did last, in words, and when; where they have done nothing, since when they are asked."""
    edition, sign_offs = assignment.edition, assignment.edition.mine
    if assignment.released_at:
        return _("Released"), assignment.released_at
    if has_returned:
        return _("Sent back"), edition.closed_at
    if sign_offs:
        return _signed(sign_offs), sign_offs[-1].signed_at
    if assignment.is_recused:
        return _("Recused: interests declared"), assignment.declared_at
    if not edition.stage_reached.is_open:
        return _("It ended before you had decided"), edition.closed_at or edition.approved_at
    if assignment.interests == Interests.NOT_ASKED:
        return _("Interests not declared yet"), assignment.assigned_at
    return _("Not signed yet"), assignment.declared_at


def _signed(sign_offs: Sequence[SignOff]) -> str:
    meanings = [Meaning(sign_off.meaning).short.lower() for sign_off in sign_offs]
    return _("Signed for {meanings}").format(meanings=_(" and ").join(meanings))
