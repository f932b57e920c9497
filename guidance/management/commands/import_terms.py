"""Take a CSV file of terms into the glossary: new ones, and what it says anew of those that are there.

Nothing is deleted. A line that cannot be read is named, and the others are taken.
"""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from guidance import editing, queries
from guidance.interchange import glossary, terminology
from guidance.management import acting


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="A CSV file; - reads standard input.")
        parser.add_argument("--dry-run", action="store_true", help="Say what it would do, and write nothing.")
        acting.add_json(parser)
        acting.add_by(parser)

    def handle(self, *, file: str, dry_run: bool, json: bool, by: str | None, **_options) -> None:
        with acting.refusing(file, glossary.NotAGlossary):
            sheet = glossary.read(acting.read_file(file))
            plan = terminology.plan(sheet, queries.term_values(queries.terms()))
            if not dry_run:
                editing.take_terms(plan=plan, by=acting.editor(self, by), at=timezone.now())
        summary = _summary(sheet, plan)
        if json:
            acting.print_json(self, summary)
        else:
            acting.print_text(self, "\n".join(_lines(summary, dry_run)))


def _summary(sheet: glossary.Sheet, plan: terminology.Plan) -> dict[str, Any]:
    return {
        "encoding": sheet.encoding,
        "delimiter": glossary.DELIMITERS[sheet.delimiter],
        "read": len(sheet.rows),
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": len(plan.same),
        "unreadable": [{"line": one.line, "reason": one.reason} for one in plan.unreadable],
    }


def _lines(summary: dict[str, Any], dry_run: bool) -> Iterator[str]:
    yield "Nothing was written. This is what would be:" if dry_run else "Written:"
    yield f"  {summary['new']} new, {summary['changed']} changed, {summary['same']} the same"
    yield from (f"  line {one['line']}: {one['reason']}" for one in summary["unreadable"])
