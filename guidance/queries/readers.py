"""What readers read, and whether it still stands."""

from django.core.cache import cache
from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from guidance import canonical
from guidance.models import (
    Edition,
    Reference,
    SignOff,
)
from guidance.models.edition import OPEN
from guidance.roles import Person
from guidance.vocabularies import Stage, Standing

DAY = 24 * 60 * 60
ONCE_APPROVED = [Stage.APPROVED.value, Stage.SUPERSEDED.value, Stage.RETIRED.value]


def published(slug: str, *, show_unreviewed: bool) -> Edition | None:
    """The edition readers meet at ``slug``: the live one, else the retired, else (if shown) the open one.

    One query. A retired edition is returned so that its page can say so; it is not public. ``earlier`` is the number
    of the one readers had before, None where there was none.
    """
    stages = [Stage.APPROVED.value, Stage.RETIRED.value, *(OPEN if show_unreviewed else [])]
    order = Case(
        When(stage=Stage.APPROVED.value, then=Value(0)),
        When(stage=Stage.RETIRED.value, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    editions = Edition.objects.filter(article__slug=slug, stage__in=stages).select_related("article__replaced_by")
    return with_earlier(editions).order_by(order, "-number").first()


def once_approved(slug: str) -> QuerySet[Edition]:
    """The editions of the article at ``slug`` that readers have, or had."""
    return Edition.objects.filter(article__slug=slug, stage__in=ONCE_APPROVED)


def with_earlier(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Each with ``earlier``: the number of the edition readers had before it, None of the first."""
    before = Edition.objects.filter(article=OuterRef("article"), stage__in=ONCE_APPROVED, number__lt=OuterRef("number"))
    return editions.annotate(earlier=Subquery(before.order_by("-number").values("number")[:1]))


def editions_of_readers(slug: str) -> QuerySet[Edition]:
    """What readers of the article at ``slug`` have or had, the newest first, each with ``earlier`` and its article."""
    return with_earlier(once_approved(slug)).select_related("article").order_by("-number")


def live_editions() -> QuerySet[Edition]:
    """What is approved now, newest approval first."""
    return Edition.objects.filter(stage=Stage.APPROVED.value).select_related("article").order_by("-approved_at", "pk")


def live_at(slug: str) -> Edition | None:
    """What is approved now of the article at ``slug``."""
    return live_editions().filter(article__slug=slug).first()


def newly_approved() -> QuerySet[Edition]:
    """What is approved now for the first time, the newest first."""
    return with_earlier(live_editions()).filter(earlier=None)


def recently_changed() -> QuerySet[Edition]:
    """What is approved now and replaced an earlier text, the newest first; a text found still right is not among it."""
    return with_earlier(live_editions()).filter(reaffirms=False).exclude(earlier=None)


def being_revised() -> QuerySet[Edition]:
    """What is approved now while a newer edition is before the board; ``revised_since`` when that was submitted."""
    newer = Edition.objects.filter(article=OuterRef("article"), stage__in=OPEN).values("submitted_at")[:1]
    editions = live_editions().annotate(revised_since=Subquery(newer))
    return editions.exclude(revised_since=None).order_by("-revised_since", "pk")


def count_never_approved() -> int:
    """How many editions are before the board of articles that readers never had."""
    ever = Edition.objects.filter(article=OuterRef("article"), stage__in=ONCE_APPROVED)
    return Edition.objects.filter(~Exists(ever), stage__in=OPEN).count()


def live_titles() -> list[tuple[int, str]]:
    """The id and the signed title of each live edition.

    1 query, and 1 more where what is live has changed since somebody last asked.
    """
    live = Edition.objects.filter(stage=Stage.APPROVED.value).order_by("pk")
    state = canonical.dumps([f"{pk} {digest}" for pk, digest in live.values_list("pk", "digest")])
    key = f"titles-{canonical.digest(state)}"
    return cache.get_or_set(key, lambda: [(edition.pk, edition.content.title) for edition in live], DAY)


def live_editions_in_full() -> QuerySet[Edition]:
    """What is approved now, by slug, each with its signatures and topics; 3 queries."""
    return live_editions().prefetch_related("sign_offs", "article__topics").order_by("article__slug")


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
