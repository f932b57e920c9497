"""Who judged an edition, and how; and who was asked to the board."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from guidance.models import Article, Edition, Kept
from guidance.models.constraints import one_of
from guidance.models.immutability import Guard, kept
from guidance.vocabularies import Vocabulary
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


class Invitation(models.Model):
    """A chair asks somebody to the board. Its link serves once, and for a while; the key alone opens nothing."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("e-mail address")  # in small letters
    name = models.CharField(max_length=200, help_text="With credentials, as it is to be printed.")
    role = models.CharField(max_length=200)
    specialty = models.CharField(max_length=200, blank=True, default="")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField()
    accepted_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="an_address_has_one_open_invitation",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="an_invitation_ends_in_one_way"
            ),
            models.CheckConstraint(
                condition=Q(accepted_by=None, accepted_at=None)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="an_accepted_invitation_has_its_account",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="a_withdrawn_invitation_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(email="") & ~Q(name="") & ~Q(role=""), name="an_invitation_names_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    @property
    def is_open(self) -> bool:
        """Neither accepted nor withdrawn; it may have expired."""
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def ends_at(self) -> datetime:
        return self.invited_at + timedelta(days=settings.LEUKO_INVITATION_DAYS)


GUARDS = (
    *kept("review_event"),
    Guard(
        "guidance_signoff",
        "INSERT",
        "is_a_disinterested_reviewers",
        "NOT EXISTS (SELECT 1 FROM review_assignment WHERE edition_id = NEW.edition_id"
        " AND reviewer_id = NEW.reviewer_id AND interests = 'none' AND released_at IS NULL)",
    ),
    Guard("review_comment", "DELETE", "never_goes"),
    Guard("review_assignment", "DELETE", "never_goes"),
    Guard(
        "review_assignment",
        "UPDATE",
        "keeps_its_declaration",
        "OLD.interests <> 'not-asked' AND ({changed})",
        ("interests", "statement", "declared_at", "reviewer_id", "edition_id"),
    ),
)
