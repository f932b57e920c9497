"""Sources, and what rests on them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from guidance import canonical, documents
from guidance.models import (
    Article,
    Citation,
    Edition,
    EditionReference,
    ListedReference,
    Reference,
)
from guidance.models.edition import OPEN
from guidance.queries.readers import ONCE_APPROVED
from guidance.references import csl, duplicates
from guidance.references.words import folded
from guidance.vocabularies import Stage

# By the word of an address: how a list of sources is sorted.
ORDERS = {
    "title": [F("title").asc()],
    "newest": [F("year").desc(nulls_last=True), "title"],
    "oldest": [F("year").asc(nulls_last=True), "title"],
    "added": ["-pk"],
}


def matching_reference(value: documents.Reference) -> Reference | None:
    """The row that already holds ``value``: by DOI, then PMID, then equal content (of several, the one of its key).

    Where only one that was merged holds it, the one that it was merged into.
    """
    signpost = None
    row = _holding(value, Reference.objects.filter(merged_into=None))
    if row is None:
        signpost = _holding(value, Reference.objects.exclude(merged_into=None).select_related("merged_into"))
    return signpost.merged_into if signpost else row


def _holding(value: documents.Reference, rows: QuerySet[Reference]) -> Reference | None:
    for field, identifier in (("doi", value.doi), ("pmid", value.pmid)):
        if identifier and (row := rows.filter(**{field: identifier}).first()):
            return row
    alike = rows.filter(title=value.title.strip(), kind=value.kind.value, in_house=value.in_house)
    record = canonical.dumps(value.csl)
    equal = [row for row in alike if canonical.dumps(row.csl) == record]
    return min(equal, key=lambda row: str(row.key) != value.key, default=None)


def has_identifiers(value: documents.Reference) -> QuerySet[Reference]:
    """The sources that have the DOI or the PMID of ``value``."""
    same = Q(doi=value.doi) & ~Q(doi="") | Q(pmid=value.pmid) & ~Q(pmid="")
    return Reference.objects.filter(same, merged_into=None)


def articles_resting_on(*references: Reference) -> QuerySet[Article]:
    """Articles whose draft cites or lists any of them, or whose live or open edition names it, or one that was merged
    into it; in the order of their keys."""
    pks = [reference.pk for reference in references]
    in_draft = Q(listed__reference__in=pks) | Q(sections__steps__citations__reference__in=pks)
    frozen = editions_resting_on(*references)
    return Article.objects.filter(in_draft | Q(pk__in=frozen.values("article"))).distinct().order_by("key")


def editions_resting_on(*references: Reference) -> QuerySet[Edition]:
    """Live and open editions that name one of them, or one that was merged into it since."""
    pks = [reference.pk for reference in references]
    named = EditionReference.objects.filter(Q(reference__in=pks) | Q(reference__merged_into__in=pks))
    editions = Edition.objects.filter(pk__in=named.values("edition"), stage__in=[*OPEN, Stage.APPROVED.value])
    return editions.select_related("article").order_by("article__key", "number")


def merged_references(reference: Reference) -> QuerySet[Reference]:
    """It, and all that were merged into it: under their keys older editions name the same source."""
    return Reference.objects.filter(Q(pk=reference.pk) | Q(merged_into=reference))


def search_references(text: str) -> QuerySet[Reference]:
    """What has this DOI or PMID, else what has every word of ``text`` in its title; none that was merged."""
    rows = Reference.objects.filter(merged_into=None)
    if doi := csl.normalise_doi(text):
        return rows.filter(doi=doi)
    if text.strip().isdecimal() and (found := rows.filter(pmid=csl.normalise_pmid(text))).exists():
        return found
    for word in text.split():
        rows = rows.filter(title__icontains=word)
    return rows if text.strip() else rows.none()


def listed_references(article: Article) -> QuerySet[Reference]:
    """The article's own list of sources, in its order; ``is_cited`` says whether a step of it cites the source."""
    cited = Citation.objects.filter(step__section__article=article, reference=OuterRef("pk"))
    listed = Reference.objects.filter(listed__article=article).annotate(is_cited=Exists(cited))
    return listed.order_by("listed__position", "listed__pk")


def unsettled_citations(article: Article) -> QuerySet[Citation]:
    """Those that point at nothing, or only by their place in an unnumbered list; by marker."""
    unsettled = Citation.objects.filter(Q(confirmed=False) | Q(reference=None), step__section__article=article)
    return unsettled.select_related("reference", "step").order_by("marker", "step__section__position", "pk")


# The library: every source there is


