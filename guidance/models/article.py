"""An article and its working draft."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from guidance.models.constraints import one_of
from guidance.models.reference import Reference
from guidance.models.wordings import WordingColumns
from guidance.vocabularies import Access, Action, Certainty, SectionKind, Strength


class Topic(models.Model):
    """A subject that articles are found under, in two levels."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="no_topic_is_its_own_parent")
        ]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """One clinical question. Its sections, steps and citations are the working draft."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=300)
    summary = WordingColumns()  # the bottom line
    scope = WordingColumns()  # who and what it does not cover
    get_help = WordingColumns()  # when to call for help
    change_note = WordingColumns()  # why this edition; cleared at approval
    warning = WordingColumns()  # a dated sentence above the signed text, not part of it
    warned_at = models.DateTimeField(null=True, blank=True)
    unplaced = models.TextField(blank=True, default="", help_text="Lines of a pasted page that found no place.")
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles")
    references = models.ManyToManyField(Reference, through="ListedReference", related_name="articles")
    next_review_on = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="articles")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="an_article_asks_a_question"),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("pk")), name="no_article_replaces_itself"
            ),
            models.CheckConstraint(
                condition=Q(warning_clinician="", warned_at=None)
                | ~Q(warning_clinician="") & Q(warned_at__isnull=False),
                name="a_warning_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])


class FormerSlug(models.Model):
    """An address that an article once had; it redirects and is never used again."""

    slug = models.SlugField(max_length=120, unique=True)
    article = models.ForeignKey(Article, models.PROTECT, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


class Section(models.Model):
    """A heading in the draft; it may stand under one other."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    heading = WordingColumns()
    kind = models.CharField(max_length=14, choices=SectionKind.choices(), default=SectionKind.TREATMENT.value)
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            one_of("kind", SectionKind, "a_section_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="no_section_holds_itself"),
        ]

    def __str__(self) -> str:
        return self.heading_clinician


class Step(models.Model):
    """One treatment statement of the draft. Its ``key`` is its own for life, across editions."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    section = models.ForeignKey(Section, models.CASCADE, related_name="steps")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    text = WordingColumns()
    action = models.CharField(max_length=8, choices=Action.choices(), blank=True, default=Action.UNSAID.value)
    applies_when = WordingColumns()
    intervention = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 is the first line of therapy.")
    strength = models.CharField(max_length=14, choices=Strength.choices(), default=Strength.NOT_GRADED.value)
    certainty = models.CharField(max_length=10, choices=Certainty.choices(), default=Certainty.NOT_GRADED.value)
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            one_of("action", Action, "a_step_does_a_known_action"),
            one_of("strength", Strength, "a_step_has_a_known_strength"),
            one_of("certainty", Certainty, "a_step_has_a_known_certainty"),
            models.CheckConstraint(condition=Q(line=None) | Q(line__gte=1), name="the_first_line_of_therapy_is_1"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="no_step_holds_itself"),
        ]

    def __str__(self) -> str:
        return self.text_clinician


class Citation(models.Model):
    """A step's use of a reference. ``marker`` is what the page it came from printed."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="citations")
    reference = models.ForeignKey(Reference, models.PROTECT, null=True, blank=True, related_name="citations")
    marker = models.CharField(max_length=20, blank=True, default="")
    confirmed = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)
    quote = models.TextField(blank=True, default="")
    locator = models.CharField(max_length=200, blank=True, default="")
    access = models.CharField(max_length=13, choices=Access.choices(), default=Access.NOT_RECORDED.value)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [one_of("access", Access, "a_citation_says_what_was_read")]

    def __str__(self) -> str:
        return f"[{self.marker}]"


class ListedReference(models.Model):
    """A source in an article's own list, whether or not a step cites it yet."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="listed")
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="listed")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "reference"], name="an_article_lists_a_reference_once")
        ]


class DraftContributor(models.Model):
    """Who has had a hand in an article's draft, kept as it happens.

    ``edition_number`` is that of the edition their latest edit goes into: whoever edited after edition n was
    frozen has a greater one, whatever the clocks say.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="draft_contributors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edition_number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="a_contributor_is_kept_once_an_article")
        ]


class Acceptance(models.Model):
    """An editor's reason to let a warning or hint stand; it lapses when the words change."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="acceptances")
    code = models.CharField(max_length=60)
    step_key = models.UUIDField(null=True, blank=True)
    words = models.CharField(max_length=64)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_acceptance_has_its_reason"),
            models.UniqueConstraint(
                fields=["article", "code", "step_key", "words"], name="a_steps_finding_is_accepted_once"
            ),
            models.UniqueConstraint(
                fields=["article", "code", "words"],
                condition=Q(step_key=None),
                name="an_articles_finding_is_accepted_once",
            ),
        ]
