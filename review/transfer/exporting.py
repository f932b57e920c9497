"""A site written out. What one export holds, another of the same site holds, byte for byte, on whatever engine."""

import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from guidance.rules import NotAllowed
from review.transfer.addresses import Addresses, hashable
from review.transfer.manifest import File, Manifest, migrated_to
from review.transfer.tables import Table, carried

AT_ONCE = 500  # rows


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is as it stood at one moment, and nobody waits. No transaction may be open yet."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with _reading_only(), transaction.atomic(durable=True):
            yield
    else:
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


@contextmanager
def _reading_only() -> Iterator[None]:
    """SQLite begins without the writer's lock: in WAL what is read stands still while others write on."""
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = mode


def export_site(folder: Path, *, history: bool = False) -> Manifest:
    """Write the site into ``folder``, new or empty: whole, or not at all. Only its owner may read what is there.

    ``history`` adds every edit that was ever made. NotAllowed says why nothing was written.
    """
    folder = folder.resolve()
    with _kept_if_whole(folder) as scratch:
        addresses = Addresses()
        files = {table.file: _write(scratch / table.file, table, addresses) for table in carried(history=history)}
        manifest = Manifest(history=history, files=files, made_at=migrated_to())
        manifest.write(scratch)
    return manifest


@contextmanager
def _kept_if_whole(folder: Path) -> Iterator[Path]:
    """A scratch folder beside ``folder``, which becomes it at the end."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise NotAllowed(f"{folder} is there already, and is not an empty folder.")
    try:
        scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            yield scratch
            scratch.rename(folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise NotAllowed(f"{folder} cannot be written: {error.strerror}.") from error


def _write(path: Path, table: Table, addresses: Addresses) -> File:
    count, digest = 0, hashlib.sha256()
    with path.open("xb") as file:
        for line in lines_of(table, addresses):
            file.write(line)
            digest.update(line)
            count += 1
    return File(count, digest.hexdigest())


def lines_of(table: Table, addresses: Addresses) -> Iterator[bytes]:
    """What the file of the table holds, line by line."""
    count: Counter = Counter()
    for row in table.rows().prefetch_related(*(field.name for field in table.many)).iterator(AT_ONCE):
        fields = addresses.key_of(table, row, count) if table.is_counted else {}
        fields |= {"of": addresses.of(table.of, row.id)} if table.of else {}
        fields |= {field.name: addresses.cell(field, row) for field in table.columns}
        fields |= {field.name: _several(field, row, addresses) for field in table.many}
        yield json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _several(field: models.ManyToManyField, row: models.Model, addresses: Addresses) -> list[Any]:
    found = [addresses.of(field.related_model, other.pk) for other in getattr(row, field.name).all()]
    return sorted(found, key=hashable)
