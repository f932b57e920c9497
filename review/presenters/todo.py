"""What an editor has to see to in a draft whose last edition came back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance import checks
from guidance.audiences import Audience
from guidance.documents import Document
from guidance.personalization import ReadStep, personalize
from review.presenters.threads import Thread
from review.quoting import Since


@dataclass(frozen=True)
class ToDo:
    """What was said and found of one step of the draft; ``step`` is None for the article as a whole."""

    step: ReadStep | None
    threads: list[Thread]  # those that block first
    findings: list[checks.Finding]


@dataclass(frozen=True)
class Lost:
    """What was said of a step that the draft has no more; ``text`` is how the step read."""

    text: str
    threads: list[Thread]


@dataclass(frozen=True)
class ToDoList:
    """``items`` in the order of the draft, ``lost`` after them; ``threads`` is how many there are in both."""

    items: list[ToDo]
    lost: list[Lost]
    threads: int
    findings: int


def to_do(
    draft: Document, came_back: Document, findings: Sequence[checks.Finding], threads: Iterable[Thread]
) -> ToDoList:
    """One list of what reviewers said of ``came_back`` and of what the checks find in ``draft`` and nobody accepted."""
    said, found = defaultdict(list), defaultdict(list)
    for thread in sorted(threads, key=lambda thread: not thread.blocks):
        said[str(thread.step_key) if thread.step_key else None].append(thread)
    for finding in findings:
        if not finding.accepted:
            found[finding.step].append(finding)
    steps = {step.key: step for step in personalize(draft, Audience.CLINICIAN).walk()}
    items = [ToDo(step, said[key], found[key]) for key, step in {None: None, **steps}.items()]
    return ToDoList(
        items=[item for item in items if item.threads or item.findings],
        lost=_lost(came_back, [thread for lot in said.values() for thread in lot]),
        threads=sum(map(len, said.values())),
        findings=sum(map(len, found.values())),
    )


def _lost(came_back: Document, threads: Iterable[Thread]) -> list[Lost]:
    lost = defaultdict(list)
    for thread in threads:
        if thread.since is Since.NO_STEP:
            lost[str(thread.step_key)].append(thread)
    texts = {step.key: step.text.clinician for step in came_back.steps()}
    return [Lost(texts.get(key, ""), lot) for key, lot in lost.items()]
