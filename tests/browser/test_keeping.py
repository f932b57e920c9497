"""What is typed is kept by the browser until the server has it."""

import re

import pytest
from playwright.sync_api import expect

from guidance import editing
from guidance.documents import Wording
from guidance.models import Section
from tests.browser.hands import NARROW, bring_session, press, resize, runs_sideways, says, write
from tests.cast import NOON

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]
LAY = "Heading, in plain language"
KEPT = "Object.keys(localStorage).filter(name => name.startsWith('leuko-kept:')).length"
OFFLINE = "Not saved: no connection"


@pytest.fixture
def section(cast) -> Section:
    article = editing.create_article(title="How is a widget mended?", by=cast.editor, at=NOON)
    heading = Wording.of("Mending of widgets", "How to mend")
    return editing.add_section(article=article, heading=heading, by=cast.editor, at=NOON)


@pytest.fixture
def address(section) -> str:
    return f"/desk/articles/{section.article.slug}/sections/{section.pk}/"


def open_at(page, user, address):
    bring_session(page, user)
    page.goto(address)


def saved(section) -> str:
    return Section.objects.get(pk=section.pk).heading_lay


def is_kept(page, number=1):
    for _ in range(100):
        if page.evaluate(KEPT) == number:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{page.evaluate(KEPT)} texts are kept, not {number}")


def test_two_people_and_two_tabs_collide_and_no_words_are_lost(cast, section, address, new_page, axe):
    first, second = new_page(), new_page()
    open_at(first, cast.editor, address)
    open_at(second, cast.second_editor, address)
    tab = second.context.new_page()
    tab.goto(address)
    write(first, LAY, "How to mend it well")
    press(first, "Save")
    first.wait_for_url("**/desk/articles/*/")
    write(second, LAY, "How to mend it fast")
    press(second, "Save")
    theirs = second.get_by_role("region", name="What is saved now")
    expect(theirs.locator("mark")).to_have_text(["well", "fast"])
    expect(second.get_by_label(LAY)).to_have_value("How to mend it fast")
    axe(second)
    resize(second, NARROW)
    assert not runs_sideways(second)
    is_kept(second)
    write(tab, LAY, "How to mend it twice")
    press(second, "Keep mine")
    second.wait_for_url("**/desk/articles/*/")
    assert saved(section) == "How to mend it fast"
    press(tab, "Save")
    expect(tab.get_by_role("region", name="What is saved now").locator("mark")).to_have_text(["fast", "twice"])
    expect(tab.get_by_label(LAY)).to_have_value("How to mend it twice")
    tab.get_by_role("link", name="Keep theirs").click()
    tab.wait_for_url("**/desk/articles/*/")
    is_kept(tab, 0)
    assert saved(section) == "How to mend it fast"


def test_the_network_drops_before_a_save_and_after_it_and_comes_back(cast, section, address, page):
    open_at(page, cast.editor, address)
    write(page, LAY, "Mended offline")
    page.context.set_offline(True)
    press(page, "Save")
    says(page, OFFLINE)
    assert saved(section) == "How to mend"
    page.context.set_offline(False)  # it is sent by itself
    page.wait_for_url("**/desk/articles/*/")
    assert saved(section) == "Mended offline"
    is_kept(page, 0)
    page.goto(address)
    write(page, LAY, "Saved, unheard")

    def lose(route):
        route.fetch()
        route.abort()

    page.route(f"**{address}", lose)
    press(page, "Save")
    says(page, OFFLINE)
    assert saved(section) == "Saved, unheard"
    page.unroute(f"**{address}")
    press(page, "Try again now")
    page.wait_for_url("**/desk/articles/*/")
    assert Section.objects.get(pk=section.pk).revision == section.revision + 2


def test_a_tab_is_closed_and_what_was_typed_in_it_is_put_back(cast, section, address, page, axe):
    open_at(page, cast.editor, address)
    write(page, LAY, "Typed, then closed")
    page.close()
    tab = page.context.new_page()
    tab.goto(f"/desk/articles/{section.article.slug}/")
    says(tab, "1 text on this computer is not saved yet")
    who = {"by": cast.second_editor, "at": NOON, "revision": section.revision}
    editing.change_section(section=section, changes={"heading": Wording("Mending of widgets", "Theirs")}, **who)
    tab.get_by_role("link", name=re.compile("^Mending of")).first.click()
    expect(tab.get_by_label(LAY)).to_have_value("Theirs")
    says(tab, "What is saved has changed since.")
    axe(tab)
    press(tab, "Put back what I typed")
    expect(tab.get_by_label(LAY)).to_have_value("Typed, then closed")
    press(tab, "Save")
    says(tab, "Somebody has changed this since you opened it.")
    tab.goto(address)
    press(tab, "Drop it")
    is_kept(tab, 0)


def test_a_session_ends_and_the_words_do_not(cast, section, address, page):
    open_at(page, cast.editor, address)
    write(page, LAY, "Typed for hours")
    page.context.clear_cookies(name="sessionid")
    press(page, "Save")
    says(page, "Not saved: you were signed out")
    tab = page.context.new_page()
    bring_session(tab, cast.second_editor)
    tab.goto(address)
    expect(tab.get_by_label(LAY)).to_have_value("How to mend")
    expect(tab.get_by_role("button", name="Put back what I typed")).to_have_count(0)  # it is somebody else's
    bring_session(tab, cast.editor)
    press(page, "Send it again")
    page.wait_for_url("**/desk/articles/*/")
    assert saved(section) == "Typed for hours"


def test_signing_out_clears_what_is_kept_but_asks_first(cast, address, page):
    open_at(page, cast.editor, address)
    write(page, LAY, "Not for the next person")
    is_kept(page)
    press(page, "Sign out")  # and no
    is_kept(page)
    page.once("dialog", lambda dialog: dialog.accept())
    press(page, "Sign out")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    is_kept(page, 0)


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript_the_words_are_shown_to_be_copied(cast, address, page):
    open_at(page, cast.editor, address)
    write(page, LAY, "Typed for hours")
    page.context.clear_cookies(name="sessionid")
    press(page, "Save")
    expect(page.get_by_role("textbox", name="What you typed, text 2")).to_have_value("Typed for hours")
    assert not runs_sideways(page)
