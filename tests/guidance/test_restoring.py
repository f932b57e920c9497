"""What was changed or deleted in a draft comes back, and what happened in between stays in its history."""

from dataclasses import replace

import pytest

from guidance import editing, queries
from guidance.documents import Citation, Wording
from guidance.models import Article, Step
from guidance.rules import NotAllowed, NotNow, Stale
from tests import factories
from tests.cast import NOON, later
from tests.guidance.documents import a_document, a_section, a_step
from tests.guidance.drafts import an_article, section, source, step, steps_of

pytestmark = pytest.mark.django_db


def restored(cast, article: Article, key, minutes: int = 5) -> Step:
    return editing.restore_step(article=article, key=key, by=cast.second_editor, at=later(minutes))


def deleted(cast, article: Article, text: str = "Stop.", minutes: int = 1):
    key = step(article, text).key
    editing.delete_step(step=step(article, text), by=cast.editor, at=later(minutes))
    return key


def test_a_step_comes_back_as_it_was(cast):
    article = an_article(cast)
    before = queries.draft(article)
    key = deleted(cast, article, "Give it cold.")
    editing.unlist_reference(article=article, reference=source("cohort"), by=cast.editor, at=later(2))
    row = restored(cast, article, key)
    assert queries.draft(article).sections == before.sections
    assert source("cohort") in article.references.all()
    assert [(line.history_type, line.history_user.username) for line in row.history.all()[:2]] == [
        ("+", "second_editor"), ("-", "editor"),
    ]  # fmt: skip


def test_a_restored_step_is_of_a_later_revision_than_the_one_that_was_deleted(cast):
    article = an_article(cast)
    old = step(article).revision
    assert restored(cast, article, deleted(cast, article)).revision == old + 1


def test_a_step_comes_back_to_its_place(cast):
    article = an_article(cast)
    editing.add_step(section=section(article), text=step(article).text.rewritten("Rest.", ""), by=cast.editor, at=NOON)
    restored(cast, article, deleted(cast, article))
    assert steps_of(section(article)) == ["Give water.", "Stop.", "Rest."]


def test_sub_steps_deleted_along_with_it_come_back_and_others_do_not(cast):
    article = an_article(cast)
    editing.add_step(
        section=section(article), parent=step(article, "Give water."), by=cast.editor, at=NOON,
        text=step(article).text.rewritten("Give it warm.", ""), citations=[(None, Citation(None, "9"))],
    )  # fmt: skip
    before = queries.draft(article)
    key, alone = step(article, "Give water.").key, deleted(cast, article, "Give it warm.")
    editing.replace_with(article=article, document=a_document(sections=()), by=cast.editor, at=later(2))
    editing.replace_with(
        article=article, document=a_document(sections=(a_section(a_step("Wait.")),)), by=cast.editor, at=later(3)
    )
    restored(cast, article, key)
    assert [str(row) for row in step(article, "Give water.").children.all()] == ["Give it cold."]
    restored(cast, article, alone, minutes=6)
    [again, wait] = queries.draft(article).sections[0].steps
    assert wait.text.clinician == "Wait."
    assert again == before.sections[0].steps[0]


@pytest.mark.parametrize("twice", [True, False])
def test_what_was_not_deleted_is_not_restored(cast, twice):
    article = an_article(cast)
    key = deleted(cast, article) if twice else step(article).key
    if twice:
        restored(cast, article, key)
    with pytest.raises(NotNow, match="has not been deleted"):
        restored(cast, article, key)


def test_a_step_of_another_article_is_not_restored(cast):
    article, other = an_article(cast), editing.create_article(title="Another?", by=cast.editor, at=NOON)
    with pytest.raises(NotAllowed, match="never had"):
        restored(cast, other, deleted(cast, article))


def test_without_a_section_there_is_no_place_for_a_step(cast):
    article = an_article(cast)
    key = step(article).key
    editing.replace_with(article=article, document=a_document(sections=()), by=cast.editor, at=later())
    with pytest.raises(NotAllowed, match="Add a section first"):
        restored(cast, article, key)


def test_only_editors_restore(cast):
    article = an_article(cast)
    key = deleted(cast, article)
    with pytest.raises(NotAllowed, match="Only editors"):
        editing.restore_step(article=article, key=key, by=cast.chair, at=later())
    assert not Step.objects.filter(key=key).exists()


# A version


def reworded(cast, article: Article, words: str, minutes: int, **changes) -> None:
    row = step(article)
    changes = {"text": row.text.rewritten("Stop.", words), **changes}
    editing.change_step(
        step=row, by=cast.editor, at=later(minutes), revision=row.revision, changes=changes, citations=[]
    )


