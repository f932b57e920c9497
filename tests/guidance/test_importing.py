"""A document becomes rows and the rows become the document again, and nothing is lost on the way."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guidance import checks, documents, editing, queries
from guidance.canonical import freeze
from guidance.documents import Acceptance, Citation, Document, Reference, Section, Step, Term, Wording
from guidance.models import Article
from guidance.models import Citation as CitationRow
from guidance.models import Reference as ReferenceRow
from guidance.models import Section as SectionRow
from guidance.models import Step as StepRow
from guidance.models import Term as TermRow
from guidance.references import csl
from guidance.roles import Role
from guidance.rules import NotAllowed
from tests.cast import NOON, later, person
from tests.conftest import soak
from tests.guidance import strategies
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing
from tests.guidance.drafts import an_article, everything, section, source, step, steps_of

PHASES = soak(set(Phase) - {Phase.shrink, Phase.explain}, Phase)  # to make small what fails takes minutes
EXAMPLES = settings(max_examples=soak(15, 200), suppress_health_check=list(HealthCheck), phases=PHASES)


@st.composite
def drawn(draw: st.DrawFn) -> bytes:
    """Any document, as JSON: what fails is printed quickly, and can be imported."""
    return documents.to_json(draw(strategies.documents()))


@pytest.mark.soak
class RoundTrip(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = person("editor", Role.EDITOR)

    def stored(self, document: Document, **fields) -> Document:
        """What becomes of ``document`` as rows, read again as a document."""
        made = editing.create_from(document=document, by=self.editor, at=NOON, **fields)
        return queries.draft(Article.objects.get(pk=made.pk))

    @EXAMPLES
    @given(drawn(), st.uuids())
    def test_a_document_is_stored_whole(self, content, seed):
        given_ = storable(documents.from_json(content), seed)
        draft = self.stored(given_)
        assert nameless(draft) == nameless(as_stored(given_))
        assert [step.key for step in draft.steps()] == [step.key for step in given_.steps()]

    @EXAMPLES
    @given(drawn(), st.uuids())
    def test_rows_written_over_others_and_back_are_the_same_rows(self, content, seed):
        draft = self.stored(storable(documents.from_json(content), seed))
        article = Article.objects.get()
        written = documents.to_json(draft)
        before = rows()
        self.put(article, documents.from_json(written))
        assert rows() == before
        self.put(article, everything())
        self.put(article, documents.from_json(written))
        assert documents.to_json(queries.draft(Article.objects.get())) == written

    def put(self, article: Article, document: Document) -> None:
        editing.replace_with(article=article, document=document, by=self.editor, at=later())

    @EXAMPLES
    @given(drawn(), st.uuids())
    def test_under_another_address_only_the_keys_of_steps_are_new(self, content, seed):
        draft = self.stored(storable(documents.from_json(content), seed))
        copy = self.stored(documents.from_json(documents.to_json(draft)), slug="copy")
        assert nameless(copy) == nameless(draft)
        assert copy.references == draft.references
        assert copy.terms == draft.terms
        assert not {step.key for step in copy.steps()} & {step.key for step in draft.steps()}

    @EXAMPLES
    @given(drawn())
    def test_any_document_is_stored_or_refused_with_a_sentence(self, content):
        try:
            draft = self.stored(documents.from_json(content))
        except NotAllowed:
            assert rows() == [[]] * len(TABLES)
        else:
            assert documents.from_json(documents.to_json(draft)) == draft


TABLES = (Article, SectionRow, StepRow, CitationRow, ReferenceRow, TermRow)


def rows() -> list[list[dict[str, object]]]:
    """What every row says, but for what rises with each writing of it."""
    rising = ("revision", "updated_at")
    return [
        [
            {name: item for name, item in row.items() if name not in rising}
            for row in model.objects.order_by("pk").values()
        ]
        for model in TABLES
    ]


def storable(document: Document, seed: uuid.UUID) -> Document:
    """``document`` as a site can hold it: keys are UUIDs, no source is another's twin, nothing is too long."""
    numbers = count(1)
    references = [
        replace(one, csl=freeze({**one.csl, "DOI": f"10.5555/{n}"})) for n, one in enumerate(document.references)
    ]
    made = replace(
        document,
        title=document.title.strip() or "What?",
        sections=tuple(_section(one, seed, numbers) for one in document.sections),
        references=tuple(references),
        terms=tuple(one for one in document.terms if one.term.strip()),
    )
    words = {one.key: checks.words(made, one.key) for one in made.steps()} | {"": checks.words(made)}
    standing = [Acceptance(f"code.{n}", "So.", key, digest) for n, (key, digest) in enumerate(words.items())]
    return replace(made, acceptances=(*standing[:2], replace(standing[0], words="lapsed"), *document.acceptances))


