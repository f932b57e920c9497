"""The page of an article, as a reader uses it: words, sources, contents, and what is new since they were here."""

import re

import pytest
from playwright.sync_api import expect

from guidance import editing
from guidance.documents import Term
from tests import factories
from tests.browser.hands import follow, press
from tests.browser.test_pages import article
from tests.cast import NOON, assemble
from tests.guidance.documents import a_document, a_section, a_step
from tests.review.acts import edit

pytestmark = pytest.mark.any_database
ADDRESS = "/articles/gout/?for=clinician"
MEANING = "Too much acid in the joints."


@pytest.fixture
def cast(transactional_db):
    return assemble()


@pytest.fixture
def gout(cast):
    """Approved, with a word that is explained, a source, and more sections than a window shows."""
    term = Term("", "hyperuricaemia", definition=MEANING)
    editing.save_term(value=term, by=cast.editor, at=NOON)
    sections = [a_section(a_step(f"Treat hyperuricaemia {n}."), heading=f"Part {n}") for n in range(12)]
    made = article(cast, "gout", a_document(sections=tuple(sections)))
    factories.approved(cast, made)
    return made


def test_a_word_and_a_source_open_where_they_stand(gout, page, axe):
    page.goto(ADDRESS)
    opened, word = page.locator(".opened"), page.get_by_role("button", name="hyperuricaemia").first
    word.hover()
    expect(opened).to_contain_text(MEANING)
    axe(page)
    page.mouse.move(0, 0)
    expect(opened).to_be_hidden()
    source = page.get_by_role("button", name="Reference 1").first
    source.focus()
    page.keyboard.press("Shift+Tab")  # to the word before it
    expect(opened).to_contain_text(MEANING)
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(opened).to_contain_text("The trial")
    axe(page)
    page.keyboard.press("Tab")
    expect(opened.get_by_role("link", name="The trial")).to_be_focused()
    page.keyboard.press("Escape")
    expect(source).to_be_focused()
    expect(opened).to_be_hidden()


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript_both_lead_down_the_page(gout, page):
    page.goto(ADDRESS)
    follow(page, "hyperuricaemia")
    expect(page.locator("dt:target")).to_have_text("hyperuricaemia")
    follow(page, "Reference 1")
    expect(page.locator("li:target")).to_contain_text("The trial")
    expect(page.locator("[data-seen]:visible")).to_have_count(0)


def test_the_contents_follow_and_the_page_tells_what_is_new_to_who_asked(cast, gout, page, axe):
    page.goto(ADDRESS)
    page.locator("#section-7").evaluate("one => one.scrollIntoView()")
    expect(page.locator(".article > .contents [aria-current]")).to_have_text("Part 6")
    press(page, "Tell me here when this page has changed")
    page.reload()
    expect(page.get_by_role("button", name="Stop telling me")).to_be_visible()
    edit(gout, cast.editor, "Treat it otherwise.")
    factories.approved(cast, gout)
    page.reload()
    expect(page.get_by_text("This page has changed since you were last here.")).to_be_visible()
    axe(page)
    follow(page, "See what changed")
    expect(page).to_have_url(re.compile(r"/editions/2/changes/\?for=clinician&since=1$"))
    page.goto(ADDRESS)
    press(page, "Stop telling me")
    expect(page.get_by_role("button", name="Tell me here")).to_be_focused()
    assert not page.context.cookies()
