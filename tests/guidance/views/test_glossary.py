"""The glossary and the topics: at the Desk, and as readers find them."""

import json

import pytest
from django.test import Client, RequestFactory

from guidance import documents, editing, queries
from guidance.documents import Term
from guidance.models import Term as TermRow
from guidance.models import Topic
from guidance.rules import NotAllowed
from guidance.views import words
from tests import factories
from tests.cast import NOON
from tests.guidance import drafts
from tests.guidance.documents import a_document, a_step
from tests.guidance.test_commands import run
from tests.pages import counted, form_of, page, signed_in

pytestmark = pytest.mark.django_db

WATER = Term("", "water", ("H2O",), ("aqua",), "what is drunk", "A drink.")


@pytest.fixture
def who(cast) -> dict[str, object]:
    return {"by": cast.editor, "at": NOON}


@pytest.fixture
def desk(cast):
    return signed_in(cast.editor)


@pytest.fixture
def water(who) -> TermRow:
    return editing.save_term(value=WATER, **who)


def test_a_change_says_which_articles_carry_it_and_keeps_its_history(cast, desk, water, who):
    edition = factories.approved(cast)
    address = f"/desk/glossary/{water.key}/"
    sent = form_of(desk, address) | {"definition": "A clear drink.", "abbreviations": "H2O", "synonyms": "aqua"}
    said = page(desk.post(address, sent, follow=True)).words
    assert "1 article, listed below, will carry it at its next edition." in said
    assert "readers have edition 1" in said
    assert "A inserted: clear end of insertion drink." in said
    assert edition.content.terms[0].definition == "A drink."
    again = desk.post(address, sent | {"definition": "Mine."})
    assert again.status_code == 409
    assert "A clear drink." in page(again).words
    assert again.context["form"].data["definition"] == "Mine."


def test_a_word_belongs_to_one_term(desk, water, who):
    response = desk.post("/desk/glossary/new/", {"term": "liquid", "synonyms": "ice\nh2o"})
    assert (response.status_code, TermRow.objects.count()) == (422, 1)
    assert "“h2o” already belongs to the term “water”" in page(response).words
    with pytest.raises(NotAllowed):
        editing.create_term(value=Term("", "AQUA"), **who)


def test_where_a_term_is_used_is_what_a_draft_would_sign(cast, who, water):
    article = drafts.an_article(cast)
    editing.save_term(value=Term("", "nowhere"), **who)
    editing.save_term(value=Term("", "treatment"), **who)
    used = queries.uses(queries.term_values(queries.terms()))
    assert set(used) == {term.key for term in queries.draft(article).terms}
    assert {use.article for uses in used.values() for use in uses} == {article}


def test_the_glossary_takes_as_many_queries_for_many(cast, desk, who, water):
    counts = []
    for more in (1, 2):
        for n in range(more):
            editing.save_term(value=Term("", f"drug {n}"), **who)
            factories.approved(cast)
        counts.append(counted(lambda: desk.get("/desk/glossary/?q="))[0])
        viewed, response = counted(lambda: words.glossary(RequestFactory().get("/glossary/")))
        counts.append((viewed, counted(response.render)[0]))
    assert counts[:2] == counts[2:]
    assert counts[1] == (3, 0)


def test_readers_find_what_live_articles_use_and_nothing_else(cast, who, water):
    factories.article(cast, a_document(a_step("Give Grumbex.", lay="Take it."), title="A secret?"))
    editing.save_term(value=Term("", "Grumbex", definition="An invented drug."), **who)
    live = factories.approved(cast)
    lay, clinician = (Client().get(f"/glossary/?for={one}") for one in ("lay", "clinician"))
    assert "what is drunk (water, H2O, aqua)" in page(lay).words
    assert "water (H2O, aqua, what is drunk)" in page(clinician).words
    assert page(lay).all("a", href=live.article.get_absolute_url())
    assert "Grumbex" not in page(clinician).words
    assert lay["Cache-Control"] == "public, max-age=60"
    assert Client().get("/glossary/")["Cache-Control"] == "private, no-cache"


def test_a_file_is_shown_before_it_is_written(desk, water):
    text = "term,definition\nwater,Wet.\nbrine,Salt water.\n,x"
    shown = desk.post("/desk/glossary/import/", {"text": text})
    assert TermRow.objects.count() == 1
    [sent] = page(shown).all("input", name="shown")
    TermRow.objects.filter(pk=water.pk).update(definition="Other.")
    late = {"text": text, "shown": sent["value"]}
    assert desk.post("/desk/glossary/import/", late).status_code == 409
    [sent] = page(desk.post("/desk/glossary/import/", late)).all("input", name="shown")
    desk.post("/desk/glossary/import/", {"text": text, "shown": sent["value"]})
    assert dict(TermRow.objects.values_list("term", "definition")) == {"water": "Wet.", "brine": "Salt water."}
    assert desk.get("/desk/glossary.csv").content.startswith(b"\xef\xbb\xbf")


def test_the_commands(cast, water, tmp_path):
    file = tmp_path / "terms.csv"
    file.write_bytes(run("export_terms").encode() + b'"brine","","","","",""\r\n')
    counts = json.loads(run("import_terms", str(file), "--dry-run", "--json"))
    assert (counts["new"], counts["same"], counts["unreadable"], TermRow.objects.count()) == (1, 1, [], 1)
    run("import_terms", str(file), by="editor")
    assert TermRow.objects.count() == 2


def test_topics_have_two_levels(who):
    top = editing.create_topic(name="Neurology", **who)
    below = editing.create_topic(name="Infections", parent=top, **who)
    for refused in (
        lambda: editing.create_topic(name="Viral", parent=below, **who),
        lambda: editing.change_topic(topic=top, name="x", parent=editing.create_topic(name="Blood", **who), **who),
        lambda: editing.create_topic(name="neurology", **who),
        lambda: editing.merge_topic(topic=top, into=below, **who),
        lambda: editing.delete_topic(topic=top, **who),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_merged_topic_leaves_its_articles_and_a_used_one_stays(cast, desk, who):
    live = factories.approved(cast)
    top, other = (editing.create_topic(name=name, **who) for name in ("Brain", "Neurology"))
    below = editing.create_topic(name="Infections", parent=top, **who)
    live.article.topics.set([below])
    assert "Articles stand under this topic" in page(desk.post("/desk/topics/infections/delete/")).words
    desk.post("/desk/topics/brain/merge/", {"into": other.pk})
    assert [str(topic) for topic in Topic.objects.all()] == ["Infections", "Neurology"]
    for address in ("/topics/neurology/", "/topics/infections/"):
        assert page(Client().get(address)).all("a", href=live.article.get_absolute_url())
    desk.post("/desk/topics/infections/merge/", {"into": other.pk})
    assert list(live.article.topics.all()) == [other]


def test_a_draft_leaves_as_a_document_and_is_compared(cast, desk):
    article = drafts.an_article(cast)
    response = desk.get(f"/desk/articles/{article.slug}/document.json")
    assert documents.from_json(response.content) == queries.draft(article)
    assert response["Cache-Control"] == "private, no-store"
    address = f"/desk/articles/{article.slug}/compare/"
    assert "Nothing changed." in page(desk.post(address, {"old": "", "new": ""})).words
