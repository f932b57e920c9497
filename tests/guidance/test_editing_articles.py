"""An article's address, its own texts, what is accepted in it, and its end."""

import pytest

from guidance import checks, editing, house, queries
from guidance.checks import Level
from guidance.documents import Wording
from guidance.models import Acceptance, Article, Citation, FormerSlug, Reference, Section, Step, Topic
from guidance.rules import NotAllowed, Stale
from review import workflow
from tests import factories
from tests.cast import NOON, later
from tests.guidance.documents import a_reference
from tests.guidance.drafts import an_article, source, step


@pytest.fixture
def article(cast) -> Article:
    return an_article(cast)


@pytest.fixture
def who(cast) -> dict[str, object]:
    return {"by": cast.editor, "at": later()}


def now(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


# Addresses


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("What is PML?", "what-is-pml"),
        ("  Été -- ça_va ", "ete-ca_va"),
        ("Что это?", "article"),
        ("?!", "article"),
        (f"{'x' * 99} yy", "x" * 99),
    ],
)
def test_an_address_is_made_of_the_title(who, title, slug):
    assert editing.create_article(title=title, **who).slug == editing.slug_of(title) == slug


def test_an_address_that_is_taken_gets_a_number(who):
    slugs = [editing.create_article(title="What is PML?", **who).slug for _ in range(3)]
    assert slugs == ["what-is-pml", "what-is-pml-2", "what-is-pml-3"]


def test_a_former_address_leads_to_the_article_and_is_never_used_again(article, who):
    old = article.slug
    assert editing.rename_article(article=article, slug="New address", **who).slug == "new-address"
    assert FormerSlug.objects.get(slug=old).article == article
    assert editing.create_article(title=article.title, **who).slug == f"{old}-2"
    assert editing.rename_article(article=article, slug=old, **who).slug == f"{old}-3"
    assert set(FormerSlug.objects.values_list("slug", flat=True)) == {old, "new-address"}


def test_an_article_keeps_its_address_where_it_is_renamed_to_it(article, who):
    assert editing.rename_article(article=article, slug=article.slug.upper(), **who).slug == article.slug
    assert not FormerSlug.objects.exists()


# Its own texts


def test_an_articles_texts_and_topics_are_changed(article, who):
    topic = Topic.objects.create(name="Neurology", slug="neurology")
    changes = {"summary": Wording("Treat it.", "Get help."), "topics": [topic]}
    changed = editing.change_article(article=article, revision=now(article).revision, changes=changes, **who)
    assert now(article).summary == changed.summary == Wording.of("Treat it.", "Get help.")
    assert list(queries.topics(article)) == [topic]


def test_a_topic_that_was_deleted_meanwhile_is_refused_and_takes_nothing_with_it(article, who):
    topic = editing.create_topic(name="Neurology", **who)
    Topic.objects.filter(pk=topic.pk).delete()
    changes = {"summary": Wording("Treat it.", ""), "topics": [topic]}
    with pytest.raises(Stale, match="deleted this topic"):
        editing.change_article(article=article, revision=now(article).revision, changes=changes, **who)
    assert not now(article).summary.clinician


def test_a_lay_text_left_alone_goes_stale_until_it_is_said_to_hold(article, who):
    row = step(article)
    editing.change_step(step=row, revision=1, changes={"text": Wording("Stop at once.", row.text.lay)}, **who)
    row.refresh_from_db()
    assert row.text.is_stale
    editing.still_says_the_same(row=row, field="text", revision=row.revision, **who)
    row.refresh_from_db()
    assert row.text == Wording.of("Stop at once.", "In plain words.")
    assert row.history.first().history_change_reason == "Still says the same"


@pytest.mark.parametrize("kind", [Article, Section])
def test_articles_and_headings_say_the_same_too(article, who, kind):
    field = {Article: "scope", Section: "heading"}[kind]
    row = kind.objects.first()
    for changed in (Wording("A", "B"), Wording("C", "B")):
        row.refresh_from_db()
        change = {Article: editing.change_article, Section: editing.change_section}[kind]
        change(**{kind.__name__.lower(): row}, revision=row.revision, changes={field: changed}, **who)
    row.refresh_from_db()
    assert getattr(row, field).is_stale
    editing.still_says_the_same(row=row, field=field, revision=row.revision, **who)
    row.refresh_from_db()
    assert not getattr(row, field).is_stale


# What is accepted


