"""What changed, on the review page, by keyboard and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from guidance.models import Article
from tests import factories
from tests.browser.hands import NARROW, WIDE, bring_session, follow, resize, runs_sideways
from tests.cast import assemble
from tests.guidance.documents import a_document, a_step
from tests.review.views.test_changes import reword

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edition(transactional_db):
    """The second of three statements; the first and the last were reworded."""
    cast = assemble()
    steps = [a_step(f"Give {n} cups of water.", lay=f"Drink {n} cups of water.") for n in (1, 2, 3)]
    article = Article.objects.get(pk=factories.approved(cast, factories.article(cast, a_document(*steps))).article_id)
    reword(cast, article, "Give 1 cups of water.", "Give 5 cups of water.")
    reword(cast, article, "Give 3 cups of water.", "Do not give 3 cups of water.")
    return factories.under_review(cast, article)


@pytest.fixture
def places(edition):
    first, _, last = (f"step-{step.key}" for step in edition.content.steps())
    return first, last


def test_by_keyboard(edition, places, page, axe):
    reviewer = edition.assignments.first().reviewer
    bring_session(page, reviewer)
    page.goto(f"/board/{edition.article.slug}/2/")
    axe(page)
    first, last = (page.locator(f"#{place}") for place in places)
    status = page.locator("#keys-status")
    for key, place in (("n", first), ("j", last), ("p", first), ("n", last)):
        page.keyboard.press(key)
        expect(place).to_be_focused()
        expect(place).to_have_accessible_name(re.compile("Change [12] of 2: reworded"))
    page.keyboard.press("n")
    expect(status).to_have_text("This is the last change.")
    expect(last).to_be_focused()
    page.keyboard.press("c")
    expect(last.get_by_role("textbox", name="On step")).to_be_focused()
    page.keyboard.type("snpc?")
    expect(last.get_by_role("textbox", name="On step")).to_have_value("snpc?")
    last.get_by_role("textbox", name="On step").blur()
    page.keyboard.press("Control+s")
    expect(page.locator("#sign")).not_to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("#sign")).to_be_focused()
    assert not edition.sign_offs.exists()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys of this page")).to_be_visible()
    axe(page)
    page.get_by_label("Keys are on, in this browser").uncheck()
    page.get_by_role("button", name="Close").click()
    page.goto(f"/board/{edition.article.slug}/2/")
    page.keyboard.press("n")
    expect(first).not_to_be_focused()
    page.locator("#next-change").click()
    expect(first).to_be_focused()
    follow(page, "only what changed")
    for width in (NARROW, WIDE):
        resize(page, width)
        axe(page)
        assert not runs_sideways(page)


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript(edition, places, page):
    bring_session(page, edition.assignments.first().reviewer)
    page.goto(f"/board/{edition.article.slug}/2/")
    expect(page.get_by_role("button", name="Keys")).to_be_hidden()
    first, last = (page.locator(f"#{place}") for place in places)
    page.locator(".foot-bar").get_by_role("link", name="Next change").click()
    expect(first).to_be_in_viewport()
    first.get_by_role("link", name="Next change").click()
    expect(page).to_have_url(re.compile(f"#{places[1]}$"))
    expect(last).to_be_in_viewport()
