"""Sources, which many articles share."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from guidance import canonical, documents, queries, rules
from guidance.editing.drafts import again, delete, free_key, is_saved, save
from guidance.models import Reference
from guidance.references import csl, duplicates
from guidance.references.words import words
from guidance.vocabularies import ReferenceKind, Standing

LONGEST_DOI = 500  # characters; PostgreSQL cannot index a much longer one


def create_reference(*, value: documents.Reference, by, at: datetime) -> Reference:
    """The row that holds ``value``: the one that is here already, or a new one (with its key, where that is free)."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        value = normalised(value)
        if row := queries.matching_reference(value):
            return row
        row = Reference(standing=value.standing.value, **free_key(Reference, value.key))
        try:
            save(row, by=by, at=at, changes=columns(value))
        except rules.NotAllowed:
            if quicker := queries.matching_reference(value):  # somebody has just made it
                return quicker
            raise
    return row


def change_reference(*, reference: Reference, value: documents.Reference, by, at: datetime, revision: int) -> Reference:
    """Correct a source's record; NotAllowed where another one has its DOI or PMID."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        locked_references([reference])
        now, value = again(reference), normalised(value)
        rules.check_can_change_reference(merged=now.merged_into_id is not None)
        if is_saved(now, revision=revision, changes=columns(value)):
            return now
        if _is_anothers(now, doi=value.doi) or _is_anothers(now, pmid=value.pmid):
            raise rules.NotAllowed("Another reference has this DOI or PMID already.")
        save(now, by=by, at=at, changes=columns(value))
    return now


def _is_anothers(reference: Reference, **identifier: str) -> bool:
    others = Reference.objects.filter(merged_into=None, **identifier).exclude(pk=reference.pk)
    return reference.merged_into_id is None and any(identifier.values()) and others.exists()


def normalised(value: documents.Reference) -> documents.Reference:
    """``value`` with a clean record and its identifiers in their one spelling."""
    value = replace(value, csl=canonical.freeze(csl.normalised(canonical.clean_value(value.csl))))
    if len(value.doi) > LONGEST_DOI:
        raise rules.NotAllowed(f"This is too long for a DOI: {value.doi[:40]}…")
    return value


def columns(value: documents.Reference) -> dict[str, Any]:
    """The record, and the columns that repeat what it says."""
    value = normalised(value)
    return {
        "kind": value.kind.value,
        "in_house": value.in_house,
        "csl": canonical.thaw(value.csl),
        "title": value.title,
        "year": value.year,
        "doi": value.doi,
        "pmid": value.pmid,
        "words": words(value.csl),
        "likeness": duplicates.keys(value.csl).words,
    }


def change_references(*, references: Iterable[Reference], by, at: datetime, changes: Mapping[str, Any]) -> int:
    """Give all of ``references`` a ``kind``, or mark them ``in_house`` or not; how many were another or not.

    What was merged or deleted meanwhile is left alone.
    """
    if others := set(changes) - {"kind", "in_house"}:
        raise TypeError(f"Many sources at once are not given {', '.join(sorted(others))}.")
    changes = {name: ReferenceKind(value).value if name == "kind" else value for name, value in changes.items()}
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        rows = [row for row in locked_references(references) if row.merged_into_id is None]
        rows = [row for row in rows if any(getattr(row, name) != value for name, value in changes.items())]
        for row in rows:
            save(row, by=by, at=at, changes=changes, why="With others")
    return len(rows)


def delete_references(*, references: Iterable[Reference], by, at: datetime) -> int:
    """Delete those of ``references`` that nothing uses; how many there were. Their history stays."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        rows = locked_references(references)
        unused = set(queries.unused_references().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        for row in rows:
            if row.pk in unused:
                delete(row, by=by, at=at, why="Unused")
    return len(unused)


def locked_references(references: Iterable[Reference]) -> list[Reference]:
    """Those of ``references`` that are still here, as they are now, locked in the order in which they were made.

    Whoever cites one of them waits (`citable`); on SQLite the IMMEDIATE transaction is that lock.
    """
    rows = Reference.objects.select_for_update(no_key=True).filter(pk__in=[row.pk for row in references])
    return list(rows.order_by("pk"))


def citable(keys: Iterable[str]) -> dict[str, Reference]:
    """By each of ``keys`` the source that is called so, or the one it was merged into; none of them is merged or
    deleted until the transaction ends. Stale where one is not here."""
    if not (keys := {str(key) for key in keys}):
        return {}
    # No join: PostgreSQL reads again what it waited to lock, and nothing that is joined to it.
    rows = Reference.objects.select_for_update(no_key=True).filter(key__in=keys).order_by("pk")
    found = {str(row.key): row.merged_into or row for row in rows}
    if keys - set(found):
        raise rules.Stale("Somebody has deleted this source since you opened it. What you typed is still here.")
    return found


def set_standing(
    *, reference: Reference, standing: Standing, by, at: datetime, reason: str, superseded_by: Reference | None = None
) -> Reference:
    """Say how far a source may still be relied on. Called by the workflow, which records it.

    NotNow where it stands so already; NotAllowed where it was merged into another, or would not be superseded by one.
    """
    with transaction.atomic():
        locked_references([reference, superseded_by] if superseded_by else [reference])
        now, newer = again(reference), superseded_by and again(superseded_by)
        newer = newer and (newer.merged_into or newer)
        _check_standing(now, standing, newer)
        changes = {"standing": standing.value, "superseded_by": newer}
        save(now, by=by, at=at, changes=changes, why=reason)
    return now


def _check_standing(now: Reference, standing: Standing, superseded_by: Reference | None) -> None:
    if now.merged_into:
        raise rules.NotNow(f"This source was merged into “{now.merged_into}”: say there how it stands.")
    if superseded_by and standing is not Standing.SUPERSEDED:
        raise rules.NotAllowed("Only a superseded source has one that supersedes it: leave that empty.")
    if (now.standing, now.superseded_by_id) == (standing.value, superseded_by and superseded_by.pk):
        raise rules.NotNow(f"This source stands as “{standing.label}” already.")
