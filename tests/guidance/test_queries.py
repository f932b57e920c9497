"""What is read, in how many queries."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidance import checks, documents, editing, house, queries
from guidance.audiences import Audience
from guidance.documents import Document, Term, Wording
from guidance.models import Article
from guidance.personalization import personalize
from guidance.roles import STRANGER, Role
from guidance.rules import Stale
from review import workflow
from review.stages import Interests
from tests import factories
from tests.cast import NOON, Cast, later, person
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing
from tests.guidance.drafts import an_article, section, source, step

DRAFT = 6  # sections, steps, citations with their sources, the list of sources, terms, acceptances
PUBLISHED = 1


def long_document(steps: int) -> Document:
    """Of so many steps, half of them sub-steps, each with two citations; a section and a source for every two."""
    sections, references = [], [a_reference(f"r{n}", csl={"DOI": f"10.5555/{n}"}) for n in range(steps // 2 + 1)]
    for n in range(steps // 2):
        sub_step = a_step(f"Then {n}.", citations=citing(f"r{n}", "r0"))
        sections.append(a_section(a_step(f"First {n}.", steps=(sub_step,), citations=citing(f"r{n + 1}", None))))
    return a_document(sections=tuple(sections), references=tuple(references), title=f"What of {steps}?")


@pytest.mark.parametrize("steps", [2, 60])
def test_a_draft_is_read_in_six_queries_whatever_its_length(cast, steps):
    made = editing.create_from(document=long_document(steps), by=cast.editor, at=NOON)
    editing.save_term(value=Term("", "First"), by=cast.editor, at=NOON)
    first = made.sections.first().steps.first()
    editing.accept_finding(article=made, code="grading.missing", step=first, reason="So.", by=cast.editor, at=NOON)
    article = Article.objects.get()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        draft = queries.draft(article)
    assert len(asked) == DRAFT
    assert (len(list(draft.steps())), len(draft.terms), len(draft.acceptances)) == (steps, 1, 1)


def test_once_read_a_long_draft_is_checked_worded_and_spelled_out_in_memory(cast, django_assert_num_queries):
    article = editing.create_from(document=long_document(60), by=cast.editor, at=NOON)
    draft = queries.draft(article)
    with django_assert_num_queries(0):
        assert checks.run(draft, house.targets())
        readings = [personalize(draft, audience) for audience in Audience]
        assert documents.digest(documents.to_json(draft))
    assert [len(list(reading.walk())) for reading in readings] == [60, 60]


def test_references_stand_in_the_order_in_which_they_are_first_cited(cast):
    document = a_document(
        a_step("A.", citations=citing("third", "first")),
        a_step("B.", citations=citing("second")),
        references=tuple(a_reference(n, csl={"DOI": None}) for n in ("unused", "first", "second", "third", "idle")),
    )
    article = editing.create_from(document=document, by=cast.editor, at=NOON)
    titles = [reference.title.removeprefix("The ") for reference in queries.draft(article).references]
    assert titles == ["third", "first", "second", "unused", "idle"]


def test_terms_stand_in_an_order_no_database_decides(cast):
    names = ["water", "Étude", "Zebra", "etude", "ärger", "Water", "_x", "10 mg"]
    for name in names:
        editing.save_term(value=Term("", name), by=cast.editor, at=NOON)
    article = editing.create_article(title="What?", by=cast.editor, at=NOON)
    editing.change_article(
        article=article, revision=1, changes={"summary": Wording(" ".join(names))}, by=cast.editor, at=NOON
    )
    draft = queries.draft(Article.objects.get())
    assert [term.term for term in draft.terms] == sorted(names)


def test_terms_that_do_not_occur_are_left_out(cast):
    article = factories.article(cast)
    for term in (
        Term("", "water"),
        Term("", "fire"),
        Term("", "H2O", (), ("the drug",)),
        Term("", "x", ("WATER",)),
    ):
        editing.save_term(value=term, by=cast.editor, at=NOON)
    assert [term.term for term in queries.draft(article).terms] == ["H2O", "water"]


def test_a_draft_read_while_a_source_leaves_the_list_still_opens(cast):
    """Reads outside a lock may fall between two writes; what is then amiss is a finding, not an error."""
    article = an_article(cast)
    article.listed.filter(reference=source("trial")).delete()
    assert [reference.title for reference in queries.draft(article).references] == ["The cohort", "The spare"]


# People


def test_a_person_is_what_the_database_says_now(cast):
    loaded = cast.editor
    assert queries.person(loaded).is_editor
    User.objects.filter(pk=loaded.pk).update(is_active=False)
    assert not queries.person(loaded).is_editor
    assert queries.person(loaded).roles == {Role.EDITOR}


def test_nobody_and_a_superuser_are_no_one(cast):
    assert queries.person(None) == queries.person(AnonymousUser()) == STRANGER
    assert queries.person(cast.superuser).roles == frozenset()
    assert queries.person(cast.superuser).active


def test_what_is_discarded_cannot_be_locked(cast):
    article = factories.article(cast)
    editing.discard_article(article=article, by=cast.editor, at=NOON)
    with pytest.raises(Stale, match="discarded"):
        queries.locked(article)


# What readers meet


def no_edition(cast: Cast):
    return factories.article(cast)


def returned(cast: Cast):
    edition = factories.under_review(cast)
    return workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="Wrong.").article


def under_revision(cast: Cast):
    live = factories.approved(cast)
    editing.add_step(
        section=section(live.article), text=Wording.of("New.", "New."), action="inform", by=cast.editor, at=NOON
    )
    return factories.submitted(cast, live.article).article


def retired(cast: Cast):
    return workflow.retire(edition=factories.approved(cast), by=cast.chair, at=NOON, reason="Old.").article


def retired_under_revision(cast: Cast):
    article = under_revision(cast)
    workflow.retire(edition=queries.live_edition(article), by=cast.chair, at=NOON, reason="Old.")
    return article


def superseded(cast: Cast):
    article = under_revision(cast)
    edition = queries.open_edition(article)
    for assignment in factories.assigned(cast, edition):
        workflow.declare(assignment=assignment, by=assignment.reviewer, at=NOON, interests=Interests.NONE)
        factories.sign(factories.reread(edition), assignment.reviewer)
    return article


@pytest.mark.parametrize(
    ("made", "met", "met_unreviewed"),
    [
        (no_edition, None, None),
        (lambda cast: factories.submitted(cast).article, None, (1, "submitted")),
        (lambda cast: factories.under_review(cast).article, None, (1, "under_review")),
        (returned, None, None),
        (lambda cast: factories.approved(cast).article, (1, "approved"), (1, "approved")),
        (under_revision, (1, "approved"), (1, "approved")),
        (superseded, (2, "approved"), (2, "approved")),
        (retired, (1, "retired"), (1, "retired")),
        (retired_under_revision, (1, "retired"), (1, "retired")),
    ],
)
def test_the_edition_that_readers_meet(cast, made, met, met_unreviewed):
    article = made(cast)
    for show_unreviewed, expected in ((False, met), (True, met_unreviewed)):
        with CaptureQueriesContext(connection) as asked:
            edition = queries.published(article.slug, show_unreviewed=show_unreviewed)
            assert edition is None or edition.article.replaced_by is None
        assert len(asked) == PUBLISHED
        assert (edition and (edition.number, edition.stage)) == expected


def test_what_a_role_may_read(cast):
    superseded(cast)
    open_one = factories.submitted(cast)
    everything, once_approved = {1, 2, open_one.number}, [(1, "superseded"), (2, "approved")]
    for name, user in cast.everyone().items():
        visible = queries.visible_to(queries.person(user)).order_by("number", "stage")
        if name in ("editor", "second_editor", "chair"):
            assert {edition.number for edition in visible} == everything, name
            assert open_one in visible
        else:
            assert [(edition.number, edition.stage) for edition in visible] == once_approved, name
    inactive = person("gone", Role.CHAIR)
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    assert open_one not in queries.visible_to(queries.person(inactive))


# Sources


def test_articles_resting_on_a_source(cast):
    cites = an_article(cast, title="Cites?")
    lists = editing.create_article(title="Lists?", by=cast.editor, at=NOON)
    editing.list_reference(article=lists, reference=source("trial"), by=cast.editor, at=NOON)
    live = factories.approved(cast).article
    editing.create_article(title="Neither?", by=cast.editor, at=NOON)
    for row in live.sections.get().steps.all():
        editing.delete_step(step=row, by=cast.editor, at=later())
    editing.unlist_reference(article=live, reference=source("trial"), by=cast.editor, at=later())
    resting = list(queries.articles_resting_on(source("trial")))
    assert {article.title for article in resting} == {cites.title, lists.title, live.title}
    assert [article.key for article in resting] == sorted(article.key for article in resting)


def test_an_article_that_no_longer_names_a_source_does_not_rest_on_it(cast):
    edition = factories.submitted(cast)
    for row in edition.article.sections.get().steps.all():
        editing.delete_step(step=row, by=cast.editor, at=later())
    editing.unlist_reference(article=edition.article, reference=source("trial"), by=cast.editor, at=later())
    assert list(queries.articles_resting_on(source("trial"))) == [edition.article]
    workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Again.")
    assert list(queries.articles_resting_on(source("trial"))) == []


def test_unsettled_citations_come_by_their_marker(cast):
    article = an_article(cast)
    rows = [(row.marker, row.step, row.reference) for row in queries.unsettled_citations(article)]
    assert rows == [("1", step(article, "Give it cold."), source("cohort")), ("5", step(article), None)]


def test_a_key_is_in_use_even_after_its_step_was_deleted(cast):
    mine, theirs = an_article(cast), an_article(cast, title="Another?")
    gone = step(theirs)
    editing.delete_step(step=gone, by=cast.editor, at=NOON)
    keys = [str(gone.key), str(step(theirs, "Go home.").key), str(step(mine).key)]
    assert queries.keys_in_use(keys, beside=mine) == set(keys[:2])
    assert queries.keys_in_use(keys, beside=theirs) == {keys[2]}
