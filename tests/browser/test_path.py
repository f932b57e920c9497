"""The path through a section, and the links to its steps, as a browser shows them."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.hands import NARROW, WIDE, press, resize
from tests.cast import assemble
from tests.guidance.documents import a_document, a_step

pytestmark = pytest.mark.any_database

TEXTS = [
    "WARM WATER, MAINLY: mammomwwwmmmm and 100 mg/kg every 12 hours; “as much” as they will drink — or more",
    "Pneumonoultramicroscopicsilicovolcanoconiosis/progressivemultifocalleukoencephalopathy",
    "If it is a little bit ill, till it is still",
]

# How far the letters of each box that is shown stand out of it, at worst.
RUNS_OUT = """() => Math.max(...[...document.querySelectorAll(".pathway-box")].flatMap(box => {
    if (!box.checkVisibility()) return []
    const its = box.querySelector("rect").getBoundingClientRect()
    return [...box.querySelectorAll("tspan")].map(tspan => {
        const line = tspan.getBoundingClientRect()
        return Math.max(its.left - line.left, line.right - its.right, its.top - line.top, line.bottom - its.bottom)
    })
}))"""


@pytest.fixture
def address(transactional_db):
    cast = assemble()
    steps = [a_step(text, lay=text, key=f"{n}", line=1 + n // 2) for n, text in enumerate(TEXTS * 2)]
    return factories.approved(cast, factories.article(cast, a_document(*steps))).article.get_absolute_url()


def test_letters_stay_in_their_boxes_and_a_step_can_be_reached_and_copied(address, page):
    for width, shown, other in ((NARROW, "narrow", "wide"), (WIDE, "wide", "narrow")):
        resize(page, width)
        page.goto(f"{address}?for=lay")
        expect(page.locator(f".pathway-{shown}")).to_be_visible()
        expect(page.locator(f".pathway-{other}")).to_be_hidden()
        assert page.evaluate(RUNS_OUT) < 0
    page.locator(".pathway-wide .pathway-box").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".step:target")).to_contain_text("6")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".step-number").nth(1).click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    step = page.locator(".step").nth(1).get_attribute("id")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"{address}?for=lay#{step}")
    page.get_by_text("Cite this page").click()
    press(page, "Copy")
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('Edition 1'))")
