"""What is on the record, and what of it readers are told."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from guidance.models import Edition
from guidance.vocabularies import Stage
from review.models import Event


def trail(edition: Edition) -> QuerySet[Event]:
    """What is on the record of an edition, in its order."""
    return Event.objects.filter(article=edition.article_id, edition_number=edition.number).order_by("position")


def told_to_readers() -> QuerySet[Edition]:
    """What is approved now and, of an article of which nothing is, what was retired last; what was told last first.

    ``told_at``: when it was approved, warned of or retired; ``position`` and ``head``: of the article's last event.
    """
    last = Event.objects.filter(article=OuterRef("article")).order_by("-position")
    instead = Edition.objects.filter(article=OuterRef("article")).filter(
        Q(stage=Stage.APPROVED.value) | Q(stage=Stage.RETIRED.value, number__gt=OuterRef("number"))
    )
    shown = Q(stage=Stage.APPROVED.value) | Q(stage=Stage.RETIRED.value) & ~Exists(instead)
    since = (Coalesce(name, "approved_at") for name in ("article__warned_at", "closed_at"))
    rows = Edition.objects.filter(shown).annotate(
        told_at=Greatest("approved_at", *since),
        position=Subquery(last.values("position")[:1]),
        head=Subquery(last.values("hash")[:1]),
    )
    return rows.select_related("article").order_by("-told_at", "pk")
