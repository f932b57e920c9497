"""Every read of review's rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from guidance import queries as guidance
from guidance.documents import Document
from guidance.models import (
    Article,
    DraftContributor,
    Edition,
    EditionReference,
    Member,
    Question,
    Report,
    SignOff,
    Topic,
)
from guidance.models.edition import OPEN
from guidance.models.feedback import ReportStage
from guidance.roles import Role
from guidance.vocabularies import Meaning, Stage, Standing
from review.models import Assignment, Comment, Event, Invitation
from review.rules import Case, Tally, check_can_see_opinions, verdict
from review.stages import Act, Interests


def case(edition: Edition, user) -> Case:
    """What the rules ask about ``user`` before ``edition``. Who has declared interests has them, released or not."""
    assignment = edition.assignments.filter(reviewer_id=user.pk).first()
    is_released = assignment is not None and assignment.released_at is not None
    has_said = assignment is not None and (not is_released or assignment.is_recused)
    return Case(
        stage=edition.stage_reached,
        person=guidance.person(user),
        contributor=user.pk in guidance.contributed_to(edition),
        submitter=user.pk == edition.submitted_by_id,
        interests=Interests(assignment.interests) if assignment and has_said else None,
        released=is_released,
        signed=frozenset(
            Meaning(meaning)
            for meaning in edition.sign_offs.filter(reviewer_id=user.pk).values_list("meaning", flat=True)
        ),
        blocking=blocking_comments(edition).filter(author_id=user.pk).exists(),
        has_successor=edition.article.editions.filter(number__gt=edition.number).exists(),
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
    """What ``user`` may read by role; the editions they review and have declared no interests in; and the rounds
    that came before those, but for one in which they have declared some.
    """
    mine = Assignment.objects.filter(reviewer_id=user.pk, released_at=None, interests=Interests.NONE.value)
    later = mine.filter(edition__article=OuterRef("article"), edition__number__gt=OuterRef("number"))
    recused = Assignment.objects.filter(reviewer_id=user.pk, interests=Interests.DECLARED.value, edition=OuterRef("pk"))
    by_role = guidance.visible_to(guidance.person(user))
    return Edition.objects.filter(
        Q(pk__in=by_role.values("pk"))
        | Q(pk__in=mine.values("edition"))
        | Q(Exists(later)) & ~Q(stage__in=OPEN) & ~Q(Exists(recused))
    )


def comparable(edition: Edition, user) -> QuerySet[Edition]:
    """Earlier editions of the article that ``user`` may read, the newest first, without their text.

    ``opened`` says whether they opened it as its reviewer.
    """
    mine = Assignment.objects.filter(edition=OuterRef("pk"), reviewer_id=user.pk, opened_at__isnull=False)
    earlier = readable_by(user).filter(article=edition.article_id, number__lt=edition.number)
    return earlier.annotate(opened=Exists(mine)).defer("document").order_by("-number")


# The queue


def open_editions(*, user, is_chair: bool) -> QuerySet[Edition]:
    """What is before the board and concerns ``user``, oldest first, with all that its queue says; 4 queries."""
    editions = Edition.objects.filter(stage__in=OPEN).select_related("article")
    if not is_chair:
        editions = editions.filter(pk__in=_asked_of(user).values("edition"))
    return editions.prefetch_related("assignments", "sign_offs").order_by("submitted_at", "pk")


def decided(user) -> QuerySet[Edition]:
    """What the board has decided and ``user`` may read, the last first. The question of another one is not theirs to
    see either.
    """
    editions = readable_by(user).exclude(stage__in=OPEN).select_related("article").defer("document")
    return editions.order_by("-closed_at", "-approved_at", "-pk")


def narrowed(
    editions: QuerySet[Edition], *, q: str = "", stage: str = "", topic: Topic | None = None, reviewer=None
) -> QuerySet[Edition]:
    """Those of ``editions`` with all words of ``q`` in their title, at the stage, under the topic or one below it, and
    asked of the reviewer.
    """
    for word in q.split():
        editions = editions.filter(article__title__icontains=word)
    if stage:
        editions = editions.filter(stage=stage)
    if topic:
        articles = Article.objects.filter(Q(topics=topic) | Q(topics__parent=topic))
        editions = editions.filter(article__in=articles.values("pk"))
    if reviewer:
        editions = editions.filter(pk__in=_asked_of(reviewer).values("edition"))
    return editions


def _asked_of(user) -> QuerySet[Assignment]:
    asked = Assignment.objects.filter(reviewer=user, released_at=None)
    return asked.exclude(interests=Interests.DECLARED.value)


def standing_by_edition(editions: Iterable[Edition]) -> dict[int, dict[str, tuple[Standing, str]]]:
    """How the sources of each edition stand today, as ``guidance.queries.standing_of_sources`` says it; one query."""
    found: defaultdict[int, dict[str, tuple[Standing, str]]] = defaultdict(dict)
    rows = EditionReference.objects.filter(edition__in=editions).order_by("reference__key")
    survivors = ("merged_into__standing", "merged_into__superseded_by__title")
    names = ("key", "merged_into", "standing", "superseded_by__title", *survivors)
    for edition, key, *said in rows.values_list("edition_id", *(f"reference__{name}" for name in names)):
        found[edition][str(key)] = guidance.standing_today(*said)
    return found


# A reviewer's own rounds


def rounds(user, *, is_over: bool) -> QuerySet[Assignment]:
    """The open editions that ``user`` was asked to review, or those that are over, the last first; each edition has
    ``mine``, their sign-offs on it; 2 queries.
    """
    mine = Prefetch("edition__sign_offs", SignOff.objects.filter(reviewer=user), to_attr="mine")
    rows = Assignment.objects.filter(~Q(edition__stage__in=OPEN) if is_over else Q(edition__stage__in=OPEN))
    rows = rows.filter(reviewer=user).select_related("edition__article").prefetch_related(mine)
    return rows.order_by("-assigned_at", "-pk")


def sent_back_by(user) -> QuerySet[Any]:
    """Article and number of each edition that ``user`` has returned to its editor."""
    events = Event.objects.filter(action=Act.SEND_BACK.value, actor=user.get_username())
    return events.values_list("article_id", "edition_number")


def readable_editions(articles: Iterable[int], user) -> dict[int, list[Edition]]:
    """By article: what ``user`` may read of it, the oldest first, without its text; 2 queries."""
    found: defaultdict[int, list[Edition]] = defaultdict(list)
    for edition in readable_by(user).filter(article__in=articles).defer("document").order_by("number"):
        found[edition.article_id].append(edition)
    return found


# Who reviews


def signed_reviewers(sign_offs: Iterable[SignOff]) -> set[int]:
    return {sign_off.reviewer_id for sign_off in sign_offs}


def comments_shown_to(edition: Edition, user, case: Case) -> QuerySet[Comment]:
    """What was said of the edition and of those before it, as far as it is for the eyes of ``user``, whose case it is.

    Of the edition itself only their own, where others' opinions are hidden from them. Every round before it is over:
    its reviewers may know all that was said, anybody else what was said of an edition that they may read.
    """
    here = Q(edition=edition)
    if not verdict(check_can_see_opinions, case)[0]:
        here &= Q(author_id=user.pk)
    earlier = Q(edition__article=edition.article_id, edition__number__lt=edition.number)
    if case.interests is not Interests.NONE:
        earlier &= Q(edition__in=readable_by(user))
    return _comments().filter(here | earlier)


def comments_to_answer(edition: Edition) -> QuerySet[Comment]:
    """What was said of an edition whose round is over, and what those comments answer."""
    return _comments().filter(Q(edition=edition) | Q(pk__in=edition.comments.values("thread")))


def _comments() -> QuerySet[Comment]:
    """In the order in which they were made, each with its people and with its edition but for the text."""
    comments = Comment.objects.select_related("author__member", "lifted_by", "edition").defer("edition__document")
    return comments.order_by("pk")


def documents_of(editions: Iterable[int]) -> dict[int, Document]:
    """By its id, what each of ``editions`` holds; one query, none where there are none."""
    return {edition.pk: edition.content for edition in Edition.objects.filter(pk__in=set(editions))}


def comment_counts(editions: Iterable[Edition]) -> dict[int, int]:
    """By its id, how many comments each of ``editions`` has that answer no other."""
    counts = Comment.objects.filter(edition__in=editions, thread=None).order_by().values_list("edition")
    return dict(counts.annotate(Count("pk")))


def trail(edition: Edition) -> QuerySet[Event]:
    """What is on the record of an edition, in its order."""
    return Event.objects.filter(article=edition.article_id, edition_number=edition.number).order_by("position")


def assignable(edition: Edition) -> QuerySet[Any]:
    """Users of the board who may still be assigned to the edition."""
    barred = guidance.contributed_to(edition) | set(edition.assignments.values_list("reviewer_id", flat=True))
    return reviewers().exclude(pk__in=barred)


def candidates(edition: Edition) -> QuerySet[Member]:
    """Every active member, with their ``load``: how many other open editions they are asked of and have not decided."""
    asked = undecided_assignments().exclude(edition=edition).filter(reviewer=OuterRef("user"))
    load = asked.order_by().values("reviewer").annotate(load=Count("pk")).values("load")
    return board().annotate(load=Coalesce(Subquery(load), 0)).order_by("name", "pk")


def reviewers() -> QuerySet[Any]:
    """Users of the board."""
    users = get_user_model().objects.filter(member__in=board())
    return users.select_related("member").order_by("member__name", "pk")


# The Desk, and who comes to the board


def desk_articles() -> QuerySet[Article]:
    """Every article with its editions (without their text), last changed first."""
    editions = Edition.objects.defer("document").order_by("-number")
    return Article.objects.prefetch_related(Prefetch("editions", editions)).order_by("-updated_at", "pk")


def foremost_edition(article: Article) -> Edition:
    """The live edition, else the one before the board, else the last: that by which people know the article."""
    return guidance.live_edition(article) or guidance.open_edition(article) or article.editions.latest("number")


def drafts_of(user) -> QuerySet[Article]:
    """The articles on whose next edition ``user`` has written, the last changed first."""
    editions = Edition.objects.filter(article=OuterRef("article")).order_by().values("article")
    last = editions.annotate(last=Max("number")).values("last")
    mine = DraftContributor.objects.filter(user=user, edition_number__gt=Coalesce(Subquery(last), 0))
    return Article.objects.filter(pk__in=mine.values("article")).order_by("-updated_at", "pk")


def came_back() -> QuerySet[Edition]:
    """The newest edition of each article where it was returned or withdrawn, the last first, without its text."""
    later = Edition.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    back = Edition.objects.filter(~Exists(later), stage__in=[Stage.RETURNED.value, Stage.WITHDRAWN.value])
    return back.select_related("article").defer("document").order_by("-closed_at", "-pk")


def before_the_board() -> QuerySet[Edition]:
    """Every open edition, the oldest first, without its text."""
    return Edition.objects.filter(stage__in=OPEN).select_related("article").defer("document").order_by("submitted_at")


def questions() -> QuerySet[Question]:
    """What readers asked and no article answers, the most asked first."""
    return Question.objects.filter(answered_by=None).select_related("article")


def questions_taken_up() -> QuerySet[Question]:
    """Those that an editor has linked to the article that is to answer them."""
    return Question.objects.exclude(answered_by=None).select_related("article", "answered_by")


def with_awaiting(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Each with ``awaiting``: how many readers wait to be told of its answer."""
    return questions.annotate(awaiting=Count("awaited")).order_by("-asked", "-last_asked_at", "pk")


