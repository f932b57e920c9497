"""The sources that steps cite."""

import uuid

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from guidance.models.constraints import one_of
from guidance.vocabularies import ReferenceKind, Standing


class Reference(models.Model):
    """A source as CSL-JSON.

    ``title``, ``year``, ``doi`` and ``pmid`` repeat what the record says, to search by; so do ``words``, all that is
    searched in one spelling, and ``likeness``, which duplicates have in common.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=ReferenceKind.choices())
    in_house = models.BooleanField(default=False, help_text="Published by ourselves.")
    csl = models.JSONField(default=dict)
    title = models.TextField(blank=True)
    year = models.IntegerField(null=True, blank=True)
    doi = models.TextField(blank=True, default="")
    pmid = models.CharField(max_length=9, blank=True, default="")
    words = models.TextField(blank=True, default="", editable=False)
    likeness = models.TextField(blank=True, default="", editable=False)
    standing = models.CharField(max_length=12, choices=Standing.choices(), default=Standing.CURRENT.value)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supersedes")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            one_of("kind", ReferenceKind, "a_reference_is_of_a_known_kind"),
            one_of("standing", Standing, "a_reference_has_a_known_standing"),
            models.UniqueConstraint(
                fields=["doi"],
                condition=~Q(doi="") & Q(merged_into=None),
                name="a_doi_names_one_reference",
            ),
            models.UniqueConstraint(
                fields=["pmid"],
                condition=~Q(pmid="") & Q(merged_into=None),
                name="a_pmid_names_one_reference",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | ~Q(superseded_by=F("pk")), name="no_reference_supersedes_itself"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")), name="no_reference_is_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def type(self):
        """What a reader is told first: Guideline, Research or Summary."""
        return ReferenceKind(self.kind).type
