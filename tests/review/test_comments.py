"""What is said of an edition: in threads, about words that stand there, after a return too."""

import pytest

from guidance import editing
from guidance.models import Edition
from review import record, workflow
from review.models import Comment, Notice, NoticeKind
from review.stages import Interests
from tests import factories
from tests.cast import NOON, Cast, later
from tests.review.acts import assign, declare, edit, first_step, last_told, refused
from tests.review.forging import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast) -> Edition:
    return factories.under_review(cast)


def say(edition, by, body="Which?", **kwargs) -> Comment:
    return workflow.comment(edition=edition, by=by, at=NOON, body=body, **kwargs)


def first_key(edition) -> str:
    return next(edition.content.steps()).key


def returned(cast: Cast, edition: Edition) -> Edition:
    workflow.send_back(edition=edition, by=cast.reviewer, at=later(), reason="Wrong.")
    return factories.reread(edition)


def second(cast: Cast, edition: Edition, text: str = "Give more water.") -> Edition:
    """The next edition, under review, after ``edition`` was returned and its first step written anew."""
    returned(cast, edition)
    edit(edition.article, cast.editor, text)
    return factories.under_review(cast, edition.article)


# Threads


def test_an_answer_to_an_answer_joins_its_thread_and_is_about_the_same_step(cast, edition):
    said = say(edition, cast.reviewer, step=first_key(edition))
    answer = say(edition, cast.chair, "Tap.", thread=said)
    again = say(edition, cast.chair, "Cold.", thread=answer, step="no such step")
    assert {answer.thread, again.thread} == {said}
    assert {answer.step_key, again.step_key} == {said.step_key}
    told = {"number": 3, "thread": "1.1", "step": first_key(edition), "body": "Cold."}
    assert last_told(edition.article, *told) == told


def test_nobody_answers_what_is_hidden_from_them(cast, edition):
    said = say(edition, cast.reviewer)
    with refused("none that this edition shows you"):
        say(edition, cast.second_reviewer, thread=said)
    factories.sign(edition, cast.second_reviewer)
    assert say(edition, cast.second_reviewer, thread=said).thread == said


def test_nobody_answers_what_was_said_of_another_article(cast, edition):
    said = say(factories.under_review(cast), cast.reviewer)
    with refused("none that this edition shows you"):
        say(edition, cast.reviewer, thread=said)


def test_an_answer_on_another_article_is_found_in_the_record(cast, edition):
    said, other = say(edition, cast.reviewer), factories.under_review(cast)
    answer = say(other, cast.chair, thread=say(other, cast.reviewer))
    unguarded(other.article)
    Comment.objects.filter(pk=answer.pk).update(thread=said)
    place = f"{other.article.slug}, edition 1"
    assert record.faults_of(other.article) == [f"{place}: a comment on it answers one on another article."]


# Words


def test_only_words_that_stand_there_are_quoted(cast, edition):
    key = first_key(edition)
    assert say(edition, cast.reviewer, step=key, quoted=" Give\n water ").quoted == "Give water"
    for step, quoted in ((key, "Stop the drug."), (key, "Give wine"), ("", "Give water")):
        with refused("do not stand there"):
            say(edition, cast.reviewer, step=step, quoted=quoted)
    assert edition.comments.count() == 1


# Carried to the next edition


def test_what_was_said_of_an_earlier_edition_is_answered_on_the_next(cast, edition):
    said = say(edition, cast.second_reviewer, step=first_key(edition), quoted="water", blocking=True)
    new = second(cast, edition)
    answer = say(new, cast.reviewer, "Thank you.", thread=said)
    assert (answer.edition, answer.thread, answer.step_key) == (new, said, said.step_key)
    assert last_told(edition.article, "thread", "number") == {"thread": "1.1", "number": 1}
    assert record.faults_of(edition.article) == []
    factories.sign(new, cast.reviewer)
    factories.sign(new, cast.second_reviewer)
    assert factories.reread(new).stage == "approved"  # what blocked edition 1 does not block edition 2


def test_what_was_said_of_a_step_that_is_gone_is_answered_no_more(cast, edition):
    said = say(edition, cast.reviewer, step=first_key(edition))
    returned(cast, edition)
    editing.delete_step(step=first_step(edition.article), by=cast.editor, at=NOON)
    new = factories.under_review(cast, edition.article)
    with refused("no such step"):
        say(new, cast.reviewer, thread=said)


# After a return


def test_the_other_reviewers_still_speak_after_a_return(cast, edition):
    over = returned(cast, edition)
    Notice.objects.all().delete()
    say(over, cast.second_reviewer, "And the dose.", step=first_key(over), quoted="water")
    heard = Notice.objects.filter(kind=NoticeKind.COMMENT.value).values_list("recipient__username", flat=True)
    assert set(heard) == {"editor", "chair"}
    assert record.faults_of(over.article) == []


def test_nothing_is_blocked_after_a_return(cast, edition):
    over = returned(cast, edition)
    with refused("nothing can block it"):
        say(over, cast.second_reviewer, blocking=True)


@pytest.mark.parametrize("name", ["chair", "editor", "third_reviewer"])
def test_after_a_return_only_its_reviewers_speak(cast, edition, name):
    recused = assign(cast, edition, cast.third_reviewer)
    declare(recused, Interests.DECLARED, "I advise the maker.")
    over = returned(cast, edition)
    with refused("Only a reviewer assigned|declared interests"):
        say(over, getattr(cast, name))


def test_they_speak_until_the_next_edition_is_submitted(cast, edition):
    over = returned(cast, edition)
    edit(over.article, cast.editor)
    say(over, cast.second_reviewer)
    factories.submitted(cast, over.article)
    with refused("A newer edition has been submitted"):
        say(over, cast.second_reviewer)


def test_nothing_is_said_of_what_was_withdrawn(cast, edition):
    workflow.withdraw(edition=edition, by=cast.chair, at=NOON, reason="Too early.")
    with refused("is withdrawn"):
        say(edition, cast.reviewer)
