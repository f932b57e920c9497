"""Two records of one source become one, in every draft and for every reader."""

import pytest

from guidance import editing, queries
from guidance.documents import Citation
from guidance.models import Citation as CitationRow
from guidance.models import ListedReference, Reference
from guidance.rules import NotAllowed, NotNow, Stale
from guidance.vocabularies import Standing
from review import queries as review
from review import workflow
from tests import factories
from tests.cast import NOON, later
from tests.guidance.documents import a_document, a_reference, a_step, citing
from tests.guidance.drafts import an_article, source, step, value

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(cast):
    return {"by": cast.editor, "at": later()}


def merge(merged="cohort", into="trial", **kwargs):
    return editing.merge_references(merged=source(merged), into=source(into), **kwargs)


def test_every_draft_moves_and_says_so(cast, who):
    article = an_article(cast)
    moved = step(article, "Give it cold.")
    merge(**who)
    assert not CitationRow.objects.filter(reference=source("cohort")).exists()
    assert not ListedReference.objects.filter(reference=source("cohort")).exists()
    assert moved.citations.get().reference == source("trial")
    assert step(article, "Give it cold.").revision == moved.revision + 1  # whoever has it open is told
    assert "is “The trial”" in moved.citations.get().history.first().history_change_reason
    assert [row.title for row in queries.listed_references(article)] == ["The trial", "The spare"]


def test_the_merged_one_is_kept_as_a_signpost_and_frees_its_identifiers(cast, who):
    an_article(cast)
    merge(keep=["DOI", "title"], **who)
    survivor, signpost = (
        Reference.objects.get(doi="10.5555/2", merged_into=None),
        Reference.objects.get(title="The cohort", merged_into__isnull=False),
    )
    assert survivor.title == "The cohort"
    assert (signpost.merged_into, signpost.title, signpost.doi) == (survivor, "The cohort", "10.5555/2")
    assert survivor.csl["DOI"] == "10.5555/2"
    assert survivor.history.count() == 2


def test_what_is_not_kept_is_left_as_it_is(cast, who):
    an_article(cast)
    editing.change_reference(reference=source("cohort"), value=value("cohort", in_house=True), revision=1, **who)
    merge(keep=["in_house"], **who)
    assert (source("trial").in_house, source("trial").doi) == (True, "10.5555/12345678")


def test_signposts_lead_straight_to_the_one_that_stays(cast, who):
    an_article(cast)
    workflow.set_standing(
        reference=source("spare"), standing=Standing.SUPERSEDED, superseded_by=source("cohort"), reason="New.", **who
    )
    editing.create_reference(value=a_reference("first", csl={"DOI": None}), **who)
    merge("first", "cohort", **who)
    merge("cohort", "trial", **who)
    assert source("first").merged_into == source("trial")
    assert source("spare").superseded_by == source("trial")


def test_nothing_is_superseded_by_a_signpost_though_its_page_was_open_when_it_became_one(cast, who):
    an_article(cast)
    shown = source("cohort")
    merge("cohort", "trial", **who)
    given = {"standing": Standing.SUPERSEDED, "superseded_by": shown, "reason": "New."}
    workflow.set_standing(reference=source("spare"), **given, **who)
    assert source("spare").superseded_by == source("trial")


def test_what_is_changed_after_it_was_deleted_is_a_refusal(cast, who):
    editing.create_reference(value=a_reference("lost", csl={"DOI": None}), **who)
    shown = source("lost")
    value = queries.reference_value(shown)
    editing.delete_references(references=[shown], **who)
    with pytest.raises(Stale, match="deleted this"):
        editing.change_reference(reference=shown, value=value, revision=shown.revision, **who)


def test_what_comes_with_the_identifier_of_a_merged_one_is_the_one_that_stays(cast, who):
    an_article(cast)
    merge(**who)
    assert editing.create_reference(value=a_reference("again", csl={"DOI": "10.5555/2"}), **who) == source("trial")
    gone = source("cohort")
    at = editing.add_step(section=step(article := gone.merged_into.articles.get()).section, **who)
    editing.change_step(
        step=at, revision=at.revision, changes={}, citations=[(None, Citation(str(gone.key), "1"))], **who
    )
    editing.list_reference(article=article, reference=gone, **who)
    assert not gone.citations.exists()
    assert not gone.listed.exists()


def test_a_step_that_cites_both_keeps_both_quotes_and_no_empty_echo(cast, who):
    cited = (*citing("trial", quote="One."), *citing("cohort", quote="Two."), *citing("cohort", quote=""))
    references = (a_reference(), a_reference("cohort", csl={"DOI": None}))
    article = factories.article(cast, a_document(a_step("Both.", citations=cited), references=references))
    merge(**who)
    assert [row.quote for row in step(article, "Both.").citations.all()] == ["One.", "Two."]


