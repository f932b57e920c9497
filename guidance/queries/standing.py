"""How sources stand, and which texts rest on those that stand otherwise than they did."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from guidance.models import Citation, Edition, Reference
from guidance.references.updates import Update, gravest
from guidance.vocabularies import Stage, Standing

CURRENT = Standing.CURRENT.value


@dataclass(frozen=True)
class Noticed:
    """A source that is here, and the gravest of what a feed tells of it."""

    reference: Reference
    update: Update


def noticed(told: Iterable[Update]) -> tuple[list[Noticed], int]:
    """The sources that ``told`` is about, by title; and of how many of its works none is here.

    One query reads every source that has an identifier: a feed may name more than a database takes in a list.
    """
    works = defaultdict(list)
    for update in told:
        works[update.doi, update.pmid].append(update)
    by_doi, by_pmid = defaultdict(set), defaultdict(set)
    for doi, pmid in works:
        by_doi[doi].add((doi, pmid))
        by_pmid[pmid].add((doi, pmid))
    here, of_source = set(), defaultdict(list)
    for row in Reference.objects.exclude(doi="", pmid="").select_related("merged_into"):
        alike = (by_doi[row.doi] if row.doi else set()) | (by_pmid[row.pmid] if row.pmid else set())
        for work in {work for work in alike if works[work][0].is_about(row.doi, row.pmid)}:
            here.add(work)
            of_source[row.merged_into or row] += works[work]
    found = [Noticed(row, gravest(updates)) for row, updates in of_source.items()]
    return sorted(found, key=lambda one: (one.reference.title, one.reference.pk)), len(works) - len(here)


def drafts_on_doubtful_sources() -> QuerySet[Citation]:
    """What drafts cite that is not current, each with its article and source; by article and title."""
    doubtful = Citation.objects.exclude(reference=None).exclude(reference__standing=CURRENT)
    rows = doubtful.select_related("reference", "step__section__article")
    return rows.order_by("step__section__article__title", "reference__title", "pk")


def live_on_doubtful_sources() -> list[tuple[Edition, dict[str, Standing]]]:
    """Live editions that name a source which is not current today, and by key how each such source stands."""
    rows = Reference.objects.annotate(now=Coalesce("merged_into__standing", "standing")).exclude(now=CURRENT)
    rows = rows.filter(edition_references__edition__stage=Stage.APPROVED.value)
    told = defaultdict(dict)
    for pk, key, now in rows.values_list("edition_references__edition", "key", "now"):
        told[pk][str(key)] = Standing(now)
    live = Edition.objects.filter(pk__in=list(told), stage=Stage.APPROVED.value).select_related("article")
    return [(edition, told[edition.pk]) for edition in live.order_by("article__title", "pk")]