def _section(section: Section, seed: uuid.UUID, numbers: Iterator[int]) -> Section:
    return replace(
        section,
        steps=tuple(_step(one, seed, numbers) for one in section.steps),
        sections=tuple(_section(one, seed, numbers) for one in section.sections),
    )


def _step(step: Step, seed: uuid.UUID, numbers: Iterator[int]) -> Step:
    return replace(
        step,
        key=str(uuid.uuid5(seed, str(next(numbers)))),
        line=None if step.line is None else 1 + step.line % 9,
        citations=tuple(replace(one, marker=one.marker[:20]) for one in step.citations),
        steps=tuple(_step(one, seed, numbers) for one in step.steps),
    )


def as_stored(document: Document) -> Document:
    """What a storable document becomes at the door: trimmed, sources as first cited, without what does not occur."""
    document = strategies.reworded(replace(document, title=document.title.strip()), _trimmed)
    keys = {one.key for one in document.references}
    document = replace(document, sections=tuple(_section_as_stored(one, keys) for one in document.sections))
    order = [citation.reference for _, citation in document.cited() if citation.reference]
    by_key = {one.key: _reference_as_stored(one) for one in document.references}
    text = "\n".join(text for _, wording in document.wordings() for text in (wording.clinician, wording.lay))
    terms = {one.term: one for one in reversed([_term_as_stored(one) for one in document.terms])}
    known = {"": checks.words(document)} | {one.key: checks.words(document, one.key) for one in document.steps()}
    return replace(
        document,
        references=tuple(by_key[key] for key in dict.fromkeys([*order, *by_key])),
        terms=tuple(terms[name] for name in sorted(terms) if terms[name].occurs_in(text)),
        acceptances=tuple(one for one in document.acceptances if known.get(one.step) == one.words),
    )


def _trimmed(wording: Wording) -> Wording:
    fresh = Wording.of(wording.clinician, wording.lay)
    return replace(fresh, basis=wording.basis) if wording.is_stale and fresh.lay else fresh


def _section_as_stored(section: Section, keys: set[str]) -> Section:
    return replace(
        section,
        steps=tuple(_step_as_stored(one, keys) for one in section.steps),
        sections=tuple(_section_as_stored(one, keys) for one in section.sections),
    )


def _step_as_stored(step: Step, keys: set[str]) -> Step:
    return replace(
        step,
        intervention=step.intervention.strip(),
        citations=tuple(_citation_as_stored(one, keys) for one in step.citations),
        steps=tuple(_step_as_stored(one, keys) for one in step.steps),
    )


def _citation_as_stored(citation: Citation, keys: set[str]) -> Citation:
    reference = citation.reference if citation.reference in keys else None
    texts = {name: getattr(citation, name).strip() for name in ("marker", "quote", "locator")}
    return replace(citation, reference=reference, **texts)


def _reference_as_stored(reference: Reference) -> Reference:
    return replace(reference, csl=freeze(csl.normalised(reference.csl)), superseded_by="")


def _term_as_stored(term: Term) -> Term:
    names = {name: tuple(filter(None, map(str.strip, getattr(term, name)))) for name in ("abbreviations", "synonyms")}
    texts = {name: getattr(term, name).strip() for name in ("term", "plain_name", "definition")}
    return replace(term, **names, **texts)


def nameless(document: Document) -> Document:
    """``document`` with its steps, sources and terms called by their number, to compare two whose keys differ."""
    steps = {one.key: str(n) for n, one in enumerate(document.steps())}
    sources = {one.key: str(n) for n, one in enumerate(document.references)}

    def section(one: Section) -> Section:
        return replace(one, steps=tuple(map(step, one.steps)), sections=tuple(map(section, one.sections)))

    def step(one: Step) -> Step:
        cited = tuple(replace(c, reference=c.reference and sources[c.reference]) for c in one.citations)
        return replace(one, key=steps[one.key], citations=cited, steps=tuple(map(step, one.steps)))

    return replace(
        document,
        sections=tuple(map(section, document.sections)),
        references=tuple(replace(one, key=sources[one.key]) for one in document.references),
        terms=tuple(replace(one, key="") for one in document.terms),
        acceptances=tuple(replace(one, step=one.step and steps[one.step]) for one in document.acceptances),
    )