def test_signed_editions_hear_of_the_standing_of_the_one_that_stays(cast, who):
    """The edition keeps its own words, and names the merged one for ever."""
    edition = factories.approved(cast)
    editing.create_reference(value=a_reference("twin", csl={"DOI": None}), **who)
    merge("trial", "twin", **who)
    articles = workflow.set_standing(
        reference=source("twin"), standing=Standing.RETRACTED, by=cast.editor, at=NOON, reason="Withdrawn."
    )
    told = {str(source("trial").key): (Standing.RETRACTED, "")}
    assert factories.reread(edition).digest == edition.digest
    assert articles == [edition.article]  # its record has the event
    assert queries.standing_of_sources(edition) == told
    assert review.standing_by_edition([edition]) == {edition.pk: told}


def test_whoever_moved_nothing_has_not_contributed(cast, who):
    article = an_article(cast)
    for title in ("one", "two"):
        editing.create_reference(value=a_reference(title, csl={"DOI": None}), **who)
    editing.merge_references(merged=source("one"), into=source("two"), by=cast.second_editor, at=later())
    assert cast.second_editor.pk not in queries.contributors(article)


# Refusals


def retracted(who):
    workflow.set_standing(reference=source("cohort"), standing=Standing.RETRACTED, reason="Withdrawn.", **who)


def superseded(who):
    workflow.set_standing(
        reference=source("trial"), standing=Standing.SUPERSEDED, superseded_by=source("cohort"), reason="New.", **who
    )


def third(who):
    source_of = a_reference("third", csl={"DOI": "10.5555/3"})
    third = editing.create_reference(value=source_of, **who)
    Reference.objects.filter(title="The cohort").update(csl={"title": "The cohort", "DOI": third.doi})


REFUSED = [
    (lambda who: None, ("trial", "trial"), {}, NotAllowed, "into itself"),
    (lambda who: merge("cohort", "spare", **who), ("cohort", "trial"), {}, NotNow, "merged already"),
    (lambda who: merge("cohort", "spare", **who), ("spare", "cohort"), {}, NotNow, "merged already"),
    (retracted, ("cohort", "trial"), {}, NotNow, "stand differently"),
    (superseded, ("cohort", "trial"), {}, NotAllowed, "supersedes the other"),
    (third, ("cohort", "trial"), {"keep": ["DOI"]}, NotAllowed, "A third source"),
    (lambda who: None, ("cohort", "trial"), {"revisions": (1, 9)}, Stale, "changed this"),
]


@pytest.mark.parametrize(("before", "pair", "kwargs", "refusal", "reason"), REFUSED)
def test_what_may_not_be_merged(cast, who, before, pair, kwargs, refusal, reason):
    an_article(cast)
    before(who)
    rows = list(Reference.objects.order_by("pk").values())
    with pytest.raises(refusal, match=reason):
        merge(*pair, **kwargs, **who)
    assert list(Reference.objects.order_by("pk").values()) == rows


def test_a_signpost_is_not_changed(cast, who):
    an_article(cast)
    merge(**who)
    with pytest.raises(NotNow, match="was merged"):
        editing.change_reference(reference=source("cohort"), value=value("cohort"), revision=2, **who)
    with pytest.raises(NotNow, match="was merged"):
        workflow.set_standing(reference=source("cohort"), standing=Standing.RETRACTED, reason="So.", **who)


# Many at once


def test_only_what_nothing_uses_is_deleted(cast, who):
    an_article(cast)
    for title in ("free", "signpost", "end"):
        editing.create_reference(value=a_reference(title, csl={"DOI": None}), **who)
    merge("signpost", "end", **who)
    assert editing.delete_references(references=Reference.objects.all(), **who) == 1
    assert sorted(Reference.objects.values_list("title", flat=True)) == sorted(
        f"The {name}" for name in ("trial", "cohort", "spare", "signpost", "end")
    )
    assert Reference.history.filter(title="The free", history_type="-").get().history_user == who["by"]


def test_many_are_changed_at_once(cast, who):
    an_article(cast)
    rows = list(Reference.objects.all())
    assert editing.change_references(references=rows, changes={"kind": "review"}, **who) == len(rows)
    assert editing.change_references(references=rows, changes={"kind": "review"}, **who) == 0
    assert set(Reference.objects.values_list("kind", "revision")) == {("review", 2)}
    with pytest.raises(TypeError):
        editing.change_references(references=rows, changes={"standing": "retracted"}, **who)
