"""Sources, and what rests on them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from guidance import canonical, documents
from guidance.models import (
    Article,
    Citation,
    Edition,
    EditionReference,
    Reference,
)
from guidance.models.edition import OPEN
from guidance.references import csl
from guidance.vocabularies import Stage


def matching_reference(value: documents.Reference) -> Reference | None:
    """The row that already holds ``value``: by DOI, then PMID, then equal content (of several, the one of its key)."""
    rows = Reference.objects.filter(merged_into=None)
    for field, identifier in (("doi", value.doi), ("pmid", value.pmid)):
        if identifier and (row := rows.filter(**{field: identifier}).first()):
            return row
    alike = rows.filter(title=value.title.strip(), kind=value.kind.value, in_house=value.in_house)
    record = canonical.dumps(value.csl)
    equal = [row for row in alike if canonical.dumps(row.csl) == record]
    return min(equal, key=lambda row: str(row.key) != value.key, default=None)


def articles_resting_on(reference: Reference) -> QuerySet[Article]:
    """Articles whose draft cites or lists it, or whose live or open edition names it; in the order of their keys."""
    in_draft = Q(listed__reference=reference) | Q(sections__steps__citations__reference=reference)
    frozen = editions_resting_on(reference)
    return Article.objects.filter(in_draft | Q(pk__in=frozen.values("article"))).distinct().order_by("key")


def editions_resting_on(reference: Reference) -> QuerySet[Edition]:
    """Live and open editions that name it, or one that was merged into it since."""
    named = EditionReference.objects.filter(reference__in=merged_references(reference))
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
