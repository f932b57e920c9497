"""Every read of review's rows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from guidance import queries as guidance
from guidance.models import Article, Edition, Member, Report, SignOff
from guidance.models.edition import OPEN
from guidance.models.feedback import ReportStage
from guidance.roles import Role
from guidance.vocabularies import Meaning
from review.models import Assignment, Comment, Event, Invitation
from review.rules import Case, Tally
from review.stages import Interests


def case(edition: Edition, user) -> Case:
    """What the rules ask about ``user`` before ``edition``."""
    assignment = edition.assignments.filter(reviewer_id=user.pk, released_at=None).first()
    return Case(
        stage=edition.stage_reached,
        person=guidance.person(user),
        contributor=user.pk in guidance.contributed_to(edition),
        submitter=user.pk == edition.submitted_by_id,
        interests=Interests(assignment.interests) if assignment else None,
        signed=frozenset(
            Meaning(meaning)
            for meaning in edition.sign_offs.filter(reviewer_id=user.pk).values_list("meaning", flat=True)
        ),
        blocking=blocking_comments(edition).filter(author_id=user.pk).exists(),
    )


def blocking_comments(edition: Edition) -> QuerySet[Comment]:
    return edition.comments.filter(blocking=True, lifted_at=None)


def tally(edition: Edition) -> Tally:
    """What the edition has of what it needs; counted under the article's lock where it decides."""
    counts = edition.sign_offs.aggregate(
        clinical=Count("pk", filter=Q(meaning=Meaning.CLINICAL.value)),
        plain=Count("pk", filter=Q(meaning=Meaning.PLAIN.value)),
    )
    return Tally(
        **counts,
        has_lay_wording=edition.content.has_lay_wording,
        blocking=blocking_comments(edition).count(),
        undecided=undecided(edition).count(),
    )


def undecided(edition: Edition) -> QuerySet[Assignment]:
    """Who is assigned and has neither signed, nor been recused, nor been released."""
    waiting = edition.assignments.filter(released_at=None).exclude(interests=Interests.DECLARED.value)
    return waiting.exclude(reviewer__in=edition.sign_offs.values("reviewer"))


def lost_reviewers(edition: Edition) -> QuerySet[Assignment]:
    """Who was assigned, and has stepped back or was released."""
    return edition.assignments.filter(Q(interests=Interests.DECLARED.value) | Q(released_at__isnull=False))


def member(user) -> Member | None:
    return Member.objects.filter(user=user).first()


def board() -> QuerySet[Member]:
    """Active members who may be assigned."""
    in_groups = Q(user__groups__name__in=[Role.BOARD.value, Role.CHAIR.value])
    return Member.objects.filter(in_groups, user__is_active=True).select_related("user").distinct()


def assignments(edition: Edition) -> QuerySet[Assignment]:
    return edition.assignments.select_related("reviewer__member", "assigned_by")


def readable_by(user) -> QuerySet[Edition]:
    """What ``user`` may read by role, and the editions they review and have declared no interests in."""
    mine = Assignment.objects.filter(reviewer_id=user.pk, released_at=None, interests=Interests.NONE.value)
    by_role = guidance.visible_to(guidance.person(user))
    return Edition.objects.filter(Q(pk__in=by_role.values("pk")) | Q(pk__in=mine.values("edition")))


def comparable(edition: Edition, user) -> QuerySet[Edition]:
    """Earlier editions of the article that ``user`` may read, the newest first, without their text.

    ``opened`` says whether they opened it as its reviewer.
    """
    mine = Assignment.objects.filter(edition=OuterRef("pk"), reviewer_id=user.pk, opened_at__isnull=False)
    earlier = readable_by(user).filter(article=edition.article_id, number__lt=edition.number)
    return earlier.annotate(opened=Exists(mine)).defer("document").order_by("-number")


def open_editions() -> QuerySet[Edition]:
    """What is before the board, oldest first, with all that its queue says; constant queries."""
    editions = Edition.objects.filter(stage__in=OPEN).select_related("article", "submitted_by")
    return editions.prefetch_related("assignments__reviewer__member", "sign_offs").order_by("submitted_at", "pk")


