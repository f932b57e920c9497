"""Which ways in there are, and where they lead."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from tests import factories
from tests.accounts.signing_in import ADMIN, LOGIN, browser, is_signed_in, link_in, sign_in
from tests.cast import PASSWORD


@pytest.mark.parametrize("name", ["reviewer", "REVIEWER", "reviewer@example.org", "Reviewer@Example.ORG"])
def test_a_name_or_an_address_signs_in(cast, name):
    client = browser()
    assert sign_in(client, name).url == "/accounts/welcome/"
    assert is_signed_in(client)


def test_nobody_signs_up(client):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.post("/accounts/signup/", {"username": "me"}).status_code == 404


@pytest.mark.parametrize("path", ["/accounts/email/", "/accounts/confirm-email/x/", "/accounts/3rdparty/"])
def test_what_is_not_used_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_the_link_of_a_notice_opens_its_page_after_signing_in_and_by_itself_signs_nobody_in(cast):
    edition = factories.under_review(cast)
    link = reverse("board-edition", args=[edition.article.slug, edition.number])
    client = browser()
    asked = client.get(link)
    assert (asked.status_code, asked.url) == (302, f"{LOGIN}?next={link}")
    assert not is_signed_in(client)
    form = client.get(asked.url).content.decode()
    assert f'<input type="hidden" name="next" value="{link}">' in form
    assert sign_in(client, "reviewer", next=link).url == link
    assert client.get(link).status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(cast, elsewhere):
    assert sign_in(browser(), "reviewer", next=elsewhere).url == "/accounts/welcome/"


def test_whoever_is_signed_in_and_no_staff_is_told_so_at_the_admin(cast):
    client = browser()
    client.force_login(cast.editor)
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get(ADMIN).status_code == 403


def test_the_admin_asks_for_a_password_at_its_own_address(cast):
    client = browser()
    asked = client.get("/admin/", follow=True)
    assert "Sign in" in asked.content.decode()
    response = sign_in(client, "superuser", at=asked.request["PATH_INFO"], next="/admin/")
    assert response.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_signing_out_is_asked_for_and_done(cast):
    client = browser()
    client.force_login(cast.reviewer)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/accounts/logout/").url == "/"
    assert not is_signed_in(client)


def test_a_session_ends_by_itself(cast):
    client = browser()
    sign_in(client, "reviewer")
    assert client.session.get_expiry_age() == 12 * 3600


def test_signing_out_leaves_no_message_in_a_cookie(cast):
    """A reader's page shows none, so it would wait for the next sign-in."""
    client = browser()
    sign_in(client, "reviewer")
    client.post("/accounts/logout/")
    assert not client.cookies.get("messages")


class TestForgottenPassword:
    def test_the_link_lets_choose_a_new_one_once(self, cast, mailoutbox):
        signed_in_before = browser()
        signed_in_before.force_login(cast.reviewer)
        client = browser()
        client.post("/accounts/password/reset/", {"email": "reviewer@example.org"})
        link = link_in(mailoutbox[0])
        form = client.get(link, follow=True)
        new = {"password1": "another horse battery", "password2": "another horse battery"}
        assert client.post(form.request["PATH_INFO"], new).url == "/accounts/password/changed/"
        assert not is_signed_in(client)
        assert sign_in(browser(), "reviewer", PASSWORD).status_code == 200
        assert sign_in(browser(), "reviewer", "another horse battery").status_code == 302
        assert "no longer works" in browser().get(link, follow=True).content.decode()
        assert signed_in_before.get("/board/").status_code == 302
        assert "password" in mailoutbox[1].body  # whoever owns the account is told

    def test_an_address_without_account_gets_no_mail_and_the_same_page(self, cast, mailoutbox):
        answers = [
            browser().post("/accounts/password/reset/", {"email": email}, follow=True)
            for email in ("reviewer@example.org", "nobody@example.org")
        ]
        first, second = (answer.content for answer in answers)
        assert first == second
        assert len(mailoutbox) == 1

    def test_a_weak_one_is_refused(self, cast, mailoutbox):
        client = browser()
        client.post("/accounts/password/reset/", {"email": "reviewer@example.org"})
        form = client.get(link_in(mailoutbox[0]), follow=True)
        response = client.post(form.request["PATH_INFO"], {"password1": "12345678", "password2": "12345678"})
        assert "too common" in response.content.decode()


class TestOwnPassword:
    def test_changing_it_asks_for_the_old_one_and_counts_wrong_ones(self, cast):
        client = browser()
        client.force_login(cast.reviewer)
        new = {"password1": "another horse battery", "password2": "another horse battery"}
        page = "/accounts/password/change/"
        statuses = [client.post(page, {"oldpassword": "wrong", **new}).status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 200, 429]
        assert User.objects.get(username="reviewer").check_password(PASSWORD)

    def test_it_is_changed(self, cast):
        client = browser()
        client.force_login(cast.reviewer)
        new = {"password1": "another horse battery", "password2": "another horse battery"}
        client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})
        assert User.objects.get(username="reviewer").check_password("another horse battery")
        assert client.get("/board/").status_code == 200

    def test_who_has_none_sets_one(self, cast):
        cast.reviewer.set_unusable_password()
        cast.reviewer.save()
        client = browser()
        client.force_login(cast.reviewer)
        assert client.get("/accounts/password/change/").url == "/accounts/password/set/"
        new = {"password1": "another horse battery", "password2": "another horse battery"}
        client.post("/accounts/password/set/", new)
        assert User.objects.get(username="reviewer").check_password("another horse battery")


def test_an_address_is_kept_in_small_letters_by_the_admin(cast):
    """Codes and links are sought by it so."""
    client = browser()
    client.force_login(cast.superuser)
    url = reverse("admin:auth_user_change", args=[cast.editor.pk])
    fields = client.get(url).context["adminform"].form.initial
    data = {name: value for name, value in fields.items() if value and name not in ("password", "groups")}
    joined = {"date_joined_0": "2026-03-02", "date_joined_1": "12:00:00"}
    response = client.post(url, data | joined | {"email": "Editor@Example.org"})
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert User.objects.get(pk=cast.editor.pk).email == "editor@example.org"
