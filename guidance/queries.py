"""Every read of guidance's rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.contrib.auth import get_user_model
from django.db.models import Case, Count, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Value, When

from guidance import canonical, checks, documents
from guidance.documents import Document
from guidance.models import (
    Acceptance,
    Article,
    Citation,
    DraftContributor,
    Edition,
    Reference,
    Section,
    SignOff,
    Step,
    Term,
    Topic,
)
from guidance.models.edition import OPEN
from guidance.roles import STRANGER, Person, Role
from guidance.rules import Stale
from guidance.vocabularies import Access, Action, Certainty, ReferenceKind, SectionKind, Stage, Standing, Strength

ONCE_APPROVED = [Stage.APPROVED.value, Stage.SUPERSEDED.value, Stage.RETIRED.value]


def person(user) -> Person:
    """What the rules know of ``user``, as they are now: one query, none for somebody not signed in."""
    if user is None or not user.is_authenticated:
        return STRANGER
    rows = get_user_model().objects.filter(pk=user.pk).values_list("is_active", "groups__name")
    active, names = {active for active, _ in rows}, {name for _, name in rows}
    return Person(user.get_username(), frozenset(role for role in Role if role.value in names), active == {True})


def locked(article: Article) -> Article:
    """The article as it is now, locked against every other writer until the transaction ends.

    On SQLite the IMMEDIATE transaction is that lock. Stale where it has been discarded.
    """
    if now := Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first():
        return now
    raise Stale("Somebody has discarded this article.")


# Drafts


def draft(article: Article) -> Document:
    """The working draft as a Document; 6 queries, whatever its length."""
    return Draft(article).document()


class Draft:
    """An article's rows, read once.

    ``sections`` by their parent's id, ``steps`` by their parent's id or “in <section id>”, ``citations`` by step id.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.sections, self.steps, self.citations = defaultdict(list), defaultdict(list), defaultdict(list)
        for section in Section.objects.filter(article=article):
            self.sections[section.parent_id].append(section)
        for step in Step.objects.filter(section__article=article):
            self.steps[step.parent_id or f"in {step.section_id}"].append(step)
        for citation in Citation.objects.filter(step__section__article=article).select_related("reference"):
            self.citations[citation.step_id].append(citation)

    def document(self) -> Document:
        article = self.article
        written = Document(
            title=article.title,
            summary=article.summary,
            scope=article.scope,
            get_help=article.get_help,
            change_note=article.change_note,
            sections=tuple(self.section(section) for section in self.sections[None]),
        )
        return _with_acceptances(_with_terms(_with_references(written, article)), article)

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
    keys = {"", *(step.key for step in document.steps())}
    accepted = (
        documents.Acceptance(row.code, row.reason, str(row.step_key or ""), row.words)
        for row in Acceptance.objects.filter(article=article)
    )
    standing = (one for one in accepted if one.step in keys and one.words == checks.words(document, one.step))
    return replace(document, acceptances=tuple(standing))


def contributors(article: Article) -> set[int]:
    """Ids of those who wrote in the draft, or submitted it, since the approved edition was frozen (ever, where
    none is).
    """
    since = article.editions.filter(stage=Stage.APPROVED.value).aggregate(number=Max("number"))["number"] or 0
    wrote = DraftContributor.objects.filter(article=article, edition_number__gt=since)
    submitted = article.editions.filter(number__gt=since)
    return {*wrote.values_list("user_id", flat=True), *submitted.values_list("submitted_by_id", flat=True)}


def contributed_to(edition: Edition) -> set[int]:
    """Ids of those who may not judge ``edition``: who wrote what it holds, or has written on the article since."""
    return contributors(edition.article) | set(edition.contributions.values_list("user_id", flat=True))


def next_edition_number(article: Article) -> int:
    return (article.editions.aggregate(number=Max("number"))["number"] or 0) + 1


def open_edition(article: Article) -> Edition | None:
    return article.editions.filter(stage__in=OPEN).first()


def live_edition(article: Article) -> Edition | None:
    return article.editions.filter(stage=Stage.APPROVED.value).first()


def came_back(article: Article) -> Edition | None:
    """The article's newest edition, where it was returned or withdrawn and no other was submitted since."""
    newest = article.editions.order_by("-number").first()
    return newest if newest and newest.stage_reached in {Stage.RETURNED, Stage.WITHDRAWN} else None


def articles() -> QuerySet[Article]:
    """Every article, last changed first, with what the Desk's list says of it."""
    return Article.objects.annotate(edition_count=Count("editions")).order_by("-updated_at", "pk")


