"""Notices about many sources at once, as a feed tells them: each one that is here and not yet so is set."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from guidance import queries
from guidance.queries import Noticed
from guidance.references import updates
from guidance.references.updates import Update
from guidance.rules import NotAllowed, Stale
from guidance.vocabularies import Standing
from review.workflow.ending import set_standing


@dataclass(frozen=True)
class Heeded:
    """``changed`` are, or would be, set; ``already`` stand so, or worse; ``not_here``: how many works are unknown."""

    changed: list[Noticed]
    already: list[Noticed]
    refused: list[tuple[Noticed, str]]
    not_here: int

    @property
    def matched(self) -> int:
        return len(self.changed) + len(self.already) + len(self.refused)


def foresee(told: Iterable[Update]) -> Heeded:
    """What ``heed`` would do now; nothing is written. Of several notices about one source the gravest counts."""
    noticed, not_here = queries.noticed(told)
    changed = [one for one in noticed if updates.is_graver(one.update.standing, Standing(one.reference.standing))]
    return Heeded(changed, [one for one in noticed if one not in changed], [], not_here)


def heed(*, told: Iterable[Update], by, at: datetime) -> Heeded:
    """Set what a feed tells, a transaction a source: one that is refused keeps no other from being set.

    No source is made milder by it: that is for a person to say.
    """
    foreseen, changed, refused = foresee(told), [], []
    for one in foreseen.changed:
        try:
            said = {"standing": one.update.standing, "reason": one.update.reason}
            set_standing(reference=one.reference, by=by, at=at, **said)
        except (NotAllowed, Stale) as refusal:
            refused.append((one, refusal.reason))
        else:
            changed.append(one)
    return Heeded(changed, foreseen.already, refused, foreseen.not_here)
