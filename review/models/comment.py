"""What reviewers say of an edition."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from guidance.models import Edition


class Comment(models.Model):
    """What a reviewer says of a step; a blocking one holds up approval until it is lifted."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    at = models.DateTimeField()
    step_key = models.UUIDField(null=True, blank=True)
    quoted = models.TextField(blank=True, default="")
    body = models.TextField()
    blocking = models.BooleanField(default=False)
    thread = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="lifted_comments"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_because = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="a_comment_says_something"),
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None)
                | Q(blocking=True, lifted_by__isnull=False, lifted_at__isnull=False),
                name="only_a_blocking_comment_is_lifted",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:80]

    @property
    def number(self) -> int:
        """Its place among the comments on its edition, 1 the first: what the record calls it by."""
        return self.edition.comments.filter(pk__lte=self.pk).count()

    @property
    def place(self) -> str:
        """“2.1”: its edition's number and its own, by which the record knows it in its article."""
        return f"{self.edition.number}.{self.number}"
