"""Whether both wordings say “do” or “do not” alike."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from guidance.checks.parity import answers, denials
from guidance.checks.parity.answers import BARE
from guidance.checks.parity.cues import Cue, Force, Table, read, unanswered
from guidance.checks.parity.opposites import AT_MOST, opposed
from guidance.checks.parity.pairs import differing, pairs
from guidance.checks.registry import Finding, Targets, register
from guidance.documents import Document
from guidance.language.spelling import fold
from guidance.language.tokens import Sort

NEGATIONS = Table(
    """
    not, no, never, none, nobody, no one, nothing, nowhere, neither, cannot, without, with no, avoid*, contraindicat*
    refrain*, abstain*, dont, doesnt, isnt, arent, wont, cant, shouldnt, mustnt, unknown, unclear, unnecessary
    unneeded, unsafe, ineffective, unproven, untreated, unopened, unsuitable, unresponsive, refractory, insufficien*
    withhold*, withheld, held back, hold back, discourag*, uncertain, persist, persists, persisting, unable, lack
    lacks, lacking, absence, absent, prohibited, forbidden, banned, unlikely, intoleran*, free, unless, except
    excepting, except for, rather than, instead of, barring, inadvisab*, inappropriat*, ineligib*, incompatib*, denied
    have to go without, preclud*, refus*, declin*, nil by mouth, keep away, stay away, keep out of, stay out of
    steer clear, fail to, fails to, failed to, failing to, failure to
    ~leave out, ~leaves out, ~left out, ~leaving out, ~nor, ~or not, ~other than, ~apart from, ~exclud*, ~rule out
    ~rules out, ~ruled out, ~ruling out, ~fail, ~fails, ~failed, ~failing, ~failure, ~forbid*, ~prohibit*, ~omit*
    ~reject*, ~dispens*, ~asymptomatic*, ~afebril*, ~hardly, ~scarcely, ~barely, ~fasting, ~fasted, ~nil, ~zero
    ~disallow*, ~disagree*, ~ban, ~oppos*, ~not exceed, ~never exceed, ~not to exceed, ~not exceeding, ~negative
    -not only, -not just, -not merely, -no doubt, -no matter, -without delay, -without hesitation, -without waiting
    -whether or not, -more often than not, -last but not least, -no more than, -not more than, -no longer than
    -not longer than, -no later than, -not later than, -no less than, -not less than, -no fewer than, -no greater than
    -no higher than, -no faster than, -not faster than, -no slower than, -no lower than, -not lower than
    -no older than, -not older than, -no younger than, -no larger than, -no bigger than, -no closer than
    -not greater than, -not higher than, -no further than, -not less often than, -unfortunately, -unwell, -unpleasant
    -uneventful*, -feel free, -free of charge, -free to, -free t, -free thyroxine, -free copy, -free light, -free text
    -toll free, -sugar free, -keep out of reach, -keep out of the reach, -heart failure, -kidney failure
    -renal failure, -liver failure, -hepatic failure, -organ failure, -respiratory failure, -cognitive decline
    -no reason not, -declines in, -decline in, -a decline, -with or without, -rather than wait, -rather than waiting
    -instead of waiting
    """,
    soft=r"(?:un(?!der|til|i(?!n)|less|cles?$|born|usual)|non)[a-z]{4,}|(?!regard)[a-z]{3,}less",
)
NOT_UNDONE = BARE | {
    "none",
    "nobody",
    "nothing",
    "neither",
    "without",
    "unless",
    "except",
    "free",
    "persist",
    "persists",
}
SAID_ALREADY = ("omi", "reject", "dispens", "fail")
MORE = {"more", "longer", "exceed", "exceeded", "higher", "greater"}
NEEDING = {fold(word) for word in ("a", "any", "reason", "need", "necessary", "to", "be", "have")}
UNFOUND = tuple(fold(word) for word in ("exclud", "rule out", "ruled out", "negativ"))
NOT_THERE = {"no", "none", "free", "absence", "absent"}
BEING = {"pregnant", "have", "there", "present", "infected"}
LIMITED_IN = 5  # words: “not take any of it for longer”
NEXT = 2  # words on: “not be avoided”


@register
def negation(document: Document, targets: Targets) -> Iterator[Finding]:
    """A statement that one wording negates and the other does not."""
    for pair in pairs(document):
        ours, theirs = _lost(pair.clinician, pair.lay), _lost(pair.lay, pair.clinician)
        if not ours and not theirs:
            ours, theirs = opposed(pair.clinician, pair.lay)
        yield from differing("parity.negation", pair, ours, theirs, "negation")


def _lost(text: str, other: str) -> list[str]:
    """The negations of ``text`` that ``other`` does not say, neither as such nor in a word such as “persist”."""
    cues, others = _standing(text), _standing(other)
    if not cues:
        return []
    cues, others = _unlimited(cues, others, other), _unlimited(others, cues, text)
    cues, others = _unfound(cues, others), _unfound(others, cues)
    own, said = _said(text, cues), _said(other, others)
    if turned := denials.undone(cues, others, said, own):
        return [cue.text for cue in turned]
    cues, others = denials.apart(cues, others)
    lost = unanswered(cues, others)
    if [cue.words for cue in lost] == ["unless"]:  # “only” answers “not unless”, and is the opposite of “unless”
        return [cue.text for cue in lost]
    return [cue.text for cue in answers.missing(lost, own, said)]


def _unlimited(cues: list[Cue], others: list[Cue], other: str) -> list[Cue]:
    """``cues`` without the first “not more than” where the other text says “maximum” and no such negation."""
    limits = [cue for cue in cues if not MORE.isdisjoint(cue.ahead[:LIMITED_IN])]
    is_said_so = not any(not MORE.isdisjoint(cue.ahead[:LIMITED_IN]) for cue in others) and AT_MOST.cues(other)
    return [cue for cue in cues if not (is_said_so and cue in limits)]


def _unfound(cues: list[Cue], others: list[Cue]) -> list[Cue]:
    """``cues`` without one “no” for each thing that the other text alone calls excluded, or a test of it negative; or
    without that, where the other text says “no”.
    """
    ours, theirs = _unfounds(cues), _unfounds(others)
    said = _nos(cues)[-len(theirs) :] if len(theirs) > len(ours) else []
    answered = ours[: len(_nos(others))] if len(ours) > len(theirs) else []
    return [cue for cue in cues if cue not in said and cue not in answered]


def _unfounds(cues: list[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.force is Force.SOFT and cue.words.startswith(UNFOUND)]


def _nos(cues: list[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.words in NOT_THERE or not BEING.isdisjoint(cue.ahead[:1])]


def _standing(text: str) -> list[Cue]:
    """The text's cues, without those that undo each other: “not contraindicated”, “no contraindications”; and without
    the soft one of a “not omitted”, which is said already.
    """
    cues = NEGATIONS.cues(text)
    fallen: set[Cue] = {cue for cue in cues if cue.force is Force.IDLE or (cue.words == "or not" and not cue.ahead)}
    for cue, following in pairwise(cues):
        between = cue.ahead[: following.place - cue.place - 1]
        is_near = following.place - cue.place <= (NEXT if not NEEDING.issuperset(between) else NEXT + len(between))
        is_next = following.place > cue.place and is_near and cue.sentence == following.sentence
        if not is_next or cue.words not in BARE or following.words in NOT_UNDONE:
            continue
        if following.force is Force.FIRM:
            fallen |= {cue, following}
        elif following.words.startswith(SAID_ALREADY):
            fallen.add(following)
    return [cue for cue in cues if cue not in fallen]


def _said(text: str, standing: Sequence[Cue]) -> set[str]:
    """The words of the text, alone and with the next, but for those of cues that do not stand."""
    fallen = {
        place
        for cue in NEGATIONS.cues(text)
        if cue not in standing
        for place in range(cue.place, cue.place + len(cue.words.split()))
    }
    pieces = [piece for place, piece in enumerate(read(text)) if place not in fallen]
    values = [piece.value for piece in pieces if piece.sort is not Sort.PAUSE]
    return {*values, *map(" ".join, pairwise(values))}
