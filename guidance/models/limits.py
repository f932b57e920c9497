"""How much of one thing somebody has done of late."""

from django.db import models


class Allowance(models.Model):
    """How often ``who`` has done ``what`` in the window that ends at ``ends_at``; it is deleted soon after that."""

    who = models.CharField(max_length=64, help_text="A digest, of which nobody can tell whose address it was.")
    what = models.CharField(max_length=30)
    ends_at = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["who", "what", "ends_at"], name="a_window_is_counted_once"),
        ]
