"""Whether both wordings say “do” or “do not” alike."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from guidance.checks.parity import denials
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
    -no reason not, -declines in, -decline in, -a decline, -with or without
    """,
    soft=r"(?:un(?!der|til|i(?!n)|less|cles?$|born|usual)|non)[a-z]{4,}|(?!regard)[a-z]{3,}less",
)
BARE = {"not", "no", "never", "cannot"}
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
MORE = {"more", "longer", "exceed", "exceeded", "over", "above", "higher", "greater"}
UNFOUND = tuple(fold(word) for word in ("exclud", "rule out", "ruled out", "negativ"))
NOT_THERE = {"no", "none", "free", "absence", "absent"}
BEING = {"pregnant", "have", "there", "present", "infected"}
LIMITED_IN = 5  # words: “not take any of it for longer”
NEXT = 2  # words on: “not be avoided”
# What is said after a negation, and how the other wording may say it without one.
ANSWERS = [
    (
        "stop stops stopped go_away goes_away gone_away gone resolve settle improve better respond responds "
        "responded work works worked help helps helped clear cleared ease eased control controlled disappear "
        "subside enough heal healed refractory unresponsive persist persists persisting",
        "persist* continu* remain* refractory resistan* ongoing still worsen* despite fail* uncontrolled unresponsive "
        "inadequate* stay* keep* recalcitrant prolonged go_on goes_on last lasts",
    ),
    (
        "take taken use used give given withhold withheld held hold",
        "withhold* withheld hold holds held stop* discontinu* omit* skip* miss* forgo suspend* interrupt* halt* paus* "
        "postpon* ceas* defer* delay*",
    ),
    (
        "stop stopped discontinue discontinued quit withdraw",
        "continu* keep keeps carry maintain* lifelong throughout depend* addict*",
    ),
    ("until before sooner earlier", "earliest defer* delay* wait* postpon* only put_off"),
    (
        "exceed exceeded more above over longer later",
        "maxim* at_most limit* up_to ceiling stop* discontinu* ceas* former* previous* or_less or_fewer or_under",
    ),
    (
        "less fewer below under younger lower",
        "minim* at_least or_more or_over or_above or_older or_higher",
    ),
    (
        "able swallow speak move see sleep breathe walk eat drink talk unable",
        "loss lost dys* difficult* trouble paraly* insomnia nausea vomit* mute blind* deaf* numb* immobil*",
    ),
    (
        "enough well properly insufficient lack lacks lacking absence absent",
        "low poor* deficien* impair* short* weak* failure dys* hypo* reduc* little limited missing loss",
    ),
    ("unless", "only_if only_when otherwise"),
    ("except excepting", "apart_from other_than all_but otherwise only"),
    ("rather instead", "switch* replac* substitut* alternativ* prefer* chang* over swap* instead"),
    ("had has have been taken used", "naive primary de_novo first_ever"),
    ("eat drink food", "fast fasting fasted nil"),
    ("cancer cancerous harmful dangerous serious spread harm", "benign safe harmless mild local*"),
    ("other else", "alone sole* monotherapy"),
    ("cause reason trigger treatment help", "spontaneous* idiopathic cryptogenic alone itself themselves own"),
    ("cannot able possible", "impossibl* incapab* inabilit*"),
    ("urine pee water", "anuri* retention"),
    ("speak talk words", "aphasi* mute"),
    (
        "reverse reversed cure cured operate operated removed",
        "irreversibl* permanent* incurabl* inoperabl* unresectable",
    ),
    ("active working", "inactiv* dormant latent quiescent"),
    ("complete completely fully all", "incomplet* partial* part"),
    ("related due caused", "another other else"),
    ("pass spread catch", "noninfectious noncontagious uninfectious"),
    ("symptoms signs", "asymptomatic silent latent resol* disappear* gone clear*"),
    ("fever", "afebrile"),
    ("change changed changes", "stable same constant steady"),
    ("need needed necessary unnecessary unneeded", "avoidable optional superfluous redundant spar*"),
    ("common often likely usual unlikely", "rare* seldom uncommon* occasional* small low little improbable"),
    ("take tolerate cope intolerant intolerance", "badly upset* react* side_effects sensitiv* sick"),
    ("free", "gone away clear ended stopped over"),
    ("prohibited forbidden banned", "off_limits illegal"),
    (
        "allowed safe recommended recommend advised suitable use offer give unsafe discouraged unsuitable",
        "advise_against advised_against advises_against recommend_against recommended_against recommends_against "
        "warned_against decided_against counsel_against prohibit* forbid* danger* harm*",
    ),
    ("wait delay", "immediat* once urgent* prompt* right_away straight_away now"),
    (
        "known know knows sure certain clear settled unknown unclear uncertain unproven",
        "doubt* debat* controvers* equivocal inconclusiv* question* low limited unsure seen",
    ),
    ("trouble problem problems harm bother", "tolerat* harmless safe easily"),
    ("prescription", "counter"),
    ("proof proven evidence shown data", "anecdot* limited scarce sparse untested"),
    ("open opened unopened", "sealed closed intact"),
    ("miss forget skip", "adher* complian* always every strictly"),
    ("pick detect find show notice spot recognize", "miss* overlook* false_negative*"),
    ("work works ineffective", "useless fail*"),
]


def _whole(listed: str) -> frozenset[str]:
    return frozenset(" ".join(map(fold, word.split("_"))) for word in listed.split() if not word.endswith("*"))


def _stems(listed: str) -> tuple[str, ...]:
    return tuple(fold(word[:-1]) for word in listed.split() if word.endswith("*"))


FAMILIES = [(_whole(negated), _whole(answers), _stems(answers)) for negated, answers in ANSWERS]


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
    return [cue.text for cue in _without_answer(lost, own, said)]


def _without_answer(lost: list[Cue], own: set[str], said: set[str]) -> list[Cue]:
    """The cues for which the other text says nothing in another way; what it says so answers one of them."""
    spent: set[str] = set()
    left = []
    for cue in lost:
        answers = _answers(cue, own, said)
        if cue.words == "unless" and answers:  # “only if” answers both words of “not unless”
            continue
        if answers := answers - spent:
            spent.add(min(answers))
        else:
            left.append(cue)
    return left


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
    fallen: set[Cue] = {cue for cue in cues if cue.force is Force.IDLE}
    for cue, following in pairwise(cues):
        is_next = 0 < following.place - cue.place <= NEXT and cue.sentence == following.sentence
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


def _answers(cue: Cue, own: set[str], said: set[str]) -> set[str]:
    """What the other text says without a negation of what this one negates, where this one does not say that too."""
    negation = cue.words.split()
    own = {words for words in own if words.split()[0] not in negation}
    ahead = list(takewhile(lambda word: word not in BARE, cue.ahead))
    denied = {*negation, *ahead, *map(" ".join, pairwise(ahead))}
    return {
        answer
        for negated, words, stems in FAMILIES
        if not negated.isdisjoint(denied) and not _says(own, words, stems)
        for answer in _says(said, words, stems)
    }


def _says(said: set[str], words: frozenset[str], stems: tuple[str, ...]) -> set[str]:
    return {word for word in said if word in words or word.startswith(stems)}
