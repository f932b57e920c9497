"""The Desk's home: what waits for an editor."""

import pytest
from django.urls import reverse

from guidance import editing
from guidance.models import Question, Report
from review import workflow
from tests import factories
from tests.cast import NOON
from tests.pages import counted, page, signed_in
from tests.review.acts import edit

pytestmark = pytest.mark.django_db

EMPTY = (
    "Nothing of yours waits", "Nothing has come back", "Nothing is before the board", "Every question", "No problem is",
    "No articles yet",
)  # fmt: skip


def desk(user):
    return signed_in(user).get(reverse("desk"))


def fill(cast) -> None:
    """One thing of each kind."""
    editing.create_article(title="How is mine treated?", by=cast.editor, at=NOON)
    editing.create_article(title="How is theirs treated?", by=cast.second_editor, at=NOON)
    factories.submitted(cast)
    edition = factories.submitted(cast)
    workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Too early.")
    n = Question.objects.count()
    common = {"first_asked_at": NOON, "last_asked_at": NOON, "audience": "lay", "article": edition.article}
    Question.objects.create(text="Is it safe?", words=f"a{n}", asked=3, **common)
    Question.objects.create(text="Is it catching?", words=f"b{n}", asked=7, **common)
    Report.objects.create(article=edition.article, edition_number=1, text="A <dead> link.", reported_at=NOON)


def test_each_list_says_where_it_is_empty(cast):
    words = page(desk(cast.editor)).words
    assert all(words.count(sentence) == 1 for sentence in EMPTY)


def test_what_waits_is_listed(cast):
    fill(cast)
    words = page(desk(cast.editor)).words
    assert not any(sentence in words for sentence in EMPTY)
    assert words.index("Is it catching? asked 7 times") < words.index("Is it safe? asked 3 times")
    assert "A <dead> link." in words
    assert "Too early." in words


def mine(user) -> str:
    words = page(desk(user)).words
    return words[words.index("My drafts") : words.index("Came back")]


def test_my_drafts_are_those_on_whose_next_edition_i_wrote(cast):
    fill(cast)
    assert "How is mine" in mine(cast.editor)
    assert "How is theirs" not in mine(cast.editor)


def test_what_was_submitted_is_no_draft_of_mine_until_i_write_again(cast):
    article = factories.submitted(cast).article
    assert "Nothing of yours" in mine(cast.editor)
    edit(article, cast.editor)
    assert article.title in mine(cast.editor)


def test_the_queries_are_as_many_however_much_waits(cast):
    client = signed_in(cast.editor)
    counts = set()
    for _ in range(2):
        fill(cast)
        counts.add(counted(lambda: client.get(reverse("desk")))[0])
    assert counts == {17}
