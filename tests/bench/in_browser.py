"""What a reader's browser makes of an article: when its text stands there, whether it moves, what it is sent.

The three figures that Lighthouse asks of a page, taken by the browser itself (https://web.dev/articles/vitals), of a
first visit with nothing kept; and how many requests that took, with their bytes as sent and as gzip would send them.
"""

import gzip
import statistics
from itertools import product

from playwright.sync_api import Browser

from guidance.audiences import Audience
from tests.browser import chromium
from tests.served import ARTICLE, demonstration

WIDTHS, VISITS = (1280, 390), 5
# Milliseconds, a sum without unit, and how many tasks held the page up for 50 ms or more.
WATCH = """
    window.seen = { painted: 0, moved: 0, long: 0 };
    const watch = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each))
        .observe({ type, buffered: true });
    watch("largest-contentful-paint", entry => { window.seen.painted = entry.startTime; });
    watch("layout-shift", entry => { window.seen.moved += entry.hadRecentInput ? 0 : entry.value; });
    watch("longtask", () => { window.seen.long += 1; });
"""


def main() -> None:
    if chromium.path() is None:
        print(f"in a browser: {chromium.NONE}")
        return
    with demonstration() as home, chromium.launched() as browser:
        print(f"an article in headless Chromium {browser.version}: the median of {VISITS} first visits")
        visit(browser, home, Audience.CLINICIAN, WIDTHS[0])  # the server's own first
        for audience, width in product(Audience, WIDTHS):
            seen = [visit(browser, home, audience, width) for _ in range(VISITS)]
            middle = {name: statistics.median(one[name] for one in seen) for name in seen[0]}
            print(
                f"  {audience:9} at {width:4}: largest paint {middle['painted']:.0f} ms, moved {middle['moved']:.3f}, "
                f"{middle['long']:.0f} long tasks; {middle['requests']:.0f} requests, "
                f"page {middle['page']:.1f} kB and the rest {middle['rest']:.1f} kB gzipped"
            )


def visit(browser: Browser, home: str, audience: Audience, width: int) -> dict[str, float]:
    """One first visit: ``painted`` (ms), ``moved``, ``long``, ``requests``, and kB gzipped of ``page`` and ``rest``."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    page, responses = context.new_page(), []
    page.on("response", lambda response: responses.append(response))
    page.add_init_script(WATCH)
    page.goto(f"{home}{ARTICLE}?for={audience}", wait_until="networkidle")
    seen = page.evaluate("window.seen")
    kilobytes = [len(gzip.compress(response.body())) / 1000 for response in responses]
    context.close()
    return seen | {"requests": len(responses), "page": kilobytes[0], "rest": sum(kilobytes[1:])}


if __name__ == "__main__":
    main()
