"""Where sections, steps and sources stand: adding, moving, promoting, deleting, listing."""

import pytest

from guidance import editing, queries
from guidance.documents import Citation, Wording
from guidance.models import Article, Step
from guidance.rules import NotAllowed
from tests.cast import later
from tests.guidance.drafts import an_article, section, source, step, steps_of


@pytest.fixture
def article(cast) -> Article:
    return an_article(cast)


@pytest.fixture
def who(cast) -> dict[str, object]:
    return {"by": cast.editor, "at": later()}


def headings(article: Article, parent=None) -> list[str]:
    return [str(row) for row in article.sections.filter(parent=parent)]


# Sections


def test_a_new_section_stands_last_on_its_level(article, who):
    editing.add_section(article=article, heading=Wording("Last"), **who)
    child = editing.add_section(article=article, heading=Wording("Last child"), parent=section(article, "Later"), **who)
    assert headings(article) == ["Treatment", "Later", "Last"]
    assert headings(article, section(article, "Later")) == ["Afterwards", "Last child"]
    with pytest.raises(NotAllowed, match="one level only"):
        editing.add_section(article=article, heading=Wording("Too deep"), parent=child, **who)


def test_a_section_moves_among_its_neighbours_and_no_further(article, who):
    editing.add_section(article=article, heading=Wording("Last"), **who)
    for by_places, order in [
        (1, ["Later", "Treatment", "Last"]),
        (5, ["Later", "Last", "Treatment"]),
        (-1, ["Later", "Treatment", "Last"]),
        (-9, ["Treatment", "Later", "Last"]),
        (0, ["Treatment", "Later", "Last"]),
    ]:
        editing.move_section(section=section(article), by_places=by_places, **who)
        assert headings(article) == order
    assert headings(article, section(article, "Later")) == ["Afterwards"]


def test_a_promoted_section_stands_right_after_the_one_it_was_in(article, who):
    editing.add_section(article=article, heading=Wording("Last"), **who)
    shown = section(article, "Afterwards").revision
    editing.promote_section(section=section(article, "Afterwards"), **who)
    assert headings(article) == ["Treatment", "Later", "Afterwards", "Last"]
    assert section(article, "Afterwards").revision == shown + 1
    assert section(article, "Afterwards").history.first().history_change_reason == "Taken out from under “Later”"
    with pytest.raises(NotAllowed, match="top level already"):
        editing.promote_section(section=section(article, "Afterwards"), **who)


def test_only_an_empty_section_is_deleted(article, who):
    for heading in ("Treatment", "Later"):
        with pytest.raises(NotAllowed, match="what stands in this section first"):
            editing.delete_section(section=section(article, heading), **who)
    editing.delete_step(step=step(article, "Go home."), **who)
    editing.delete_section(section=section(article, "Afterwards"), **who)
    assert headings(article, section(article, "Later")) == []


# Steps


def test_a_new_step_stands_last_even_after_others_were_deleted(article, who):
    for text in ("Third.", "Fourth."):
        editing.add_step(section=section(article), text=Wording(text), **who)
    editing.delete_step(step=step(article, "Give it cold."), **who)
    editing.delete_step(step=step(article, "Give water."), **who)
    editing.delete_step(step=step(article, "Stop."), **who)
    editing.add_step(section=section(article), text=Wording("Last."), **who)
    assert steps_of(section(article)) == ["Third.", "Fourth.", "Last."]


def test_a_sub_step_stands_last_under_its_step(article, who):
    parent = step(article, "Give water.")
    editing.add_step(section=section(article), parent=parent, text=Wording("Give it slowly."), **who)
    assert [str(row) for row in parent.children.all()] == ["Give it cold.", "Give it slowly."]
    editing.move_step(step=step(article, "Give it slowly."), by_places=-1, **who)
    assert [str(row) for row in parent.children.all()] == ["Give it slowly.", "Give it cold."]
    assert steps_of(section(article)) == ["Give water.", "Stop."]


def test_moving_a_step_changes_no_revision(article, who):
    shown = step(article).revision
    editing.move_step(step=step(article), by_places=-1, **who)
    assert steps_of(section(article)) == ["Stop.", "Give water."]
    assert step(article).revision == shown


def test_a_deleted_step_leaves_its_history_and_that_of_what_it_cited(article, who, cast):
    gone = step(article)
    (citation,) = gone.citations.all()
    editing.delete_step(step=gone, **who)
    for history in (Step.history.filter(key=gone.key), type(citation).history.filter(id=citation.pk)):
        assert [row.history_type for row in history] == ["-", "+"]
        assert history[0].history_user == cast.editor


