"""Steps indented, copied, parted, deleted and brought back."""

import pytest

from guidance import editing, queries
from guidance.documents import Wording
from guidance.models import Article, Citation, Step
from guidance.rules import NotAllowed, Stale
from tests.cast import later
from tests.guidance.documents import a_section, a_step
from tests.guidance.drafts import an_article, section, source, step, steps_of


@pytest.fixture
def article(cast) -> Article:
    return an_article(cast)


@pytest.fixture
def who(cast) -> dict[str, object]:
    return {"by": cast.editor, "at": later()}


def outline(article: Article) -> list[object]:
    """The statements of the first section as they stand in one another."""
    return [_branch(one) for one in queries.draft(article).sections[0].steps]


def _branch(one) -> object:
    return (one.text.clinician, *map(_branch, one.steps)) if one.steps else one.text.clinician


BEGINS = [("Give water.", "Give it cold."), "Stop."]


def test_a_step_is_indented_under_the_one_before_it_and_promoted_again(article, who):
    assert outline(article) == BEGINS
    shown = step(article).revision
    editing.indent_step(step=step(article), **who)
    assert outline(article) == [("Give water.", "Give it cold.", "Stop.")]
    editing.indent_step(step=step(article), **who)
    assert outline(article) == [("Give water.", ("Give it cold.", "Stop."))]
    for expected in ([("Give water.", "Give it cold.", "Stop.")], BEGINS):
        editing.outdent_step(step=step(article), **who)
        assert outline(article) == expected
    assert step(article).revision == shown  # whoever has it open loses nothing by it


def test_what_is_promoted_stands_right_after_what_it_was_under_with_its_sub_steps(article, who):
    inner = editing.add_step(
        section=section(article), parent=step(article, "Give it cold."), text=Wording("Ice."), **who
    )
    editing.outdent_step(step=step(article, "Give it cold."), **who)
    assert outline(article) == ["Give water.", ("Give it cold.", "Ice."), "Stop."]
    assert inner.history.count() == 1
    assert told(step(article, "Give it cold.")) == "Taken out from under “Give water.”"


def told(row) -> str | None:
    """Why the last line of its history says it was written."""
    return row.history.first().history_change_reason


def test_every_move_is_told_with_from_where_to_where(article, who):
    editing.move_step(step=step(article), by_places=-1, **who)
    assert told(step(article)) == "Moved from place 2 to place 1 of 2"
    lines = step(article).history.count()
    editing.move_step(step=step(article), by_places=-1, **who)  # nowhere to go
    assert step(article).history.count() == lines
    assert told(step(article, "Give water.")) is None  # what made way has not moved
    editing.move_step(step=step(article, "Give water."), by_places=1, **who)
    assert told(step(article, "Give it cold.")) == "Moved from “Treatment” to “Later”"
    editing.move_section(section=section(article, "Later"), by_places=-1, **who)
    assert told(section(article, "Later")) == "Moved from place 2 to place 1 of 2"


def test_the_first_has_nothing_to_stand_under_and_the_top_nothing_to_leave(article, who):
    with pytest.raises(NotAllowed, match="No step stands before this one"):
        editing.indent_step(step=step(article, "Give water."), **who)
    with pytest.raises(NotAllowed, match="stands under no other"):
        editing.outdent_step(step=step(article), **who)
    assert outline(article) == BEGINS


def test_past_the_end_of_its_section_a_step_moves_into_the_next_and_back(article, who):
    for by_places, here, there in (
        (1, ["Give water."], ["Stop."]),  # “Later”, which is empty
        (1, ["Give water."], []),
        (9, ["Give water."], []),  # the last of all
        (-1, ["Give water."], []),
        (-1, ["Give water."], ["Stop."]),
        (-1, ["Give water.", "Stop."], []),
    ):
        editing.move_step(step=step(article), by_places=by_places, **who)
        assert (steps_of(section(article)), steps_of(section(article, "Later"))) == (here, there)


def test_sub_steps_go_with_their_step_into_the_next_section(article, who):
    editing.move_step(step=step(article, "Give water."), by_places=9, **who)
    assert {row.section for row in Step.objects.filter(text_clinician__startswith="Give")} == {
        section(article, "Later")
    }
    assert outline(article) == ["Stop."]


def test_a_new_step_stands_right_below_another_wherever_that_is_by_now(article, who):
    above = step(article, "Give it cold.")
    editing.outdent_step(step=step(article, "Give it cold."), **who)
    editing.add_step(section=above.section, below=above, text=Wording("New."), **who)
    assert outline(article) == ["Give water.", "Give it cold.", "New.", "Stop."]


def test_a_copy_has_new_keys_and_its_own_citations_and_stands_right_below(article, who):
    copy = editing.duplicate_step(step=step(article, "Give water."), **who)
    assert outline(article) == [BEGINS[0], *BEGINS]
    assert len({str(one.key) for one in queries.draft(article).steps()}) == len(list(queries.draft(article).steps()))
    (mine,), (theirs,) = (row.citations.all() for row in (copy, Step.objects.filter(text_clinician="Give water.")[0]))
    assert (mine.reference, mine.quote) == (theirs.reference, theirs.quote)
    [sub] = copy.children.all()
    assert [one.confirmed for one in sub.citations.all()] == [False]  # a guess is copied as a guess


