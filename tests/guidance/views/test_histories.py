"""The history of an article and of its steps: who, when, what; and putting it back."""

import pytest
from django.urls import reverse

from guidance import editing, queries
from guidance.models import Article, Step
from tests.cast import later
from tests.guidance.drafts import an_article, section, step
from tests.pages import counted, page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast) -> Article:
    return an_article(cast)


def change(cast, row: Step, minutes: int = 1, **changes) -> Step:
    changes = {"text": row.text.rewritten("Stop at <once>.", "Stop it."), "strength": "weak-for"} | changes
    return editing.change_step(
        step=row, by=cast.second_editor, at=later(minutes), revision=row.revision, changes=changes, citations=[]
    )


def address(row) -> str:
    if isinstance(row, Article):
        return reverse("desk-history", args=[row.slug])
    return reverse("desk-step-history", args=[row.section.article.slug, row.key])


def test_a_change_is_told_by_whom_when_and_in_its_words(cast, article):
    row = change(cast, step(article))
    told = page(signed_in(cast.editor).get(address(row)))
    assert "2 March 2026 12:01 · second_editor" in told.words
    assert "removed: Stop. end of removal inserted: Stop at <once>. end of insertion" in told.words
    assert "removed: Strong recommendation for end of removal inserted: Weak recommendation for" in told.words
    assert "Citation removed: [5]" in told.words
    assert told.all("ins")
    assert told.all("del")


def test_the_article_tells_of_all_that_stands_in_it(cast, article):
    change(cast, step(article))
    row = section(article)
    editing.change_section(
        section=row, by=cast.editor, at=later(2), revision=row.revision,
        changes={"heading": row.heading.rewritten("Cure", "")},
    )  # fmt: skip
    words = page(signed_in(cast.editor).get(address(article))).words
    assert words.index("Section “Cure”") < words.index("second_editor") < words.index("added")


def test_a_move_is_told_and_nothing_of_it_can_be_put_back(cast, article):
    editing.move_step(step=step(article), by_places=-1, by=cast.second_editor, at=later())
    shown = page(signed_in(cast.editor).get(address(step(article))))
    assert "2 March 2026 12:01 · second_editor" in shown.words
    assert "Moved from place 2 to place 1 of 2" in shown.words
    assert not shown.all("form", action="/restore/")


def test_the_queries_are_as_many_however_much_there_is_to_tell(cast, article):
    client = signed_in(cast.editor)
    row = change(cast, step(article))
    few, _ = counted(lambda: client.get(address(article)))
    for minutes in range(2, 7):
        row = change(cast, row, minutes, intervention=f"water {minutes}")
    many, _ = counted(lambda: client.get(address(article)))
    assert few == many == 18
    assert counted(lambda: client.get(address(row)))[0] == 17


def press(client, cast, row, line, **sent):
    return client.post(reverse("desk-restore", args=[row.section.article.slug, "step", line.history_id]), sent)


def test_one_field_is_put_back_by_its_button(cast, article):
    row = change(cast, step(article))
    client = signed_in(cast.editor)
    sent = page(client.get(address(row))).all("input", name="field")
    assert {field["value"] for field in sent} == {"text_clinician", "text_lay", "strength"}
    answer = press(client, cast, row, row.history.last(), field="strength", revision=row.revision)
    assert answer.url == address(row)
    now = Step.objects.get(key=row.key)
    assert (now.strength, now.text.clinician) == ("strong-for", "Stop at <once>.")
    assert now.history.first().history_user == cast.editor


def test_a_step_that_has_changed_since_is_not_written_over(cast, article):
    row = change(cast, step(article))
    answer = press(signed_in(cast.editor), cast, row, row.history.last(), revision=row.revision - 1)
    assert answer.status_code == 409
    assert "Somebody has changed this since you opened it" in page(answer).words


def test_a_deleted_step_is_listed_and_comes_back(cast, article):
    row, before = step(article), queries.draft(article).sections
    client = signed_in(cast.editor)
    assert "Deleted steps" not in page(client.get(address(article))).words
    editing.delete_step(step=row, by=cast.editor, at=later())
    assert "1 step that can be restored Stop." in page(client.get(address(article))).words
    restore = reverse("desk-step-restore", args=[article.slug, row.key])
    assert restore in {form["action"] for form in page(client.get(address(row))).all("form")}
    client.post(restore)
    assert queries.draft(article).sections == before


def test_what_has_gone_is_not_put_back_by_a_field(cast, article):
    row = step(article)
    editing.delete_step(step=row, by=cast.editor, at=later())
    answer = press(signed_in(cast.editor), cast, row, row.history.last(), field="strength", revision=row.revision)
    assert answer.status_code == 409
    assert "restored from the article" in page(answer).words


def test_another_articles_history_is_not_to_be_had_here(cast, article):
    other = editing.create_article(title="Another?", by=cast.editor, at=later())
    client, row = signed_in(cast.editor), step(article)
    assert client.get(reverse("desk-step-history", args=[other.slug, row.key])).status_code == 404
    line = row.history.first().history_id
    assert client.post(reverse("desk-restore", args=[other.slug, "step", line])).status_code == 404
    assert client.post(reverse("desk-restore", args=[article.slug, "citation", line])).status_code == 404
