"""When an edition has all it needs, and when it cannot come to it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Tally:
    """What an edition has of what it needs to be approved."""

    clinical: int  # sign-offs for clinical accuracy
    plain: int  # and for plain language
    has_lay_wording: bool
    blocking: int  # blocking comments open
    undecided: int  # assigned, and neither signed, nor recused, nor released


def settles(tally: Tally, *, required: int) -> bool:
    """True where nothing more is needed."""
    plain_is_signed = tally.plain >= 1 or not tally.has_lay_wording
    return tally.clinical >= required and plain_is_signed and not tally.blocking and not tally.undecided


def is_stuck(tally: Tally, *, required: int, has_lost: bool) -> bool:
    """True where those assigned cannot approve it; ``has_lost`` says that some stepped back or were released.

    Where nobody has, and somebody is still to decide, the chair may simply not have done assigning.
    """
    if tally.undecided:
        return has_lost and tally.clinical + tally.undecided < required
    return tally.clinical < required or (tally.has_lay_wording and not tally.plain)


def is_all_in(tally: Tally, *, required: int) -> bool:
    """True where all that is in the way is a blocking comment."""
    return bool(tally.blocking) and settles(replace(tally, blocking=0), required=required)
