"""What holds for every write to a draft: who may, in whose name, against which revision, in clean words."""

import inspect
from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from guidance import documents, editing, queries
from guidance.documents import Citation, Term, Wording
from guidance.models import Article, DraftContributor, Reference, Section, Step
from guidance.models import Citation as CitationRow
from guidance.models import Term as TermRow
from guidance.roles import Role
from guidance.rules import NotAllowed, Stale
from guidance.vocabularies import Standing
from review import workflow
from tests import factories
from tests.cast import NOON, later, person
from tests.guidance.documents import a_reference
from tests.guidance.drafts import (
    ELSEWHERE,
    OF_THE_WORKFLOW,
    ON_THE_ARTICLE,
    WITHOUT_HISTORY,
    an_article,
    section,
    source,
    step,
    value,
)

ACTS = ON_THE_ARTICLE | ELSEWHERE
TRACKED = (Article, Section, Step, CitationRow, Reference, TermRow)


def test_every_function_is_tested_here():
    """But for what reads only; ``reset``, which needs an edition that readers have (test_restoring.py); and what takes
    references in from a file (test_references_in.py).
    """
    elsewhere = {"reset", "create_references", "start_import", "take_slice", "discard_import"}
    reads = {"free_slug", "read_references", "restorable", "slug_of"}
    functions = {name for name, _ in inspect.getmembers(editing, inspect.isfunction)}
    assert functions - elsewhere - reads == {*ACTS, *OF_THE_WORKFLOW}


@pytest.mark.parametrize("act", ACTS)
def test_only_active_editors_write(cast, act):
    article = an_article(cast)
    gone = person("gone", Role.EDITOR)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    before = _rows()
    for who in (cast.reviewer, cast.chair, cast.stranger, cast.superuser, gone, None):
        with pytest.raises(NotAllowed, match="Only editors"):
            ACTS[act](article, by=who, at=later())
    assert _rows() == before


def _rows() -> list[object]:
    """All that editing may write, history too."""
    models = (*TRACKED, DraftContributor, *(model.history.model for model in TRACKED))
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("act", [*ACTS, *OF_THE_WORKFLOW])
def test_history_says_who_and_when(cast, act):
    article = an_article(cast)
    before = {model: set(_history(model).values_list("pk", flat=True)) for model in TRACKED}
    (ACTS | OF_THE_WORKFLOW)[act](article, by=cast.second_editor, at=later())
    rows = [row for model in TRACKED for row in _history(model).exclude(pk__in=before[model])]
    assert {(row.history_user, row.history_date) for row in rows} <= {(cast.second_editor, later())}
    assert bool(rows) == (act not in WITHOUT_HISTORY)


def _history(model):
    return model.history.all()


@pytest.mark.parametrize("act", ON_THE_ARTICLE)
def test_whoever_writes_on_an_article_contributes_to_its_next_edition(cast, act):
    article = an_article(cast)
    ON_THE_ARTICLE[act](article, by=cast.second_editor, at=later())
    assert _contributors(article) == {"editor": 1, "second_editor": 1}
    assert Article.objects.get(pk=article.pk).updated_at == later()


def _contributors(article: Article) -> dict[str, int]:
    return dict(article.draft_contributors.values_list("user__username", "edition_number"))


def test_whoever_writes_after_an_edition_was_frozen_contributes_to_the_one_after(cast):
    edition = factories.submitted(cast)
    editing.add_section(article=edition.article, heading=Wording("New"), by=cast.second_editor, at=later())
    assert _contributors(edition.article) == {"editor": 1, "second_editor": 2}


def test_contributors_since_the_approved_edition_was_frozen(cast):
    edition = factories.under_review(cast)
    editing.add_section(article=edition.article, heading=Wording("New"), by=cast.second_editor, at=later())
    factories.sign(edition, cast.reviewer)
    factories.sign(edition, cast.second_reviewer)
    assert queries.contributors(edition.article) == {cast.second_editor.pk}


# Revisions

