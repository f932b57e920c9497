"""`python -m tests.pictures`: takes the pictures in docs/pictures anew, from the demonstration site."""

from itertools import product

from playwright.sync_api import Browser

from guidance.audiences import Audience
from tests.browser import chromium
from tests.served import ARTICLE, ROOT, demonstration

FOLDER = ROOT / "docs" / "pictures"
SIZES = {1280: 900, 390: 844}  # width: height, in CSS pixels
SCHEMES = ("light", "dark")


def take(browser: Browser, home: str) -> None:
    """One of each wording, scheme and width, as the screen shows it before anybody scrolls."""
    for audience, scheme, width in product(Audience, SCHEMES, SIZES):
        size = {"width": width, "height": SIZES[width]}
        page = browser.new_page(base_url=home, viewport=size, color_scheme=scheme, reduced_motion="reduce")
        page.goto(f"{ARTICLE}?for={audience}", wait_until="networkidle")
        path = FOLDER / f"article-{audience}-{scheme}-{width}.png"
        page.screenshot(path=path)
        page.close()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with demonstration() as home, chromium.launched() as browser:
        take(browser, home)
