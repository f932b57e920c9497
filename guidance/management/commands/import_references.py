"""Take in the references of a RIS, BibTeX, PubMed (.nbib) or CSL-JSON file. What is here already is left as it is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from guidance import editing, queries
from guidance.management import acting
from guidance.models import Import, ImportRecord
from guidance.models.imports import ImportStage, Outcome
from guidance.references import importing
from guidance.vocabularies import ReferenceKind, Standing


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="A file of references, whatever its name; - reads standard input.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be taken in, and write nothing.")
        acting.add_json(parser)
        acting.add_by(parser, "--as")

    def handle(self, *, file: str, dry_run: bool, by: str | None, json: bool, **_options) -> None:
        with acting.refusing(file, importing.NotReferences):
            content = acting.read_file(file, largest=importing.LARGEST)
            run, records = editing.read_references(content) if dry_run else self._take_in(content, file, by)
        if json:
            acting.print_json(self, _summary(run, records))
        else:
            acting.print_text(self, "\n".join(_lines(run, records, "would be taken in" if dry_run else "taken in")))

    def _take_in(self, content: bytes, file: str, by: str | None) -> tuple[Import, Sequence[ImportRecord]]:
        """All of it, slice by slice. Where this is broken off, the Desk can go on with it."""
        importing.split(content)  # nobody is made an editor for a file that cannot be read
        who, name = acting.editor(self, by), "" if file == "-" else PurePath(file).name
        run = editing.start_import(content=content, by=who, at=timezone.now(), name=name)
        while run.stage != ImportStage.DONE.value:
            run = editing.take_slice(run=run, taken=run.taken, by=who, at=timezone.now())
        return run, queries.import_records(run)


def _summary(run: Import, records: Sequence[ImportRecord]) -> dict[str, Any]:
    """``read`` counts the records that could be read: ``new`` and ``duplicates`` together."""
    counts = Counter(record.outcome for record in records)
    duplicates = counts[Outcome.HERE] + counts[Outcome.REPEATED]
    return {
        "format": run.format,
        "encoding": run.encoding,
        "read": counts[Outcome.NEW] + duplicates,
        "new": counts[Outcome.NEW],
        "duplicates": duplicates,
        "unreadable": [
            {"record": record.number, "line": record.line, "reason": record.reason}
            for record in records
            if record.outcome == Outcome.UNREADABLE
        ],
    }


def _lines(run: Import, records: Sequence[ImportRecord], done: str) -> Iterator[str]:
    summary = _summary(run, records)
    yield "{format} in {encoding}: {read} records read: {new} new, {duplicates} duplicates".format(**summary)
    for one in summary["unreadable"]:
        yield "Record {record} (line {line}) could not be read: {reason}".format(**one)
    new = [record for record in records if record.outcome == Outcome.NEW]
    kinds = Counter(ReferenceKind(record.kind).label for record in new)
    yield f"{len(new)} {done}" + "".join(f"; {label}: {count}" for label, count in sorted(kinds.items()))
    for record in records:
        if record.standing != Standing.CURRENT and (line := _on_its_standing(record, done)):
            yield line


def _on_its_standing(record: ImportRecord, done: str) -> str:
    """What became of the file's word that a source is not to be relied on; “” where there is nothing to tell."""
    said = f"Record {record.number}, “{record.title}”: {Standing(record.standing).label.lower()}, the file says"
    if record.outcome == Outcome.NEW:
        return f"{said}, and {done} as that"
    if record.reference is None or record.reference.standing == record.standing:
        return ""
    return f"{said}; here it stands as {Standing(record.reference.standing).label.lower()}, and that was left"
