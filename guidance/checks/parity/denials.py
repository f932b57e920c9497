"""Words that deny something in themselves: “unreliable”, “asymptomatic”, “failure”."""

import re
from collections.abc import Collection, Sequence

from guidance.checks.parity.cues import SAID_OF, Cue, Force, firm
from guidance.language.spelling import fold

SHORTEST = 5  # letters that two words share at least: “reliable”, “unreliable”
ENDING = 4  # letters in which they may differ: “uncomplicated”, “complications”
DENYING = re.compile(r"(?:un|non|in|im|ir|il|dis|a(?=[sf]))([a-z]{5,})|([a-z]{4,})less")
# What else the other wording may say with a “not”, by how what is denied begins.
WORKING = ("work", "help", "respon", "improv", "success")
ACTS_DENIED = {"not", "never", "no", "cannot"}
TAKEN_OR_GIVEN = "take taken use used give given start started offer offered receive prescribe prescribed recommended"
ACTS = frozenset(fold(word) for word in TAKEN_OR_GIVEN.split())
STOPPING = {"stop", "stops", "stopped", "stopping", "longer"}  # “has stopped working” denies it too
ALIKE = {
    **dict.fromkeys(["fail", "fails", "failed", "failure", "failing", "respo", "effec"], WORKING),
    **dict.fromkeys(["fasting", "fasted"], ("food", "eat", "drink")),
    "infec": ("infec", "pass", "spread", "catch"),
    "febri": ("fever",),
    "expla": ("expla", "cause", "reason", "clear", "know"),
    "provo": ("provo", "cause", "reason", "trigger"),
    "compl": ("compl", "severe", "serious"),
    "licen": ("licen", "approv"),
    "toler": ("toler", "take", "cope"),
}


def undone(text: Sequence[Cue], other: Sequence[Cue], words: Collection[str], own: Collection[str]) -> list[Cue]:
    """The cues of ``text`` such as “unreliable”, where the other text, of ``words``, says “reliable” and denies it
    nowhere, and this one does not say that too.
    """
    if not STOPPING.isdisjoint(words):
        return []
    denied, answering = {word for cue in other for word in cue.ahead}, {_starts(cue) for cue in other}
    said = [word for word in words if " " not in word and word not in denied]
    return [
        cue
        for cue in text
        if (starts := _starts(cue))
        and starts not in answering
        and any(word.startswith(starts) for word in said)
        and not any(word.startswith(starts) for word in own)
    ]


def apart(ours: Sequence[Cue], theirs: Sequence[Cue]) -> tuple[list[Cue], list[Cue]]:
    """Both without what the one denies in a word and the other with a “no”: “uncomplicated”, “no complications”."""
    mated: list[Cue] = []
    for some, others in ((ours, theirs), (theirs, ours)):
        for cue in some:
            starts = _starts(cue)
            free = [other for other in others if other not in mated] if starts else []
            alike = [other for other in free if _starts(other) == starts]
            mate = next((other for other in alike or free if alike or _denies(other, starts)), None)
            if mate and cue not in mated:
                mated += [cue, mate]
    ours, theirs = [cue for cue in ours if cue not in mated], [cue for cue in theirs if cue not in mated]
    return _answering(ours, theirs), _answering(theirs, ours)


def _answering(cues: Sequence[Cue], others: Sequence[Cue]) -> list[Cue]:
    """``cues`` without words such as “nonvalvular” where all that the others deny is an act: “not be used”."""
    denied = firm(others)
    if not denied or any(cue.words not in ACTS_DENIED or ACTS.isdisjoint(cue.ahead[:SAID_OF]) for cue in denied):
        return list(cues)
    return [cue for cue in cues if not (cue.force is Force.SOFT and _base(cue))]


def _base(cue: Cue) -> str:
    """The letters with which what the cue denies begins: “relia” of “unreliable”; "" of a cue that is no such word."""
    found = DENYING.fullmatch(cue.words)
    denied = (found[1] or found[2]) if found else ""
    return denied[: max(SHORTEST, len(denied) - ENDING)]


def _turned(cue: Cue) -> tuple[str, ...]:
    """How the words begin that would say the opposite of the cue."""
    start = _base(cue)
    return (start,) if start else ALIKE.get(cue.words, ())


def _starts(cue: Cue) -> tuple[str, ...]:
    """How the words begin that a “not” would stand before in place of the cue."""
    start = _base(cue)
    return (*((start,) if start else ()), *ALIKE.get(cue.words, ()), *ALIKE.get(start[:SHORTEST], ()))


def _denies(cue: Cue, starts: tuple[str, ...]) -> bool:
    return any(word.startswith(starts) for word in cue.ahead[:SAID_OF])
