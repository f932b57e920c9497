"""The pairs of wordings that must say the same, and how a finding tells what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance.checks.phrases import step_name
from guidance.checks.registry import Finding, Level
from guidance.documents import Document, Step

MOST_NAMED = 4


@dataclass(frozen=True)
class Pair:
    """The two texts of one thing, and what it is: a step, or ``field`` of the step or of the document."""

    field: str
    clinician: str
    lay: str
    step: Step | None = None

    @property
    def name(self) -> str:
        """What a person calls it."""
        if self.step is None:
            return self.field
        return f"when {step_name(self.step)} applies" if self.field == "when" else step_name(self.step)


def pairs(document: Document) -> Iterator[Pair]:
    """Every statement that is said in both wordings; headings and the change note claim nothing."""
    named = (
        ("the bottom line", document.summary),
        ("what the article does not cover", document.scope),
        ("when to call for help", document.get_help),
    )
    for name, wording in named:
        if wording.clinician and wording.lay:
            yield Pair(name, wording.clinician, wording.lay)
    for step in document.steps():
        if step.text.clinician and step.text.lay:
            yield from _of_step(step)


def _of_step(step: Step) -> Iterator[Pair]:
    """What it says, and when it applies; in one where one wording says both in one."""
    when = step.applies_when
    if bool(when.clinician) == bool(when.lay):
        yield Pair("text", step.text.clinician, step.text.lay, step)
        if when:
            yield Pair("when", when.clinician, when.lay, step)
    else:
        yield Pair("text", f"{when.clinician}\n{step.text.clinician}", f"{when.lay}\n{step.text.lay}", step)


def differing(code: str, pair: Pair, ours: Sequence[str], theirs: Sequence[str], noun: str) -> Iterator[Finding]:
    """A finding where the clinician wording alone says ``ours``, or the lay one alone ``theirs``; else none."""
    if not ours and not theirs:
        return
    if ours and theirs:
        said = f"The clinician wording says {_listed(ours)} where the plain wording says {_listed(theirs)}"
    elif ours:
        said = f"The clinician wording says {_listed(ours)}; the plain wording has no such {noun}"
    else:
        said = f"The plain wording says {_listed(theirs)}; the clinician wording has no such {noun}"
    yield Finding(code, Level.WARNING, f"{said}: {pair.name}.", pair.step.key if pair.step else None)


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in list(dict.fromkeys(texts))[:MOST_NAMED])
