"""References from a file: read and compared first, then taken in a slice at a time.

    run = start_import(content=…, by=…, at=…)   # nothing is written yet but what was read
    while run.stage != ImportStage.DONE:
        run = take_slice(run=run, taken=run.taken, by=…, at=…)

What is here already is left as it is. A record that cannot be written costs no other record.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from simple_history.utils import bulk_create_with_history

from guidance import canonical, documents, house, queries, rules
from guidance.editing.drafts import save
from guidance.editing.references import columns
from guidance.interchange import labels
from guidance.models import Import, ImportRecord, Reference
from guidance.models.imports import ImportStage, Outcome
from guidance.references import csl, duplicates, importing
from guidance.references.duplicates import Keys, Known, Match, Verdict
from guidance.references.importing import Listing, Record, Unreadable
from guidance.vocabularies import ReferenceKind, Standing

SLICE = 200  # records taken in at a time
AT_ONCE = 500  # rows written in one statement; SQLite takes 32,766 values
BECAME = ["outcome", "reference", "matched_by", "reason", "csl"]
OUTCOMES = {Verdict.NEW: Outcome.NEW, Verdict.HERE: Outcome.HERE, Verdict.REPEATED: Outcome.REPEATED}
QUICKER = "These records have been taken in already, perhaps from another window. None was taken in twice."
NO_ROW = "The database refuses it."


def read_references(content: bytes | str) -> tuple[Import, list[ImportRecord]]:
    """What is in a file and what would become of it, in rows that are not saved; NotReferences where it is none."""
    listing = importing.split(content)
    run = Import(format=listing.format.value, encoding=listing.encoding)
    return run, [_row(run, found, match) for found, match in _compared(listing)]


def _compared(listing: Listing) -> Iterator[tuple[Record | Unreadable, Match | None]]:
    here, above = queries.known_references(), Known[int]()
    for raw in listing.raws:
        found = importing.parse(raw, listing.format)
        if isinstance(found, Unreadable):
            yield found, None
        else:
            yield found, next(duplicates.compare([(found.number, queries.reference_keys(found.csl))], here, above))


def _row(run: Import, found: Record | Unreadable, match: Match | None) -> ImportRecord:
    if isinstance(found, Unreadable):
        refused = {"outcome": Outcome.UNREADABLE.value, "reason": found.reason}
        return ImportRecord(of=run, number=found.record, line=found.line, **refused)
    title = str(found.csl["title"])
    row = ImportRecord(of=run, number=found.number, line=found.line, title=title, csl=found.csl)
    row.kind = (found.kind or labels.kind("", title, csl.source(found.csl))).value
    row.standing = found.standing.value
    row.outcome = OUTCOMES[match.verdict].value
    row.matched_by = match.by.value if match.by else ""
    row.reference_id = match.which if match.verdict is Verdict.HERE else None
    row.same_as = match.which if match.verdict is Verdict.REPEATED else None
    return row


def start_import(*, content: bytes | str, by, at: datetime, name: str = "") -> Import:
    """The file read and kept, to be looked at before any of it is taken in."""
    rules.check_can_edit(queries.person(by))
    run, records = read_references(content)
    run.by, run.started_at, run.name = by, at, canonical.clean(name).strip()[:200]
    if not any(record.outcome == Outcome.NEW.value for record in records):
        run.stage = ImportStage.DONE.value
    with transaction.atomic():
        run.save()
        ImportRecord.objects.bulk_create(records, batch_size=AT_ONCE)
    return run


def take_slice(*, run: Import, taken: int, by, at: datetime) -> Import:
    """Take in the next records of the file, the last one so far being ``taken``; Stale where somebody was quicker."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        now = queries.locked_import(run)
        if now.taken != taken or now.stage == ImportStage.DONE.value:
            raise rules.Stale(QUICKER)
        records = list(queries.to_take(now)[:SLICE])
        _take(now, records, by, at)
        now.taken = records[-1].number
        now.stage = (ImportStage.RUNNING if queries.to_take(now).exists() else ImportStage.DONE).value
        now.save(update_fields=["taken", "stage"])
    return now


