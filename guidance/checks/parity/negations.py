"""Whether both wordings say “do” or “do not” alike."""

import re
from collections.abc import Iterator

from guidance.checks.parity.matching import Match, answers_anything, match
from guidance.checks.parity.pairs import differing, pairs
from guidance.checks.parity.reading import Reading, reading
from guidance.checks.parity.turns import Turn
from guidance.checks.registry import Finding, Targets, register
from guidance.documents import Document

SENTENCES = re.compile(r"[^.!?;:\s](?:[^.!?;]|[.](?=\S))*")
# The senses of which one text speaks against the other where the one only denies and the other only affirms them; of
# the second, where a “not” or a word such as “ineffective” does.
OPPOSED = """
    do need know often open alone away licence active awake bound meal even likelier want end symptom stay less undo
    result change
"""
OPPOSABLE = frozenset(OPPOSED.split())
FIRMLY = OPPOSABLE | {"work", "proof"}


@register
def negation(document: Document, targets: Targets) -> Iterator[Finding]:
    """A statement that one wording denies and the other does not."""
    for pair in pairs(document):
        clinician, lay = reading(pair.clinician), reading(pair.lay)
        if not clinician.turns and not lay.turns:
            continue
        found = match(clinician.turns, lay.turns)
        ours, theirs = _differences(clinician, lay, found)
        if not (ours or theirs or _is_settled(found, clinician, lay)):
            ours, theirs = _by_sentence(pair.clinician, pair.lay)
        yield from differing("parity.negation", pair, ours, theirs, "negation")


def _is_settled(found: Match, ours: Reading, theirs: Reading) -> bool:
    """True where no sentence by itself could say more."""
    left = [turn.senses & theirs.affirmed for turn in found.left] + [
        turn.senses & ours.affirmed for turn in found.others
    ]
    return not found.is_apart and all(senses.isdisjoint(FIRMLY) for senses in left)


def _by_sentence(text: str, other: str) -> tuple[list[str], list[str]]:
    """What the sentences that stand in the same place say against each other, where the texts have as many."""
    ours, theirs = SENTENCES.findall(text), SENTENCES.findall(other)
    if len(ours) == len(theirs) > 1:
        for one, another in zip(ours, theirs, strict=True):
            clinician, lay = reading(one), reading(another)
            said, others = _differences(clinician, lay, match(clinician.turns, lay.turns))
            if said and others:
                return said, others
    return [], []


def _differences(ours: Reading, theirs: Reading, found: Match) -> tuple[list[str], list[str]]:
    """What each text says against the other, as printed."""
    lost = [turn for turn in found.left if _is_lost(turn, ours, theirs, found.others)]
    added = [turn for turn in found.others if _is_lost(turn, theirs, ours, found.left)]
    against = [pair for pair in found.forced if _are_against(*pair, ours, theirs)]
    against += [pair for pair in found.faint if _are_said(*pair, ours, theirs)]
    lost += [one for one, _ in against]
    added += [other for _, other in against]
    said = [turn.text for turn in lost] or [text for turn in added[:1] if (text := _opposite(turn, theirs, ours))]
    others = [turn.text for turn in added] or [
        text for turn in lost[:1] if (text := _undone_by(turn, found.others) or _opposite(turn, ours, theirs))
    ]
    return said, others


def _is_lost(turn: Turn, own: Reading, other: Reading, left: list[Turn]) -> bool:
    """True of a turn that nothing answers where something should."""
    if turn.is_undone:
        return bool(_undone_by(turn, left))
    if turn.is_told:
        is_said = any(word in other.plain and word not in own.plain for word in turn.near[:2])
        return not turn.near or is_said or bool(_opposite(turn, own, other))
    if turn.is_firm:  # “not this or that” answers twice
        return not _is_either(turn, other) or _is_either(turn, own)
    return bool(_opposite(turn, own, other)) or _is_affirmed(turn.base, own, other)


def _is_either(turn: Turn, text: Reading) -> bool:
    return any(one.asks and one.either & turn.about for one in text.turns)


def _undone_by(turn: Turn, denials: list[Turn]) -> str:
    """What the other text denies, as printed, that this one takes back; "" where it does not."""
    return next((one.text for one in denials if turn.is_undone and _is_undone(turn, one)), "")


def _is_undone(turn: Turn, denial: Turn) -> bool:
    """True of a “not stop” where the other text says “stop”."""
    is_same = answers_anything(denial) and turn.about & denial.about
    return not denial.is_undone and bool(turn.undone & denial.senses or is_same)


def _are_against(one: Turn, other: Turn, ours: Reading, theirs: Reading) -> bool:
    """True of two that answered each other for want of better, where one of them is affirmed in the other text."""
    if _opposite(one, ours, theirs) or _opposite(other, theirs, ours):
        return True
    return not one.about & other.about and _are_said(one, other, ours, theirs)


def _are_said(one: Turn, other: Turn, ours: Reading, theirs: Reading) -> bool:
    return _is_said(one, ours, theirs) or _is_said(other, theirs, ours)


def _is_said(turn: Turn, own: Reading, other: Reading) -> bool:
    """True of a “not” where the other text says what it denies, and this one says it nowhere else."""
    asks = turn.is_firm and "bound" not in turn.senses and bool(turn.near)
    return asks and turn.near[0] in other.plain and turn.near[0] not in own.plain


def _is_affirmed(base: str, own: Reading, other: Reading) -> bool:
    """True of the “relia” of “unreliable” where the other text alone says “reliable”."""
    return bool(base) and _says(base, other) and not _says(base, own)


def _says(base: str, text: Reading) -> bool:
    return any(word.startswith(base) for word in text.plain)


def _opposite(turn: Turn, own: Reading, other: Reading) -> str:
    """What the other text affirms, and only affirms, of what this one only denies; "" where it does not."""
    is_firm = turn.is_firm or turn.base or "any" in turn.senses
    senses = turn.senses & (FIRMLY if is_firm else OPPOSABLE)
    for sense in sorted(senses - _denied(other) - own.affirmed - _undone(own)):
        if sense in other.stated:
            return other.shown(sense)
        if sense in _undone(other):
            return next(turn.text for turn in other.turns if sense in turn.undone)
    return ""


def _undone(text: Reading) -> frozenset[str]:
    return frozenset(sense for turn in text.turns for sense in turn.undone)


def _denied(text: Reading) -> frozenset[str]:
    return frozenset(sense for turn in text.turns for sense in turn.senses - turn.undone)
