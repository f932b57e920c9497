"""What a person does at the screen, in the words that stand on it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.cast import PASSWORD
from tests.pages import signed_in

WIDE, NARROW, NARROWEST = 1280, 390, 320
SIDEWAYS = "document.scrollingElement.scrollWidth - innerWidth"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """On the page that the link leads to; a link that opens a form in its place leads nowhere."""
    link = page.get_by_role("link", name=name, exact=True).first
    if link.get_attribute("hx-get"):
        link.click()
    else:
        go(page, link)


def go(page: Page, control: Locator) -> None:
    """On the page that a click on ``control`` leads to."""
    with page.expect_navigation():
        control.click()


def to(page: Page, role: str, name: str) -> None:
    """On with Tab until it has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return expect(wanted).to_be_in_viewport()
    raise AssertionError(f"Tab does not reach “{name}” on {page.url}")


def write(page: Page, label: str, text: str) -> None:
    # The name, not the label: a mark that nobody is shown is no part of it.
    page.get_by_role("textbox", name=label, exact=True).fill(text)


def sign_in(page: Page, username: str) -> None:
    """Signed in by the form, and where their work is."""
    page.goto("/accounts/login/")
    write(page, "User name or e-mail address", username)
    write(page, "Password", PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def bring_session(page: Page, user) -> None:
    """Signed in without the form."""
    session = signed_in(user).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": "localhost", "path": "/"}])


def says(page: Page, text: str | re.Pattern[str]) -> None:
    """The page shows it somewhere in its main part."""
    expect(page.locator("main")).to_contain_text(text)


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})


def runs_sideways(page: Page) -> bool:
    return page.evaluate(SIDEWAYS) > 0