# By example


def test_a_step_keeps_its_key_wherever_it_moves_and_history_tells_of_it(cast):
    article = an_article(cast)
    keys = {row.text_clinician: row.key for row in StepRow.objects.all()}
    draft = queries.draft(article)
    first, second, *_ = draft.steps()
    moved = a_document(
        a_section(second).steps[0], sections=(a_section(second, replace(first, steps=()), heading="New"),)
    )
    editing.replace_with(article=article, document=moved, by=cast.second_editor, at=later())
    assert steps_of(section(article, "New")) == [second.text.clinician, first.text.clinician]
    assert {row.text_clinician: row.key for row in StepRow.objects.all()} == {
        text: keys[text] for text in (first.text.clinician, second.text.clinician)
    }
    (gone,) = StepRow.history.filter(key=keys["Go home."], history_type="-")
    assert (gone.history_user, gone.history_date) == (cast.second_editor, later())


def test_whatever_goes_leaves_one_line_of_history_each(cast):
    article = an_article(cast)
    editing.replace_with(article=article, document=Document(title="Empty?"), by=cast.editor, at=later())
    for model, number in ((SectionRow, 3), (StepRow, 4), (CitationRow, 4)):
        assert not model.objects.exists()
        ends = list(model.history.filter(history_type="-").values_list("id", "history_user", "history_date"))
        assert len(set(ends)) == len(ends) == number
        assert {(by, at) for _, by, at in ends} == {(cast.editor.pk, later())}


def test_a_section_stays_the_same_row_where_the_outline_is_the_same(cast):
    article = an_article(cast)
    before = {row.heading_clinician: row.pk for row in article.sections.all()}
    editing.replace_with(article=article, document=queries.draft(article), by=cast.editor, at=later())
    assert {row.heading_clinician: row.pk for row in article.sections.all()} == before


NESTED = a_section(heading="Above", sections=(a_section(heading="Within"),))
OUTLINES = {
    "flat": (a_section(heading="One"), a_section(heading="Two"), a_section(heading="Three")),
    "nested": (NESTED,),
    "both": (a_section(heading="First"), NESTED, a_section(heading="Last")),
    "none": (),
}


@pytest.mark.parametrize("before", OUTLINES)
@pytest.mark.parametrize("after", OUTLINES)
def test_an_outline_is_written_over_any_other(cast, before, after):
    article = an_article(cast, sections=OUTLINES[before])
    wanted = a_document(sections=OUTLINES[after])
    editing.replace_with(article=article, document=wanted, by=cast.editor, at=later())
    assert queries.draft(article).sections == wanted.sections


def test_the_key_of_a_step_that_another_article_ever_had_is_not_used_again(cast):
    article = an_article(cast)
    document, gone = queries.draft(article), step(article)
    editing.delete_step(step=gone, by=cast.editor, at=NOON)
    copy = editing.create_from(document=document, by=cast.editor, at=NOON)
    assert not {row.key for row in StepRow.objects.filter(section__article=copy)} & {
        uuid.UUID(one.key) for one in document.steps()
    }
    editing.replace_with(article=article, document=document, by=cast.editor, at=later())
    assert step(article).key == gone.key


def test_sources_that_are_one_are_listed_once(cast):
    twins = (a_reference("one"), a_reference("two", csl={"DOI": "https://doi.org/10.5555/12345678"}))
    document = a_document(a_step("A.", citations=citing("one", "two")), references=twins)
    article = editing.create_from(document=document, by=cast.editor, at=NOON)
    draft = queries.draft(article)
    assert [reference.title for reference in draft.references] == ["The one"]
    assert {citation.reference for _, citation in draft.cited()} == {str(source("one").key)}


def test_of_acceptances_for_one_thing_the_last_is_kept(cast):
    document = a_document(a_step("A.", lay=""))
    words = checks.words(document, "A.")
    given_ = [Acceptance("wording.no-lay", reason, "A.", words) for reason in ("First.", "Last.", " ")]
    article = editing.create_from(document=replace(document, acceptances=tuple(given_)), by=cast.editor, at=NOON)
    assert [one.reason for one in queries.draft(article).acceptances] == ["Last."]


@pytest.mark.parametrize("fields", [{"title": " "}, {"title": "x" * 301}, {"terms": (Term("a", "x" * 201),)}])
def test_nothing_is_half_written(cast, fields):
    with pytest.raises(NotAllowed):
        an_article(cast, **fields)
    assert rows() == [[]] * len(TABLES)
