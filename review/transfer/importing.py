"""A site taken in, whole or not at all: the constraints and triggers stay on, and its record must hold."""

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, models, transaction

from guidance.canonical import Malformed
from guidance.models import Edition
from guidance.rules import NotAllowed
from guidance.search import indexing
from guidance.vocabularies import Stage
from review import record
from review.transfer import lines, manifest
from review.transfer.addresses import Addresses
from review.transfer.exporting import lines_of
from review.transfer.lines import Ids, Line
from review.transfer.tables import Table, carried

AT_ONCE = 200  # rows
FAULTS_NAMED = 20


def import_site(folder: Path) -> record.Report:
    """Take in what ``folder`` holds, and say how much of it was held against the record.

    NotAllowed where the database is not empty, Malformed where the export is not what it should be: a sentence
    that names the file and the line. Nothing is taken in then.
    """
    told = manifest.read(folder)
    with transaction.atomic():
        _check_is_empty()
        Group.objects.all().delete()  # those that every migration makes
        site = _Site(folder)
        for table in carried(history=told.history):
            site.take_in(table)
        site.approve()
        report = record.verify()
        if report.faults:
            raise Malformed("\n".join(["The record does not hold:", *report.faults[:FAULTS_NAMED]]))
        _check_goes_out_as_it_came(folder, carried(history=told.history))
    return report


def _check_goes_out_as_it_came(folder: Path, tables: Iterable[Table]) -> None:
    """Lines out of order, or spelt as no export spells them, would make another export of the same site."""
    addresses = Addresses()
    for table in tables:
        with (folder / table.file).open("rb") as file:
            for number, (came, goes) in enumerate(zip_longest(file, lines_of(table, addresses)), 1):
                if came != goes:
                    raise Malformed(
                        f"{table.file}, line {number}: it is out of order, or spelt as no export spells it."
                    )


def _check_is_empty() -> None:
    there = connection.introspection.table_names()
    for model in [User, *apps.get_app_config("guidance").get_models(), *apps.get_app_config("review").get_models()]:
        if model._meta.db_table not in there:
            raise NotAllowed("The database lacks tables. Run manage.py migrate first.")
        if model._base_manager.exists():
            raise NotAllowed(
                f"The database is not empty: it holds {model._meta.verbose_name_plural}. A site is taken in only"
                " where nothing is yet but what manage.py migrate makes."
            )


class _Site:
    """What was taken in so far."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ids = folder, Ids()
        self.approved: dict[int, Edition] = {}  # what waits for its signatures, by row id

    def take_in(self, table: Table) -> None:
        related: list[Line] = []
        size = 1 if table.model is Edition else AT_ONCE
        for some in _slices(lines.read(self.folder / table.file, table, self.ids), size):
            self._insert(table, some)
            related += [line for line in some if line.own]
        self._relate(table, related)

    def _insert(self, table: Table, some: list[Line]) -> None:
        try:
            with transaction.atomic():
                self._write(table.model, [line.row for line in some])
        except (DatabaseError, ValueError, OverflowError) as error:
            if len(some) == 1:
                reason = str(error).partition("\n")[0]
                raise Malformed(f"{some[0].place}: the database refuses it: {reason}.") from error
            for line in some:  # which of them it is
                line.row.pk = None
                self._insert(table, [line])
            raise
        if table.key:
            for line in some:
                self.ids.add(table.model, line.called, line.row.pk)
        for column in table.many:
            _join(column, some)

    def _write(self, model: type[models.Model], rows: list[models.Model]) -> None:
        if model is User:
            for user in rows:
                user.set_unusable_password()
        if model is Edition:
            for edition in rows:
                self._write_edition(edition)
        else:
            model._base_manager.bulk_create(rows)

    def _write_edition(self, edition: Edition) -> None:
        """As the triggers ask: submitted at first, approved only once it is signed; till then it stands aside."""
        stage, closed_at = edition.stage, edition.closed_at
        edition.stage = Stage.SUBMITTED.value
        edition.save(force_insert=True)
        if stage == Stage.APPROVED:
            self.approved[edition.pk] = closed_at
            stage, closed_at = Stage.SUPERSEDED.value, edition.approved_at
        Edition.objects.filter(pk=edition.pk).update(stage=stage, closed_at=closed_at)

    def approve(self) -> None:
        """Those editions that stood aside."""
        for pk, closed_at in self.approved.items():
            try:
                with transaction.atomic():
                    Edition.objects.filter(pk=pk).update(stage=Stage.APPROVED.value, closed_at=closed_at)
            except DatabaseError as error:
                edition = Edition.objects.get(pk=pk)
                raise Malformed(f"{edition} cannot have been approved: {error}.") from error
            indexing.index(Edition.objects.select_related("article").get(pk=pk))

    def _relate(self, table: Table, related: list[Line]) -> None:
        """Lead rows to others of their own table, now that all of it is there."""
        for line in related:
            for name, called in line.own.items():
                try:
                    setattr(line.row, f"{name}_id", self.ids.of(table.model, called))
                except LookupError as error:
                    raise lines.amiss(line.place, name, str(error)) from error
        if related:
            names = {name for line in related for name in line.own}
            table.model._base_manager.bulk_update([line.row for line in related], sorted(names), batch_size=AT_ONCE)


def _slices(read: Iterator[Line], size: int) -> Iterator[list[Line]]:
    while some := list(islice(read, size)):
        yield some


def _join(column: models.ManyToManyField, some: list[Line]) -> None:
    here, there = column.m2m_field_name(), column.m2m_reverse_field_name()
    pairs = [{f"{here}_id": line.row.pk, f"{there}_id": pk} for line in some for pk in line.many[column.name]]
    through = column.remote_field.through
    through._base_manager.bulk_create(through(**pair) for pair in pairs)
