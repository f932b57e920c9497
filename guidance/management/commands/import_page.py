"""Make a new draft of the plain text of an answer page, copied as a reader sees it."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from guidance import checks, editing, house, queries
from guidance.checks import Level
from guidance.documents import Document
from guidance.interchange import text
from guidance.management import acting
from guidance.models import Article
from guidance.vocabularies import Action, ReferenceType


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="A text file; - reads standard input.")
        acting.add_json(parser)
        acting.add_by(parser)

    def handle(self, *, file: str, by: str | None, json: bool, **_options) -> None:
        with acting.refusing(file, text.NotAPage), transaction.atomic():
            content = text.read(acting.read_file(file))
            page = text.parse(content, house_names=house.targets().house_names)
            article = self._write(page, by)
        summary = _summary(article, page)
        if json:
            acting.print_json(self, summary)
        else:
            acting.print_text(self, "\n".join(_lines(summary)))

    def _write(self, page: text.Page, by: str | None) -> Article:
        return editing.create_from(
            document=page.document,
            unplaced="\n".join(f"{line.line}: {line.text}" for line in page.unplaced),
            by=acting.editor(self, by),
            at=timezone.now(),
        )


def _summary(article: Article, page: text.Page) -> dict[str, Any]:
    draft = queries.draft(article)
    findings = checks.run(draft, house.targets())
    return {
        "slug": article.slug,
        "title": draft.title,
        **_counts(draft),
        "unplaced": [{"line": line.line, "text": line.text} for line in page.unplaced],
        "findings": [checks.as_json(finding) for finding in findings],
    }


def _counts(draft: Document) -> dict[str, Any]:
    steps = list(draft.steps())
    types = Counter(reference.kind.type for reference in draft.references)
    return {
        "sections": len(list(draft.walk_sections())),
        "steps": len(steps),
        "cited_steps": sum(bool(step.citations) for step in steps),
        "groups": sum(step.action is Action.GROUP for step in steps),
        "references": {type.value: types[type] for type in ReferenceType},
    }


def _lines(summary: dict[str, Any]):
    yield f"{summary['slug']}: {summary['title']}"
    yield "{sections} sections, {steps} steps, {cited_steps} of them citing, {groups} groups".format(**summary)
    yield "References: {guideline} guideline, {research} research, {summary} summary".format(**summary["references"])
    for line in summary["unplaced"]:
        yield f"Line {line['line']} found no place: {line['text']}"
    errors = [finding for finding in summary["findings"] if finding["level"] == Level.ERROR]
    for finding in errors:
        yield f"{finding['level']} {finding['code']}: {finding['message']}"
    yield f"check_guidance {summary['slug']} also lists {len(summary['findings']) - len(errors)} warnings and hints."
