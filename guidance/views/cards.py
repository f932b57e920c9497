"""A draft as the Desk lays it out: its rows in their places, each with its findings and its sources' numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from guidance.checks import Finding, Level
from guidance.documents import Document
from guidance.models import Citation, Section, Step
from guidance.queries import Draft


@dataclass
class Found:
    """What the checks say of one step, or of none."""

    findings: list[Finding]

    @property
    def plain(self) -> list[Finding]:
        """The errors and warnings that wait for an answer."""
        return [one for one in self.findings if one.level is not Level.HINT and not one.accepted]

    @property
    def hints(self) -> list[Finding]:
        return [one for one in self.findings if one.level is Level.HINT and not one.accepted]

    @property
    def accepted(self) -> list[Finding]:
        return [one for one in self.findings if one.accepted]

    @property
    def counts(self) -> list[tuple[Level, int]]:
        """How many wait for an answer, by level, where there are any."""
        levels = [one.level for one in self.findings if not one.accepted]
        return [(level, levels.count(level)) for level in Level if level in levels]


@dataclass
class StepCard:
    """``citations`` with the number that readers see of the source; None where it points at nothing."""

    row: Step
    number: str
    citations: list[tuple[int | None, Citation]]
    found: Found
    steps: list["StepCard"] = field(default_factory=list)
    gone_before: Any = None  # the line of history of a step deleted just now, which stood before this one
    gone_last: Any = None  # or, last, under it

    def all(self) -> Iterator["StepCard"]:
        """This one and all that stand under it, in reading order."""
        yield self
        for step in self.steps:
            yield from step.all()

    @property
    def sub_steps(self) -> int:
        """How many stand under it, at any depth."""
        return len(list(self.all())) - 1


@dataclass
class SectionCard:
    row: Section
    number: str
    steps: list[StepCard]
    sections: list["SectionCard"]
    gone_last: Any = None

    def all(self) -> Iterator["SectionCard"]:
        """This one and those under it."""
        yield self
        yield from self.sections


def steps_of(sections: Iterable[SectionCard]) -> list[StepCard]:
    """Every step, at any depth, in reading order."""
    return [step for top in sections for section in top.all() for card in section.steps for step in card.all()]


def show_deleted(sections: list[SectionCard], gone: Any) -> None:
    """Mark where the step stood of which ``gone``, a line of its history, says that it was deleted."""
    holders = [section for top in sections for section in top.all() if section.row.pk == gone.section_id]
    if gone.parent_id:
        holders = [step for step in steps_of(sections) if step.row.pk == gone.parent_id] or holders
    for holder in holders[:1]:
        after = (step for step in holder.steps if (step.row.position, step.row.pk) > (gone.position, gone.id))
        if following := next(after, None):
            following.gone_before = gone
        else:
            holder.gone_last = gone


def lay_out(draft: Draft, document: Document, findings: Iterable[Finding]) -> list[SectionCard]:
    """The sections and steps of the draft, whose document this is, numbered as readers will see them."""
    return _Table(draft, numbers(document), findings).sections(None)


def numbers(document: Document) -> dict[str, int]:
    """By its key, the number of each source."""
    return {reference.key: number for number, reference in enumerate(document.references, 1)}


class _Table:
    def __init__(self, draft: Draft, sources: dict[str, int], findings: Iterable[Finding]) -> None:
        self.draft, self.sources, self.count, self.findings = draft, sources, 0, defaultdict(list)
        for finding in findings:
            self.findings[finding.step].append(finding)

    def sections(self, parent: int | None, above: str = "") -> list[SectionCard]:
        return [self.section(row, f"{above}{n}") for n, row in enumerate(self.draft.sections[parent], 1)]

    def section(self, row: Section, number: str) -> SectionCard:
        steps = [self.top_step(step) for step in self.draft.steps[f"in {row.pk}"]]
        return SectionCard(row, number, steps, self.sections(row.pk, f"{number}."))

    def top_step(self, row: Step) -> StepCard:
        self.count += 1
        return self.step(row, str(self.count))

    def step(self, row: Step, number: str) -> StepCard:
        cited = [(self.source(citation), citation) for citation in self.draft.citations[row.pk]]
        card = StepCard(row, number, cited, Found(self.findings[str(row.key)]))
        card.steps = [self.step(child, f"{number}.{n}") for n, child in enumerate(self.draft.steps[row.pk], 1)]
        return card

    def source(self, citation: Citation) -> int | None:
        return self.sources.get(str(citation.reference.key)) if citation.reference else None