# Citations


def test_a_step_says_what_it_cites_in_their_order(article, who):
    place, trial, cohort = section(article), str(source("trial").key), str(source("cohort").key)
    made = editing.add_step(
        section=place, citations=[(None, Citation(trial, "1")), (None, Citation(cohort, "2"))], **who
    )
    first, second = made.citations.all()
    now = [(second.pk, Citation(cohort, "2")), (first.pk, Citation(trial, "1", quote="New.")), (None, Citation(trial))]
    editing.change_step(step=made, revision=made.revision, changes={}, citations=now, **who)
    assert [(row.marker, row.quote) for row in made.citations.all()] == [("2", ""), ("1", "New."), ("", "")]
    editing.change_step(step=made, revision=made.revision + 1, changes={}, citations=now[:1], **who)
    assert [row.pk for row in made.citations.all()] == [second.pk]


def test_only_citations_that_differ_are_written(article, who):
    (citation,) = step(article).citations.all()
    same = [(citation.pk, Citation(None, " 5\r\n", quote=f"{citation.quote}\x00"))]
    editing.change_step(step=step(article), revision=1, changes={"intervention": "x"}, citations=same, **who)
    assert citation.history.count() == 1


def test_the_id_of_another_steps_citation_makes_a_new_one(article, who):
    (theirs,) = step(article, "Go home.").citations.all()
    cited = [(theirs.pk, Citation(None, "9"))]
    editing.change_step(step=step(article), revision=1, changes={}, citations=cited, **who)
    theirs.refresh_from_db()
    assert (theirs.marker, theirs.step) == ("", step(article, "Go home."))


def test_a_reference_is_confirmed_for_all_that_rest_on_its_place(article, who):
    assert editing.confirm_reference(article=article, reference=source("cohort"), **who) == 1
    assert editing.confirm_reference(article=article, reference=source("cohort"), **who) == 0
    assert {citation.confirmed for _, citation in queries.draft(article).cited()} == {True}
    assert list(queries.unsettled_citations(article).values_list("marker", flat=True)) == ["5"]


def test_a_marker_is_repointed_and_its_source_listed(article, who):
    editing.unlist_reference(article=article, reference=source("spare"), **who)
    assert editing.repoint(article=article, marker="5", reference=source("spare"), **who) == 1
    (citation,) = step(article).citations.all()
    assert (citation.reference, citation.confirmed, citation.marker) == (source("spare"), True, "5")
    assert source("spare") in queries.listed_references(article)
    assert citation.history.first().history_change_reason == "Marker 5 resolved"


def test_settled_citations_are_not_repointed(article, who):
    settled = step(article, "Go home.").citations.get()
    assert editing.repoint(article=article, marker="", reference=source("spare"), **who) == 0
    settled.refresh_from_db()
    assert settled.reference == source("trial")


def test_only_citations_that_point_at_nothing_are_dropped(article, who):
    assert editing.drop_marker(article=article, marker="1", **who) == 0
    assert editing.drop_marker(article=article, marker="5", **who) == 1
    assert not step(article).citations.exists()


# Sources


def test_a_source_that_is_cited_stays_on_the_list(article, who):
    for title in ("trial", "cohort"):
        with pytest.raises(NotAllowed, match="still cites"):
            editing.unlist_reference(article=article, reference=source(title), **who)
    editing.unlist_reference(article=article, reference=source("spare"), **who)
    assert list(queries.listed_references(article)) == [source("trial"), source("cohort")]


def test_a_source_is_listed_once_and_last(article, who, cast):
    other = an_article(cast, title="Another question?")
    editing.unlist_reference(article=article, reference=source("spare"), **who)
    editing.add_step(section=section(article), citations=[(None, Citation(str(source("spare").key)))], **who)
    for _ in range(2):
        editing.list_reference(article=article, reference=source("spare"), **who)
    for listing in (article, other):
        titles = [str(row) for row in queries.listed_references(listing)]
        assert titles == ["The trial", "The cohort", "The spare"]


def test_a_source_cited_elsewhere_may_leave_this_list(article, who, cast):
    other = editing.create_article(title="Another question?", **who)
    editing.list_reference(article=other, reference=source("trial"), **who)
    editing.unlist_reference(article=other, reference=source("trial"), **who)
    assert list(queries.listed_references(other)) == []
