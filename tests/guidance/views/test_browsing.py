"""All that is approved, in the order a reader asks for."""

import pytest
from django.test import Client

from guidance.views import browsing
from tests import factories
from tests.pages import page
from tests.review.acts import edit, note

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def approved(cast, title: str):
    return factories.approved(cast, factories.article(cast, factories.sound_document(title))).article


def listed(query: str = "") -> list[str]:
    """The slugs on the page, in its order."""
    shown = page(Client().get(f"/articles/?{query}"))
    return [one["href"].split("/")[2] for one in shown.all("a", href="/articles/") if one["href"].count("/") == 3
            and one["href"].endswith("/") and one["href"] != "/articles/"]  # fmt: skip


@pytest.fixture
def articles(cast):
    """A new one, a changed one, and one being revised; a fourth was never approved."""
    new, changed, revised = (
        approved(cast, f"What is the treatment for {of}?") for of in ("zoster", "asthma", "measles")
    )
    edit(changed, cast.editor)
    factories.approved(cast, note(changed, cast.editor, "More water."))
    edit(revised, cast.editor, "Give zqtext.")
    factories.under_review(cast, revised)
    factories.submitted(cast, factories.article(cast, factories.sound_document("Is zqtext treated?")))
    return {"new": new.slug, "changed": changed.slug, "revised": revised.slug}


def test_articles_stand_from_a_to_z_by_what_they_are_about(articles, monkeypatch):
    assert listed() == [articles["changed"], articles["revised"], articles["new"]]
    shown = page(Client().get("/articles/"))
    assert [link["href"] for link in shown.all("a", href="#letter-")] == ["#letter-a", "#letter-m", "#letter-z"]
    monkeypatch.setattr(browsing, "SHOWN_AT_ONCE", 2)
    assert listed("page=2") == [articles["new"]]
    shown = page(Client().get("/articles/?page=2"))
    assert [link["href"] for link in shown.all("a", href="#letter-")] == [
        "?page=1#letter-a", "?page=1#letter-m", "#letter-z"
    ]  # fmt: skip


def test_what_is_new_what_changed_and_what_is_being_revised(articles, settings):
    assert sorted(listed("by=approved")) == sorted([articles["new"], articles["revised"]])
    assert listed("by=changed") == [articles["changed"]]
    assert listed("by=review") == [articles["revised"]]
    assert "More water." in page(Client().get("/articles/?by=changed")).words
    assert listed("by=nonsense") == listed()
    # Of what was never approved only the number is told.
    for settings.LEUKO_SHOW_UNREVIEWED in (False, True):
        pages = [page(Client().get(url)) for url in ("/", *(f"/articles/?by={by}" for by in browsing.WAYS))]
        assert not any("zqtext" in one.html for one in pages)
        assert "1 article is under review for the first time." in pages[-1].words
    words = pages[0].words
    assert words.index("zoster") < words.rindex("Recently changed") < words.index("asthma")
