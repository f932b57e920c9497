"""Whether both wordings are as urgent."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from guidance.checks.parity.cues import Cue, Force, Table, firm, read, unanswered
from guidance.checks.parity.pairs import Pair, differing, pairs
from guidance.checks.parity.sentences import alike
from guidance.checks.registry import Finding, Targets, register
from guidance.documents import Document

# How fast something goes, which calls for no haste.
COURSES = ", ".join(
    f"-{fast} {course}"
    for fast in ("rapid", "quick", "swift")
    for course in (
        *(
            "loss",
            "onset",
            "rise",
            "fall",
            "growth",
            "spread",
            "progression",
            "deterioration",
            "worsening",
            "breathing",
        ),
        *("pulse", "heartbeat", "heart", "change", "changes", "swelling", "increase", "decrease", "decline", "weight"),
        *("recovery", "improvement", "response", "effect", "absorption", "test", "tests", "acting", "release"),
    )
)
STATES = frozenset(
    f"{be} {article} {kind}emergency"
    for be in ("is", "are", "be")
    for article in ("a", "an")
    for kind in ("", "medical ", "surgical ", "true ", "real ", "obstetric ", "neurological ", "neurosurgical ", "eye ")
)
URGENCY = Table(
    f"{', '.join(STATES)}, {COURSES}"
    + """,
    immediate, immediately, at once, right away, straight away, straightaway, right now, without delay, urgent
    urgently, emergent, emergently, stat, instantly, promptly, as soon as possible, asap, emergency, emergencies
    without waiting, with urgency, as fast as possible, as quickly as possible, no delay, without hesitation
    as soon as you can, as fast as you can, as quickly as you can, call now, go now, get help now, act now, same day
    the same day, immediately after, immediately following, immediately before, right after, straight after
    directly after, just after, right before, straight before, just before, quickly, rapidly, swiftly, speedily
    prompt, on the same day, that same day, this minute, that day, that very day, there and then, then and there
    without any delay, without further delay, no time to lose, not a moment, every minute counts, time critical
    high priority, top priority, as a priority, fast track*, expedit*, immediacy, urgency, hurry, at the earliest
    as early as possible, as soon as practicable, as soon as feasible, as rapidly as possible, as promptly as possible
    as soon as, the moment, quick treatment, quick action, quick help, quick transfer, quick referral, quick review
    act fast, help fast, ~now, ~soon, ~early, ~rapid, ~quick, ~within minutes, ~today, ~within hours, ~delay, ~delayed
    ~wait, ~speed*, ~ambulance, ~swift, ~hasten*, ~wait to, ~directly, ~emergency number
    ~emergency department, ~emergency departments, ~emergency room, ~emergency services, ~emergency service
    ~emergency team, ~emergency care, ~emergency unit, ~emergency line, ~emergency doctor, ~emergency contact
    ~not put off, ~hold up, ~emergency contacts, ~emergency call, ~local emergency number, ~priority, ~tonight, ~upon
    ~at onset, ~at first sign, ~at the first sign, ~at the first, ~on arrival, ~on diagnosis, ~at diagnosis
    ~on admission
    ~on presentation, ~at presentation
    -rapidly progressive, -rapidly progressing, -rapidly growing, -rapidly worsening, -rapidly fatal, -rapidly evolving
    -rapidly dividing, -rapidly acting, -rapidly absorbed, -progresses rapidly, -progress rapidly, -worse quickly
    -worse rapidly, -worsens rapidly, -worsens quickly, -grow quickly, -grows quickly, -growing quickly
    -spread quickly, -spreads quickly, -spreading quickly, -works quickly, -work quickly, -acts quickly, -more quickly
    -more rapidly, -too quickly, -too rapidly, -how quickly, -how rapidly, -better quickly, -falls quickly
    -falls rapidly, -rises rapidly, -rises quickly, -rising rapidly, -rapidly rising, -rapidly falling, -should prompt
    -must prompt, -may prompt, -can prompt, -could prompt, -will prompt, -to prompt, -not prompt, -immediate release
    -all at once, -immediately prior, -not urgent, -not an emergency, -no hurry, -no urgency, -non urgent
    -immediate family, -emergency contraception, -emergency contraceptive, -emergency use, -emergency kit
    -emergency card, -emergency plan, -emergency medicine physician
    """
)
PAUSES = frozenset(".!?;:,\n")
PARTS = frozenset({"and", ";"})
CONDITIONS = frozenset({"if", "when", "because", "as", "while", "which", "who", "how"})
FAST = frozenset({"quickly", "rapidly", "swiftly", "speedily"})
GOES = """
    worse deteriorat progress grow spread rise rising rose fall fell heal recover improv better act work absorb develop
    settle clear spread resolv evolv breath
