"""A draft as the Desk lays it out: its rows in their places, each with its findings and its sources' numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from guidance.checks import Finding, blocking
from guidance.documents import Document
from guidance.models import Citation, Section, Step
from guidance.queries import Draft


@dataclass
class StepCard:
    """``citations`` with the number that readers see of the source; None where it points at nothing."""

    row: Step
    number: str
    citations: list[tuple[int | None, Citation]]
    findings: list[Finding]
    steps: list["StepCard"] = field(default_factory=list)

    @property
    def errors(self) -> list[Finding]:
        return blocking(self.findings)

    @property
    def advice(self) -> list[Finding]:
        """The warnings and hints."""
        return [finding for finding in self.findings if finding not in self.errors]


@dataclass
class SectionCard:
    row: Section
    number: str
    steps: list[StepCard]
    sections: list["SectionCard"]


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
        card = StepCard(row, number, cited, self.findings[str(row.key)])
        card.steps = [self.step(child, f"{number}.{n}") for n, child in enumerate(self.draft.steps[row.pk], 1)]
        return card

    def source(self, citation: Citation) -> int | None:
        return self.sources.get(str(citation.reference.key)) if citation.reference else None