VERSIONED = {
    "change_article": lambda a, revision, words="new", **who: editing.change_article(
        article=a, revision=revision, changes={"title": words}, **who
    ),
    "change_section": lambda a, revision, words="new", **who: editing.change_section(
        section=section(a), revision=revision, changes={"heading": Wording("Treatment", words)}, **who
    ),
    "change_step": lambda a, revision, words="new", **who: editing.change_step(
        step=step(a), revision=revision, changes={"intervention": words}, citations=[], **who
    ),
    "still_says_the_same": lambda a, revision, words="", **who: editing.still_says_the_same(
        row=step(a), field="text", revision=revision, **who
    ),
    "restore_version": lambda a, revision, words="", **who: editing.restore_version(
        row=step(a), line=step(a).history.last().history_id, revision=revision, **who
    ),
    "change_reference": lambda a, revision, words="new", **who: editing.change_reference(
        reference=source("trial"),
        value=value("trial", csl={"title": "The trial", "volume": words}),
        revision=revision,
        **who,
    ),
}
REVISED = {
    "change_article": lambda a: Article.objects.get(pk=a.pk),
    "change_section": section,
    "change_step": step,
    "restore_version": step,
    "still_says_the_same": step,
    "change_reference": lambda a: source("trial"),
}


@pytest.mark.parametrize("act", VERSIONED)
def test_a_change_against_an_older_revision_is_refused_whoever_makes_it(cast, act):
    article = an_article(cast)
    shown = REVISED[act](article).revision
    VERSIONED[act](article, shown, by=cast.editor, at=later())
    assert REVISED[act](article).revision == shown + 1
    before = _rows()
    for who in (cast.editor, cast.second_editor):
        with pytest.raises(Stale, match="changed this since you opened it"):
            VERSIONED[act](article, shown, "newer", by=who, at=later(2))
    assert _rows() == before


@pytest.mark.parametrize("act", sorted(set(VERSIONED) - {"still_says_the_same", "restore_version"}))
def test_a_change_that_is_saved_already_is_neither_refused_nor_saved_again(cast, act):
    """Its answer was lost on the way, so the browser sends it once more."""
    article = an_article(cast)
    shown = REVISED[act](article).revision
    for minute in (1, 2):
        VERSIONED[act](article, shown, " new ", by=cast.editor, at=later(minute))
    assert REVISED[act](article).revision == shown + 1


def test_the_same_words_on_other_sources_are_not_the_same_step(cast):
    row = step(an_article(cast))
    one, other = ([(None, Citation(None, marker))] for marker in "12")
    shown = {"step": row, "by": cast.editor, "revision": row.revision, "changes": {"intervention": "new"}}
    for minute in (1, 2):
        editing.change_step(citations=one, at=later(minute), **shown)
    for cited in (other, [], one * 2):
        with pytest.raises(Stale):
            editing.change_step(citations=cited, at=later(3), **shown)
    assert step(row.section.article).revision == row.revision + 1


@pytest.mark.parametrize("act", ["confirm_reference", "repoint", "drop_marker"])
def test_settling_a_citation_raises_the_revision_of_its_step(cast, act):
    """Else an editor who has the step open would write over what has become of its citations."""
    article = an_article(cast)
    text = "Give it cold." if act == "confirm_reference" else "Stop."
    shown = step(article, text).revision
    ON_THE_ARTICLE[act](article, by=cast.editor, at=later())
    assert step(article, text).revision == shown + 1


def test_what_is_gone_is_stale(cast):
    article = an_article(cast)
    gone = step(article)
    editing.delete_step(step=gone, by=cast.editor, at=later())
    for act in (editing.delete_step, lambda **kwargs: editing.move_step(by_places=1, **kwargs)):
        with pytest.raises(Stale, match="deleted this"):
            act(step=gone, by=cast.editor, at=later())
    editing.discard_article(article=article, by=cast.editor, at=later())
    with pytest.raises(Stale, match="discarded"):
        editing.rename_article(article=article, slug="x", by=cast.editor, at=later())


# Words

ROUGH = " a\x00b\tc\r\nd\ud800\u202ee\u0301\x7f\n"
CLEAN = "ab c\nd\u00e9"


def test_every_text_is_clean_from_the_door_on(cast):
    who = {"by": cast.editor, "at": NOON}
    article = editing.create_article(title=ROUGH, **who)
    editing.change_article(
        article=article, revision=1, changes={name: Wording(ROUGH, ROUGH) for name in ("summary", "scope")}, **who
    )
    place = editing.add_section(article=article, heading=Wording(ROUGH, ROUGH), **who)
    row = editing.create_reference(value=a_reference(csl={"title": ROUGH, "note": [ROUGH], ROUGH: ROUGH}), **who)
    cited = Citation(str(row.key), ROUGH, quote=ROUGH, locator=ROUGH)
    made = editing.add_step(
        section=place,
        text=Wording(ROUGH),
        intervention=ROUGH,
        applies_when=Wording(ROUGH),
        citations=[(None, cited)],
        **who,
    )
    editing.save_term(value=Term("", ROUGH, (ROUGH, " "), (ROUGH,), ROUGH, ROUGH), **who)
    editing.accept_finding(article=article, code="wording.no-lay", step=made, reason=ROUGH, **who)
    draft = queries.draft(Article.objects.get())
    assert documents.from_json(documents.to_json(draft)) == draft
    assert draft.title == draft.summary.clinician == draft.scope.lay == CLEAN
    assert draft.sections[0].heading == Wording.of(CLEAN, CLEAN)
    (written,) = draft.steps()
    assert written.text.clinician == written.intervention == written.applies_when.clinician == CLEAN
    (kept,) = written.citations
    assert kept.marker == kept.quote == kept.locator == CLEAN
    assert draft.references[0].title.strip() == row.title == CLEAN
    (term,) = draft.terms
    assert (term.term, term.abbreviations, term.synonyms) == (CLEAN, (CLEAN,), (CLEAN,))
    assert draft.acceptances[0].reason == CLEAN


