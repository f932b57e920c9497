"""A draft with one of everything that editing can touch, and every way to touch it."""

from dataclasses import replace
from typing import Any

from guidance import editing, queries
from guidance.documents import Citation, Document, Term, Wording
from guidance.interchange import glossary, terminology
from guidance.models import Article, Reference, Section, Step
from guidance.vocabularies import Standing
from tests.cast import NOON, Cast
from tests.factories import sound_document
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing

TERM = Term("", "water", definition="What is drunk.")


def everything() -> Document:
    """Sections in sections, steps in steps, one citation each of: confirmed, matched by place, dangling."""
    guessed = Citation("cohort", "1", confirmed=False)
    sub_step = a_step("Give it cold.", citations=(guessed,))
    treatment = a_section(a_step("Give water.", steps=(sub_step,)), a_step("Stop.", citations=citing(None, marker="5")))
    child = a_section(a_step("Go home."), heading="Afterwards")
    cohort, spare = a_reference("cohort", csl={"DOI": "10.5555/2"}), a_reference("spare", csl={"DOI": None})
    return a_document(
        sections=(treatment, a_section(heading="Later", sections=(child,))),
        references=(a_reference(), cohort, spare),
    )


def an_article(cast: Cast, **fields: Any) -> Article:
    return editing.create_from(document=replace(everything(), **fields), by=cast.editor, at=NOON)


def section(article: Article, heading: str = "Treatment") -> Section:
    return article.sections.get(heading_clinician=heading)


def step(article: Article, text: str = "Stop.") -> Step:
    return Step.objects.get(section__article=article, text_clinician=text)


def source(title: str) -> Reference:
    return Reference.objects.get(title=f"The {title}")


def steps_of(section: Section) -> list[str]:
    return [str(row) for row in section.steps.filter(parent=None)]


def value(title: str, **fields: Any):
    return replace(queries.reference_value(source(title)), **fields)


def restore_step(article: Article, *, by, at) -> Step:
    """Restores one that was deleted by the same hand."""
    key = step(article).key
    editing.delete_step(step=step(article), by=by, at=at)
    return editing.restore_step(article=article, key=key, by=by, at=at)


# What each function of editing does to such an article, by its name. ``who`` is by and at.

