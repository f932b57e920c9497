"""Whether both wordings are as sure: “may” is not “will”."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from guidance.checks.parity.cues import Cue, Force, Table, firm, reaches, read, unanswered
from guidance.checks.parity.pairs import differing, pairs
from guidance.checks.parity.sentences import alike
from guidance.checks.registry import Finding, Targets, register
from guidance.documents import Document

HEDGES = Table(
    """
    may, might, could, possibly, perhaps, maybe, probably, likely, unlikely, consider*, potentially, presumably
    conceivably, arguably, appear to, appears to, appeared to, seem*, tend to, tends to, suggests that, suggest that
    suggested that, evidence suggests, data suggest, studies suggest, results suggest, may be considered
    might be considered, could be considered, may consider, might consider, could consider, may possibly
    might possibly, could possibly, could potentially, may potentially, might perhaps, may perhaps, may well
    may be offered, might be offered, could be offered, may offer, may try, might try, could try, ideally, preferably
    it is possible that, is possible that, if possible, where possible, when possible, if feasible, where feasible
    usually, often, generally, typically
    unclear, uncertain, unsure, not sure, not certain
    not known, not know, unknown, nobody knows, no one knows, no 1 knows
    not clear whether, not clear if, not clear that, not clear how, not clear why, not clear which, not clear what
    sometimes, occasionally, rarely, seldom, not always, not usually, not generally, not often, not necessarily
    ~can, ~can be considered, ~can possibly, ~suggest*, ~commonly, ~mostly, ~frequently, ~rare, ~some, ~option*
    ~alternativ*, ~tend, ~tends, ~tended, ~chance, ~chances, ~able, ~potential, ~possible, ~possibility, ~possibilities
    ~probable, ~probability, ~likelihood, ~estimated, ~expected, ~reasonabl*, ~prefer*, ~it is better, ~it is best
    ~best to, ~uncertainty, ~not been established, ~not been shown, ~not been proven, ~not been proved
    ~not been studied, ~unproven, ~not proven, ~not shown, ~not established, ~no evidence, ~no proof
    ~not enough evidence
    ~not enough data, ~not enough research, ~not enough proof, ~not enough information, ~not enough studies
    ~thought, ~believed, ~presumed, ~suspect*, ~offer*, ~discuss*, ~at risk
    ~risk, ~risk of, ~risks of, ~a risk, ~risk that, ~risks, ~trial of, ~try, ~tried, ~choose, ~choice, ~choices
    ~sign of
    ~signs of, ~sign that, ~signs that, ~indicat*, ~hint, ~hints, ~point to, ~points to, ~include, ~includes
    ~including, ~reported
    ~susceptible, ~prone, ~permitted, ~allow*, ~optional*, ~in case, ~worth, ~think about, ~thinks about, ~talk about
    ~up to you, ~up to the, ~almost always, ~almost, ~weigh, ~weighs, ~whether
    ~at times, ~now and then, ~watch, ~look out, ~monitor, ~doubt*, ~limited evidence, ~weak evidence
    ~little evidence, ~some evidence, ~low certainty ~if needed
    ~as needed, ~if necessary, ~routine*, ~most, ~many, ~in part, ~plausib*, ~conditional*, ~is an option, ~free to
    ~fine to, ~ask about, ~standard, ~normal, ~normally, ~usual, ~typical, ~common, ~general, ~frequent
    ~life threatening, ~deadly, ~regularly, ~as a rule, ~in general, ~for the most part
    ~from time to time, ~at first, ~could become pregnant, ~may become pregnant, ~might become pregnant
    ~could get pregnant, ~might be pregnant, ~could be pregnant, ~may be pregnant, ~uncommon*, ~infrequent*, ~few
    ~before you could, ~before you might, ~before you may, ~if you could, ~if you might, ~if you may, ~who could
    ~who might, ~may not take, ~may not use, ~may not have, ~may not drive, ~may not be given, ~may not be used
    ~exclud*, ~rule out, ~rules out, ~ruled out, ~even if
    -will be considered, -must be considered
    usual cause, usual causes, usual reason, typical cause, common cause, common causes, common reason, likely cause
    probable cause, frequent cause
    -usual dose, -usual doses, -usual diet, -as usual, -usual care, -usual treatment, -not known to, -can no longer
    -could be seen
    -at most, -the most, -more likely, -less likely, -most likely to, -least likely, -how likely, -as likely
    -likely to be more, -more unlikely, -considerable, -considerably, -consideration, -considerations, -could not
    -how many, -so many, -too many, -as many as, -how often, -too often, -more often, -less often, -as often
    -often enough, -so often
    """
)
MONTH = re.compile(r"\bMay(?= \d{4}|,)|(?<=\d )May\b")
OPEN = Table(
    """
    may, might, could, can, possibly, perhaps, often, usually, sometimes, generally, typically, occasionally, rarely
    seldom, consider*, tends to, tend to, likely, unlikely, probably, possible, probable, suspected, seems, appears
    uncertain, unclear, unsure, not sure, not certain, not clear, not known, reasonable, preferabl*, ideally, suggest*
    estimated, thought, believed, usual, almost, nearly, most, mostly, many, commonly, frequently, common
    ~limited evidence, ~little evidence, ~some evidence, -usual dose, -usual doses, -as usual, -usual care
    """
)
TURNING = Table(
    "not, no, never, neither, nor, cannot, without, dont, doesnt, isnt, arent, wont, cant, shouldnt, mustnt"
)
MODAL = Table("may, might, could, can")
BESIDE = {"also", "sometimes", "often", "well", "even", "then", "still", "itself"}
MODALS = {"may", "might", "could", "may well"}
# What may stand beside another doubt and adds none to it.
DOUBTS = {
    "possible",
    "possibility",
    "potential",
    "probable",
    "chance",
    "preferred",
    "preferable",
    "reasonable",
    "better",
    "whether",
}
TOGETHER = 3  # words
EVIDENTIAL = {"suggests that", "suggest that", "suggested that", "evidence suggests", "data suggest", "studies suggest"}
FOLLOWED_IN = 7  # words: “evidence suggests that zorb lozenges may” is one doubt
CERTAIN = Table(
    """
    will, must, shall, always, certainly, definitely, definite, surely, undoubtedly, invariably, inevitably, has to
    have to, mandatory, compulsory, obligatory, required, proves, proven, prove, is certain, are certain, certain that
    is sure, are sure, sure that, confirmed, confirms, means that, mean that, is present, are present
    guaranteed, without fail, clearly, is clear, known, proves, inevitable, all patients, all people, all children
    all adults, all women, all men, all cases, everyone, everybody, every patient, every case, every time, whenever
    -almost always, -nearly always, -not always, -almost all, -nearly all, -almost everyone, -nearly everyone
    -known to have, -well known, -known as
    """
)


@register
def hedge(document: Document, targets: Targets) -> Iterator[Finding]:
    """A doubt or a freedom that one wording has and the other has not."""
    for pair in pairs(document):
        ours = _differing(pair.clinician, pair.lay)
        theirs = _differing(pair.lay, pair.clinician, repeats=True)
        yield from differing("parity.hedge", pair, ours, theirs, "doubt")


def _differing(text: str, other: str, repeats: bool = False) -> list[str]:
    return _lost(text, other, repeats) or _made_certain(text, other) or _flat(text, other)


def _flat(text: str, other: str) -> list[str]:
    """“can cause” where the other text says “causes”."""
    if not MODAL.cues(text):
        return []
    own, said = ({piece.value for piece in read(one)} for one in (text, other))
    held = {_verb(cue) for cue in MODAL.cues(other)}
    return [
        cue.text
        for cue in MODAL.cues(text)
        if (verb := _verb(cue)) not in held
        and not said.isdisjoint(forms := {f"{verb}s", f"{verb}es", f"{verb[:-1]}ies"})
        and own.isdisjoint(forms)
    ]


def _verb(cue: Cue) -> str:
    return next((word for word in cue.ahead if word not in BESIDE and not word.endswith("ly")), "")


def _lost(text: str, other: str, repeats: bool = False) -> list[str]:
    """The hedges of ``text`` that ``other`` lacks. A “may” that is said again, as two sentences made of one must,
    ``repeats`` what was said.
    """
    ours, theirs = list(_calls(text)), list(_calls(other))
    if not firm(ours):
        return []
    if _evident(HEDGES.cues(text)) and _evident(HEDGES.cues(other)):
        ours, theirs = _but_evident(ours), _but_evident(theirs)
    lost = unanswered(ours, theirs) or _unheld(text, other, ours, theirs)
    is_said = repeats and any(cue.words in MODALS for cue in firm(theirs))
    return [cue.text for cue in lost if not (is_said and cue.words in MODALS)]


def _evident(cues: Sequence[Cue]) -> bool:
    return any(cue.words in EVIDENTIAL for cue in cues)


def _but_evident(cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.words not in EVIDENTIAL]


def _unheld(text: str, other: str, ours: Sequence[Cue], theirs: Sequence[Cue]) -> list[Cue]:
    """The cues that only a soft one answers, where the sentence of the other text that says the same has none."""
    if len(firm(ours)) <= len(firm(theirs)):
        return []
    return [
        cue for cue in firm(ours) if (n := alike(text, cue.sentence, other)) is not None and not _is_held(n, theirs)
    ]


def _is_held(sentence: int, cues: Sequence[Cue]) -> bool:
    return any(cue.sentence == sentence for cue in cues)


@lru_cache(maxsize=4_000)
def _calls(text: str) -> tuple[Cue, ...]:
    """The cues, of doubts that stand together the first only: “suggests a possible link” is one doubt."""
    found: list[Cue] = []
    cues = HEDGES.cues(MONTH.sub("", text) if "May" in text else text)
    modal = {cue.sentence: cue.place for cue in cues if cue.words in MODALS}
    for cue in cues:
        if cue.words in EVIDENTIAL and cue.place < modal.get(cue.sentence, 0) <= cue.place + FOLLOWED_IN:
            continue
        last = found[-1] if found else None
        is_near = last and last.sentence == cue.sentence and cue.place - last.place <= TOGETHER
        is_more = cue.force is Force.FIRM or cue.words in DOUBTS
        if not (is_near and is_more and last and last.force is Force.FIRM and last.words != cue.words):
            found.append(cue)
    return tuple(found)


def _made_certain(text: str, other: str) -> list[str]:
    """“may” where the other wording has a “may” the fewer and a “will” the more."""
    if len(_certain(other)) <= len(_certain(text)):
        return []
    return [cue.text for cue in unanswered(OPEN.cues(text), OPEN.cues(other))]


def _certain(text: str) -> list[Cue]:
    certain = firm(CERTAIN.cues(text))
    nots = TURNING.cues(text) if certain else ()
    return [cue for cue in certain if not any(reaches(turn, cue) for turn in nots)]
