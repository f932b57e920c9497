"""What readers find at /search/, in their wording, and what is offered while they type."""

import pytest
from django.test import Client

from guidance import editing
from guidance.documents import Section, Term, Wording
from guidance.models import Topic, Word
from guidance.search import finding, indexing
from guidance.vocabularies import Action, SectionKind, Strength
from tests import factories
from tests.cast import NOON
from tests.guidance.documents import a_document, a_reference, a_step, citing
from tests.pages import counted, page

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"
WORDED = {"q": "purplitis treatment"}


def a_purplitis():
    stop = Wording.of("Discontinue rufimab.", "Stop taking rufimab.")
    below = a_step(stop, key="below", action=Action.STOP, strength=Strength.STRONG_AGAINST, citations=citing("trial"))
    above = Wording.of("In relapse on rufimab", "If it comes back on rufimab")
    group = a_step(above, key="above", action=Action.GROUP, strength=Strength.NOT_GRADED, steps=(below,), citations=())
    rest = a_step(f"Rest & {HOSTILE}.", lay="Rest.", key="rest", action=Action.COUNSEL)
    section = Section(Wording.of("Treatment", "What can be done"), SectionKind.TREATMENT, (group, rest))
    trial = a_reference("trial", csl={"title": "Rufimab in purplitis: an invented trial", "DOI": "10.5555/1"})
    return a_document(title="How is purplitis treated?", sections=(section,), references=(trial,))


@pytest.fixture
def live(cast):
    editing.save_term(
        value=Term("", "rufimab", synonyms=("RFM",), definition="An invented drug."), by=cast.editor, at=NOON
    )
    draft = a_document(a_step("Secretol is given in rufimab failure."), title="What of secretol?")
    factories.under_review(cast, factories.article(cast, draft))
    article = factories.article(cast, a_purplitis())
    article.topics.add(Topic.objects.create(name="Colours", slug="colours"))
    Topic.objects.create(name="Shapes", slug="shapes")
    return factories.approved(cast, article)


def look(q: str, **more: str):
    return page(Client().get("/search/", {"q": q, **more}))


def test_a_step_is_shown_under_the_steps_above_it_in_the_readers_wording(live):
    clinician, lay = look("when to stop rufimab"), look("when to stop rufimab", **{"for": "lay"})
    assert "In relapse on rufimab Discontinue rufimab." in clinician.words
    assert "If it comes back on rufimab Stop taking rufimab." in lay.words
    assert "Discontinue" not in lay.words
    address = f"/articles/{live.article.slug}/"
    key = live.content.sections[0].steps[0].steps[0].key
    assert clinician.all("a", href=f"{address}#step-{key}")
    assert lay.all("a", href=f"{address}?for=lay#step-{key}")
    assert "<mark>rufimab</mark>" in clinician.html


def test_either_wording_an_abbreviation_a_source_and_a_term_lead_there(live):
    for q in ("discontinue", "stop taking", "RFM"):
        assert "How is purplitis treated?" in look(q, **{"for": "lay"}).words, q
    shown = look("rufimab")
    assert shown.all("a", href=f"/references/{live.content.references[0].key}/")
    assert "An invented drug." in shown.words
    assert look("an invented trial").all("a", href="/references/")


def test_what_is_not_approved_is_found_by_nobody(live, cast):
    for client in (Client(), Client()):
        client.force_login(cast.editor)
        shown = page(client.get("/search/", {"q": "secretol"}))
        assert "What of" not in shown.words
        assert "Did you mean" not in shown.words
    assert Client().get("/search/suggestions/", {"q": "secr"}).json() == []


@pytest.mark.parametrize("then", [indexing.forget, indexing.index])
def test_what_is_approved_or_retired_while_it_is_looked_for_breaks_no_page(live, monkeypatch, then):
    find = finding.find

    def find_and_go_on(*args, **kwargs):
        found = find(*args, **kwargs)
        assert found.articles
        then(live)
        return found

    monkeypatch.setattr(finding, "find", find_and_go_on)
    assert Client().get("/search/", {"q": "when to stop rufimab"}).status_code == 200


def test_a_slip_is_asked_about_and_never_mended_silently(live):
    shown = look("rufimav in purplitis")
    assert "Did you mean rufimab in purplitis? Below is what was found for what you typed." in shown.words
    assert "Discontinue" not in "".join(shown.html.split("<mark>rufimab")[1:])
    assert "Did you mean purplitis?" in look("purpli").words
    assert "Did you mean" not in look("rufimab").words
    Word.objects.create(word="outlived", stem="outliv")  # of an article that is approved no longer
    for q in ("zzzzzzzzz", "outlivd"):
        assert "Did you mean" not in look(q).words


@pytest.mark.parametrize(
    ("narrowed", "finds"),
    [
        ({"topic": "colours"}, True),
        ({"topic": "shapes"}, False),
        ({"action": "stop"}, True),
        ({"action": "start"}, False),
        ({"strength": "strong-against"}, True),
        ({"strength": "weak-for"}, False),
        ({"action": "no-such", "topic": "no-such"}, True),
    ],
)
def test_a_search_is_narrowed_to_a_topic_an_action_or_a_strength(live, narrowed, finds):
    assert ("How is purplitis treated?" in look("rufimab", **narrowed).words) is finds


def test_nothing_typed_nothing_found_and_nothing_that_becomes_markup(live):
    assert "Ask as you would ask a colleague" in look("   ").words
    assert "Nothing approved answers this" in look("zebra").words
    for q in (HOSTILE, '"><b>', "%_\\'", "\x00", "'); DROP TABLE x", "a" * 9_000, "what is it?"):
        assert not [one for one in look(q).all("script") if "src" not in one], q
    assert HOSTILE not in look("rest").html


def test_suggestions_are_titles_that_what_is_typed_may_become(live):
    def suggested(q: str):
        return Client().get("/search/suggestions/", {"q": q}).json()

    for q in ("purp", "treat purplit", "RUFI"):
        assert suggested(q) == ["How is purplitis treated?"], q
    assert suggested("") == suggested("what is") == suggested("zebra") == suggested("zebra purp") == []


def test_a_page_is_found_in_few_queries_and_kept_by_anyone_only_where_the_address_says_for_whom(live):
    Client().get("/search/", WORDED)
    count, response = counted(lambda: Client().get("/search/", WORDED))
    assert count <= 23
    assert response["Cache-Control"] == "private, no-cache"
    assert Client().get("/search/", WORDED | {"for": "lay"})["Cache-Control"].startswith("public")