def articles_by_title() -> QuerySet[Article]:
    """All that a question can be linked to: no more than their titles are read."""
    return Article.objects.order_by("title", "pk").only("slug", "title")


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


def told_to_readers() -> QuerySet[Edition]:
    """What is approved now and, of an article of which nothing is, what was retired last; what was told last first.

    ``told_at``: when it was approved, warned of or retired; ``position`` and ``head``: of the article's last event.
    """
    last = Event.objects.filter(article=OuterRef("article")).order_by("-position")
    instead = Edition.objects.filter(article=OuterRef("article")).filter(
        Q(stage=Stage.APPROVED.value) | Q(stage=Stage.RETIRED.value, number__gt=OuterRef("number"))
    )
    shown = Q(stage=Stage.APPROVED.value) | Q(stage=Stage.RETIRED.value) & ~Exists(instead)
    since = (Coalesce(name, "approved_at") for name in ("article__warned_at", "closed_at"))
    rows = Edition.objects.filter(shown).annotate(
        told_at=Greatest("approved_at", *since),
        position=Subquery(last.values("position")[:1]),
        head=Subquery(last.values("hash")[:1]),
    )
    return rows.select_related("article").order_by("-told_at", "pk")


def awaited() -> QuerySet[Assignment]:
    """What reviewers are still asked to do by a day."""
    return undecided_assignments().filter(due_on__isnull=False).select_related("edition", "reviewer")


def undecided_assignments() -> QuerySet[Assignment]:
    """What reviewers are still asked to do, of open editions: who is assigned, and has not decided."""
    asked = Assignment.objects.filter(edition__stage__in=OPEN, released_at=None)
    asked = asked.exclude(interests=Interests.DECLARED.value)
    signed = SignOff.objects.filter(edition=OuterRef("edition"), reviewer=OuterRef("reviewer"))
    return asked.exclude(Exists(signed))


def open_reports() -> QuerySet[Report]:
    return reports(ReportStage.OPEN)


def reports(stage: ReportStage) -> QuerySet[Report]:
    """Problems that readers reported, the last first."""
    return Report.objects.filter(stage=stage.value).select_related("article")


def report_counts() -> dict[ReportStage, int]:
    """How many there are at each stage."""
    counted = dict(Report.objects.order_by().values_list("stage").annotate(Count("pk")))
    return {stage: counted.get(stage.value, 0) for stage in ReportStage}


def others_of_the_step(report: Report) -> QuerySet[Report]:
    """What else readers reported of the same step, the last first."""
    same = Report.objects.filter(article=report.article_id, step_key=report.step_key)
    return same.exclude(pk=report.pk) if report.step_key else Report.objects.none()


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
