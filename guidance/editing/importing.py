"""A Document becomes a draft."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from guidance import checks, documents, queries
from guidance.documents import Document, clean
from guidance.editing.articles import create_article, listed
from guidance.editing.drafts import as_given, delete, delete_nested, draft, save
from guidance.editing.references import citable, create_reference
from guidance.editing.sections import in_reading_order
from guidance.editing.steps import cite
from guidance.editing.terms import add_term
from guidance.models import Acceptance, Article, Citation, Reference, Section, Step


def create_from(*, document: Document, by, at: datetime, slug: str = "", unplaced: str = "") -> Article:
    """A new article with ``document`` as its draft. A step whose key another article has used gets a new one.

    ``unplaced`` keeps, for the editor, what of a pasted page the document does not hold.
    """
    with transaction.atomic():
        article = create_article(title=document.title, by=by, at=at, slug=slug, unplaced=unplaced)
        return replace_with(article=article, document=document, by=by, at=at)


def replace_with(*, article: Article, document: Document, by, at: datetime) -> Article:
    """Make ``document`` the article's draft: steps are kept by their keys, the rest of the draft goes."""
    with draft(article, by=by, at=at) as now:
        _Replacement(now, document, by, at).write()
    return now


class _Replacement:
    """Writes a document over an article's rows, reusing each row that stands for the same thing."""

    def __init__(self, article: Article, document: Document, by, at: datetime) -> None:
        self.article, self.document, self.who = article, document, {"by": by, "at": at}
        self.sections = iter(list(in_reading_order(article)))
        self.steps = {str(step.key): step for step in Step.objects.filter(section__article=article)}
        self.taken = queries.keys_in_use([step.key for step in document.steps() if _is_key(step.key)], beside=article)
        self.keys: dict[str, str] = {}  # of steps: in the document, and here
        self.references: dict[str, Reference] = {}  # by their keys in the document

    def write(self) -> None:
        self._write_article()
        self._write_references()
        self._write_sections(self.document.sections, None)
        self._delete_leftovers()
        self._write_terms()
        self._write_acceptances()

    def _write_article(self) -> None:
        document = self.document
        for name in ("summary", "scope", "get_help", "change_note"):
            setattr(self.article, name, as_given(getattr(document, name)))
        save(self.article, changes={"title": document.title}, why="Taken from a document", **self.who)

    def _write_references(self) -> None:
        self.article.listed.all().delete()
        for value in self.document.references:
            self.references[value.key] = create_reference(value=value, **self.who)
        sources = citable(row.key for row in self.references.values())
        for name, row in self.references.items():
            self.references[name] = sources[str(row.key)]
            listed(self.article, self.references[name])

    def _write_sections(self, sections: Iterable[documents.Section], parent: Section | None) -> None:
        for position, section in enumerate(sections):
            row = next(self.sections, None) or Section(article=self.article)
            row.heading, row.parent, row.position = as_given(section.heading), parent, position
            save(row, changes={"kind": section.kind.value}, **self.who)
            self._write_steps(section.steps, row, None)
            self._write_sections(section.sections, row)

    def _write_steps(self, steps: Iterable[documents.Step], section: Section, parent: Step | None) -> None:
        for position, step in enumerate(steps):
            row = self.steps.pop(step.key, None) or Step(key=self._key(step.key))
            self.keys[step.key] = str(row.key)
            row.section, row.parent, row.position = section, parent, position
            row.text, row.applies_when = as_given(step.text), as_given(step.applies_when)
            save(row, changes=_columns(step), **self.who)
            self._cite(row, step)
            self._write_steps(step.steps, section, row)

    def _key(self, key: str) -> str:
        return key if _is_key(key) and key not in self.taken else str(uuid.uuid4())

    def _cite(self, row: Step, step: documents.Step) -> None:
        rows = [*row.citations.values_list("pk", flat=True), *[None] * len(step.citations)]
        cite(self.article, row, zip(rows, map(self._citation, step.citations), strict=False), **self.who)

    def _citation(self, citation: documents.Citation) -> documents.Citation:
        """With the key that its reference has here; a key that names none of the document's points at nothing."""
        row = self.references.get(citation.reference or "")
        return replace(citation, reference=str(row.key) if row else None)

    def _delete_leftovers(self) -> None:
        """What the document does not have. A sub-step or section that is kept has moved to its new place by now."""
        steps = Step.objects.filter(pk__in=[step.pk for step in self.steps.values()])
        for citation in Citation.objects.filter(step__in=steps):
            delete(citation, **self.who)
        delete_nested(steps, **self.who)
        delete_nested(Section.objects.filter(pk__in=[section.pk for section in self.sections]), **self.who)

    def _write_terms(self) -> None:
        for value in self.document.terms:
            add_term(value=value, **self.who)

    def _write_acceptances(self) -> None:
        """Those whose words still stand in the document."""
        self.article.acceptances.all().delete()
        given = [one for one in self.document.acceptances if clean(one.reason).strip()]
        standing = checks.standing(given, self.document)
        for one in {(one.code, one.step, one.words): one for one in standing}.values():
            row = Acceptance(article=self.article, step_key=self.keys.get(one.step), **self.who)
            save(row, changes={"code": one.code, "words": one.words, "reason": one.reason}, **self.who)


def _columns(step: documents.Step) -> dict[str, object]:
    return {
        "action": step.action.value,
        "intervention": step.intervention,
        "line": step.line,
        "strength": step.strength.value,
        "certainty": step.certainty.value,
    }


def _is_key(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
