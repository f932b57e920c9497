"""Accounts, the admin, and the pages that are not guidance."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from guidance.interchange import schema
from guidance.models import Article, Edition, Member, SignOff
from review.models import Assignment, Comment, Event
from tests import factories
from tests.pages import page, signed_in

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


# Signing in has its own tests, in tests/accounts


def test_someone_who_has_left_is_out_at_once(cast):
    client = signed_in(cast.editor)
    assert client.get("/desk/").status_code == 200
    User.objects.filter(username="editor").update(is_active=False)
    assert client.get("/desk/").status_code == 302


def test_signing_out_takes_a_button(cast):
    client = signed_in(cast.editor)
    client.get("/accounts/logout/")
    assert client.get("/desk/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/desk/")["Location"] == f"{LOGIN}?next=/desk/"


def test_a_form_without_its_token_is_refused_with_a_page(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor)
    response = client.post("/desk/articles/new/", {"title": "A question?"})
    assert response.status_code == 403
    assert "This form had expired" in page(response).words
    assert not Article.objects.exists()


# Pages that are not guidance


def test_the_site_says_that_it_is_well():
    response = Client().get("/healthz")
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok", "no-store")


def test_privacy_names_every_cookie_that_is_set(cast):
    words = page(Client().get("/privacy/")).words
    client = Client()
    client.post("/audience/", {"audience": "lay"})
    client.get(LOGIN)
    client.force_login(cast.editor)
    assert all(name in words for name in client.cookies)
    assert set(client.cookies) == {"audience", "sessionid", "csrftoken"}


def test_the_schema_is_the_one_of_our_documents():
    response = Client().get("/schema/document-1.json")
    assert response.json() == schema.schema()
    assert response["Content-Type"] == "application/schema+json"


@pytest.mark.parametrize(("required", "says"), [(1, "1 board member signs"), (3, "3 board members sign")])
def test_the_policy_says_how_many_must_sign(settings, required, says):
    settings.LEUKO_APPROVALS_REQUIRED = required
    assert f"{says} for clinical accuracy." in page(Client().get("/editorial-policy/")).words


@pytest.mark.parametrize("address", ["/", "/articles/", "/privacy/", "/editorial-policy/", "/no-such-page/"])
def test_no_readers_page_touches_the_session(address):
    response = Client().get(address)
    assert not response.cookies
    assert "no-store" not in response.get("Cache-Control", "")


# The admin: accounts, and the record to look at


@pytest.fixture
def admin(cast) -> Client:
    return signed_in(cast.superuser)


def admin_url(row_or_model, what: str, *args) -> str:
    meta = row_or_model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{what}", args=args)


@pytest.mark.parametrize("model", [Article, Edition, SignOff, Assignment, Comment, Event])
def test_nobody_writes_the_record_in_the_admin(cast, admin, model):
    edition = factories.under_review(cast)
    factories.workflow.comment(edition=edition, by=cast.reviewer, at=factories.NOON, body="Which dose?")
    factories.sign(edition, cast.reviewer)
    row = model.objects.first()
    listing = page(admin.get(admin_url(model, "changelist")))
    assert not listing.all("a", href=admin_url(model, "add"))
    shown = page(admin.get(admin_url(model, "change", row.pk)))
    assert not shown.all("input", type="submit", name="_save")
    assert not shown.all("a", **{"class": "deletelink"})
    before = model.objects.values().get(pk=row.pk)
    for what, args in (("add", ()), ("change", (row.pk,)), ("delete", (row.pk,))):
        assert admin.post(admin_url(model, what, *args), {"stage": "approved", "post": "yes"}).status_code == 403
    assert model.objects.values().get(pk=row.pk) == before


def test_everything_the_admin_shows_is_read_only_but_accounts_and_members(rf, cast):
    request = rf.get("/admin/")
    request.user = cast.superuser
    writable = {
        model._meta.model_name
        for model, admin in site._registry.items()
        if admin.has_add_permission(request) or admin.has_change_permission(request)
    }
    assert writable == {"user", "group", "member"}


def test_people_are_never_deleted(cast, admin):
    for row in (cast.editor, Member.objects.first()):
        assert admin.post(admin_url(row, "delete", row.pk), {"post": "yes"}).status_code == 403
        assert not page(admin.get(admin_url(row, "change", row.pk))).all("a", **{"class": "deletelink"})
        chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        admin.post(admin_url(row, "changelist"), chosen)
        assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", ["anonymous", "editor", "reviewer", "chair", "stranger"])
def test_the_admin_is_for_staff(cast, name):
    client = signed_in(cast.everyone()[name])
    for model in site._registry:
        response = client.get(admin_url(model, "changelist"))
        assert response["Location"].startswith("/admin/login/")
