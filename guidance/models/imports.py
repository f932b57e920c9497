"""References on their way in: long work, done in slices."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from guidance.models.constraints import one_of
from guidance.models.reference import Reference
from guidance.vocabularies import ReferenceKind, Standing, Vocabulary


class ImportStage(Vocabulary):
    WAITING = "waiting", "Waiting for you"  # read and previewed; nothing written yet
    RUNNING = "running", "Under way"  # some slices are in
    DONE = "done"


class Outcome(Vocabulary):
    """What becomes of one record of a file."""

    NEW = "new"  # to be taken in; once it is, its reference is known
    HERE = "here", "Already here"  # the reference that is the same is left as it is
    REPEATED = "repeated", "Twice in the file"  # the same as one further up
    UNREADABLE = "unreadable", "Could not be read"


class Import(models.Model):
    """A file of references being taken in; ``taken`` is the number of the last record that has been."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    started_at = models.DateTimeField()
    name = models.CharField(max_length=200, blank=True, default="", help_text="Of the file; pasted text has none.")
    format = models.CharField(max_length=20)
    encoding = models.CharField(max_length=20)
    taken = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=7, choices=ImportStage.choices(), default=ImportStage.WAITING.value)

    class Meta:
        ordering = ["-started_at", "pk"]
        constraints = [one_of("stage", ImportStage, "an_import_is_at_a_known_stage")]

    def __str__(self) -> str:
        return self.name or str(self.key)


class ImportRecord(models.Model):
    """One record of a file: what it says until it is taken in, and what became of it.

    ``reference`` is the one that was made of it, or that is the same; ``same_as`` the number of a record above it
    that is; ``matched_by`` says by what (`guidance.references.duplicates.By`). ``kind`` and ``standing`` are
    suggestions, ``reason`` why it could not be read.
    """

    of = models.ForeignKey(Import, models.CASCADE, related_name="records")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices(), default=Outcome.NEW.value)
    title = models.TextField(blank=True, default="")
    csl = models.JSONField(default=dict)
    kind = models.CharField(max_length=20, choices=ReferenceKind.choices(), blank=True, default="")
    standing = models.CharField(max_length=12, choices=Standing.choices(), default=Standing.CURRENT.value)
    reference = models.ForeignKey(Reference, models.SET_NULL, null=True, blank=True, related_name="+")
    same_as = models.PositiveIntegerField(null=True, blank=True)
    matched_by = models.CharField(max_length=5, blank=True, default="")
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["number"]
        constraints = [
            one_of("outcome", Outcome, "a_record_has_a_known_outcome"),
            models.UniqueConstraint(fields=["of", "number"], name="an_import_numbers_its_records"),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.UNREADABLE.value) | ~Q(reason=""),
                name="an_unreadable_record_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title