def references(
    *,
    q: str = "",
    kind: str = "",
    standing: str = "",
    since: int | None = None,
    until: int | None = None,
    in_house: str = "",
    only: str = "",
    sort: str = "title",
) -> QuerySet[Reference]:
    """Sources, without those that were merged: those that hold every word of ``q`` in title, authors, journal, DOI or
    PMID; of that ``kind`` and ``standing``; from the year ``since`` to the year ``until``; ``in_house`` “yes” or “no”;
    and ``only`` the “unused”, the “unidentified” (no DOI, no PMID) or the “suspected” of being there twice.
    ``sort`` is one of ORDERS.
    """
    wanted: dict[str, Any] = {"kind": kind, "standing": standing, "year__gte": since, "year__lte": until}
    rows = unused_references() if only == "unused" else Reference.objects.filter(merged_into=None)
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    for word in folded(q).split():
        rows = rows.filter(words__contains=word)
    if in_house:
        rows = rows.filter(in_house=in_house == "yes")
    if only == "unidentified":
        rows = rows.filter(doi="", pmid="")
    if only == "suspected":
        rows = rows.filter(pk__in=[pk for group in _suspected() for pk in group])
    return rows.order_by(*ORDERS[sort], "pk")


def unused_references() -> QuerySet[Reference]:
    """Sources that no draft cites or lists, no edition names, and to which no other source leads."""
    users = (
        *(Citation.objects.filter(reference=OuterRef("pk")), ListedReference.objects.filter(reference=OuterRef("pk"))),
        EditionReference.objects.filter(reference=OuterRef("pk")),
        *(Reference.objects.filter(merged_into=OuterRef("pk")), Reference.objects.filter(superseded_by=OuterRef("pk"))),
    )
    return Reference.objects.filter(*(~Exists(rows) for rows in users), merged_into=None)


def suspected_duplicates() -> list[list[Reference]]:
    """Groups of sources that may be one, by title; 2 queries.

    The database lets no two sources have one DOI or one PMID; those have title, year and first author in common.
    """
    groups = _suspected()
    rows = Reference.objects.in_bulk([pk for group in groups for pk in group])
    found = [[rows[pk] for pk in group if pk in rows] for group in groups]
    return sorted(found, key=lambda group: (group[0].title, group[0].pk))


def _suspected() -> list[list[int]]:
    rows = Reference.objects.filter(merged_into=None).exclude(likeness="").order_by()
    often = rows.values("likeness").annotate(number=Count("pk")).filter(number__gt=1).values("likeness")
    names = rows.filter(likeness__in=often).order_by("pk").values_list("pk", "doi", "pmid", "likeness")
    by_words: defaultdict[str, list[tuple[int, duplicates.Keys]]] = defaultdict(list)
    for pk, doi, pmid, words in names:
        by_words[words].append((pk, duplicates.Keys(doi, pmid, words)))
    return [group for alike in by_words.values() for group in duplicates.groups(alike)]


class Uses(NamedTuple):
    """How many steps of drafts cite a source, and how many live editions name it."""

    steps: int = 0
    live: int = 0


def uses_of(references: Iterable[Reference]) -> dict[int, Uses]:
    """By the row's id; 2 queries. A live edition that names what was merged into a source uses that source."""
    pks = [reference.pk for reference in references]
    steps = Citation.objects.filter(reference__in=pks).order_by().values_list("reference")
    counted = dict(steps.annotate(number=Count("step", distinct=True)))
    named = EditionReference.objects.filter(
        Q(reference__in=pks) | Q(reference__merged_into__in=pks), edition__stage=Stage.APPROVED.value
    )
    live = defaultdict(set)
    for own, survivor, edition in named.values_list("reference_id", "reference__merged_into_id", "edition_id"):
        live[survivor or own].add(edition)
    return {pk: Uses(counted.get(pk, 0), len(live[pk])) for pk in pks}


def citing_steps(reference: Reference) -> QuerySet[Citation]:
    """The citations of a source in drafts, by article and place."""
    rows = Citation.objects.filter(reference=reference).select_related("step__section__article")
    return rows.order_by("step__section__article__title", "step__section__position", "step__position", "pk")


def articles_listing(reference: Reference) -> QuerySet[Article]:
    """Whose draft has a source on its list though no step of it cites it."""
    cited = Citation.objects.filter(step__section__article=OuterRef("pk"), reference=reference)
    return Article.objects.filter(~Exists(cited), listed__reference=reference).order_by("title", "pk")


def editions_naming(reference: Reference) -> QuerySet[Edition]:
    """Editions that name a source, or one that was merged into it; by article, the newest first."""
    named = EditionReference.objects.filter(Q(reference=reference) | Q(reference__merged_into=reference))
    rows = Edition.objects.filter(pk__in=named.values("edition")).select_related("article")
    return rows.order_by("article__title", "article_id", "-number")


def public_references() -> QuerySet[Reference]:
    """The sources that editions name which readers have, or had, without those that were merged; by title."""
    named = EditionReference.objects.filter(edition__stage__in=ONCE_APPROVED)
    named = named.filter(Q(reference=OuterRef("pk")) | Q(reference__merged_into=OuterRef("pk")))
    return references().filter(Exists(named)).select_related("superseded_by")


def public_reference(key: Any) -> Reference | None:
    """The source called ``key``, with what it was merged into and what supersedes it; None where no edition that
    readers have, or had, names it, nor anything merged into it."""
    row = Reference.objects.select_related("merged_into", "superseded_by").filter(key=key).first()
    return row if row and is_public_reference(row.merged_into or row) else None


def is_public_reference(reference: Reference) -> bool:
    return editions_naming(reference).filter(stage__in=ONCE_APPROVED).exists()
