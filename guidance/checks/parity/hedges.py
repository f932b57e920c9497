"""Whether both wordings are as sure: “may” is not “will”."""

import re
from collections.abc import Iterator

from guidance.checks.parity.cues import Table, firm, unanswered
from guidance.checks.parity.pairs import differing, pairs
from guidance.checks.registry import Finding, Targets, register
from guidance.documents import Document

HEDGES = Table(
    """
    may, might, could, possibly, perhaps, maybe, probably, likely, unlikely, consider*, potentially, presumably
    conceivably, arguably, appear to, appears to, appeared to, seem*, suggests that, suggest that
    suggested that, evidence suggests, data suggest, studies suggest, results suggest, may be considered
    might be considered, could be considered, may consider, might consider, could consider, may possibly
    might possibly, could possibly, could potentially, may potentially, might perhaps, may perhaps, may well
    ~may be offered, ~might be offered, ~could be offered, ~may offer, ~may try, ~might try, ~could try
    ~can, ~can be considered, ~can possibly, ~suggest*, ~often, ~usually, ~typically, ~generally, ~commonly, ~mostly
    ~frequently, ~sometimes, ~occasionally, ~rarely, ~some, ~option*, ~alternativ*, ~tend, ~tends, ~tended, ~chance
    ~chances, ~able, ~potential, ~possible, ~possibility, ~possibilities, ~probable, ~probability, ~likelihood
    ~uncertain*, ~unclear, ~unsure, ~thought, ~believed, ~presumed, ~suspected, ~offer*, ~discuss*, ~risk, ~risks
    ~trial of, ~try, ~tried, ~choose, ~choice, ~choices, ~sign of, ~signs of, ~indicat*, ~hint, ~hints, ~point to
    ~points to, ~include, ~includes, ~including, ~reported, ~susceptible, ~prone, ~permitted, ~allow*, ~optional*
    ~in case, ~worth, ~think about, ~thinks about, ~talk about, ~up to you, ~up to the, ~not sure, ~not certain
    ~not clear, ~not always, ~almost always, ~almost, ~weigh, ~weighs, ~whether, ~at times, ~now and then, ~watch
    ~look out, ~monitor, ~doubt*, ~limited evidence, ~weak evidence, ~if needed, ~as needed, ~if necessary
    ~seldom, ~most, ~many, ~in part, ~plausib*, ~conditional*, ~is an option, ~free to, ~fine to, ~ask about
    -more likely, -less likely, -most likely to, -least likely, -how likely, -as likely, -likely to be more
    -more unlikely, -considerable, -considerably, -consideration, -considerations, -could not
    """
)
MONTH = re.compile(r"\bMay(?= \d{4}|,)|(?<=\d )May\b")
OPEN = Table("may, might, could, can, possibly, perhaps, often, usually, sometimes, generally, consider*")
MODALS = {"may", "might", "could", "may well"}
CERTAIN = Table("will, must, shall, always, certainly, definitely, surely, undoubtedly, invariably, has to, have to")


@register
def hedge(document: Document, targets: Targets) -> Iterator[Finding]:
    """A doubt or a freedom that one wording has and the other has not."""
    for pair in pairs(document):
        ours = _lost(pair.clinician, pair.lay) or _made_certain(pair.clinician, pair.lay)
        theirs = _lost(pair.lay, pair.clinician, repeats=True) or _made_certain(pair.lay, pair.clinician)
        yield from differing("parity.hedge", pair, ours, theirs, "doubt")


def _lost(text: str, other: str, repeats: bool = False) -> list[str]:
    """The hedges of ``text`` that ``other`` lacks. A “may” that is said again, as two sentences made of one must,
    ``repeats`` what was said.
    """
    ours, theirs = (HEDGES.cues(MONTH.sub("", one)) for one in (text, other))
    lost = unanswered(ours, theirs)
    is_said = repeats and any(cue.words in MODALS for cue in firm(theirs))
    return [cue.text for cue in lost if not (is_said and cue.words in MODALS)]


def _made_certain(text: str, other: str) -> list[str]:
    """“may” where the other wording has a “may” the fewer and a “will” the more."""
    if len(CERTAIN.cues(other)) <= len(CERTAIN.cues(text)):
        return []
    return [cue.text for cue in unanswered(OPEN.cues(text), OPEN.cues(other))]
