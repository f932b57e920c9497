"""The public face of a person who signs."""

from django.conf import settings
from django.db import models

from guidance.models.constraints import one_of
from guidance.vocabularies import Vocabulary


class NoticePace(Vocabulary):
    AT_ONCE = "at-once", "At once"
    DAILY = "daily", "Once a day"


class Member(models.Model):
    """Who a board member is, as printed beside what they sign."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="member")
    name = models.CharField(max_length=200, help_text="With credentials, as printed.")
    role = models.CharField(max_length=200)
    specialty = models.CharField(max_length=200, blank=True, default="")
    interests = models.TextField(blank=True, default="", help_text="Shown to everyone.")
    is_public = models.BooleanField(default=True, help_text="Shown on the board's page.")
    notices = models.CharField(max_length=7, choices=NoticePace.choices(), default=NoticePace.AT_ONCE.value)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            one_of("notices", NoticePace, "notices_come_at_a_known_pace"),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_member_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
