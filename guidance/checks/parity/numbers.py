"""Whether both wordings give the same amounts."""

from collections.abc import Iterator, Sequence

from guidance.checks.parity.amounts import Amount, Kind, Need
from guidance.checks.parity.counting import amounts
from guidance.checks.parity.pairs import differing, pairs
from guidance.checks.registry import Finding, Targets, register
from guidance.documents import Document

COUNTS = {Kind.BARE, Kind.FORM}


@register
def number(document: Document, targets: Targets) -> Iterator[Finding]:
    """A dose, count, duration, share or threshold that one wording gives and the other does not."""
    for pair in pairs(document):
        ours, theirs = _differences(amounts(pair.clinician), amounts(pair.lay))
        yield from differing("parity.number", pair, ours, theirs, "amount")


def _differences(one: Sequence[Amount], other: Sequence[Amount]) -> tuple[list[str], list[str]]:
    """The amounts, as printed, that only the one text gives, and those that only the other does."""
    ours, theirs = _alone(one, other), _alone(other, one)
    ours, theirs = _multiplied(ours, theirs, other), _multiplied(theirs, ours, one)
    paced, theirs_paced = _paced(one, other), _paced(other, one)
    return [*_traded(ours, theirs), *paced], [*_traded(theirs, ours), *theirs_paced]


def _paced(ours: Sequence[Amount], theirs: Sequence[Amount]) -> list[str]:
    """How often we give a dose that the other text gives too, but never so often."""
    found = []
    for one in (one for one in ours if one.of and one.need is not Need.OFFERED):
        rates = [other for other in theirs if other.of == one.of]
        if rates and not any(one.is_answered_by(other) for other in rates):
            found.append(one.text)
    return found


def _alone(ours: Sequence[Amount], theirs: Sequence[Amount]) -> list[Amount]:
    """What calls for an answer and has none."""
    same = {amount.measure for amount in theirs}  # most are: the rest is weighed one by one
    asking = [amount for amount in ours if amount.need is not Need.OFFERED and amount.measure not in same]
    left = [one for one in asking if not _is_answered(one, theirs)]
    return [one for one in left if not any(_is_answered(other, theirs) for other in _readings(one, ours))]


def _readings(one: Amount, ours: Sequence[Amount]) -> list[Amount]:
    """What else the same words may say: “a day” is a rate and a time."""
    return [other for other in ours if other.at == one.at >= 0 and other is not one]


def _is_answered(one: Amount, theirs: Sequence[Amount]) -> bool:
    return any(_answers(other, one) for other in theirs) or one.is_made_of(theirs)


def _answers(other: Amount, one: Amount) -> bool:
    """True where ``other`` answers for ``one``; “at night” for no “a day”, which may stand for another “weekly”."""
    is_by_the_way = other.need is Need.OFFERED and one.need is Need.TRADED and one.kind is other.kind is Kind.RATE
    return not is_by_the_way and one.is_answered_by(other)


def _multiplied(ours: list[Amount], theirs: list[Amount], said: Sequence[Amount]) -> list[Amount]:
    """``ours`` without what the other text says as so many of so much, and without that: 1 g is two of 500 mg."""
    if not ours or not theirs or (_counted(ours) and _counted(theirs)):
        return ours
    counts = {amount.number for amount in said if amount.kind in COUNTS}
    times = {amount.number for amount in ours if amount.kind in COUNTS}
    totals = {count * amount.value for amount in theirs if amount.kind is Kind.MASS for count in counts}
    made = {amount.value / count for amount in theirs if amount.kind is Kind.MASS for count in times if count}
    left = [amount for amount in ours if not (amount.kind is Kind.MASS and amount.value in totals | made)]
    if len(left) == len(ours):
        return ours
    return [amount for amount in left if not (amount.kind in COUNTS and made)]


def _counted(amounts: Sequence[Amount]) -> bool:
    return any(amount.kind in COUNTS for amount in amounts)


def _traded(ours: list[Amount], theirs: list[Amount]) -> list[str]:
    """All that is firm, and of the rest what stands in the place of another of its kind."""
    kinds = {other.kind for other in theirs}
    return [one.text for one in ours if one.need is Need.FIRM or one.kind in kinds]
