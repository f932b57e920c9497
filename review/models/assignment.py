"""Who is asked to review an edition."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from guidance.models import Edition
from guidance.models.constraints import one_of
from review.stages import Interests


class Assignment(models.Model):
    """A board member asked to review an edition."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    interests = models.CharField(max_length=9, choices=Interests.choices(), default=Interests.NOT_ASKED.value)
    statement = models.TextField(blank=True, default="", help_text="What was declared.")
    declared_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="When they first opened the document.")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "reviewer"], name="a_reviewer_is_assigned_once_an_edition"),
            one_of("interests", Interests, "interests_are_declared_in_known_words"),
            models.CheckConstraint(
                condition=Q(interests="not-asked", declared_at=None)
                | ~Q(interests="not-asked") & Q(declared_at__isnull=False),
                name="a_declaration_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(interests="declared") | ~Q(statement=""), name="declared_interests_are_named"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(interests="none"), name="nobody_opens_a_text_before_declaring"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} on {self.edition}"

    @property
    def is_recused(self) -> bool:
        return self.interests == Interests.DECLARED