def test_a_document_is_clean_from_the_door_on(cast):
    rough = Wording.of("a", "b")
    rough = documents.replace(rough, clinician="a\x00", basis=documents.digest(b"a\x00"))
    article = an_article(cast, title=ROUGH, summary=rough, scope=Wording("a\x00", "b", "\x00older"))
    draft = queries.draft(article)
    documents.to_json(draft)
    assert draft.title == CLEAN
    assert draft.summary == Wording.of("a", "b")
    assert draft.scope == Wording("a", "b", "older")


LONG = "x" * 301
TOO_MUCH = {
    "Title": lambda a, **who: editing.create_article(title=LONG, **who),
    "Title: This field cannot be blank": lambda a, **who: editing.create_article(title=" \x00 ", **who),
    "Intervention": lambda a, **who: editing.add_step(section=section(a), intervention=LONG, **who),
    "Marker": lambda a, **who: editing.add_step(section=section(a), citations=[(None, Citation(None, LONG))], **who),
    "Locator": lambda a, **who: editing.add_step(section=section(a), citations=[(None, Citation(locator=LONG))], **who),
    "Action": lambda a, **who: editing.add_step(section=section(a), action="cure", **who),
    "Kind": lambda a, **who: editing.add_section(article=a, heading=Wording("A"), kind="cure", **who),
    "The first line of therapy is 1.": lambda a, **who: editing.add_step(section=section(a), line=0, **who),
    "Line: .* less than or equal": lambda a, **who: editing.add_step(section=section(a), line=10**20, **who),
    "Line: .* greater than or equal": lambda a, **who: editing.add_step(section=section(a), line=-1, **who),
    "Term": lambda a, **who: editing.save_term(value=Term("", LONG), **who),
    "Plain name": lambda a, **who: editing.save_term(value=Term("", "a", plain_name=LONG), **who),
    "Code": lambda a, **who: editing.accept_finding(article=a, code=LONG, step=None, reason="So.", **who),
    "Say why this may stand": lambda a, **who: editing.accept_finding(
        article=a, code="a", step=None, reason="\x00", **who
    ),
    "Year": lambda a, **who: editing.create_reference(
        value=a_reference("old", csl={"DOI": None, "issued": {"date-parts": [[10**40]]}}), **who
    ),
    "too long for a DOI": lambda a, **who: editing.create_reference(
        value=a_reference("long", csl={"DOI": f"10.5555/{LONG * 10}"}), **who
    ),
    "No reference supersedes itself.": lambda a, **who: editing.set_standing(
        reference=source("trial"), standing=Standing.SUPERSEDED, reason="So.", superseded_by=source("trial"), **who
    ),
}


@pytest.mark.parametrize("sentence", TOO_MUCH)
def test_what_no_row_can_hold_is_refused_with_a_sentence(cast, sentence):
    article = an_article(cast)
    before = _rows()
    with pytest.raises(NotAllowed, match=sentence):
        TOO_MUCH[sentence](article, by=cast.editor, at=later())
    assert _rows() == before


def test_times_and_people_are_given_and_never_looked_up(cast):
    long_ago = NOON - timedelta(days=4000)
    article = editing.create_article(title="What?", by=cast.editor, at=long_ago)
    assert article.created_at == article.updated_at == article.history.get().history_date == long_ago


def test_a_draft_is_never_locked_by_the_board(cast):
    edition = factories.submitted(cast)
    editing.add_section(article=edition.article, heading=Wording("New"), by=cast.editor, at=later())
    assert "New" not in factories.reread(edition).document
    workflow.withdraw(edition=edition, by=cast.editor, at=later(), reason="Again.")
