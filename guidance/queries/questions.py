"""What readers asked, and how often the box could answer."""

from guidance.models import Question, Tally
from guidance.vocabularies import Outcome, Stage

SHOWN_GAPS = 5


def tallies() -> dict[str, int]:
    """How many questions were asked in all, how many of them answered, and how many not."""
    by = dict(Tally.objects.values_list("outcome", "times"))
    asked, answered = sum(by.values()), by.get(Outcome.ANSWERED.value, 0)
    return {"asked": asked, "answered": answered, "refused": asked - answered}


def gaps() -> list[str]:
    """The commonest questions that an editor has taken up and no live edition answers: nobody else's words are shown
    to everyone.
    """
    taken_up = Question.objects.exclude(answered_by=None).exclude(answered_by__editions__stage=Stage.APPROVED.value)
    return list(taken_up.values_list("text", flat=True)[:SHOWN_GAPS])