ON_THE_ARTICLE = {
    "accept_finding": lambda a, **who: editing.accept_finding(
        article=a, code="wording.no-lay", step=step(a), reason="Understood.", **who
    ),
    "add_section": lambda a, **who: editing.add_section(article=a, heading=Wording("New"), **who),
    "add_step": lambda a, **who: editing.add_step(section=section(a), text=Wording("New."), **who),
    "change_article": lambda a, **who: editing.change_article(
        article=a, revision=_now(a).revision, changes={"title": "Another?"}, **who
    ),
    "change_section": lambda a, **who: editing.change_section(
        section=section(a), revision=section(a).revision, changes={"heading": Wording("Cure")}, **who
    ),
    "change_step": lambda a, **who: editing.change_step(
        step=step(a), revision=step(a).revision, changes={"intervention": "water"}, **who
    ),
    "confirm_reference": lambda a, **who: editing.confirm_reference(article=a, reference=source("cohort"), **who),
    "delete_section": lambda a, **who: editing.delete_section(
        section=editing.add_section(article=a, heading=Wording("Empty"), **who), **who
    ),
    "delete_step": lambda a, **who: editing.delete_step(step=step(a), **who),
    "duplicate_step": lambda a, **who: editing.duplicate_step(step=step(a), **who),
    "drop_marker": lambda a, **who: editing.drop_marker(article=a, marker="5", **who),
    "indent_section": lambda a, **who: editing.indent_section(
        section=editing.add_section(article=a, heading=Wording("Empty"), **who), **who
    ),
    "indent_step": lambda a, **who: editing.indent_step(step=step(a), **who),
    "list_reference": lambda a, **who: editing.list_reference(article=a, reference=source("spare"), **who),
    "merge_references": lambda a, **who: editing.merge_references(merged=source("cohort"), into=source("trial"), **who),
    "move_section": lambda a, **who: editing.move_section(section=section(a), by_places=1, **who),
    "move_step": lambda a, **who: editing.move_step(step=step(a), by_places=-1, **who),
    "outdent_step": lambda a, **who: editing.outdent_step(step=step(a, "Give it cold."), **who),
    "promote_section": lambda a, **who: editing.promote_section(section=section(a, "Afterwards"), **who),
    "rename_article": lambda a, **who: editing.rename_article(article=a, slug="elsewhere", **who),
    "replace_with": lambda a, **who: editing.replace_with(article=a, document=sound_document(), **who),
    "repoint": lambda a, **who: editing.repoint(article=a, marker="5", reference=source("spare"), **who),
    "restore_step": lambda a, **who: restore_step(a, **who),
    "restore_version": lambda a, **who: editing.restore_version(
        row=step(a), line=step(a).history.first().history_id, revision=step(a).revision, **who
    ),
    "split_step": lambda a, **who: editing.split_step(
        step=step(a), revision=step(a).revision, first=Wording("Stop"), second=Wording("now."), **who
    ),
    "still_says_the_same": lambda a, **who: editing.still_says_the_same(
        row=step(a), field="text", revision=step(a).revision, **who
    ),
    "unaccept_finding": lambda a, **who: editing.unaccept_finding(article=a, code="x", step=step(a), **who),
    "unlist_reference": lambda a, **who: editing.unlist_reference(article=a, reference=source("spare"), **who),
}
ELSEWHERE = {
    "change_reference": lambda a, **who: editing.change_reference(
        reference=source("trial"), value=value("trial", in_house=True), revision=source("trial").revision, **who
    ),
    "change_references": lambda a, **who: editing.change_references(
        references=[source("trial"), source("spare")], changes={"in_house": True}, **who
    ),
    "create_article": lambda a, **who: editing.create_article(title="Another?", **who),
    "create_from": lambda a, **who: editing.create_from(document=sound_document(), **who),
    "create_reference": lambda a, **who: editing.create_reference(value=a_reference("new", csl={"DOI": None}), **who),
    "delete_references": lambda a, **who: editing.delete_references(
        references=[editing.create_reference(value=a_reference("new", csl={"DOI": None}), **who)], **who
    ),
    "discard_article": lambda a, **who: editing.discard_article(article=a, **who),
    "save_term": lambda a, **who: editing.save_term(value=TERM, **who),
    "create_term": lambda a, **who: editing.create_term(value=TERM, **who),
    "change_term": lambda a, **who: editing.change_term(
        term=editing.save_term(value=TERM, **who), value=Term("", "aqua"), revision=1, **who
    ),
    "delete_term": lambda a, **who: editing.delete_term(term=editing.save_term(value=TERM, **who), revision=1, **who),
    "take_terms": lambda a, **who: editing.take_terms(plan=terminology.plan(glossary.read("term\nwater"), ()), **who),
    "create_topic": lambda a, **who: editing.create_topic(name="Neurology", **who),
    "change_topic": lambda a, **who: editing.change_topic(
        topic=editing.create_topic(name="Brain", **who), name="Neurology", **who
    ),
    "merge_topic": lambda a, **who: editing.merge_topic(
        topic=editing.create_topic(name="Brain", **who), into=editing.create_topic(name="Neurology", **who), **who
    ),
    "delete_topic": lambda a, **who: editing.delete_topic(topic=editing.create_topic(name="Brain", **who), **who),
}
OF_THE_WORKFLOW = {  # which asks who may before it calls them
    "mark": lambda a, **who: editing.mark(article=_now(a), why="Approved", **who),
    "set_standing": lambda a, **who: editing.set_standing(
        reference=source("trial"), standing=Standing.CORRECTED, reason="A correction.", **who
    ),
}
# Topics, the list of sources and acceptances have no history of their own.
WITHOUT_HISTORY = {
    *("create_topic", "change_topic", "merge_topic", "delete_topic"),
    *("accept_finding", "unaccept_finding", "list_reference", "unlist_reference"),
}


def _now(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)
