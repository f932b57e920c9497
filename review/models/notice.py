"""The outbox."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from guidance.models import Edition
from guidance.models.constraints import one_of
from guidance.vocabularies import Vocabulary


class NoticeKind(Vocabulary):
    """What is announced; who is told of it stands in review/notices/recipients.py."""

    SUBMITTED = "submitted"  # an edition is before the board, and waits for reviewers
    ASSIGNED = "assigned"  # you are asked to review
    RELEASED = "released"  # you are asked no more
    DUE = "due"  # what you are asked is due on a day of which you did not know, or earlier than you knew
    DUE_SOON = "due-soon"  # what you are asked is due in a few days
    OVERDUE = "overdue"  # it was due: told once a week, three times at most
    COMMENT = "comment"  # somebody has said something of an edition
    LIFTED = "lifted"  # your blocking comment was lifted by somebody else
    ALL_IN = "all-in"  # everyone has decided and enough have signed; only a blocking comment is in the way
    STUCK = "stuck"  # those who are assigned are too few to reach the quorum, or none of them is left to sign
    SENT_BACK = "sent-back"  # a reviewer has returned the edition
    WITHDRAWN = "withdrawn"  # it was taken back from the board
    APPROVED = "approved"  # readers have it
    SUPERSEDED = "superseded"  # what you signed or submitted has made way for a newer edition
    RETIRED = "retired"  # what you signed or submitted was taken away from readers
    LAPSING = "lapsing"  # an approved article must be reviewed again before long
    LAPSED = "lapsed"  # the day by which it had to be reviewed again has passed
    STANDING = "standing"  # a source of an article stands otherwise than it did: retracted, corrected, superseded
    REPORTS = "reports"  # readers have reported problems since the last such notice


class NoticeStage(Vocabulary):
    WAITING = "waiting"  # written with what it announces; not sent yet
    CLAIMED = "claimed"  # a deliverer holds it until its lease ends
    SENT = "sent"
    GIVEN_UP = "given-up"  # refused too often, or there is nowhere to send it; ``refusal`` says why


class Notice(models.Model):
    """A mail in the outbox, written in the transaction of what it announces and sent after it."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices())
    edition = models.ForeignKey(Edition, models.CASCADE, null=True, blank=True, related_name="notices")
    payload = models.JSONField(default=dict)
    occasion = models.CharField(
        max_length=100, blank=True, default="", help_text="What is announced once only, by a name of its own."
    )
    written_at = models.DateTimeField()
    stage = models.CharField(max_length=8, choices=NoticeStage.choices(), default=NoticeStage.WAITING.value)
    not_before = models.DateTimeField(help_text="When it may be tried next.")
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    refusal = models.TextField(blank=True, default="", help_text="Why the last try failed.")
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    carried_by = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="carries",
        help_text="Whose Message-ID its mail has: its own, or that of the first in its digest. Fixed at the first try.",
    )  # fmt: skip
    digest_on = models.DateField(null=True, blank=True, help_text="Of the first in a digest: the day it is for.")

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["stage", "not_before"], name="the_outbox")]
        constraints = [
            one_of("kind", NoticeKind, "a_notice_is_of_a_known_kind"),
            one_of("stage", NoticeStage, "a_notice_is_at_a_known_stage"),
            models.UniqueConstraint(
                fields=["recipient", "occasion"], condition=~Q(occasion=""), name="nobody_is_told_of_an_occasion_twice"
            ),
            models.UniqueConstraint(fields=["recipient", "digest_on"], name="one_digest_a_day"),
            models.CheckConstraint(
                condition=Q(stage="claimed", leased_until__isnull=False) | ~Q(stage="claimed") & Q(leased_until=None),
                name="a_claim_ends",
            ),
            models.CheckConstraint(
                condition=Q(stage="sent", sent_at__isnull=False) | ~Q(stage="sent") & Q(sent_at=None),
                name="a_sent_notice_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(stage="given-up") | ~Q(refusal=""), name="a_notice_is_not_given_up_without_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}"
