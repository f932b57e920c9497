"""The working draft, read once, as a Document."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import UUID

from guidance import canonical, checks, documents
from guidance.documents import Document
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
        document = _with_references(self.written(self.article), self.article)
        return _with_acceptances(_with_terms(document), self.article)


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


def _with_references(document: Document, article: Article) -> Document:
    """First what the text cites, in its order; then what is only listed."""
    rows = Reference.objects.filter(listed__article=article).order_by("listed__position", "listed__pk")
    listed = {str(row.key): reference_value(row) for row in rows.select_related("superseded_by")}
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
