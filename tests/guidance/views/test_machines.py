"""What crawlers and browsers find: sitemap, robots and OpenSearch."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from django.test import Client

from guidance.documents import Wording
from guidance.interchange.api import doors
from review import workflow
from tests import factories
from tests.cast import NOON, later
from tests.guidance.approved import approved_twice
from tests.pages import counted, page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SITEMAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def places(path: str = "/sitemap.xml") -> dict[str, ET.Element]:
    response = Client().get(path)
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/xml", "public, max-age=60")
    return {url.find(f"{SITEMAP}loc").text: url for url in ET.fromstring(response.content)}


def test_the_sitemap_names_what_readers_find(cast):
    live = approved_twice(cast)
    workflow.warn(edition=live, by=cast.chair, at=later(), warning=Wording.of("Recall.", "It is called back."))
    factories.under_review(cast)
    retired = factories.approved(cast)
    workflow.retire(edition=retired, by=cast.chair, at=NOON, reason="A trial says otherwise.")
    found, base = places(), f"http://testserver/articles/{live.article.slug}/"
    in_both = [f"{base}?for=clinician", f"{base}?for=lay"]
    assert [address for address in found if "/articles/" in address] == ["http://testserver/articles/", *in_both]
    for address in in_both:
        assert [link.attrib["href"] for link in found[address].findall(f"{XHTML}link")] == in_both
        assert datetime.fromisoformat(found[address].find(f"{SITEMAP}lastmod").text).astimezone(UTC) == later()
    assert {"/topics/fluids/", "/topics/medicine/"} <= {address.removeprefix("http://testserver") for address in found}
    for address in found:
        assert Client().get(address.removeprefix("http://testserver")).status_code == 200, address
    assert counted(places)[0] == 3


# The rest


def test_robots_and_browsers_are_told_where_things_are(db):
    robots = Client().get("/robots.txt").content.decode().splitlines()
    assert robots[0] == "User-agent: *"
    assert {"Disallow: /desk/", "Disallow: /board/", "Sitemap: http://testserver/sitemap.xml"} <= {*robots}
    described = page(Client().get("/articles/")).all("link", rel="search")[0]
    response = Client().get(described["href"])
    assert response["Content-Type"].startswith(described["type"])
    urls = {url.attrib["type"]: url.attrib["template"] for url in ET.fromstring(response.content).iter(f"{SEARCH}Url")}
    assert urls["text/html"] == "http://testserver/search/?q={searchTerms}"


def test_the_page_for_machines_names_every_door_of_the_api(db):
    words = page(Client().get("/api/v1/")).words
    assert [door.address for door in doors.DOORS if door.address not in words] == []
