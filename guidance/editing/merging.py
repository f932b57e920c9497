"""Two records of one source become one."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from guidance import canonical, documents, queries, rules
from guidance.editing.drafts import MOVED_ON, again, delete, keep_contributor, save
from guidance.editing.references import columns, locked_references
from guidance.editing.steps import raise_revisions
from guidance.models import Article, Citation, ListedReference, Reference
from guidance.references import merging

BESIDE_THE_RECORD = ("kind", "in_house")  # columns that ``keep`` may name, as it names fields of the record


def merge_references(
    *, merged: Reference, into: Reference, by, at: datetime, keep: Collection[str] = (), revisions: tuple[int, int] = ()
) -> Reference:
    """Let ``into`` stand for ``merged`` everywhere, and return it.

    It takes from ``merged`` the fields of its record that ``keep`` names (“title”, “author”, “DOI” …), and “kind” and
    “in_house”. Every draft's citations and lists move to it. ``merged`` stays as a signpost with its record, its
    identifiers and its history; editions that name it keep naming it, and hear of the standing of ``into``.
    ``revisions`` are those of the two, in this order, that somebody compared: Stale where either has changed since.
    """
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        articles = [queries.locked(article) for article in queries.articles_resting_on(merged, into)]
        leading = _locked(merged, into, articles)
        merged, into = again(merged), again(into)
        _check(merged, into, revisions)
        _point_on(merged, into, leading, by=by, at=at)
        _take(merged, into, keep, by=by, at=at)
        for article in articles:
            _move(article, merged, into, by=by, at=at)
    return into


def _locked(merged: Reference, into: Reference, articles: list[Article]) -> list[Reference]:
    """Lock both, and what leads to ``merged``, which is returned. NotNow where an article that is not among
    those locked has begun to cite either: to wait for it now could be to wait for ever.
    """
    leading = Q(merged_into=merged) | Q(superseded_by=merged)
    rows = locked_references(Reference.objects.filter(Q(pk__in=[merged.pk, into.pk]) | leading))
    if set(queries.articles_resting_on(merged, into)) - set(articles):
        raise rules.NotNow("An article has begun to cite one of these just now. Merge them once more.")
    return [row for row in rows if row.pk not in (merged.pk, into.pk)]


def _check(merged: Reference, into: Reference, revisions: tuple[int, int]) -> None:
    rules.check_can_merge(
        same=merged.pk == into.pk,
        merged=bool(merged.merged_into_id or into.merged_into_id),
        standings={(row.standing, row.superseded_by_id) for row in (merged, into)},
        succeeds=merged.superseded_by_id == into.pk or into.superseded_by_id == merged.pk,
    )
    if revisions and (merged.revision, into.revision) != tuple(revisions):
        raise rules.Stale(MOVED_ON)


def _point_on(merged: Reference, into: Reference, leading: list[Reference], *, by, at: datetime) -> None:
    """All that led to ``merged`` leads to ``into``: a signpost never leads to a signpost."""
    why = f"Merged into “{into.title}”"
    save(merged, by=by, at=at, changes={"merged_into": into}, why=why)
    for row in leading:
        led = ("merged_into", "superseded_by")
        save(row, by=by, at=at, changes={name: into for name in led if getattr(row, name) == merged}, why=why)


def _take(merged: Reference, into: Reference, keep: Collection[str], *, by, at: datetime) -> None:
    record = merging.merged(into.csl, merged.csl, [name for name in keep if name not in BESIDE_THE_RECORD])
    beside = {name: getattr(merged, name) for name in BESIDE_THE_RECORD if name in keep}
    value = queries.reference_value(into)
    value = documents.Reference(value.key, value.kind, canonical.freeze(record), value.in_house, value.standing)
    if any(queries.has_identifiers(value).exclude(pk__in=[merged.pk, into.pk])):
        raise rules.NotAllowed("A third source has this DOI or PMID. Merge with that one first.")
    save(into, by=by, at=at, changes=columns(value) | beside, why=f"“{merged.title}” merged into this")


def _move(article: Article, merged: Reference, into: Reference, *, by, at: datetime) -> None:
    """Whoever moves what a draft cites has had a hand in it; whoever moves nothing has not."""
    cited = list(Citation.objects.filter(step__section__article=article, reference=merged).select_related("step"))
    listed = ListedReference.objects.filter(article=article)
    if not (cited or listed.filter(reference=merged).exists()):
        return
    why = f"“{merged.title}” is “{into.title}”"
    for citation in cited:
        if _says_nothing_more(citation, into):
            delete(citation, by=by, at=at, why=why)
        else:
            save(citation, by=by, at=at, changes={"reference": into}, why=why)
    raise_revisions(cited, by=by, at=at, why=why)
    if listed.filter(reference=into).exists():
        listed.filter(reference=merged).delete()
    listed.filter(reference=merged).update(reference=into)
    keep_contributor(article, by)
    Article.objects.filter(pk=article.pk).update(updated_at=at)


def _says_nothing_more(citation: Citation, into: Reference) -> bool:
    """True where its step cites ``into`` too, and it quotes nothing and names no place of its own."""
    others = citation.step.citations.filter(reference=into)
    return not (citation.quote or citation.locator) and others.exists()
