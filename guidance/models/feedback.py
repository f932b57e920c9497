"""What readers ask and report."""

from django.conf import settings
from django.db import models

from guidance.audiences import Audience
from guidance.models.article import Article
from guidance.models.constraints import one_of
from guidance.vocabularies import Outcome, Vocabulary


class Question(models.Model):
    """A follow-up question that could not be answered, scrubbed, merged with its like."""

    text = models.TextField()
    words = models.CharField(max_length=64, unique=True, help_text="Digest of its words in one order: its like.")
    audience = models.CharField(max_length=9, choices=[(audience.value, audience.label) for audience in Audience])
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="questions")
    asked = models.PositiveIntegerField(default=1)
    first_asked_at = models.DateTimeField()
    last_asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="answers", help_text="Whose text is to answer it."
    )

    class Meta:
        ordering = ["-asked", "-last_asked_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(asked__gte=1), name="a_question_was_asked"),
            models.CheckConstraint(
                condition=models.Q(audience__in=list(Audience)), name="a_question_comes_from_an_audience"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Awaited(models.Model):
    """Where a reader is to be told that a question has its answer; deleted once they are."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="awaited")
    address = models.EmailField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "address"], name="an_answer_is_awaited_once")]


class Tally(models.Model):
    """How many questions had this outcome, of all readers together."""

    outcome = models.CharField(max_length=12, unique=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [one_of("outcome", Outcome, "a_tally_is_of_a_known_outcome")]


class ReportStage(Vocabulary):
    OPEN = "open"  # nobody has looked at it yet
    DONE = "done"  # an editor has dealt with it


class Report(models.Model):
    """A reader's problem with one step of one edition, in whichever wording they read it.

    The address is the reader's, who wants to be told what became of it; it goes once they were told, or need not be.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="reports")
    edition_number = models.PositiveIntegerField()
    step_key = models.UUIDField(null=True, blank=True)
    audience = models.CharField(
        max_length=9, choices=[(audience.value, audience.label) for audience in Audience], default="clinician"
    )
    text = models.TextField()
    address = models.EmailField(blank=True, default="")
    reported_at = models.DateTimeField()
    stage = models.CharField(max_length=4, choices=ReportStage.choices(), default=ReportStage.OPEN.value)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="handled_reports"
    )
    handled_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    told_at = models.DateTimeField(null=True, blank=True, help_text="When the reader was sent the answer.")

    class Meta:
        ordering = ["-reported_at", "pk"]
        constraints = [
            one_of("stage", ReportStage, "a_report_is_open_or_done"),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_report_says_something"),
            models.CheckConstraint(
                condition=models.Q(audience__in=list(Audience)), name="a_report_comes_from_an_audience"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="done") | models.Q(handled_by__isnull=False, handled_at__isnull=False),
                name="a_report_done_says_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