def discard_import(*, run: Import, by, at: datetime) -> None:
    """Throw away what was read, before any of it is taken in."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        if queries.locked_import(run).stage == ImportStage.RUNNING.value:
            raise rules.NotNow("Some of its records are in already, so this import is kept.")
        run.delete()


def _take(run: Import, records: Sequence[ImportRecord], by, at: datetime) -> None:
    """Make a reference of each record, or say why not. Each row keeps no more of the file than became of it."""
    left = _without_those_here(run, records)
    made = create_references(values=[_value(record) for record in left], by=by, at=at, why=_why(run))
    refused = []
    for record, one in zip(left, made, strict=True):
        if isinstance(one, Reference):
            record.reference = one
        else:
            record.outcome, record.reason = Outcome.UNREADABLE.value, one
            refused.append(record)
    _without_those_here(run, refused)  # somebody has just made them
    for record in records:
        record.csl = {}
    # As an upsert: bulk_update takes ten times as long.
    ImportRecord.objects.bulk_create(records, update_conflicts=True, unique_fields=["id"], update_fields=BECAME)


def _without_those_here(run: Import, records: Sequence[ImportRecord]) -> list[ImportRecord]:
    """``records`` whose source has not come here since the file was read; the others are told so."""
    keys = [queries.reference_keys(record.csl) for record in records]
    known = queries.likely_references(keys, since=run.started_at, besides=_why(run)) if keys else Known[int]()
    return [record for record, own in zip(records, keys, strict=True) if not _is_here(record, known, own)]


def _is_here(record: ImportRecord, known: Known[int], own: Keys) -> bool:
    found = known.find(own)
    if found:
        record.outcome, record.reason = Outcome.HERE.value, ""
        record.reference_id, record.matched_by = found[0], found[1].value
    return found is not None


def _why(run: Import) -> str:
    """What the history of a reference says it came by."""
    return f"Import {run.key}"


def _value(record: ImportRecord) -> documents.Reference:
    kind, standing = ReferenceKind(record.kind), Standing(record.standing)
    return documents.Reference("", kind, record.csl, in_house=is_ours(record.csl), standing=standing)


def is_ours(item: dict[str, Any]) -> bool:
    """True where the journal, publisher or issuing body is one of this house's names."""
    bodies = "\n".join(str(item.get(field, "")) for field in ("publisher", "authority", "container-title"))
    names = (re.escape(name.strip()) for name in house.targets().house_names if name.strip())
    return any(re.search(rf"(?<!\w){name}(?!\w)", bodies, re.IGNORECASE) for name in names)


def create_references(
    *, values: Iterable[documents.Reference], by, at: datetime, why: str = ""
) -> list[Reference | str]:
    """A new row for each of ``values``, with its history, or the sentence that says why there is none.

    None of them may be here already: whoever calls has compared them.
    """
    values = list(values)
    try:
        with transaction.atomic():
            return list(_created_together(values, by, at, why))
    except (rules.NotAllowed, ValidationError, DatabaseError):
        return [_created_alone(value, by, at, why) for value in values]


def _created_together(values: Iterable[documents.Reference], by, at: datetime, why: str) -> list[Reference]:
    rows = [Reference(standing=value.standing.value, **columns(value)) for value in values]
    for row in rows:
        row.clean_fields(exclude={field.name for field in row._meta.concrete_fields if field.is_relation})
    signed = {"default_user": by, "default_date": at, "default_change_reason": why}
    return bulk_create_with_history(rows, Reference, batch_size=AT_ONCE, **signed)


def _created_alone(value: documents.Reference, by, at: datetime, why: str) -> Reference | str:
    row = Reference(standing=value.standing.value)
    try:
        with transaction.atomic():
            save(row, by=by, at=at, changes=columns(value), why=why)
    except rules.NotAllowed as refusal:
        return refusal.reason
    except DatabaseError:
        return NO_ROW
    return row
