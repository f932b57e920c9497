"""What changed in the fields of a step that are not running text."""

from collections.abc import Iterator, Sequence

from guidance.diff import weight
from guidance.diff.changes import Change, Kind
from guidance.diff.names import Names
from guidance.documents import Step
from guidance.vocabularies import Certainty, Strength, Vocabulary

FOR, AGAINST = (Strength.WEAK_FOR, Strength.STRONG_FOR), (Strength.WEAK_AGAINST, Strength.STRONG_AGAINST)
CERTAINTIES = (Certainty.VERY_LOW, Certainty.LOW, Certainty.MODERATE, Certainty.HIGH)


def regraded(old: Step, new: Step, known: Names) -> Iterator[Change]:
    """Another action, intervention, line of therapy, strength or certainty."""
    key = new.key
    if old.action is not new.action:
        why = f"action {_said(old.action)} → {_said(new.action)}"
        yield Change(key, "action", Kind.CHANGED, True, why, old.action.value, new.action.value)
    if old.intervention != new.intervention:
        why = weight.why(old.intervention, new.intervention, known)
        yield Change(key, "intervention", Kind.CHANGED, bool(why), why, old.intervention, new.intervention)
    if old.line != new.line:
        why = f"line of therapy {old.line or 'not said'} → {new.line or 'not said'}"
        yield Change(key, "line", Kind.CHANGED, True, why, str(old.line or ""), str(new.line or ""))
    if old.strength is not new.strength:
        why = _why_strength(old.strength, new.strength)
        yield Change(key, "strength", Kind.REGRADED, True, why, old.strength.value, new.strength.value)
    if old.certainty is not new.certainty:
        why = f"certainty {_went(old.certainty, new.certainty, CERTAINTIES)}"
        yield Change(key, "certainty", Kind.REGRADED, True, why, old.certainty.value, new.certainty.value)


def _said(word: Vocabulary) -> str:
    return word.value or "not said"


def _why_strength(old: Strength, new: Strength) -> str:
    if old in FOR and new in AGAINST:
        return "recommendation for → against"
    if old in AGAINST and new in FOR:
        return "recommendation against → for"
    return f"strength {_went(old, new, AGAINST if old in AGAINST else FOR)}"


def _went(old: Vocabulary, new: Vocabulary, ladder: Sequence[Vocabulary]) -> str:
    """“raised” or “lowered” on a ladder on which both stand."""
    if old in ladder and new in ladder:
        return "raised" if ladder.index(new) > ladder.index(old) else "lowered"
    return f"{old.label} → {new.label}".lower()
