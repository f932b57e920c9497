"""The audit trail."""

from django.db import models
from django.db.models import Q

from guidance.models import Article, Kept


class Event(Kept):
    """One line of an article's audit trail, chained to the one before by its hash."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="events")
    position = models.PositiveIntegerField()
    edition_number = models.PositiveIntegerField(null=True, blank=True)
    action = models.CharField(max_length=20)
    actor = models.CharField(max_length=200, help_text="User name, as it was.")
    at = models.DateTimeField()
    payload = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True, default="")
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["article_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="an_event_has_its_own_place_in_the_chain"),
            models.CheckConstraint(condition=Q(position__gte=1), name="the_first_event_is_1"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.action}"