def found(row: Step) -> dict[str, str]:
    """The reason for which each of the step's warnings stands, by its code."""
    findings = checks.run(queries.draft(row.section.article), house.targets())
    return {one.code: one.accepted for one in findings if one.step == str(row.key)}


def test_an_accepted_finding_lapses_with_the_words_it_was_accepted_for(article, who):
    row = step(article)
    changed = editing.change_step(step=row, revision=1, changes={"text": Wording("Stop."), "action": ""}, **who)
    for reason in ("At first.", "For good."):
        editing.accept_finding(article=article, code="wording.no-lay", step=row, reason=reason, **who)
    assert found(row)["wording.no-lay"] == "For good."
    assert found(row)["structure.no-action"] == ""
    assert Acceptance.objects.count() == 1
    editing.change_step(step=row, revision=changed.revision, changes={"text": Wording("Stop it.")}, **who)
    assert found(row)["wording.no-lay"] == ""
    assert queries.draft(article).acceptances == ()


def test_a_finding_about_the_whole_is_accepted_for_the_whole(article, who):
    editing.accept_finding(article=article, code="reference.unused", step=None, reason="Read it.", **who)
    (accepted,) = queries.draft(now(article)).acceptances
    assert (accepted.code, accepted.step, accepted.reason) == ("reference.unused", "", "Read it.")


def test_two_sources_of_one_warning_are_accepted_each_for_itself(article, who):
    keys = [
        str(editing.create_reference(value=a_reference(name, csl={"title": name, "DOI": f"10.5555/{name}"}), **who).key)
        for name in ("one", "other")
    ]
    for key in keys:
        editing.list_reference(article=now(article), reference=Reference.objects.get(key=key), **who)
    given = {"article": article, "code": "reference.unused", "step": None, **who}
    for key, reason in zip([*keys, keys[0]], ("Read it.", "It has none.", "For good."), strict=True):
        editing.accept_finding(source=key, reason=reason, **given)
    findings = checks.run(queries.draft(now(article)), house.targets())
    assert {one.source: one.accepted for one in findings if one.source in keys and one.code == given["code"]} == {
        keys[0]: "For good.", keys[1]: "It has none."
    }  # fmt: skip


def test_accepting_an_error_does_not_make_it_less(article, who):
    editing.accept_finding(article=article, code="citation.dangling", step=step(article), reason="Never mind.", **who)
    findings = checks.run(queries.draft(now(article)), house.targets())
    (error,) = [one for one in findings if one.code == "citation.dangling"]
    assert (error.level, error.accepted) == (Level.ERROR, "")


def test_what_was_accepted_may_be_accepted_no_more(article, who):
    given = {"code": "reference.unused", "step": None, "source": str(source("spare").key)}
    editing.accept_finding(article=article, reason="Read it.", **given, **who)
    for other in ({"source": ""}, {"code": "plain.jargon"}, {"step": step(article)}):
        editing.unaccept_finding(article=now(article), **given | other, **who)
        assert now(article).acceptances.count() == 1
    editing.unaccept_finding(article=now(article), **given, **who)
    assert not now(article).acceptances.exists()


# Its end


def test_a_discarded_article_leaves_only_its_history(article, who):
    editing.rename_article(article=article, slug="elsewhere", **who)
    counts = {model: model.objects.count() for model in (Article, Section, Step, Citation)}
    editing.discard_article(article=article, **who)
    for model, count in counts.items():
        assert not model.objects.exists()
        ends = model.history.filter(history_type="-")
        assert [row.history_user for row in ends] == [who["by"]] * count, model
        assert {row.history_date for row in ends} == {who["at"]}
        assert {row.history_change_reason for row in ends} == {"Discarded"}
    assert source("trial")


def test_the_address_of_a_discarded_article_is_free_again(article, who):
    editing.discard_article(article=article, **who)
    assert editing.create_article(title=article.title, **who).slug == article.slug


def test_what_was_submitted_is_never_discarded(cast):
    edition = factories.submitted(cast)
    workflow.withdraw(edition=edition, by=cast.editor, at=NOON, reason="Again.")
    with pytest.raises(NotAllowed, match="submitted before"):
        editing.discard_article(article=edition.article, by=cast.editor, at=later())


def test_what_replaces_a_retired_article_is_not_discarded(article, cast):
    live = factories.approved(cast)
    workflow.retire(edition=live, by=cast.chair, at=NOON, reason="Old.", replaced_by=article)
    with pytest.raises(NotAllowed, match="refers to this article"):
        editing.discard_article(article=article, by=cast.editor, at=later())
    assert len(list(queries.draft(article).steps())) == 4
