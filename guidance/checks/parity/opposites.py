"""Statements that turn on another word than “not”: “stop” where the other says “keep taking”, “reliable” for
“unreliable”.
"""

import re
from collections.abc import Iterable, Sequence

from guidance.checks.parity.cues import Cue, Table, firm, reaches

SHORTEST = 5  # letters that two words share at least: “reliable”, “unreliable”
ENDING = 4  # letters in which they may differ: “uncomplicated”, “complications”
TURNING = Table(
    "not, no, never, neither, nor, cannot, without, dont, doesnt, isnt, arent, wont, cant, shouldnt, mustnt"
)
# With these a statement holds of some and not of others: neither side is taken.
PARTING = Table(
    """
    only, unless, except*, rather than, instead, instead of, other than, apart from, otherwise, seldom, rarely, hardly
    last resort, less, fewer, until, alternativ*, replac*, switch*, swap*, chang*, against
    """
)


LEAVING = Table(
    """
    avoid*, stop, stops, stopped, stopping, discontinu*, ceas*, cessation, withdraw*, withhold*, withheld, hold, held
    omit*, omission, skip*, miss, suspend*, suspension, interrupt*, paus*, abandon*, halt*, quit, quits, quitting
    refrain*, abstain*, contraindicat*, prohibit*, forbid*, forbidden, banned, unsafe, unsuitable, inadvisable
    inappropriate, incompatible, reject, rejects, rejected, refus*, exclude, excludes, excluded, leave out, leaves out
    left out, leaving out, give up, gives up, giving up, take a break, taking a break, come off, coming off, take off
    taken off, not right, keep away, stay away, keep out of, stay out of, ineligible, denied, deny, forgo, forgone
    preclud*, stay off, refuse, refuses, rule out, rules out, ruled out
    -stop smoking, -stops smoking, -stopping smoking, -smoking cessation, -hold on, -miss out, -hold your breath
    """
)
DOING = Table(
    """
    take, takes, taken, taking, give, gives, given, giving, use, uses, used, using, start, starts, started, starting
    commenc*, begin, begins, begun, initiat*, continu*, keep on, keep taking, keep using, keep giving, carry on
    carries on, carried on, carrying on, go on, goes on, going on, maintain*, offer, offers, offered, receiv*
    administer*, prescrib*, recommend*, advised, indicated, safe, suitable, allowed, permitted, compatible
    appropriate, advisable, resum*, restart*, accept, accepts, accepted, include, includes, included, eligible
    -take care, -takes care, -take out, -taken out, -take away, -take place, -takes place, -take part, -takes part
    -taking part, -take notice, -take note, -given that, -given off, -continuous, -continuously, -used to, -uses up
    -start to, -starts to, -started to, -begin to, -begins to
    """
)
OPPOSITE = [({True}, {False}), ({False}, {True})]
OUTRIGHT = [
    (
        Table("empty stomach, fasting, fasted, without food, nil by mouth, before food, before meals"),
        Table("with food, with meals, with a meal, after food, after meals, full stomach"),
    ),
    (Table("always, invariably, every time"), Table("seldom, rarely, hardly ever, almost never, not always, never")),
    (Table("less likely, less common, less often"), Table("more likely, more common, more often")),
    (
        Table("only if, only when, only in, only according, only where, unless, except*, provided, as long as"),
        Table("even if, even when, whether or not, regardless, irrespective, no matter, even though"),
    ),
    (
        Table("at most, no more than, not more than, no longer than, not longer than, maximum, maximal, up to"),
        Table("at least, no less than, not less than, no fewer than, not fewer than, minimum, minimal"),
    ),
]
DENYING = re.compile(r"(?:un|non|in|im|ir|il|dis|a(?=[sf]))([a-z]{5,})|([a-z]{4,})less")


def opposed(text: str, other: str) -> tuple[list[str], list[str]]:
    """What the two texts say against each other, as printed; nothing where one of them says both or neither."""
    if LEAVING.cues(text) or LEAVING.cues(other):
        ours, theirs = _acts(text, other), _acts(other, text)
        if (set(ours), set(theirs)) in OPPOSITE:
            return [*ours.values()], [*theirs.values()]
    for one, opposite in OUTRIGHT:
        for table, against in ((one, opposite), (opposite, one)):
            said = firm(table.cues(text))
            answered = firm(against.cues(other)) if said else []
            if answered and not against.cues(text) and not table.cues(other):
                return [said[0].text], [answered[0].text]
    return [], []


def _acts(text: str, other: str) -> dict[bool, str]:
    """Whether the text says to leave something (True) or to do it (False), each with the first words that say so; of
    what a “not” turns, nothing, as that is counted elsewhere.
    """
    if PARTING.cues(text) or len(TURNING.cues(text)) != len(TURNING.cues(other)):
        return {}
    leaving, doing = firm(LEAVING.cues(text)), firm(DOING.cues(text))
    sides: dict[bool, str] = {}
    for cue in [*leaving, *doing]:
        governs = cue in leaving and any(reaches(cue, said) for said in (*leaving, *doing))
        if not governs and not any(reaches(turn, cue) for turn in TURNING.cues(text)):
            is_left = any(reaches(turn, cue) for turn in leaving)
            sides.setdefault((cue in leaving) is not is_left, cue.text)
    return sides


def undone(text: Sequence[Cue], other: Sequence[Cue], words: Iterable[str], own: Iterable[str]) -> list[Cue]:
    """The cues of ``text`` such as “unreliable”, where the other text, of ``words``, says “reliable” and denies it
    nowhere, and this one does not say that too.
    """
    denied = {word for cue in other for word in cue.ahead}
    said = [word for word in words if " " not in word and word not in denied]
    return [
        cue
        for cue in text
        if (start := base(cue))
        and any(word.startswith(start) for word in said)
        and not any(word.startswith(start) for word in own)
    ]


def base(cue: Cue) -> str:
    """The letters with which what the cue denies begins: “relia” of “unreliable”; "" of a cue that is no such word."""
    found = DENYING.fullmatch(cue.words)
    denied = (found[1] or found[2]) if found else ""
    return denied[: max(SHORTEST, len(denied) - ENDING)]
