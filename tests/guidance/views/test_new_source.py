"""A new source at the Desk, fetched by its DOI or PMID; tests/guidance/test_lookup.py tests what is fetched."""

import pytest
from django.urls import reverse

from guidance.models import Reference
from guidance.references import lookup
from guidance.references.lookup import NoAnswer, Trouble
from guidance.references.updates import Update
from guidance.vocabularies import ReferenceKind, Standing
from tests.guidance import drafts
from tests.pages import form_of, page, signed_in

pytestmark = pytest.mark.django_db

RECORD = {
    "type": "article-journal",
    "title": "Water for hiccup",
    "author": [{"family": "Invent", "given": "Ada", "suffix": "Jr"}, {"literal": "The Hiccup Group"}],
    "container-title": "Journal of Invented Medicine",
    "container-title-short": "J Invent Med",
    "issued": {"date-parts": [[2021, 2]]},
    "DOI": "10.5555/hiccup.1",
}
RETRACTION = Update(Standing.RETRACTED, "retraction", "10.5555/hiccup.1", notice="10.5555/notice")


@pytest.fixture
def desk(cast):
    return signed_in(cast.editor)


@pytest.fixture
def article(cast):
    return drafts.an_article(cast)


@pytest.fixture
def answers(settings, monkeypatch):
    """What Crossref answers: a list of one, for the test to change; and with what it was asked."""
    settings.LEUKO_LOOKUPS, settings.LEUKO_CONTACT_EMAIL = True, "board@leuko.example"
    given, asked = [lookup.Found(RECORD, ReferenceKind.TRIAL, (), "Crossref")], []

    def find(identifier, *, caller):
        asked.append((identifier, caller.email))
        if isinstance(given[0], Exception):
            raise given[0]
        return given[0]

    monkeypatch.setattr(lookup, "find", find)
    given.append(asked)
    return given


def url(name: str, article) -> str:
    return reverse(f"desk-{name}", args=[article.slug])


def look_up(desk, article, **typed):
    return desk.post(url("lookup", article), {"identifier": "10.5555/hiccup.1"} | typed)


def fields(response) -> dict[str, object]:
    form = response.context["form"]
    return {name: form[name].value() for name in form.fields}


def test_what_is_fetched_is_saved_once_an_editor_has_checked_it(desk, article, answers):
    response = look_up(desk, article, volume="7", title="Typed before")
    assert answers[1] == [("10.5555/hiccup.1", "board@leuko.example")]
    assert "Filled in from Crossref" in page(response).words
    assert not Reference.objects.filter(doi="10.5555/hiccup.1").exists()
    filled = fields(response)
    assert (filled["title"], filled["kind"], filled["volume"]) == ("Water for hiccup", "trial", "7")
    assert filled["authors"] == "Invent, Ada\nThe Hiccup Group"
    browser_sends = {name: str(value or "").replace("\n", "\r\n") for name, value in filled.items()}
    assert desk.post(url("source-add", article), browser_sends).status_code == 302
    row = article.references.get(doi="10.5555/hiccup.1")
    assert row.csl == RECORD | {"volume": "7"}


def test_what_was_fetched_is_let_go_of_where_it_has_become_another_source(desk, article, answers):
    sent = fields(look_up(desk, article)) | {"doi": "10.5555/another", "revision": "", "page": ""}
    sent = {name: value or "" for name, value in sent.items()}
    assert desk.post(url("source-add", article), sent).status_code == 302
    row = article.references.get(doi="10.5555/another")
    assert "container-title-short" not in row.csl


def test_enter_fetches_where_nothing_but_a_doi_was_typed(desk, article, answers):
    response = desk.post(url("source-add", article), {"identifier": "10.5555/hiccup.1", "title": ""})
    assert fields(response)["title"] == "Water for hiccup"


def test_a_refusal_is_said_and_nothing_that_was_typed_is_lost(desk, article, answers):
    answers[0] = NoAnswer(Trouble.TOO_SLOW, host="Crossref", seconds=5)
    response = look_up(desk, article, title="Typed with care", in_house="on")
    shown = page(response)
    assert response.status_code == 422
    assert "Crossref did not answer within 5 seconds." in shown.words
    assert "Typed with care" in shown.html
    assert fields(response)["in_house"]
    [identifier] = shown.all("input", name="identifier")
    assert identifier["value"] == "10.5555/hiccup.1"
    assert "Type a DOI" in page(look_up(desk, article, identifier=" ")).words


def test_a_notice_leads_on_to_the_standing_of_what_is_saved(desk, article, answers):
    answers[0] = lookup.Found(RECORD, ReferenceKind.TRIAL, (RETRACTION,), "Crossref")
    response = look_up(desk, article)
    assert "Suggested standing: Retracted" in page(response).words
    sent = {name: value or "" for name, value in fields(response).items()}
    response = desk.post(url("source-add", article), sent)
    row = Reference.objects.get(doi="10.5555/hiccup.1")
    assert row.standing == "current"
    address = reverse("desk-reference-standing", args=[row.key])
    assert response["Location"].startswith(f"{address}?standing=retracted&reason=Crossref%3A+retraction")


def test_a_source_that_is_here_already_is_said_to_be(desk, article, answers):
    answers[0] = lookup.Found(RECORD | {"DOI": drafts.source("cohort").doi}, ReferenceKind.TRIAL, (), "Crossref")
    assert "“The cohort” goes on the list as it is recorded." in page(look_up(desk, article)).words


def test_switched_off_the_page_says_so_and_nobody_is_asked(desk, article, answers, settings):
    settings.LEUKO_LOOKUPS = False
    response = look_up(desk, article, title="Kept")
    assert "switched off on this site" in page(response).words
    assert fields(response)["title"] == "Kept"
    assert answers[1] == []
    shown = page(desk.get(url("source-add", article)))
    assert "switched off on this site (LEUKO_LOOKUPS)" in shown.words
    assert not shown.all("input", name="identifier")


def test_what_the_page_did_not_carry_is_not_believed(desk, article):
    typed = form_of(desk, url("source-add", article)) | {"title": "One", "kind": "trial", "fetched": "forged:x:y"}
    assert desk.post(url("source-add", article), typed).status_code == 302
    assert Reference.objects.get(title="One").csl == {"type": "article-journal", "title": "One"}
