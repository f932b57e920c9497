"""HTML to PDF, where Pango is found: tagged, with an outline of its headings, with nothing fetched from anywhere."""

from ctypes.util import find_library
from functools import cache, lru_cache
from importlib.util import find_spec
from threading import Lock

from django.contrib.staticfiles import finders

LIBRARIES = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig")
STYLE = "css/pdf.css"
KEPT = 32  # files of some 50 kB each, in the memory of each process
PATIENCE = 20  # seconds to wait for another page to be printed


class Busy(Exception):
    """So much is being printed that this cannot be printed now."""


@cache
def can_print() -> bool:
    """True where the libraries are found that draw a page; looked for once."""
    return find_spec("weasyprint") is not None and all(map(find_library, LIBRARIES))


def pdf(html: str) -> bytes:
    """``html``, a whole page, as PDF/UA. The same page is printed once and then kept; Busy where others wait too long.

    Links in it must be whole addresses. A picture, font or style sheet that it names is left out.
    """
    if not _printing.acquire(timeout=PATIENCE):
        raise Busy
    try:
        return _printed(html)
    finally:
        _printing.release()


# A page takes a core for a second or two: one at a time, so that readers of other pages have the rest.
_printing = Lock()


@lru_cache(maxsize=KEPT)
def _printed(html: str) -> bytes:
    # Imported late: a process that prints nothing does without its 50 MB.
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    class Nothing(URLFetcher):
        """Refuses every address: files of this machine and of its neighbours among them."""

        def fetch(self, url, headers=None):
            raise ValueError(f"{url} is not fetched.")

    style = CSS(filename=finders.find(STYLE), url_fetcher=Nothing())
    page = HTML(string=html, url_fetcher=Nothing())
    return page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1", custom_metadata=True)