# What readers read


def published(slug: str, *, show_unreviewed: bool) -> Edition | None:
    """The edition readers meet at ``slug``: the live one, else the retired, else (if shown) the open one.

    One query. A retired edition is returned so that its page can say so; it is not public.
    """
    stages = [Stage.APPROVED.value, Stage.RETIRED.value, *(OPEN if show_unreviewed else [])]
    order = Case(
        When(stage=Stage.APPROVED.value, then=Value(0)),
        When(stage=Stage.RETIRED.value, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    editions = Edition.objects.filter(article__slug=slug, stage__in=stages).select_related("article__replaced_by")
    return editions.order_by(order, "-number").first()


def once_approved(slug: str) -> QuerySet[Edition]:
    """The editions of the article at ``slug`` that readers have, or had."""
    return Edition.objects.filter(article__slug=slug, stage__in=ONCE_APPROVED)


def live_editions() -> QuerySet[Edition]:
    """What is approved now, newest approval first."""
    return Edition.objects.filter(stage=Stage.APPROVED.value).select_related("article").order_by("-approved_at", "pk")


def sign_offs(edition: Edition) -> QuerySet[SignOff]:
    return edition.sign_offs.all()


def standing_of_sources(edition: Edition) -> dict[str, tuple[Standing, str]]:
    """By key: how each source of the edition stands today, and what supersedes it."""
    rows = Reference.objects.filter(edition_references__edition=edition)
    return {
        str(key): (Standing(standing), title or "")
        for key, standing, title in rows.values_list("key", "standing", "superseded_by__title")
    }


def topics(article: Article) -> QuerySet[Topic]:
    return article.topics.all()


def visible_to(person: Person) -> QuerySet[Edition]:
    """The editions that somebody may read by role: editors and chairs all, everyone what was once approved."""
    if person.is_editor or person.is_chair:
        return Edition.objects.all()
    return Edition.objects.filter(stage__in=ONCE_APPROVED)


# References


def matching_reference(value: documents.Reference) -> Reference | None:
    """The row that already holds ``value``: by DOI, then PMID, then equal content (of several, the one of its key)."""
    rows = Reference.objects.filter(merged_into=None)
    for field, identifier in (("doi", value.doi), ("pmid", value.pmid)):
        if identifier and (row := rows.filter(**{field: identifier}).first()):
            return row
    alike = rows.filter(title=value.title.strip(), kind=value.kind.value, in_house=value.in_house)
    record = canonical.dumps(value.csl)
    equal = [row for row in alike if canonical.dumps(row.csl) == record]
    return min(equal, key=lambda row: str(row.key) != value.key, default=None)


def articles_resting_on(reference: Reference) -> QuerySet[Article]:
    """Articles whose draft cites or lists it, or whose live or open edition names it; in the order of their keys."""
    in_draft = Q(listed__reference=reference) | Q(sections__steps__citations__reference=reference)
    frozen = Edition.objects.filter(edition_references__reference=reference, stage__in=[*OPEN, Stage.APPROVED.value])
    return Article.objects.filter(in_draft | Q(pk__in=frozen.values("article"))).distinct().order_by("key")


def listed_references(article: Article) -> QuerySet[Reference]:
    """The article's own list of sources, in its order; ``is_cited`` says whether a step of it cites the source."""
    cited = Citation.objects.filter(step__section__article=article, reference=OuterRef("pk"))
    listed = Reference.objects.filter(listed__article=article).annotate(is_cited=Exists(cited))
    return listed.order_by("listed__position", "listed__pk")


def unsettled_citations(article: Article) -> QuerySet[Citation]:
    """Those that point at nothing, or only by their place in an unnumbered list; by marker."""
    unsettled = Citation.objects.filter(Q(confirmed=False) | Q(reference=None), step__section__article=article)
    return unsettled.select_related("reference", "step").order_by("marker", "step__section__position", "pk")


def keys_in_use(keys: Iterable[str], *, beside: Article) -> set[str]:
    """Which of ``keys`` belong, or ever belonged, to steps of another article."""
    mine = Q(section__article=beside)
    now = Step.objects.filter(key__in=keys).exclude(mine).values_list("key", flat=True)
    gone = Step.history.filter(key__in=keys).exclude(
        section_id__in=Section.history.filter(article=beside).values_list("id", flat=True)
    )
    return {str(key) for key in [*now, *gone.values_list("key", flat=True)]}