def test_a_split_step_keeps_its_first_half_and_the_second_is_new(article, who):
    whole = step(article, "Give water.")
    halves = {"first": Wording("Give", "Drink"), "second": Wording(" water. ", "water.")}
    made = editing.split_step(step=whole, revision=whole.revision, **halves, **who)
    assert outline(article) == [("Give", "Give it cold."), "water.", "Stop."]
    whole.refresh_from_db()
    assert (whole.text, made.text) == (Wording.of("Give", "Drink"), Wording.of("water.", "water."))
    assert (made.action, made.strength, made.line) == (whole.action, whole.strength, whole.line)
    assert made.citations.get().reference == source("trial")
    with pytest.raises(Stale):
        editing.split_step(step=whole, revision=whole.revision - 1, **halves, **who)


def test_half_of_a_stale_lay_text_is_stale(article, who):
    whole = step(article)
    changed = {"text": Wording("Stop it. At once.", whole.text.lay)}
    whole = editing.change_step(step=whole, revision=whole.revision, changes=changed, **who)
    halves = {"first": Wording("Stop it.", "In plain"), "second": Wording("At once.", "words.")}
    made = editing.split_step(step=whole, revision=whole.revision, **halves, **who)
    assert made.text.is_stale
    assert step(article, "Stop it.").text.is_stale


def test_a_half_that_says_nothing_is_no_step(article, who):
    whole = step(article)
    with pytest.raises(NotAllowed, match="Each of the two"):
        editing.split_step(step=whole, revision=1, first=whole.text, second=Wording(" \x00", "Plain."), **who)
    assert outline(article) == BEGINS


def test_sub_steps_nobody_saw_are_not_deleted_with_their_step(article, who):
    with pytest.raises(NotAllowed, match="its sub-steps first"):
        editing.delete_step(step=step(article, "Give water."), **who)
    editing.delete_step(step=step(article, "Give water."), sub_steps=1, **who)
    assert outline(article) == ["Stop."]


# Back again


def test_a_deleted_step_comes_back_with_all_that_went_with_it(article, who, cast):
    before, gone = queries.draft(article), step(article, "Give water.")
    editing.delete_step(step=gone, sub_steps=1, by=cast.editor, at=later())
    editing.restore_step(article=article, key=gone.key, by=cast.second_editor, at=later(2))
    assert queries.draft(article) == before
    back = step(article, "Give water.")
    assert (back.pk, back.revision) == (gone.pk, gone.revision + 1)
    assert [row.history_type for row in back.history.all()] == ["+", "-", "+"]
    assert back.history.first().history_user == cast.second_editor
    assert back.history.first().history_change_reason == "Restored"


def test_what_is_here_or_was_never_of_this_article_is_not_restored(article, who, cast):
    other = an_article(cast, title="Another?", sections=(a_section(a_step("Else.")),))
    foreign = step(other, "Else.")
    editing.delete_step(step=foreign, **who)
    for key in (step(article).key, foreign.key, "00000000-0000-0000-0000-000000000000"):
        with pytest.raises(NotAllowed, match=r"has not been deleted|never had such a step"):
            editing.restore_step(article=article, key=key, **who)


def test_a_step_whose_place_has_gone_comes_back_to_the_end(article, who):
    gone, home, source_cited = step(article, "Go home."), section(article, "Afterwards"), source("trial")
    editing.delete_step(step=gone, **who)
    editing.delete_section(section=home, **who)
    back = editing.restore_step(article=article, key=gone.key, by=who["by"], at=later(2))
    assert (back.section, back.parent) == (section(article, "Later"), None)
    assert back.citations.get().reference == source_cited


def test_a_sub_step_that_came_back_by_itself_is_left_where_it_is(article, who):
    above, below = step(article, "Give water."), step(article, "Give it cold.")
    editing.delete_step(step=above, sub_steps=1, **who)
    editing.restore_step(article=article, key=below.key, **who)
    editing.restore_step(article=article, key=above.key, by=who["by"], at=later(2))
    assert outline(article) == ["Give water.", "Give it cold.", "Stop."]
    assert Citation.objects.filter(step__key=below.key).count() == 1


def test_a_source_taken_off_the_list_since_is_listed_again(article, who):
    gone = step(article, "Give it cold.")
    editing.delete_step(step=gone, **who)
    editing.unlist_reference(article=article, reference=source("cohort"), **who)
    editing.restore_step(article=article, key=gone.key, **who)
    assert source("cohort") in queries.listed_references(article)


# Sections


def test_a_section_is_put_under_the_one_before_it_and_promoted_again(article, who):
    last = editing.add_section(article=article, heading=Wording("Last"), **who)
    editing.indent_section(section=last, **who)
    later_on = section(article, "Later")
    assert [str(row) for row in later_on.children.all()] == ["Afterwards", "Last"]
    editing.promote_section(section=last, **who)
    assert [str(row) for row in article.sections.filter(parent=None)] == ["Treatment", "Later", "Last"]


def test_sections_nest_one_level_and_the_first_stands_under_none(article, who):
    for heading, why in (
        ("Treatment", "No section stands before"),
        ("Later", "one level"),
        ("Afterwards", "one level"),
    ):
        with pytest.raises(NotAllowed, match=why):
            editing.indent_section(section=section(article, heading), **who)
