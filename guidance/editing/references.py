"""Sources, which many articles share."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from guidance import canonical, documents, queries, rules
from guidance.editing.drafts import again, free_key, is_saved, save
from guidance.models import Reference
from guidance.references import csl
from guidance.vocabularies import Standing

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
        Reference.objects.select_for_update(no_key=True).get(pk=reference.pk)
        now, value = again(reference), normalised(value)
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
    }


def set_standing(
    *, reference: Reference, standing: Standing, by, at: datetime, reason: str, superseded_by: Reference | None = None
) -> Reference:
    """Say how far a source may still be relied on. Called by the workflow, which records it."""
    with transaction.atomic():
        Reference.objects.select_for_update(no_key=True).get(pk=reference.pk)
        now = again(reference)
        changes = {"standing": standing.value, "superseded_by": superseded_by}
        save(now, by=by, at=at, changes=changes, why=reason)
    return now
