"""Statements that turn on another word than “not”: “stop” where the other says “keep taking”, “reliable” for
“unreliable”.
"""

from guidance.checks.parity.cues import Cue, Table, firm, reaches
from guidance.language.spelling import fold

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
NAMED = tuple(fold(word) for word in ("withdrawal", "cessation", "interruption", "discontinuation", "omission"))
FAR = 5  # words: “not take more of it than”
OPPOSITE = [({True}, {False}), ({False}, {True})]
AT_MOST = Table(
    """
    at most, no more than, not more than, no longer than, not longer than, maximum, maximal, up to, not exceed
    never exceed, not to exceed, not exceeding
    """
)
AT_LEAST = Table(
    "at least, no less than, not less than, no fewer than, not fewer than, not lower than, minimum, minimal"
)
AT_ONCE = Table(
    "immediately, at once, straight away, right away, without delay, no delay, without waiting, promptly, urgently"
)
OUTRIGHT = [
    (
        Table("empty stomach, fasting, fasted, without food, nil by mouth, before food, before meals"),
        Table("with food, with meals, with a meal, after food, after meals, full stomach"),
    ),
    (Table("always, invariably, every time"), Table("seldom, rarely, hardly ever, almost never, not always, never")),
    (
        Table("rarely, seldom, hardly ever, almost never"),
        Table("usually, often, frequently, commonly, generally, mostly, always"),
    ),
    (AT_ONCE, Table("delay, a delay, can wait, may wait, no hurry, not urgent")),
    (Table("less likely, less common, less often"), Table("more likely, more common, more often")),
    (
        Table("only if, only when, only in, only according, only where, unless, except*, provided, as long as"),
        Table("even if, even when, whether or not, regardless, irrespective, no matter, even though"),
    ),
    (AT_MOST, AT_LEAST),
    (AT_LEAST, Table("less than, fewer than, lower than, shorter than, younger than, below, under")),
    (AT_MOST, Table("more than, greater than, higher than, longer than, older than, exceed")),
]


def opposed(text: str, other: str) -> tuple[list[str], list[str]]:
    """What the two texts say against each other, as printed; nothing where one of them says both or neither."""
    if (LEAVING.cues(text) or LEAVING.cues(other)) and not (PARTING.cues(text) or PARTING.cues(other)):
        (ours, left), (theirs, others_left) = _acts(text), _acts(other)
        if (set(ours), set(theirs)) in OPPOSITE and left == others_left:
            return [*ours.values()], [*theirs.values()]
    for one, opposite in OUTRIGHT:
        for table, against in ((one, opposite), (opposite, one)):
            said = _outright(table, text)
            answered = _outright(against, other) if said else []
            if answered and not _outright(against, text) and not _outright(table, other):
                return [said[0].text], [answered[0].text]
    return [], []


def _turns_back(turn: Cue, cue: Cue) -> bool:
    """True of the “avoided” that is said of a leaving before it: “withdrawal should be avoided”."""
    is_before = turn.sentence == cue.sentence and 0 < turn.place - cue.place <= FAR + 1
    return turn.words == "avoided" and is_before and cue.words.startswith(NAMED)


def _outright(table: Table, text: str) -> list[Cue]:
    """The cues that no “not” turns."""
    turns = TURNING.cues(text)
    return [cue for cue in firm(table.cues(text)) if not any(reaches(turn, cue, FAR) for turn in turns)]


def _acts(text: str) -> tuple[dict[bool, str], int]:
    """Whether the text says to leave something (True) or to do it (False), each with the first words that say so; and
    how many a “not” of it turns something else.
    """
    leaving, doing = firm(LEAVING.cues(text)), firm(DOING.cues(text))
    turning, used = TURNING.cues(text), set()
    sides: dict[bool, str] = {}
    for cue in [*leaving, *doing]:
        if cue in leaving and any(reaches(cue, said) or _turns_back(cue, said) for said in (*leaving, *doing)):
            continue
        turns = [turn for turn in (*turning, *leaving) if reaches(turn, cue) or _turns_back(turn, cue)]
        used.update(turns)
        sides.setdefault((cue in leaving) is (len(turns) % 2 == 0), cue.text)
    return sides, len([turn for turn in turning if turn not in used])
