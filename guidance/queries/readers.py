"""What readers read, and whether it still stands."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from guidance.models import (
    Edition,
    Reference,
    SignOff,
)
from guidance.models.edition import OPEN
from guidance.roles import Person
from guidance.vocabularies import Stage, Standing

ONCE_APPROVED = [Stage.APPROVED.value, Stage.SUPERSEDED.value, Stage.RETIRED.value]


def published(slug: str, *, show_unreviewed: bool) -> Edition | None:
    """The edition readers meet at ``slug``: the live one, else the retired, else (if shown) the open one.

    One query. A retired edition is returned so that its page can say so; it is not public.
    """
    stages = [Stage.APPROVED.value, Stage.RETIRED.value, *(OPEN if show_unreviewed else [])]
    order = Case(
        When(stage=Stage.APPROVED.value, then=Value(0)),
        When(stage=Stage.RETIRED.value, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    editions = Edition.objects.filter(article__slug=slug, stage__in=stages).select_related("article__replaced_by")
    return editions.order_by(order, "-number").first()


def once_approved(slug: str) -> QuerySet[Edition]:
    """The editions of the article at ``slug`` that readers have, or had."""
    return Edition.objects.filter(article__slug=slug, stage__in=ONCE_APPROVED)


def live_editions() -> QuerySet[Edition]:
    """What is approved now, newest approval first."""
    return Edition.objects.filter(stage=Stage.APPROVED.value).select_related("article").order_by("-approved_at", "pk")


def sign_offs(edition: Edition) -> QuerySet[SignOff]:
    return edition.sign_offs.all()


def standing_of_sources(*editions: Edition) -> dict[str, tuple[Standing, str]]:
    """By key: how each source of the editions stands today, and what supersedes it; of one that was merged, how the one
    stands that it was merged into."""
    rows = Reference.objects.filter(edition_references__edition__in=editions).distinct()
    survivors = ("merged_into__standing", "merged_into__superseded_by__title")
    names = ("key", "merged_into", "standing", "superseded_by__title", *survivors)
    return {str(key): standing_today(*said) for key, *said in rows.values_list(*names)}


def standing_today(
    merged_into: int | None, standing: str, by: str | None, survivors: str | None, its: str | None
) -> tuple[Standing, str]:
    """A source's standing and what supersedes it; where it was merged, those of the one that survives."""
    return (Standing(survivors), its or "") if merged_into else (Standing(standing), by or "")


def visible_to(person: Person) -> QuerySet[Edition]:
    """The editions that somebody may read by role: editors and chairs all, everyone what was once approved."""
    if person.is_editor or person.is_chair:
        return Edition.objects.all()
    return Edition.objects.filter(stage__in=ONCE_APPROVED)
