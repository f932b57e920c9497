"""Whether both wordings are as urgent."""

from collections.abc import Iterator, Sequence

from guidance.checks.parity.cues import Cue, Force, Table, firm, unanswered
from guidance.checks.parity.pairs import differing, pairs
from guidance.checks.registry import Finding, Targets, register
from guidance.documents import Document

URGENCY = Table(
    """
    immediate, immediately, at once, right away, straight away, straightaway, right now, without delay, urgent
    urgently, emergent, emergently, stat, instantly, promptly, as soon as possible, asap, emergency, emergencies
    without waiting, with urgency, as fast as possible, as quickly as possible, no delay, without hesitation
    as soon as you can, as fast as you can, as quickly as you can, call now, go now, get help now, act now, same day
    the same day, immediately after, immediately following, immediately before, right after, straight after
    directly after, just after, right before, straight before, just before, quickly, rapidly, swiftly, speedily
    prompt, on the same day, that same day, this minute
    ~now, ~quick, ~rapid, ~soon, ~fast, ~early, ~within minutes, ~today, ~within hours, ~delay, ~delayed
    ~wait, ~as soon as, ~speed*, ~ambulance, ~swift, ~hasten*, ~wait to, ~directly, ~hurry, ~emergency number
    ~emergency department, ~emergency departments, ~emergency room, ~emergency services, ~emergency service
    ~emergency team, ~emergency care, ~emergency unit, ~emergency line, ~emergency doctor, ~emergency contact
    ~emergency contacts, ~emergency call, ~local emergency number, ~life threatening, ~time critical
    -rapidly progressive, -rapidly progressing, -rapidly growing, -rapidly worsening, -rapidly fatal, -rapidly evolving
    -rapidly dividing, -rapidly acting, -rapidly absorbed, -progresses rapidly, -progress rapidly, -worse quickly
    -worse rapidly, -worsens rapidly, -worsens quickly, -grow quickly, -grows quickly, -growing quickly
    -spread quickly, -spreads quickly, -spreading quickly, -works quickly, -work quickly, -acts quickly, -more quickly
    -more rapidly, -too quickly, -too rapidly, -how quickly, -how rapidly, -better quickly, -falls quickly
    -falls rapidly, -rises rapidly, -rises quickly, -rising rapidly, -rapidly rising, -rapidly falling, -should prompt
    -must prompt, -may prompt, -can prompt, -could prompt, -will prompt, -to prompt, -not prompt, -immediate release
    -all at once, -immediately prior
    -immediate family, -emergency contraception, -emergency contraceptive, -emergency use, -emergency kit
    -emergency card, -emergency plan, -emergency medicine physician
    """
)


@register
def urgency(document: Document, targets: Targets) -> Iterator[Finding]:
    """A haste that one wording calls for and the other does not."""
    for pair in pairs(document):
        clinician, lay = _calls(pair.clinician), _calls(pair.lay)
        ours = [cue.text for cue in unanswered(clinician, lay)]
        theirs = [cue.text for cue in unanswered(lay, clinician)] if not firm(clinician) else []
        yield from differing("parity.urgency", pair, ours, theirs, "urgency")


def _calls(text: str) -> Sequence[Cue]:
    """The cues, of the firm ones of a sentence the first only: “this is urgent: call at once” is one call."""
    cues = URGENCY.cues(text)
    first = {cue.sentence: cue for cue in reversed(firm(cues))}
    return [cue for cue in cues if cue.force is not Force.FIRM or cue is first[cue.sentence]]
