"""The working draft, read once, as a Document."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import UUID

from guidance import canonical, checks, documents
from guidance.documents import Document, Wording
from guidance.models import (
    Acceptance,
    Article,
    Citation,
    Reference,
    Section,
    Step,
    Term,
)
from guidance.vocabularies import Access, Action, Certainty, ReferenceKind, SectionKind, Standing, Strength


def draft(article: Article) -> Document:
    """The working draft as a Document; 6 queries, whatever its length."""
    return Draft(article).document()


def written(articles: Iterable[Article]) -> dict[int, Document]:
    """By its id, what each draft says and cites, without its list of sources, its terms and what is accepted in it; 3
    queries, however many there are.
    """
    articles = list(articles)
    rows = Rows(articles)
    return {article.pk: rows.written(article) for article in articles}


def draft_with(article: Article, typed: documents.Step, *, section: int | None = None) -> Document:
    """The working draft as it would be with the step ``typed``, which nobody has saved, in the place of the one of its
    key; of a new one, last in the ``section`` of that id. 6 queries, too.
    """
    return DraftWith(article, typed, section).document()


def deleted_step(article: Article, key: UUID | str):
    """The line of history that tells how a step of ``article`` was deleted; None where it was not, or is back."""
    last = Step.history.filter(key=key).order_by("-history_date", "-history_id").first()
    if last is None or last.history_type != "-":
        return None
    return last if Section.history.filter(article=article, id=last.section_id).exists() else None


class Rows:
    """The rows of drafts, read once.

    ``sections`` by their parent's id, ``steps`` by their parent's id or “in <section id>”, ``citations`` by step id.
    """

    def __init__(self, articles: Collection[Article]) -> None:
        self.sections, self.steps, self.citations = defaultdict(list), defaultdict(list), defaultdict(list)
        for section in Section.objects.filter(article__in=articles):
            self.sections[section.parent_id].append(section)
        for step in Step.objects.filter(section__article__in=articles):
            self.steps[step.parent_id or f"in {step.section_id}"].append(step)
        for citation in Citation.objects.filter(step__section__article__in=articles).select_related("reference"):
            self.citations[citation.step_id].append(citation)

    def written(self, article: Article) -> Document:
        top = (section for section in self.sections[None] if section.article_id == article.pk)
        return Document(
            title=article.title,
            summary=article.summary,
            scope=article.scope,
            get_help=article.get_help,
            change_note=article.change_note,
            sections=tuple(self.section(section) for section in top),
        )

    def section(self, section: Section) -> documents.Section:
        return documents.Section(
            heading=section.heading,
            kind=SectionKind(section.kind),
            steps=tuple(self.step(step) for step in self.steps[f"in {section.pk}"]),
            sections=tuple(self.section(child) for child in self.sections[section.pk]),
        )

    def step(self, step: Step) -> documents.Step:
        return documents.Step(
            key=str(step.key),
            text=step.text,
            action=Action(step.action),
            applies_when=step.applies_when,
            intervention=step.intervention,
            line=step.line,
            strength=Strength(step.strength),
            certainty=Certainty(step.certainty),
            citations=tuple(citation_value(citation) for citation in self.citations[step.pk]),
            steps=tuple(self.step(child) for child in self.steps[step.pk]),
        )


class Draft(Rows):
    """The rows of one article."""

    def __init__(self, article: Article) -> None:
        super().__init__([article])
        self.article = article

    def document(self) -> Document:
        document = _with_references(self.written(self.article), self.sources())
        return _with_acceptances(_with_terms(document), self.article)

    def sources(self) -> list[Reference]:
        """Those on the article's list, in its order."""
        rows = Reference.objects.filter(listed__article=self.article).order_by("listed__position", "listed__pk")
        return list(rows.select_related("superseded_by"))


class DraftWith(Draft):
    """An article's rows, and one step as it stands in its form: its lay wordings are as stale as a save makes them."""

    def __init__(self, article: Article, typed: documents.Step, section: int | None) -> None:
        super().__init__(article)
        self.typed, self.home = typed, section

    def section(self, section: Section) -> documents.Section:
        value = super().section(section)
        if section.pk != self.home:
            return value
        return replace(value, steps=(*value.steps, self.as_typed(documents.Step(self.typed.key, Wording()))))

    def step(self, step: Step) -> documents.Step:
        value = super().step(step)
        return self.as_typed(value) if value.key == self.typed.key else value

    def sources(self) -> list[Reference]:
        """Also what the step cites and a save would put on the list; one more query where there is any."""
        listed = super().sources()
        new = {one.reference for one in self.typed.citations if one.reference} - {str(row.key) for row in listed}
        return listed + list(Reference.objects.filter(key__in=new).select_related("superseded_by") if new else [])

    def as_typed(self, saved: documents.Step) -> documents.Step:
        text, condition = self.typed.text, self.typed.applies_when
        return replace(
            self.typed,
            text=saved.text.rewritten(text.clinician, text.lay),
            applies_when=saved.applies_when.rewritten(condition.clinician, condition.lay),
            steps=saved.steps,
        )


def citation_value(citation: Citation) -> documents.Citation:
    return documents.Citation(
        reference=str(citation.reference.key) if citation.reference else None,
        marker=citation.marker,
        confirmed=citation.confirmed,
        quote=citation.quote,
        locator=citation.locator,
        access=Access(citation.access),
    )


def reference_value(reference: Reference) -> documents.Reference:
    return documents.Reference(
        key=str(reference.key),
        kind=ReferenceKind(reference.kind),
        csl=canonical.freeze(reference.csl),
        in_house=reference.in_house,
        standing=Standing(reference.standing),
        superseded_by=reference.superseded_by.title if reference.superseded_by else "",
    )


def term_value(term: Term) -> documents.Term:
    return documents.Term(
        key=str(term.key),
        term=term.term,
        abbreviations=tuple(term.abbreviations),
        synonyms=tuple(term.synonyms),
        plain_name=term.plain_name,
        definition=term.definition,
    )


def _with_references(document: Document, rows: Iterable[Reference]) -> Document:
    """First what the text cites, in its order; then what is only listed."""
    listed = {str(row.key): reference_value(row) for row in rows}
    order = [citation.reference for _, citation in document.cited() if citation.reference]
    keys = dict.fromkeys([*order, *listed])
    return replace(document, references=tuple(listed[key] for key in keys if key in listed))


def _with_terms(document: Document) -> Document:
    text = "\n".join(text for _, wording in document.wordings() for text in (wording.clinician, wording.lay))
    # In an order of our own: each database sorts by its own rules, and the order is signed.
    terms = sorted((term_value(term) for term in Term.objects.all()), key=lambda term: (term.term, term.key))
    return replace(document, terms=tuple(term for term in terms if term.occurs_in(text)))


def _with_acceptances(document: Document, article: Article) -> Document:
    """Those whose words still stand."""
    accepted = (
        documents.Acceptance(row.code, row.reason, str(row.step_key or ""), row.words)
        for row in Acceptance.objects.filter(article=article)
    )
    return replace(document, acceptances=checks.standing(accepted, document))
