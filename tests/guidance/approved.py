"""An approved article that has all an article may have, and where the API answers it."""

from guidance import editing
from guidance.documents import Document, Term, Wording
from guidance.interchange.api import doors
from guidance.models import Article, Edition, Reference, Topic
from guidance.vocabularies import Standing
from review import workflow
from tests import factories
from tests.cast import NOON, Cast
from tests.guidance.documents import a_document, a_reference, a_section, a_step, citing

SPARE = a_reference("spare", csl={"DOI": "10.5555/spare", "extra": ["<b>", None, 1, {"deep": True}]}, in_house=True)


def a_full_document(title: str = "How is thirst treated?") -> Document:
    """Of everything that a reading can have something."""
    sub_step = a_step("Give more.", lay="Drink more.", applies_when=Wording.of("If dry", "If you are dry"), line=2)
    steps = (a_step("Give water.", lay="Drink water.", steps=(sub_step,)), a_step("Weigh daily.", lay=""))
    child = a_section(a_step("Warm it.", lay="Have it warm.", citations=citing("spare")), heading="Comfort")
    return a_document(
        sections=(a_section(*steps, sections=(child,)),),
        references=(a_reference(), SPARE),
        terms=(Term("", "water", ("H2O",), definition="A drink."),),
        title=title,
        summary=Wording.of("Give fluids.", "Drink."),
        scope=Wording.of("Not in heart failure."),
    )


def approved_twice(cast: Cast) -> Edition:
    """The second edition; its article has a topic, a warning, and a source that is retracted since."""
    article = factories.article(cast, a_full_document())
    parent = Topic.objects.create(name="Medicine", slug="medicine")
    article.topics.add(Topic.objects.create(name="Fluids", slug="fluids", parent=parent))
    factories.approved(cast, article)
    edition = factories.approved(cast, changed(article, cast, title="How is great thirst treated?"))
    workflow.warn(edition=edition, by=cast.chair, at=NOON, warning=Wording.of("Recall.", "It is called back."))
    how = {"standing": Standing.RETRACTED, "by": cast.editor, "at": NOON, "reason": "Invented."}
    workflow.set_standing(reference=Reference.objects.get(doi="10.5555/spare"), **how)
    return edition


def changed(article: Article, cast: Cast, **changes: str) -> Article:
    now = Article.objects.get(pk=article.pk)
    return editing.change_article(article=now, by=cast.editor, at=NOON, revision=now.revision, changes=changes)


def in_paths(edition: Edition) -> dict[str, str]:
    """What stands in an address of the API, of something that is there."""
    key = str(Reference.objects.get(doi="10.5555/spare").key)
    return {"slug": edition.article.slug, "audience": "lay", "number": "1", "key": key}


def addresses(edition: Edition) -> dict[str, str]:
    """Of each door, under the API's root, to something that is there."""
    known = in_paths(edition)
    return {door.name: door.path.format(**known) for door in doors.DOORS}
