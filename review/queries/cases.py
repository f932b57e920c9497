"""What the rules ask of an edition's rows."""

from django.db.models import Count, Q, QuerySet

from guidance import queries as guidance
from guidance.models import Edition
from guidance.vocabularies import Meaning
from review.models import Assignment, Comment
from review.rules import Case, Tally
from review.stages import Interests


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
