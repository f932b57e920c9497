"""Say what changed from one document in a file to another, what matters first.

Ends with 1 where any change matters.
"""

from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandParser

from guidance import diff, documents
from guidance.diff import Change
from guidance.documents import Document
from guidance.management import acting


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", metavar="OLD.json", help="A JSON document; - reads standard input.")
        parser.add_argument("new", metavar="NEW.json", help="What it has become.")
        acting.add_json(parser)

    def handle(self, *, old: str, new: str, json: bool, **_options) -> None:
        changes = diff.diff(_document(old), _document(new))
        if json:
            acting.print_json(self, [diff.as_json(change) for change in changes])
        else:
            acting.print_text(self, "\n".join(_lines(changes)))
        if any(change.matters for change in changes):
            raise SystemExit(1)


def _document(name: str) -> Document:
    with acting.refusing(name):
        return documents.from_json(acting.read_file(name))


def _lines(changes: list[Change]) -> Iterator[str]:
    matter = sum(change.matters for change in changes)
    yield f"{len(changes) or 'Nothing'} changed" + (f", {matter} of them in what matters" if matter else "")
    for change in changes:
        where = f"step {change.step} " if change.step else ""
        yield f"  {'!' if change.matters else '-'} {where}{change.field} {change.kind.value}" + (
            f": {change.why}" if change.why else ""
        )
        yield from (f"      {name} {text}" for name, text in (("old", change.old), ("new", change.new)) if text)