"""
GOING = tuple(GOES.split())
NOW = re.compile(  # “go to hospital now if”, not “it is now known”
    r"\b(?:go|come|call|phone|ring|dial|get|seek|ask|contact|attend|act|refer|stop|start|send|tell|see|take|give)\b"
    r"[^.;:!?]*\bnow\b(?=\s*(?:if|when|for|and|with|because|[.;:!?,)]|$))",
    re.IGNORECASE,
)
WITHIN = re.compile(
    r"\b(?:within|no later than|not later than)\s+(?:the\s+)?(?:\w+\s+){1,3}?"
    r"(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?)\b",
    re.IGNORECASE,
)
SPAN = re.compile(r"(?:minute|min|hour|hr|day|week|night)s?\b|\d ?h\b", re.IGNORECASE)


@register
def urgency(document: Document, targets: Targets) -> Iterator[Finding]:
    """A haste that one wording calls for and the other does not."""
    for pair in pairs(document):
        clinician, lay = _calls(pair.clinician), _calls(pair.lay)
        ours = [cue.text for cue in _lost(clinician, lay)] or _bound(pair.clinician, pair.lay)
        added = [cue for cue in _lost(lay, clinician) if not _calling(clinician) or _is_alone(cue, pair, clinician)]
        theirs = [cue.text for cue in added] or _bound(pair.lay, pair.clinician)
        yield from differing("parity.urgency", pair, ours, theirs, "urgency")


def _lost(ours: Sequence[Cue], theirs: Sequence[Cue]) -> list[Cue]:
    """The calls of the one text that the other does not make; an “is an emergency” may stand for one."""
    states, others = [cue for cue in ours if _is_state(cue)], [cue for cue in theirs if _is_state(cue)]
    lost = unanswered([cue for cue in ours if cue not in states], [cue for cue in theirs if cue not in others])
    lost = lost[max(0, len(others) - len(states)) :]
    return lost or (states if not firm(theirs) else [])


def _calling(cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in firm(cues) if not _is_state(cue)]


def _is_alone(cue: Cue, pair: Pair, clinician: Sequence[Cue]) -> bool:
    """True where the sentence of the clinician wording that says the same as the call's calls for nothing."""
    sentence = alike(pair.lay, cue.sentence, pair.clinician)
    return sentence is not None and all(other.sentence != sentence for other in firm(clinician))


def _is_state(cue: Cue) -> bool:
    """True of the emergency that something is, not of one that something must be done as or by."""
    return cue.force is Force.FIRM and cue.words in STATES


def _is_told(values: Sequence[str], at: int) -> bool:
    """True of how fast something goes: “can deteriorate rapidly”, “if your child loses sight rapidly”."""
    return at > 0 and (values[at - 1].startswith(GOING) or _opens(values, at) in CONDITIONS)


def _opens(values: Sequence[str], at: int) -> str:
    """The word with which the clause begins."""
    first = at
    while first > 0 and values[first - 1] not in PAUSES:
        first -= 1
    return values[first]


def _calls(text: str) -> Sequence[Cue]:
    """The cues, of the firm ones of a sentence the first only: “this is urgent: call at once” is one call."""
    values = [piece.value for piece in read(text)]
    cues = [cue for cue in URGENCY.cues(text) if not (cue.words in FAST and _is_told(values, cue.place))]
    ands = list(accumulate(value in PARTS for value in values))
    first = {(cue.sentence, ands[cue.place], _is_state(cue)): cue for cue in reversed(firm(cues))}
    return [
        cue
        for cue in cues
        if cue.force is not Force.FIRM or cue is first[cue.sentence, ands[cue.place], _is_state(cue)]
    ]


def _bound(text: str, other: str) -> list[str]:
    """What binds to a time in another way, where the other text calls for no haste."""
    return _now(text, other) or _limit(text, other)


def _now(text: str, other: str) -> list[str]:
    """A “now” with which something must be done."""
    if "now" not in text or not NOW.search(text) or firm(URGENCY.cues(other)) or NOW.search(other):
        return []
    return ["now"]


def _limit(text: str, other: str) -> list[str]:
    """The time within which something must be done, where the other text gives no time and calls for no haste."""
    found = WITHIN.search(text) if "ithin " in text or "later than" in text else None
    return [found.group()] if found and not SPAN.search(other) and not URGENCY.cues(other) else []
