"""The API, as other systems meet it."""

import hashlib
from collections.abc import Iterator
from unittest.mock import patch

import jsonschema_rs
import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from guidance import editing
from guidance.interchange.api import doors
from guidance.models import Edition, Topic
from guidance.views import api
from review import workflow
from tests import factories
from tests.cast import NOON, Cast, assemble
from tests.guidance.approved import addresses, approved_twice
from tests.pages import counted

pytestmark = pytest.mark.django_db
once = pytest.mark.any_database  # how it is asked and answered; what is read is asked of each


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[tuple[Cast, int]]:
    """Made once: each test undoes what it does to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = assemble()
        yield cast, approved_twice(cast).pk
        transaction.set_rollback(True)


@pytest.fixture
def cast(site, db) -> Cast:
    return site[0]


@pytest.fixture
def live(site, db) -> Edition:
    return Edition.objects.select_related("article").get(pk=site[1])


def get(path: str, **headers: str):
    return Client().get(f"/api/v1/{path}", headers=headers)


def read(path: str):
    response = get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json"), response.content
    assert (response["Cache-Control"], response["Access-Control-Allow-Origin"]) == ("public, max-age=60", "*")
    assert "Vary" not in response or "Cookie" not in response["Vary"]
    return response.json()


def problem(response) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json", response
    told = response.json()
    assert told["status"] == response.status_code
    assert response["Access-Control-Allow-Origin"] == "*"
    return told["status"], told["detail"]


# What is answered


@once
def test_each_answer_is_as_it_is_described(live):
    description = read("openapi.json")
    for door, path in addresses(live).items():
        described = description["paths"][next(one.address for one in doors.DOORS if one.name == door)]["get"]
        schema = described["responses"]["200"]["content"]["application/json"]["schema"]
        validator = jsonschema_rs.Draft202012Validator(
            schema | {"components": description["components"]}, validate_formats=True
        )
        validator.validate(read(path))


@once
def test_an_article_says_what_is_signed_and_what_stands_beside_it(live):
    [article] = read("articles/")["items"]
    assert article == read(f"articles/{live.article.slug}/")
    assert article["title"] == "How is great thirst treated?"
    assert article["summary"] == {
        "clinician": {"text": "Give fluids.", "fell_back": False},
        "lay": {"text": "Drink.", "fell_back": False},
    }
    assert (article["edition"], article["digest"], article["approved_at"]) == (2, live.digest, "2026-03-02T12:00:00Z")
    assert article["warning"]["text"]["lay"]["text"] == "It is called back."
    assert (article["topics"], article["page"]) == (["fluids"], f"http://testserver/articles/{live.article.slug}/")
    signed = {(one["name"], one["meaning"], one["digest"]) for one in article["sign_offs"]}
    people = ("Dr Reviewer", "Dr Second Reviewer")
    assert signed == {(name, meaning, live.digest) for name in people for meaning in ("clinical", "plain")}


@once
def test_a_reading_is_in_one_wording_with_its_sources_as_they_stand(live):
    clinician, lay = (read(f"articles/{live.article.slug}/readings/{who}/") for who in ("clinician", "lay"))
    first = [reading["sections"][0]["steps"][0] for reading in (clinician, lay)]
    assert [step["text"]["text"] for step in first] == ["Give water.", "Drink water."]
    assert [step["steps"][0]["applies_when"]["text"] for step in first] == ["If dry", "If you are dry"]
    assert first[0]["key"] == first[1]["key"]
    assert lay["sections"][0]["steps"][1]["text"] == {"text": "Weigh daily.", "fell_back": True}
    assert (clinician["fell_back"], lay["fell_back"], lay["warning"]["text"]) == (0, 1, "It is called back.")
    assert [(one["number"], one["reference"]["standing"]) for one in lay["references"]] == [
        (1, "current"),
        (2, "retracted"),
    ]
    [comfort] = lay["sections"][0]["sections"]
    assert comfort["steps"][0]["citations"][0]["source"] == 2
    assert lay["references"][1]["steps"] == [comfort["steps"][0]["key"]]
    assert lay["references"][1]["reference"]["csl"]["extra"] == ["<b>", None, 1, {"deep": True}]


@once
def test_a_document_is_answered_byte_for_byte(live):
    slug = live.article.slug
    response = get(f"articles/{slug}/document/")
    assert hashlib.sha256(response.content).hexdigest() == live.digest
    assert response["ETag"] == f'"{live.digest}"'
    assert get(f"articles/{slug}/editions/2/document/").content == response.content
    assert get(f"articles/{slug}/editions/1/document/").content != response.content


def test_the_lists_hold_what_readers_have(live):
    slug = live.article.slug
    stages = [(one["number"], one["stage"]) for one in read(f"articles/{slug}/editions/")["items"]]
    assert stages == [(2, "approved"), (1, "superseded")]
    assert read(f"articles/{slug}/editions/1/")["stage"] == "superseded"
    assert [one["csl"]["title"] for one in read("references/")["items"]] == ["The spare", "The trial"]
    assert [(one["term"], one["articles"]) for one in read("glossary/")["items"]] == [("water", [slug])]
    assert read("topics/")["items"] == [
        {"slug": "medicine", "name": "Medicine", "parent": None},
        {"slug": "fluids", "name": "Fluids", "parent": "medicine"},
    ]
    assert [read(f"articles/?topic={topic}")["count"] for topic in ("medicine", "fluids")] == [1, 1]
    Topic.objects.create(name="Empty", slug="empty")
    assert read("articles/?topic=empty")["count"] == 0
    assert [problem(get(f"articles/?topic={topic}"))[0] for topic in ("none", "", "a%00b")] == [404, 404, 404]


@once
def test_a_retired_article_is_gone_with_its_reason_and_its_editions_stay(cast, live):
    slug = live.article.slug
    workflow.retire(edition=live, by=cast.chair, at=NOON, reason="A trial says otherwise.")
    for path in (f"articles/{slug}/", f"articles/{slug}/document/", f"articles/{slug}/readings/lay/"):
        assert problem(get(path)) == (410, "This article has been retired: A trial says otherwise.")
    assert read("articles/")["items"] == []
    [retired, superseded] = read(f"articles/{slug}/editions/")["items"]
    assert (retired["stage"], retired["reason"]) == ("retired", "A trial says otherwise.")
    assert superseded["reason"] == ""


# How it is asked


@once
def test_a_list_comes_in_pages(cast, live):
    for title in ("How is a cough treated?", "How is a blister treated?"):
        factories.approved(cast, factories.article(cast, factories.sound_document(title)))
    first = read("articles/?size=2")
    second = Client().get(first["next"]).json()
    slugs = [article["slug"] for article in (*first["items"], *second["items"])]
    assert (first["count"], len(first["items"]), slugs) == (3, 2, sorted(slugs))
    assert (first["previous"], second["next"]) == (None, None)
    assert Client().get(second["previous"]).json()["items"] == first["items"]
    assert problem(get("articles/?page=3&size=2")) == (404, "There is no page 3 of this list.")


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "", "x", "²", "１", "9" * 5000])
@once
def test_what_cannot_be_read_is_refused_with_a_sentence(number, live):
    for name in ("page", "size"):
        status, said = problem(Client().get("/api/v1/articles/", {name: number}))
        assert (status, said.startswith(f"“{name}” must be a whole number from 1 to")) == (400, True)
    assert problem(get("articles/?tpoic=fluids")) == (400, "There is no parameter “tpoic” here.")


@once
def test_what_has_not_changed_is_not_sent_again(live):
    for path in addresses(live).values():
        asked = get(path)
        again = get(path, if_none_match=asked["ETag"])
        assert (again.status_code, again.content) == (304, b""), path
        assert again["Access-Control-Allow-Origin"] == "*"


@once
def test_a_former_slug_leads_on(cast, live):
    was = live.article.slug
    editing.rename_article(article=live.article, slug="great-thirst", by=cast.editor, at=NOON)
    for name, path in addresses(factories.reread(live)).items():
        if "great-thirst" in path:
            response = get(path.replace("great-thirst", was) + "?")
            assert (response.status_code, response["Location"]) == (301, f"/api/v1/{path}"), name
            assert response["Access-Control-Allow-Origin"] == "*"


@once
def test_any_page_may_read_it_and_nothing_else_here(live):
    preflight = Client().options("/api/v1/articles/", headers={"origin": "https://elsewhere.example"})
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in preflight
    for path in ("/", f"/articles/{live.article.slug}/?for=lay", "/feed/", "/glossary/"):
        assert "Access-Control-Allow-Origin" not in Client().get(path)


@once
def test_it_is_only_read(live):
    client = Client(enforce_csrf_checks=True)
    for method in (client.post, client.put, client.patch, client.delete, client.trace):
        response = method("/api/v1/articles/")
        assert problem(response) == (405, "This is only read: ask with GET, HEAD or OPTIONS.")
        assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert client.head("/api/v1/articles/").status_code == 200


@once
def test_no_refusal_is_a_page(live):
    assert problem(get("nowhere/")) == (404, "There is nothing approved at this address.")
    with patch.object(api.queries, "topics_of_readers", side_effect=RuntimeError("secret")):
        response = Client(raise_request_exception=False).get("/api/v1/topics/")
    assert problem(response) == (500, "Something went wrong here. It is not your doing.")


@once
def test_lists_take_as_many_queries_however_much_there_is(cast, live):
    counts = []
    for _ in range(2):
        factories.approved(cast)
        counts.append([counted(lambda path=path: get(path))[0] for path in addresses(live).values()])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 4


# That it is described


@once
def test_the_published_description_is_that_of_what_is_answered():
    assert doors.PUBLISHED.read_text(encoding="utf-8") == doors.published(), (
        "Write guidance.interchange.api.doors.published() to the file again."
    )


@once
def test_every_address_of_the_api_is_described():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("api-")}
    assert names == {door.name for door in doors.DOORS} | {"api-description"}
    for door in doors.DOORS:
        [(pattern, in_path)] = get_resolver().reverse_dict.getlist(door.name)[0][0]
        assert "/" + pattern == door.address.replace("{", "%(").replace("}", ")s")
        assert in_path == door.in_path
