"""A draft as the Desk lays it out: its rows in their places, each with its findings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from guidance.checks import Finding
from guidance.models import Citation, Section, Step
from guidance.queries import Draft


@dataclass
class StepCard:
    row: Step
    number: str
    citations: list[Citation]
    findings: list[Finding]
    steps: list["StepCard"] = field(default_factory=list)


@dataclass
class SectionCard:
    row: Section
    number: str
    steps: list[StepCard]
    sections: list["SectionCard"]


def lay_out(draft: Draft, findings: Iterable[Finding]) -> list[SectionCard]:
    """The draft's sections and steps, numbered as readers will see them."""
    return _Table(draft, findings).sections(None)


class _Table:
    def __init__(self, draft: Draft, findings: Iterable[Finding]) -> None:
        self.draft, self.count, self.findings = draft, 0, defaultdict(list)
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
        card = StepCard(row, number, self.draft.citations[row.pk], self.findings[str(row.key)])
        card.steps = [self.step(child, f"{number}.{n}") for n, child in enumerate(self.draft.steps[row.pk], 1)]
        return card
