"""A real browser for tests: `page`, `new_page` for a second person, and `axe` for accessibility.

Every test in this folder is marked `browser`. Parametrize `viewport` or `javascript` to change them.
"""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection

from tests.browser import chromium


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for the run."""
    if chromium.path() is None:
        pytest.skip(chromium.NONE)
    with chromium.launched() as launched:
        yield launched


@pytest.fixture
def viewport():
    return {"width": 1280, "height": 900}


@pytest.fixture
def javascript():
    return True


@pytest.fixture
def new_page(browser, live_server, viewport, javascript):
    """Opens a page in a context of its own, as one more person would.

    When the test ends, it fails if any page logged an error, raised one, lacked a file it named or
    asked another host for anything. A document, or part of one, that answers 4xx is the test's own business, and so is
    what a script sends.
    """
    contexts, faults = [], []

    def open_page():
        context = browser.new_context(base_url=live_server.url, viewport=viewport, java_script_enabled=javascript)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        _watch(page, home=live_server.url, faults=faults)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(new_page):
    return new_page()


NO_CONNECTION = ("htmx:sendError", "htmx:afterRequest")  # so htmx tells of one that a test has taken away


def _watch(page, *, home, faults):
    def console(message):
        # A file that failed to load is judged by its response, below, where its address is known.
        if message.type == "error" and not message.text.startswith(("Failed to load resource", *NO_CONNECTION)):
            faults.append(f"console error on {page.url}: {message.text}")

    def requested(request):
        if not request.url.startswith((f"{home}/", "data:", "blob:", "about:")):
            faults.append(f"{page.url} asked another host: {request.url}")

    def answered(response):
        is_sent = response.request.method == "POST" or "hx-request" in response.request.headers
        least = 500 if is_sent or response.request.is_navigation_request() else 400
        if response.status >= least:
            faults.append(f"{response.request.method} {response.url} answered {response.status}")

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(f"error on {page.url}: {error}"))
    page.on("request", requested)
    page.on("response", answered)


HAS_AXE = "Boolean(window.axe)"  # it is half a megabyte, and stays until the page goes
# Of elements whose colours and type, and whose ancestors', are the same, axe measures the contrast of the first: on a
# page of forty like steps that saves five sixths of its time.
MARK_ALIKE = """() => {
    const looks = new Map([[document.documentElement, ""]]);
    const seen = new Set();
    for (const element of document.querySelectorAll("html > body, body *")) {
        const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight } = getComputedStyle(element);
        const own = [element.tagName, element.className, color, backgroundColor, backgroundImage, opacity];
        const look = [looks.get(element.parentElement), ...own, fontSize, fontWeight].join(" ");
        looks.set(element, look);
        element.toggleAttribute("data-alike", seen.has(look));
        seen.add(look);
    }
    axe.configure({ rules: [{ id: "color-contrast", selector: "*:not([data-alike])" }] });
}"""


@pytest.fixture
def axe():
    """`axe(page)` fails with every accessibility rule the page breaks, whatever its impact.

    With SQLite alone: no page looks otherwise with another database.
    """

    def check(page):
        if connection.vendor != "sqlite":
            return
        # Without preload axe reads no style sheet for itself: it would set what it read in a <style>, which our
        # policy forbids. Only its rule on locked orientation asks for that.
        options = {"preload": False, "resultTypes": ["violations"]}
        page.wait_for_load_state()
        if not page.evaluate(HAS_AXE):
            page.evaluate(Axe().axe_script)
        page.evaluate(MARK_ALIKE)
        violations = page.evaluate("async options => (await axe.run(options)).violations", options)
        assert not violations, f"{page.url}\n" + "\n".join(map(_in_words, violations))

    return check


def _in_words(violation):
    places = "".join(f"\n    {node['html']}" for node in violation["nodes"])
    return f"{violation['impact']}: {violation['id']}: {violation['help']}{places}"
