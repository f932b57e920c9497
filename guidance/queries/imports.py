"""Files of references on their way in, and what is here already of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from guidance import canonical
from guidance.models import Import, ImportRecord, Reference
from guidance.models.imports import Outcome
from guidance.references import duplicates
from guidance.references.duplicates import Keys, Known
from guidance.rules import Stale
from guidance.vocabularies import Standing


def imports() -> QuerySet[Import]:
    """Every import, the latest first, with how many records it has and how many of them cannot be read."""
    unreadable = Count("records", filter=Q(records__outcome=Outcome.UNREADABLE.value))
    rows = Import.objects.select_related("by").annotate(total=Count("records"), unreadable=unreadable)
    return rows.order_by("-started_at", "pk")


def locked_import(run: Import) -> Import:
    """The import as it is now, locked until the transaction ends; Stale where it has been thrown away."""
    if now := Import.objects.select_for_update(no_key=True).filter(pk=run.pk).first():
        return now
    raise Stale("Somebody has thrown this import away. Nothing more of it is taken in.")


def import_records(run: Import) -> QuerySet[ImportRecord]:
    """Its records in the order of the file, each with its reference, without what the file says of it."""
    return run.records.select_related("reference").defer("csl", "reference__csl")


def import_counts(run: Import) -> Counter[str]:
    """How many of its records have come to each outcome."""
    counted = run.records.order_by().values_list("outcome").annotate(Count("pk"))
    return Counter(dict(counted))


def to_take(run: Import) -> QuerySet[ImportRecord]:
    """The new records that have not been taken in yet."""
    return run.records.filter(outcome=Outcome.NEW.value, number__gt=run.taken)


def in_doubt(run: Import) -> QuerySet[ImportRecord]:
    """Records whose source is here already and in a better standing than the file says it has."""
    here = import_records(run).filter(outcome=Outcome.HERE.value)
    return here.exclude(standing=Standing.CURRENT.value).exclude(reference__standing=F("standing"))


def known_references() -> Known[int]:
    """All that is here, to compare with; each goes by the id of its row, a merged one by that of its survivor."""
    return _known(Reference.objects.all())


def likely_references(keys: Iterable[Keys], *, since: datetime, besides: str) -> Known[int]:
    """What of `known_references` has a DOI or PMID of ``keys``, or was written at ``since`` or later.

    Left out is what was written for the reason ``besides``.
    """
    dois, pmids = {own.doi for own in keys} - {""}, {own.pmid for own in keys} - {""}
    written = Reference.history.filter(history_date__gte=since).exclude(history_change_reason=besides)
    return _known(Reference.objects.filter(Q(doi__in=dois) | Q(pmid__in=pmids) | Q(pk__in=written.values("id"))))


def _known(rows: QuerySet[Reference]) -> Known[int]:
    known: Known[int] = Known()
    survivors_first = rows.order_by(F("merged_into").asc(nulls_first=True), "pk")
    for pk, survivor, csl in survivors_first.values_list("pk", "merged_into", "csl").iterator():
        known.add(survivor or pk, reference_keys(csl))
    return known


def reference_keys(csl: Mapping[str, Any]) -> Keys:
    """What a source is known by; where that is nothing, all that is recorded of it."""
    own = duplicates.keys(csl)
    return own if own != Keys() else Keys(words=canonical.digest(canonical.dumps(csl)))


def references_to_export(keys: Iterable[UUID]) -> QuerySet[Reference]:
    """The references of these keys; none that is merged into another."""
    return Reference.objects.filter(merged_into=None, key__in=keys)
