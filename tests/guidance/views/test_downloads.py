"""An article in its other forms: the same edition in each, and nothing that its page would not show."""

import base64
import hashlib
import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from guidance import editing, printing
from guidance.documents import Wording
from guidance.models import Reference
from guidance.references.importing import read as read_references
from guidance.views import downloads
from guidance.vocabularies import Standing
from review import workflow
from tests import factories
from tests.cast import NOON
from tests.pages import counted, page
from tests.review.acts import edit

TYPES = {
    "json": "application/json",
    "fhir.json": "application/fhir+json; fhirVersion=5.0",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json; charset=utf-8",
    "pdf": "application/pdf",
}
SLUG = "how-is-a-sound-article-treated"

# Who may read what is asked of every address on both databases, in tests/test_access.py.
pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def drawn(monkeypatch) -> list[str]:
    """The pages that were printed, of which none is: to draw one takes a second, and has its own tests below."""
    pages: list[str] = []
    monkeypatch.setattr(printing, "can_print", lambda: True)
    monkeypatch.setattr(printing, "pdf", lambda html: pages.append(html) or b"%PDF")
    return pages


def get(extension: str, query: str = "", slug: str = SLUG, **kwargs):
    return Client().get(f"/articles/{slug}.{extension}{query}", **kwargs)


def statuses(slug: str = SLUG) -> set[int]:
    return {get(extension, slug=slug).status_code for extension in TYPES}


# One edition, many doors


def test_every_form_is_of_the_same_edition_and_says_so(cast):
    edition = factories.approved(cast)
    for extension, media_type in TYPES.items():
        response = get(extension, "?for=lay")
        audience = "-lay" if extension == "pdf" else ""
        page_of_it = f"http://testserver/articles/{SLUG}/{'?for=lay' if audience else ''}"
        assert response.status_code == 200
        assert response["Content-Type"] == media_type
        assert response["X-Document-Digest"] == edition.digest
        assert response["Content-Disposition"] == f'attachment; filename="{SLUG}-1{audience}.{extension}"'
        assert response["Link"] == f'<{page_of_it}>; rel="canonical"'
        assert response["Cache-Control"] == "public, max-age=60"
        assert "X-Robots-Tag" not in response.headers


