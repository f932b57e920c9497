"""What was frozen, judged and signed."""

from functools import cached_property, lru_cache

from django.conf import settings
from django.db import models
from django.db.models import Q

from guidance import documents
from guidance.models.article import Article
from guidance.models.constraints import one_of
from guidance.models.reference import Reference
from guidance.vocabularies import Meaning, Stage

OPEN = [stage.value for stage in Stage if stage.is_open]


class Immutable(Exception):
    """What the board has before it, or has judged, is not changed and not deleted."""


class Kept(models.Model):
    """A row that is inserted once and never changed or deleted."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise Immutable(f"A {self._meta.verbose_name} is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> None:
        raise Immutable(f"A {self._meta.verbose_name} is never deleted.")


class Edition(models.Model):
    """A numbered, immutable Document of an article, with the stage it has reached: one round of review."""

    CHANGING = frozenset({"stage", "began_at", "approved_at", "closed_at", "reason"})

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    document = models.TextField(help_text="Canonical JSON, byte for byte what is signed.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the document's bytes.")
    stage = models.CharField(max_length=12, choices=Stage.choices(), default=Stage.SUBMITTED.value)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submitted_editions")
    submitted_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="", help_text="Of return, withdrawal or retirement.")
    message = models.TextField(blank=True, default="", help_text="To the board.")
    reaffirms = models.BooleanField(default=False, help_text="The same text, still right.")
    references = models.ManyToManyField(Reference, through="EditionReference", related_name="editions")

    class Meta:
        ordering = ["article_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="an_edition_number_is_used_once"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(stage__in=OPEN), name="one_open_edition_an_article"
            ),
            models.UniqueConstraint(
                fields=["article"], condition=Q(stage=Stage.APPROVED.value), name="one_live_edition_an_article"
            ),
            one_of("stage", Stage, "an_edition_is_at_a_known_stage"),
            models.CheckConstraint(condition=Q(number__gte=1), name="the_first_edition_is_1"),
            models.CheckConstraint(
                condition=~Q(stage__in=["approved", "superseded", "retired"]) | Q(approved_at__isnull=False),
                name="an_approved_edition_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["returned", "withdrawn", "superseded", "retired"]) | Q(closed_at__isnull=False),
                name="a_closed_edition_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["returned", "withdrawn", "retired"]) | ~Q(reason=""),
                name="a_refused_edition_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} (edition {self.number})"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding and not set(kwargs.get("update_fields") or ["document"]) <= self.CHANGING:
            raise Immutable("An edition's document is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> None:
        raise Immutable("An edition is never deleted.")

    @cached_property
    def content(self) -> documents.Document:
        """The Document that the stored bytes spell."""
        return _spelled(self.document)

    @property
    def stage_reached(self) -> Stage:
        return Stage(self.stage)

    @property
    def is_intact(self) -> bool:
        """True where the digest recomputes from the stored bytes."""
        return documents.digest(self.document.encode()) == self.digest


@lru_cache(maxsize=32)
def _spelled(stored: str) -> documents.Document:
    """Read once by each process: the same bytes spell the same Document, and nothing can change it."""
    return documents.from_json(stored)


class EditionReference(Kept):
    """A source that an edition's document names."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="edition_references")
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="edition_references")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "reference"], name="an_edition_names_a_reference_once")
        ]


class Contribution(Kept):
    """Someone who wrote what an edition holds, and so may not sign it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="contributions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="contributions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="a_contributor_is_named_once")]


class SignOff(Kept):
    """A board member's signature under one digest, for one meaning, with name and role as they were."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sign_offs")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_offs")
    meaning = models.CharField(max_length=8, choices=Meaning.choices())
    digest = models.CharField(max_length=64)
    remark = models.TextField(blank=True, default="")
    interests = models.TextField(help_text="What was declared before the text was opened.")
    checklist = models.JSONField(default=list, help_text="Each line as it was worded.")
    signed_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200)

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "reviewer", "meaning"], name="nobody_signs_twice_for_one_thing"),
            one_of("meaning", Meaning, "a_signature_has_a_known_meaning"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_meaning_display()}"
