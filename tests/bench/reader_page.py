"""The reader's page of a 60-step article, beside a bare Django view that returns the same bytes.

Both are asked in turn, in one run, through the WSGI handler and all middleware: a slow minute of the machine
slows both. The ratio is what to compare between machines.
"""

import io
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from tests import cast, factories
from tests.guidance.documents import a_document, a_reference, a_step, citing

STEPS, ROUNDS, REQUESTS = 60, 15, 10

content: dict[str, bytes] = {}


def bare(request, audience: str) -> HttpResponse:
    return HttpResponse(content[audience])


urlpatterns = [path("bare/<slug:audience>/", bare)]


def an_approved_article() -> str:
    """Its address; every step cites a source of its own."""
    sources = tuple(a_reference(f"source {n}", csl={"DOI": f"10.5555/{n}"}) for n in range(STEPS))
    steps = [
        a_step(f"Statement {n} for clinicians.", lay=f"Statement {n} in plain words.", citations=citing(f"source {n}"))
        for n in range(STEPS)
    ]
    people = cast.assemble()
    edition = factories.approved(people, factories.article(people, a_document(*steps, references=sources)))
    return edition.article.get_absolute_url()


def get(application: WSGIHandler, address: str, audience: str) -> bytes:
    """The page at ``address``, asked for as a server would; it must be there."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": f"for={audience}",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
    }
    statuses: list[str] = []
    response = application(environ, lambda status, headers: statuses.append(status))
    body = b"".join(response)
    response.close()
    if not statuses[0].startswith("200"):
        raise SystemExit(f"{address} answered {statuses[0]}")
    return body


def a_second(ask: Callable[[], object]) -> float:
    """Requests a second, over a round."""
    begin = time.perf_counter()
    for _ in range(REQUESTS):
        ask()
    return REQUESTS / (time.perf_counter() - begin)


def main() -> None:
    application, address = WSGIHandler(), an_approved_article()
    print(f"reader page, {STEPS} steps: {ROUNDS} rounds of {REQUESTS}, each beside a bare view of the same bytes")
    print(f"  {os.cpu_count()} cores, Python {platform.python_version()}, {connection.vendor}, {sys.platform}")
    for audience in ("clinician", "lay"):
        content[audience] = get(application, address, audience)
        measure(application, address, audience)


def measure(application: WSGIHandler, address: str, audience: str) -> None:
    pages, bares = [], []
    for _ in range(ROUNDS):
        pages.append(a_second(lambda: get(application, address, audience)))
        with override_settings(ROOT_URLCONF=__name__):
            get(application, f"/bare/{audience}/", audience)
            bares.append(a_second(lambda: get(application, f"/bare/{audience}/", audience)))
    page, plain = statistics.median(pages), statistics.median(bares)
    length = len(content[audience])
    print(f"  {audience:<10} {page:6.1f} a second, bare {plain:7.1f}, ratio {page / plain:.3f}, {length} bytes")
