"""What a folder holds: the last file written, and the first one read."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from guidance import canonical
from guidance.canonical import Malformed
from review.transfer import tables

NAME = "manifest.json"
FORMAT = 2  # raised with every change of what a line holds


@dataclass(frozen=True)
class File:
    lines: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``files`` by name; ``made_at`` is the last migration of each app where it was made, for a person to read."""

    history: bool
    files: dict[str, File]
    made_at: dict[str, str]
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), indent=2, sort_keys=True)
        (folder / NAME).write_text(f"{text}\n", encoding="utf-8")


def migrated_to() -> dict[str, str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return {app: max(name for owner, name in applied if owner == app) for app in ("guidance", "review")}


def read(folder: Path) -> Manifest:
    """The manifest of ``folder``, once its files are known to be what it says; Malformed where anything is not so."""
    told = _read(folder)
    if set(told.files) != {table.file for table in tables.carried(history=told.history)}:
        raise Malformed(f"{NAME} does not name the files that an export of format {FORMAT} has.")
    for name, file in sorted(told.files.items()):
        _check(folder / name, file)
    return told


def _read(folder: Path) -> Manifest:
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
        _check_format(found["format"], found["made_at"].items())
        files = {str(name): File(**file) for name, file in found.pop("files").items()}
        return Manifest(files=files, **found)
    except OSError as error:
        raise Malformed(f"It has no {NAME}, so it is no export, or one that was cut short.") from error
    except Malformed:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Malformed(f"{NAME} is not what an export says of itself.") from error


def _check_format(given: int, made_at: Iterable[tuple[str, str]]) -> None:
    if given != FORMAT:
        at = ", ".join(f"{app} {migration}" for app, migration in made_at)
        raise Malformed(f"It is of format {given}, made at {at}; this leuko reads format {FORMAT}.")


def _check(path: Path, file: File) -> None:
    try:
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise Malformed(f"{path.name} is missing, or cannot be read.") from error
    if digest != file.sha256:
        raise Malformed(f"{path.name} is not the file that was written: {_damage(path, file)}.")


def _damage(path: Path, file: File) -> str:
    """What can be seen of it; a line that was changed into another that can be read cannot be told."""
    number = 0
    with path.open("rb") as content:
        for number, line in enumerate(content, 1):
            if not _is_whole(line):
                return f"line {number} is damaged, or cut short"
    if number != file.lines:
        return f"it has {number} lines, and {file.lines} were written"
    return "its digest is another, so a line was changed, or stands elsewhere"


def _is_whole(line: bytes) -> bool:
    with suppress(Malformed):
        return isinstance(canonical.loads(line), dict) and line.endswith(b"\n")
    return False