def version(cast, row, line, field: str = "", minutes: int = 9):
    return editing.restore_version(
        row=row, line=line.history_id, by=cast.second_editor, at=later(minutes), revision=row.revision, field=field
    )


def test_one_column_is_put_back_and_the_others_stay(cast):
    article = an_article(cast)
    reworded(cast, article, "Stop it.", 1, intervention="water")
    reworded(cast, article, "Stop it now.", 2, intervention="ice")
    row = version(cast, step(article), step(article).history.all()[1], "text_lay")
    assert (row.text.lay, row.intervention, row.revision) == ("Stop it.", "ice", step(article).revision)
    line = row.history.first()
    assert (line.history_user, line.history_date, line.history_change_reason) == (
        cast.second_editor, later(9), "Restored",
    )  # fmt: skip
    assert row.history.count() == 4


def test_a_lay_text_comes_back_as_stale_as_it_was(cast):
    article = an_article(cast)
    reworded(cast, article, "Stop it.", 1)
    row = step(article)
    changes = {"text": row.text.rewritten("Stop at once.", "Stop it at once.")}
    row = editing.change_step(step=row, by=cast.editor, at=later(2), revision=row.revision, changes=changes)
    first = row.history.all()[1]
    row = version(cast, row, first, "text_lay")
    assert (row.text.clinician, row.text.lay, row.text.is_stale) == ("Stop at once.", "Stop it.", True)
    assert not version(cast, row, first, "text_clinician", minutes=10).text.is_stale


def test_a_whole_step_is_put_back_with_what_it_cited(cast):
    article = an_article(cast)
    before = queries.draft(article).sections
    line = step(article).history.first()
    reworded(cast, article, "Stop it.", 1, intervention="water")
    version(cast, step(article), line)
    assert queries.draft(article).sections == before


def test_the_article_and_its_sections_are_put_back_too(cast):
    article = an_article(cast)
    editing.change_article(
        article=article, by=cast.editor, at=later(), revision=step(article).section.article.revision,
        changes={"title": "Another?"},
    )  # fmt: skip
    now = Article.objects.get(pk=article.pk)
    assert version(cast, now, now.history.all()[1], "title").title == article.title
    row = section(article)
    editing.change_section(
        section=row,
        by=cast.editor,
        at=later(),
        revision=row.revision,
        changes={"heading": row.heading.rewritten("B", "")},
    )
    assert version(cast, section(article, "B"), row.history.all()[1]).heading_clinician == "Treatment"


@pytest.mark.parametrize("field", ["position", "key", "nonsense"])
def test_what_no_editor_writes_is_not_put_back(cast, field):
    article = an_article(cast)
    with pytest.raises(NotAllowed, match="by itself"):
        version(cast, step(article), step(article).history.first(), field)


def test_a_line_of_another_step_is_not_put_into_this_one(cast):
    article = an_article(cast)
    with pytest.raises(NotAllowed, match="no such line"):
        version(cast, step(article), step(article, "Go home.").history.first())


# Back to what readers have


@pytest.fixture
def live(cast):
    return factories.approved(cast, factories.article(cast))


def reset(edition, by, digest: str = "", minutes: int = 9) -> Article:
    digest = digest or factories.digest(edition.article)
    return editing.reset(article=edition.article, edition=edition, by=by, at=later(minutes), digest=digest)


def test_a_draft_is_thrown_away_to_what_readers_have(cast, live):
    row = Step.objects.filter(section__article=live.article).first()
    editing.change_step(
        step=row, by=cast.editor, at=later(), revision=row.revision, changes={"intervention": "x"}, citations=[]
    )
    editing.add_section(article=live.article, heading=row.text, by=cast.editor, at=later())
    assert queries.draft(live.article) != live.content
    reset(live, cast.second_editor)
    assert queries.draft(live.article) == replace(live.content, change_note=Wording())
    now = Step.objects.get(key=row.key)
    assert now.pk == row.pk
    assert [line.intervention for line in now.history.all()[:2]] == [row.intervention, "x"]
    assert now.history.first().history_user == cast.second_editor


def test_a_draft_that_has_changed_since_it_was_shown_is_not_thrown_away(cast, live):
    shown = factories.digest(live.article)
    editing.add_section(article=live.article, heading=Wording("New"), by=cast.editor, at=later())
    before = queries.draft(live.article)
    with pytest.raises(Stale, match="changed since this page was opened"):
        reset(live, cast.editor, shown)
    assert queries.draft(live.article) == before


def test_only_what_readers_have_now_can_be_begun_from(cast):
    edition = factories.submitted(cast)
    with pytest.raises(Stale, match="another edition now"):
        reset(edition, cast.editor)


def test_only_editors_throw_a_draft_away(cast, live):
    with pytest.raises(NotAllowed, match="Only editors"):
        reset(live, cast.chair)
