"""What an editor has to see to, once an edition came back."""

import pytest
from django.urls import reverse

from guidance import editing
from guidance.documents import Wording
from guidance.models import Edition, Step
from guidance.vocabularies import Strength
from review import workflow
from tests import factories
from tests.cast import NOON
from tests.pages import counted, page, signed_in
from tests.review.acts import edit, first_step
from tests.review.test_comments import first_key, returned, say, second

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast) -> Edition:
    return factories.under_review(cast)


def url(edition: Edition) -> str:
    return reverse("desk-to-do", args=[edition.article.slug])


def listed(cast, edition: Edition):
    return page(signed_in(cast.editor).get(url(edition)))


def test_reason_comments_and_findings_stand_in_the_order_of_the_draft(cast, edition):
    first, last = (step.key for step in edition.content.steps())
    say(edition, cast.reviewer, "Of the second.", step=last)
    say(edition, cast.second_reviewer, "Small thing.", step=first)
    say(edition, cast.second_reviewer, "Great thing.", step=first, quoted="Give water", blocking=True)
    said = say(edition, cast.reviewer, "Of the whole.")
    say(edition, cast.chair, "So I think.", thread=said)
    over = returned(cast, edition)
    edit(over.article, cast.editor, "Give 5 mgs of water.")
    editing.change_step(
        step=first_step(over.article), by=cast.editor, at=NOON, revision=first_step(over.article).revision,
        changes={"strength": Strength.NOT_GRADED.value},
    )  # fmt: skip
    shown = listed(cast, over)
    order = ["Wrong.", "Of the whole.", "So I think.", "Great thing.", "Small thing.", "Of the second."]
    places = [shown.words.index(text) for text in order]
    assert places == sorted(places)
    assert "4 comments" in shown.words
    assert "blocked edition 1" in shown.words
    assert "the words it quotes are no longer there" in shown.words
    assert {"Dr Reviewer", "Dr Second Reviewer", "Dr Chair"} == {name for name in NAMES if name in shown.words}
    edits = [one["href"] for one in shown.all("a", href=f"/desk/articles/{over.article.slug}/steps/")]
    assert edits == [reverse("desk-step", args=[over.article.slug, key]) for key in (first, last)]
    assert shown.all("a", href=reverse("desk-details", args=[over.article.slug]))
    assert not shown.all("textarea")


NAMES = ("Dr Reviewer", "Dr Second Reviewer", "Dr Third Reviewer", "Dr Chair")


def test_what_the_checks_find_in_the_draft_stands_at_its_step(cast, edition):
    over = returned(cast, edition)
    step = first_step(over.article)
    editing.change_step(
        step=step, by=cast.editor, at=NOON, revision=step.revision, changes={"text": Wording.of("Give more.", "")}
    )
    words = listed(cast, over).words
    assert words.index("1 Give more.") < words.index("This has no lay wording")


def test_what_was_said_of_a_step_that_is_gone_stands_last(cast, edition):
    say(edition, cast.reviewer, "Is it much?", step=first_key(edition))
    over = returned(cast, edition)
    editing.delete_step(step=Step.objects.get(key=first_key(over)), by=cast.editor, at=NOON)
    words = listed(cast, over).words
    assert words.index("A step that the draft has no more Give water.") < words.index("Is it much?")
    assert "this step is no longer there" in words


def test_an_answer_stands_with_what_it_answers_though_that_was_said_of_an_earlier_edition(cast, edition):
    said = say(edition, cast.reviewer, "Is it much?", step=first_key(edition))
    say(edition, cast.reviewer, "Not carried on.")
    new = second(cast, edition)
    say(new, cast.reviewer, "Still so.", thread=said)
    words = listed(cast, returned(cast, new)).words
    assert words.index("Is it much?") < words.index("Still so.")
    assert "Not carried on." not in words


@pytest.mark.parametrize("stage", ["under review", "the next submitted", "approved"])
def test_nothing_is_told_of_a_round_that_is_not_over_or_is_answered(cast, edition, stage):
    say(edition, cast.reviewer, "Is it much?")
    if stage == "the next submitted":
        say(second(cast, edition), cast.reviewer, "It is.")
    if stage == "approved":
        factories.sign(edition, cast.reviewer)
        factories.sign(edition, cast.second_reviewer)
    words = listed(cast, edition).words
    assert "Nothing has come back" in words
    assert "Is it much?" not in words
    assert "It is." not in words


def test_what_was_withdrawn_comes_back_too(cast, edition):
    say(edition, cast.reviewer, "Is it much?")
    workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Too early.")
    words = listed(cast, edition).words
    assert "Too early." in words
    assert "Is it much?" in words


def test_the_desk_and_the_draft_lead_to_it(cast, edition):
    desk, draft = reverse("desk"), reverse("desk-article", args=[edition.article.slug])
    client = signed_in(cast.editor)
    said = say(edition, cast.reviewer)
    say(edition, cast.chair, thread=said)
    assert not page(client.get(draft)).all("a", href=url(edition))
    returned(cast, edition)
    assert page(client.get(draft)).all("a", href=url(edition))
    shown = page(client.get(desk))
    assert shown.all("a", href=url(edition))
    assert "1 comment ·" in shown.words


def test_it_takes_as_many_queries_for_9_comments_as_for_1(cast, edition):
    returned(cast, edition)
    client, counts = signed_in(cast.editor), set()
    for more in (1, 8):
        for _ in range(more):
            say(edition, cast.second_reviewer, step=first_key(edition))
        counts.add(counted(lambda: client.get(url(edition)))[0])
    assert len(counts) == 1
