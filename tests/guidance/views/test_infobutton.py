"""The Infobutton, and which articles a name leads to."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from guidance import editing, queries
from guidance.documents import Term, Wording
from tests import factories
from tests.cast import NOON, Cast, assemble
from tests.guidance.documents import a_document, a_reference, a_section, a_step
from tests.pages import counted, page

pytestmark = pytest.mark.django_db

# By its slug: the question, the bottom line, and a heading.
ARTICLES = {
    "grumbex": ("How is grumbex treated?", "Rest.", "Causes of snarfles"),
    "toxic": ("What helps in toxic snarfles?", "Stay away from it.", "Treatment"),
    "blip": ("When is BLIP given?", "For all, in Ödland.", "Treatment"),
    "deep": ("What follows a deep grumbex of the left knee?", "Wait.", "Treatment"),
}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    """Four approved articles, a draft that has all their words, and a glossary."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = assemble()
        for slug, (title, summary, heading) in ARTICLES.items():
            document = a_document(
                sections=(a_section(a_step("Give water.", lay="Drink."), heading=heading),),
                references=(a_reference(),),
                title=title,
                summary=Wording.of(summary, f"In short: {summary}"),
            )
            factories.approved(cast, editing.create_from(document=document, by=cast.editor, at=NOON, slug=slug))
        secret = factories.sound_document("How are grumbex, snarfles, BLIP and zilch treated?")
        factories.under_review(cast, factories.article(cast, secret))
        term = Term("", "bleb immersion", ("BLIP",), ("the long bath",), "a bath")
        editing.save_term(value=term, by=cast.editor, at=NOON)
        yield cast
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("grumbex", "deep grumbex"),
        ("GRUMBEX (disorder)", "deep grumbex"),
        ("deep grumbex", "deep"),
        ("Knee grumbex, left", "deep"),  # all the words, in another order
        ("snarfles", "toxic"),  # in a question: a heading elsewhere does not count
        ("Snarfles, toxic (finding) ", "toxic"),
        ("causes of snarfles", "grumbex"),  # only in a heading
        ("grumbex rest", "grumbex"),  # one in its question, one in its bottom line
        ("grumbex zilch", ""),
        ("BLIP", "blip"),
        ("The long bath", "blip"),  # a synonym of it
        ("a bath", "blip"),
        ("ödland", "blip"),
        ("ALL", ""),  # an abbreviation is no word of the text
        ("zilch", ""),  # only in what is not approved
        ("in the", ""),
        ("", ""),
        ("()", ""),
        ("%_\\", ""),
        ("grumbex\x00", "deep grumbex"),
        ("x" * 5000, ""),
    ],
)
def test_a_name_leads_to_the_articles_that_answer_for_it(site, name, slugs, db):
    assert " ".join(edition.article.slug for edition in queries.live_about(name)) == slugs


def ask(name: str | None, recipient: str | None = None):
    given = {"mainSearchCriteria.v.dn": name, "informationRecipient": recipient, "mainSearchCriteria.v.c": "22811006"}
    return Client().get("/infobutton", {key: value for key, value in given.items() if value is not None})


@pytest.mark.parametrize(
    ("recipient", "query"),
    [("PAT", "?for=lay"), ("PROV", "?for=clinician"), ("PAYOR", "?for=clinician"), (None, ""), ("x", "")],
)
@pytest.mark.any_database
def test_a_record_is_answered_in_the_wording_of_whom_it_asks_for(site, recipient, query, db):
    response = ask("Toxic snarfles", recipient)
    assert (response.status_code, response["Location"]) == (302, f"/articles/toxic/{query}")
    assert (response["Cache-Control"], response.cookies) == ("public, max-age=60", {})


@pytest.mark.any_database
def test_several_articles_are_a_choice_and_none_is_said(site, db):
    several = ask("grumbex", "PAT")
    links = [link["href"] for link in page(several).all("a", href="?for=lay")]
    assert (several.status_code, links) == (200, ["/articles/deep/?for=lay", "/articles/grumbex/?for=lay"])
    assert "In short: Rest." in page(several).words
    none = ask("gout & <b>")
    assert (none.status_code, page(none).all("a", href="/search/")[0]["href"]) == (
        404,
        "/search/?q=gout%20%26%20%3Cb%3E",
    )
    assert "We have no article about “gout & <b>” yet" in page(none).words
    assert ask(None).status_code == ask("  ").status_code == 400


def test_what_is_asked_is_two_queries(site, db):
    assert counted(lambda: ask("grumbex"))[0] == 2
