"""From the Desk to the board."""

from dataclasses import replace

import pytest

from guidance import documents, editing, queries
from guidance.models import Article, Edition, Reference
from guidance.roles import Role
from guidance.rules import Stale
from guidance.vocabularies import Standing
from review import workflow
from review.stages import DRAFT
from tests import factories
from tests.cast import NOON, later
from tests.guidance.documents import a_step
from tests.review import promises
from tests.review.acts import edit, join, note, refused, told

pytestmark = pytest.mark.django_db


def submit(article, by, **but):
    kwargs = {"digest": factories.digest(article), "at": NOON} | but
    return workflow.submit(article=article, by=by, **kwargs)


def test_the_draft_becomes_an_edition(cast):
    article = factories.article(cast)
    edition = submit(article, cast.editor, at=later(3), message="Please read the second step closely.")
    assert (edition.number, edition.stage, edition.submitted_by) == (1, "submitted", cast.editor)
    assert edition.submitted_at == later(3)
    assert edition.message == "Please read the second step closely."
    assert not edition.reaffirms
    assert edition.content == queries.draft(article)
    assert told(article) == ["submit"]
    promises.hold(article)


def test_the_edition_names_its_sources(cast):
    edition = factories.submitted(cast)
    assert list(edition.references.all()) == list(Reference.objects.filter(listed__article=edition.article))
    assert edition.references.count() == 1


def test_all_who_wrote_are_its_contributors(cast):
    article = factories.article(cast)
    edit(article, cast.second_editor)
    join(cast.third_reviewer, Role.EDITOR)
    edition = submit(article, cast.third_reviewer)
    names = set(edition.contributions.values_list("user__username", flat=True))
    assert names == {"editor", "second_editor", "third_reviewer"}


@pytest.mark.parametrize("name", ["reviewer", "chair", "stranger", "superuser"])
def test_only_an_editor_submits(cast, name):
    with refused("Only editors"):
        submit(factories.article(cast), getattr(cast, name))


def test_an_editor_whose_account_was_closed_does_not(cast):
    article = factories.article(cast)
    type(cast.editor).objects.filter(pk=cast.editor.pk).update(is_active=False)  # while they have the page open
    with refused("Only editors"):
        submit(article, cast.editor)


def test_an_error_stands_in_the_way(cast):
    document = factories.sound_document()
    uncited = replace(document.sections[0], steps=(a_step("Give nothing.", citations=()),))
    article = factories.article(cast, replace(document, sections=(uncited,)))
    with refused("error stands in the way"):
        submit(article, cast.editor)
    assert not article.editions.exists()
    assert told(article) == []


def test_one_edition_is_open_at_a_time(cast):
    edition = factories.submitted(cast)
    edit(edition.article, cast.editor)
    with refused("before the board already"):
        submit(edition.article, cast.editor)


def test_only_the_draft_that_was_read_is_submitted(cast):
    article = factories.article(cast)
    digest = factories.digest(article)
    edit(article, cast.second_editor)
    with pytest.raises(Stale, match="has changed since"):
        submit(article, cast.editor, digest=digest)
    assert not article.editions.exists()


def test_the_draft_goes_on_and_the_edition_does_not(cast):
    edition = factories.submitted(cast)
    edit(edition.article, cast.editor, "Give much more water.")
    assert "much more" not in factories.reread(edition).document
    assert "much more" in documents.to_json(queries.draft(edition.article)).decode()


# The same text again


def test_what_readers_have_already_is_not_submitted_as_new(cast):
    article = factories.approved(cast).article
    with refused("still right"):
        submit(article, cast.editor)


def test_what_readers_have_already_may_be_reaffirmed(cast):
    live = factories.approved(cast)
    edition = submit(live.article, cast.editor, reaffirms=True)
    assert edition.reaffirms
    assert edition.digest == live.digest
    assert edition.number == 2


def test_a_change_note_alone_makes_no_new_text(cast):
    """Approval clears the note, so the draft differs by it from what was signed."""
    article = factories.article(cast)
    article = note(article, cast.editor, "First of its kind.")
    factories.approved(cast, article)
    article = Article.objects.get(pk=article.pk)
    assert not article.change_note
    with refused("still right"):
        submit(article, cast.editor)
    article = note(article, cast.editor, "Nothing new was found.")
    assert submit(article, cast.editor, reaffirms=True).reaffirms


@pytest.mark.parametrize("is_live", [True, False])
def test_a_new_text_is_no_reaffirmation(cast, is_live):
    article = factories.approved(cast).article if is_live else factories.article(cast)
    edit(article, cast.editor)
    with refused("not “still right”"):
        submit(article, cast.editor, reaffirms=True)


def test_a_source_that_lost_its_standing_makes_a_new_text(cast):
    live = factories.approved(cast)
    workflow.set_standing(
        reference=live.references.get(),
        standing=Standing.CORRECTED,
        by=cast.chair,
        at=NOON,
        reason="A table was wrong.",
    )
    assert submit(live.article, cast.editor).number == 2


def test_what_came_back_may_be_submitted_again_as_it_was(cast):
    edition = factories.under_review(cast)
    workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="Say more.")
    again = submit(edition.article, cast.editor)
    assert (again.number, again.digest, again.reaffirms) == (2, edition.digest, False)
    promises.hold(edition.article)


# Discarding


def test_a_draft_the_board_never_saw_is_discarded(cast):
    article = factories.article(cast)
    editing.discard_article(article=article, by=cast.second_editor, at=NOON)
    assert not Article.objects.exists()


def test_what_the_board_has_seen_is_kept(cast):
    edition = factories.submitted(cast)
    workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Too early.")
    with refused("what the board has seen is kept"):
        editing.discard_article(article=edition.article, by=cast.editor, at=NOON)


def test_a_draft_is_discarded_even_where_its_source_has_lost_its_standing(cast):
    article = factories.article(cast)
    workflow.set_standing(
        reference=Reference.objects.get(), standing=Standing.RETRACTED, by=cast.chair, at=NOON, reason="Retracted."
    )
    editing.discard_article(article=article, by=cast.editor, at=NOON)
    assert not Article.objects.exists()


def test_whoever_acts_on_a_discarded_article_is_told_so(cast):
    article = factories.article(cast)
    digest = factories.digest(article)
    stale = Article.objects.get(pk=article.pk)
    editing.discard_article(article=article, by=cast.second_editor, at=NOON)
    with pytest.raises(Stale, match="discarded"):
        workflow.submit(article=stale, by=cast.editor, at=NOON, digest=digest)
    assert not Edition.objects.exists()


def test_an_article_with_no_edition_has_no_stage(cast):
    article = factories.article(cast)
    assert queries.open_edition(article) is queries.live_edition(article) is DRAFT
