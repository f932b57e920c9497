"""Sources, and what rests on them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from guidance import canonical, documents
from guidance.models import (
    Article,
    Citation,
    Edition,
    Reference,
)
from guidance.models.edition import OPEN
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
    frozen = Edition.objects.filter(edition_references__reference=reference, stage__in=[*OPEN, Stage.APPROVED.value])
    return Article.objects.filter(in_draft | Q(pk__in=frozen.values("article"))).distinct().order_by("key")


def listed_references(article: Article) -> QuerySet[Reference]:
    """The article's own list of sources, in its order; ``is_cited`` says whether a step of it cites the source."""
    cited = Citation.objects.filter(step__section__article=article, reference=OuterRef("pk"))
    listed = Reference.objects.filter(listed__article=article).annotate(is_cited=Exists(cited))
    return listed.order_by("listed__position", "listed__pk")


def unsettled_citations(article: Article) -> QuerySet[Citation]:
    """Those that point at nothing, or only by their place in an unnumbered list; by marker."""
    unsettled = Citation.objects.filter(Q(confirmed=False) | Q(reference=None), step__section__article=article)
    return unsettled.select_related("reference", "step").order_by("marker", "step__section__position", "pk")
