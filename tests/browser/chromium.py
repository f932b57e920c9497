"""The Chromium of this machine."""

import contextlib
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Its own address bar would be drawn by a page in a process of its own, at each window and each address: a seventh of
# the time. Of several lists Chromium heeds the last, so this repeats what of Playwright's own bears on a test.
FEATURES_OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"),
    *("HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
)
ARGUMENTS = (
    f"--disable-features={','.join(FEATURES_OFF)}",
    "--no-sandbox",  # root may not have one
    "--disable-dev-shm-usage",  # a container's is small
    "--disable-gpu",
    "--disable-background-networking",
)
NONE = "no Chromium found: install it with `apt-get install chromium`"


def path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Headless. Raises FileNotFoundError where the machine has none."""
    if path() is None:
        raise FileNotFoundError(NONE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=list(ARGUMENTS))
        yield browser
        browser.close()
