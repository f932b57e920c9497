"""The words that readers meet, explained."""

import uuid

from django.db import models
from simple_history.models import HistoricalRecords


class Term(models.Model):
    """A glossary entry. It explains a word; nothing ever swaps one."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    term = models.CharField(max_length=200)
    abbreviations = models.JSONField(default=list, blank=True)
    synonyms = models.JSONField(default=list, blank=True)
    plain_name = models.CharField(max_length=200, blank=True, default="")
    definition = models.TextField(blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["term", "pk"]
        constraints = [models.UniqueConstraint(fields=["term"], name="a_term_is_explained_once")]

    def __str__(self) -> str:
        return self.term
