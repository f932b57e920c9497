"""What one wording says with a “not” and the other in another way: “did not go away”, “persisted”."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from guidance.checks.parity.cues import Cue
from guidance.language.spelling import fold

BARE = {"not", "no", "never", "cannot"}
# What is said after a negation, and how the other wording may say it without one.
ANSWERS = [
    (
        "stop stops stopped go_away goes_away gone_away gone resolve settle improve better respond responds "
        "responded work works worked help helps helped clear cleared ease eased control controlled disappear "
        "subside enough heal healed refractory unresponsive persist persists persisting",
        "persist* continu* remain* refractory resistan* ongoing still worsen* despite fail* uncontrolled unresponsive "
        "inadequate* stay* keep* recalcitrant prolonged permanent* lasting chronic* go_on goes_on last lasts",
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
        "exceed exceeded more longer later",
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
    ("away", "isolat* quarantin*"),
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
    (
        "common often likely usual unlikely",
        "rare* seldom uncommon* occasional* improbable "
        "small_chance small_risk low_chance low_risk little_chance little_risk little_evidence",
    ),
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


def missing(lost: Sequence[Cue], own: set[str], said: set[str]) -> list[Cue]:
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