def recently_decided(limit: int = 10) -> QuerySet[Edition]:
    decided = Edition.objects.exclude(stage__in=OPEN).select_related("article")
    return decided.order_by("-closed_at", "-approved_at", "-pk")[:limit]


def signed_reviewers(sign_offs: Iterable[SignOff]) -> set[int]:
    return {sign_off.reviewer_id for sign_off in sign_offs}


def comments_shown_to(edition: Edition, user, *, sees_others: bool) -> QuerySet[Comment]:
    """All comments, or only their own where others' opinions are hidden from them."""
    comments = edition.comments.select_related("author__member", "lifted_by")
    return comments if sees_others else comments.filter(author_id=user.pk)


def trail(edition: Edition) -> QuerySet[Event]:
    """What is on the record of an edition, in its order."""
    return Event.objects.filter(article=edition.article_id, edition_number=edition.number).order_by("position")


def assignable(edition: Edition) -> QuerySet[Any]:
    """Users of the board who may still be assigned to the edition."""
    barred = guidance.contributed_to(edition) | set(edition.assignments.values_list("reviewer_id", flat=True))
    users = get_user_model().objects.filter(member__in=board()).exclude(pk__in=barred)
    return users.select_related("member").order_by("member__name", "pk")


def desk_articles() -> QuerySet[Article]:
    """Every article with its editions (without their text), last changed first."""
    editions = Edition.objects.defer("document").order_by("-number")
    return Article.objects.prefetch_related(Prefetch("editions", editions)).order_by("-updated_at", "pk")


def foremost_edition(article: Article) -> Edition:
    """The live edition, else the one before the board, else the last: that by which people know the article."""
    return guidance.live_edition(article) or guidance.open_edition(article) or article.editions.latest("number")


def invitations() -> QuerySet[Invitation]:
    """Everyone who was ever invited, the last first."""
    return Invitation.objects.select_related("invited_by", "accepted_by__member", "withdrawn_by")


def has_account(email: str) -> bool:
    return get_user_model().objects.filter(email__iexact=email).exists()


# What the days that pass ask for


def lapsing(*, until: date) -> QuerySet[Edition]:
    """Live editions whose article must be reviewed again by ``until`` or before, the first due first.

    ``open_number`` is that of the edition that is before the board meanwhile, None where there is none.
    """
    before_the_board = Edition.objects.filter(article=OuterRef("article"), stage__in=OPEN)
    editions = guidance.live_editions().filter(article__next_review_on__lte=until)
    editions = editions.annotate(open_number=Subquery(before_the_board.values("number")[:1]))
    return editions.defer("document").order_by("article__next_review_on", "pk")


def awaited() -> QuerySet[Assignment]:
    """What reviewers are still asked to do, of open editions: who is assigned, due on a day, and has not decided."""
    asked = Assignment.objects.filter(edition__stage__in=OPEN, released_at=None, due_on__isnull=False)
    asked = asked.exclude(interests=Interests.DECLARED.value)
    signed = SignOff.objects.filter(edition=OuterRef("edition"), reviewer=OuterRef("reviewer"))
    return asked.exclude(Exists(signed)).select_related("edition", "reviewer")


def open_reports() -> QuerySet[Report]:
    return Report.objects.filter(stage=ReportStage.OPEN.value)


# How the board works, for everyone to see


def public_members() -> QuerySet[Member]:
    return board().filter(is_public=True)


def approvals() -> QuerySet[Any]:
    """When each edition that was ever approved was submitted, when its review began, and when it was approved."""
    dates = Edition.objects.filter(approved_at__isnull=False).order_by()
    return dates.values_list("submitted_at", "began_at", "approved_at")


def counts_before_the_board(*, today: date) -> dict[str, int]:
    """``open``: how many editions are before the board; ``overdue``: of how many of them a review is."""
    late = awaited().filter(edition=OuterRef("pk"), due_on__lt=today)
    return Edition.objects.filter(stage__in=OPEN).aggregate(open=Count("pk"), overdue=Count("pk", filter=Exists(late)))
