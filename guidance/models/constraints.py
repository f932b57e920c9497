"""Named constraints that say what they forbid."""

from django.db.models import CheckConstraint, Q

from guidance.vocabularies import Vocabulary


def one_of(field: str, words: type[Vocabulary], name: str) -> CheckConstraint:
    """Only the words of a vocabulary."""
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": [word.value for word in words]}))