def test_what_has_not_changed_is_not_sent_again_and_drawn_but_once(cast, drawn):
    edition = factories.approved(cast)
    tags = {extension: get(extension, "?for=lay")["ETag"] for extension in TYPES}
    for extension, tag in tags.items():
        again = get(extension, "?for=lay", headers={"if-none-match": tag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
        assert Client().head(f"/articles/{SLUG}.{extension}?for=lay")["ETag"] == tag
    assert len(drawn) == 2  # at first, and for the HEAD
    workflow.warn(edition=edition, by=cast.chair, at=NOON, warning=Wording.of("Beware.", "Be careful."))
    changed = {extension for extension, tag in tags.items() if get(extension, "?for=lay")["ETag"] != tag}
    assert changed == {"fhir.json", "pdf"}


def test_json_and_fhir_carry_the_digest_that_was_signed(cast):
    edition = factories.approved(cast)
    document, bundle = get("json"), get("fhir.json").json()
    sha256 = hashlib.sha256(document.content)
    signed = bundle["entry"][0]["resource"]["relatedArtifact"][1]["document"]["url"]
    assert Client().get(signed.removeprefix("http://testserver")).content == document.content
    assert sha256.hexdigest() == edition.digest == bundle["identifier"]["value"]
    assert document["Repr-Digest"] == f"sha-256=:{base64.b64encode(sha256.digest()).decode()}:"
    assert bundle["entry"][1]["resource"]["approvalDate"] == "2026-03-02"


def test_the_sources_come_back_from_their_files(cast):
    edition = factories.approved(cast)
    for extension, form in downloads.REFERENCES.items():
        found = read_references(get(extension).content)
        assert found.format == form
        assert [record.csl["title"] for record in found.records] == [one.title for one in edition.content.references]


def test_they_take_few_queries(cast):
    factories.approved(cast)
    taken = {extension: counted(lambda name=extension: get(name, "?for=lay"))[0] for extension in TYPES}
    assert taken == {"json": 1, "fhir.json": 4, "ris": 1, "bib": 1, "csl.json": 1, "pdf": 4}


def test_a_source_stands_in_fhir_as_it_does_today_and_in_json_as_it_was_signed(cast):
    factories.approved(cast)
    signed = get("json").content
    workflow.set_standing(
        reference=Reference.objects.get(), standing=Standing.RETRACTED, by=cast.editor, at=NOON, reason="Withdrawn."
    )
    assert "retracted-by" in get("fhir.json").content.decode()
    assert get("json").content == signed


# What may not be read


def test_what_was_never_approved_is_in_none(cast):
    edition = factories.under_review(cast)
    assert statuses() == {404}
    workflow.withdraw(edition=edition, by=cast.chair, at=NOON, reason="Not now.")
    assert statuses() == {404}


def test_where_the_page_shows_it_each_says_that_it_is_not_approved(cast, settings, drawn):
    settings.LEUKO_SHOW_UNREVIEWED = True
    edition = factories.under_review(cast)
    for extension in TYPES:
        response = get(extension, "?for=lay")
        assert response.status_code == 200
        assert (response["X-Robots-Tag"], response["X-Review-Stage"]) == ("noindex", "under review, not approved")
        assert f"-not-approved.{extension}" in response["Content-Disposition"]
    assert "must not be relied on" in drawn[0]
    assert get("fhir.json").json()["entry"][0]["resource"]["status"] == "draft"
    workflow.withdraw(edition=edition, by=cast.chair, at=NOON, reason="Not now.")
    assert statuses() == {404}


def test_while_it_is_revised_they_are_of_what_was_approved(cast, settings):
    settings.LEUKO_SHOW_UNREVIEWED = True
    edition = factories.approved(cast)
    edit(edition.article, cast.editor, "Give nothing.")
    factories.submitted(cast, edition.article)
    for extension in TYPES:
        response = get(extension)
        assert response["X-Document-Digest"] == edition.digest
        assert "Give nothing." not in response.content.decode()


def test_what_was_retired_is_gone(cast):
    edition = factories.approved(cast)
    workflow.retire(edition=edition, by=cast.chair, at=NOON, reason="Overtaken.")
    assert statuses() == {410}
    assert "Overtaken." in page(get("json")).words


def test_an_address_it_has_left_leads_on(cast):
    article = factories.approved(cast).article
    editing.rename_article(article=article, by=cast.editor, at=NOON, slug="renamed")
    for extension in TYPES:
        response = get(extension, "?for=lay")
        assert (response.status_code, response["Location"]) == (301, f"/articles/renamed.{extension}?for=lay")
    assert statuses("nowhere") == {404}


# The page links to them, and tells search engines


def test_the_page_offers_every_form_and_its_linked_data(cast):
    edition = factories.approved(cast)
    shown = page(Client().get(f"/articles/{SLUG}/?for=lay"))
    links = [link.get("href", "") for link in shown.all("a")]
    for extension in TYPES:
        assert f"/articles/{SLUG}.{extension}{'?for=lay' if extension == 'pdf' else ''}" in links
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown.html)
    said = json.loads(data)
    assert (said["@type"], said["lastReviewed"]) == ("MedicalWebPage", "2026-03-02")
    assert said["url"] == f"http://testserver/articles/{SLUG}/?for=lay"
    assert said["identifier"]["value"] == edition.digest
    assert [one["name"] for one in said["about"]["guideline"]] == ["Drink water.", "Stop the medicine."]


# On paper


def test_the_file_is_in_the_wording_asked_for_and_has_both_dates(cast, drawn):
    factories.approved(cast)
    for audience, words, others in (
        ("clinician", "Stop the drug.", "Stop the medicine."),
        ("lay", "Stop the medicine.", "Stop the drug."),
    ):
        get("pdf", f"?for={audience}")
        shown = page_of(drawn[-1])
        assert words in shown.words
        assert others not in shown.words
        assert "Approved 2 March 2026" in shown.words
        assert "Next review due 2 March 2027" in shown.words
        assert shown.all("meta", name="nextreview", content="2027-03-02")
        assert all(link["href"].startswith(("#", "http")) for link in shown.all("a"))


def page_of(html: str):
    return page(type("Answer", (), {"content": html.encode()}))


def test_on_paper_no_text_becomes_markup(cast, drawn):
    for text in ("Words of no kind", '</title></p><script>alert(1)</script>"><img src=x onerror=alert(2)>'):
        document = factories.sound_document(title=f"{text}?", summary=Wording.of(text, f"Plainly {text}"))
        article = factories.approved(cast, factories.article(cast, document)).article
        get("pdf", "?for=lay", slug=article.slug)
    plain, hostile = map(page_of, drawn)
    assert hostile.skeleton() == plain.skeleton()
    assert "<script>alert(1)" in hostile.words


def test_without_a_choice_it_is_each_readers_own(cast, drawn):
    factories.approved(cast)
    client = Client()
    client.cookies["audience"] = "lay"
    response = client.get(f"/articles/{SLUG}.pdf")
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]
    assert "Stop the medicine." in drawn[-1]


def test_where_there_is_no_pango_it_says_how_to_print_and_is_not_offered(cast, monkeypatch):
    monkeypatch.setattr(printing, "can_print", lambda: False)
    factories.approved(cast)
    response = get("pdf", "?for=lay")
    assert response.status_code == 501
    assert "Print this page instead" in page(response).words
    assert page(response).all("a", href=f"http://testserver/articles/{SLUG}/?for=lay")
    assert f"{SLUG}.pdf" not in Client().get(f"/articles/{SLUG}/?for=lay").content.decode()


def test_where_too_many_print_it_says_to_come_back(cast, monkeypatch):
    factories.approved(cast)

    def refuse(html):
        raise printing.Busy

    monkeypatch.setattr(printing, "pdf", refuse)
    response = get("pdf", "?for=lay")
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "20", "no-store")


def test_each_name_has_its_address():
    for extension, name in zip(TYPES, ("document", "fhir", "ris", "bib", "csl", "pdf"), strict=True):
        assert reverse(f"article-{name}", args=["a"]) == f"/articles/a.{extension}"
    assert set(downloads.REFERENCES) < set(TYPES)
