"""Codes by e-mail, of the authenticator, and for recovery: each serves once, and wrong ones count."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from tests.accounts.signing_in import (
    ADMIN,
    ELSEWHERE,
    LOGIN,
    authenticator_code,
    browser,
    fail,
    is_signed_in,
    mailed_code,
    recovery_code,
    sign_in,
    switch_on_authenticator,
    wrong_code,
)

REQUEST, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"
SECOND = "/accounts/authenticator/authenticate/"


def ask(client, email: str, **data):
    return client.post(REQUEST, {"email": email, **data})


class TestByEmail:
    def test_the_code_signs_in_and_leads_on(self, cast, mailoutbox):
        client = browser()
        asked = ask(client, "Reviewer@example.org", next="/board/")
        assert not is_signed_in(client)
        response = client.post(asked.url, {"code": mailed_code(mailoutbox[0]).lower().replace("-", "")})
        assert (response.status_code, response.url) == (302, "/board/")
        assert is_signed_in(client)

    def test_a_code_signs_in_only_where_it_was_asked_for(self, cast, mailoutbox):
        ask(browser(), "reviewer@example.org")
        other = browser(ELSEWHERE)
        ask(other, "second_reviewer@example.org")
        other.post(CONFIRM, {"code": mailed_code(mailoutbox[0])})
        assert not is_signed_in(other)

    def test_nobody_learns_whether_an_address_has_an_account(self, cast, mailoutbox):
        pages = []
        for email in ("reviewer@example.org", "nobody@example.org"):
            client = browser()
            pages.append(client.get(ask(client, email).url).content.decode().replace(email, "…"))
        first, second = (page.split("<main")[1].split("csrf")[0] for page in pages)
        assert first == second
        assert [mail.to for mail in mailoutbox] == [["reviewer@example.org"]]

    def test_after_three_wrong_ones_the_code_is_worth_nothing(self, cast, mailoutbox):
        client = browser()
        ask(client, "reviewer@example.org")
        for _ in range(3):
            response = client.post(CONFIRM, {"code": "AAAA-AAAA"})
        assert response.url == REQUEST
        client.post(CONFIRM, {"code": mailed_code(mailoutbox[0])})
        assert not is_signed_in(client)
        assert "tried too often" in client.get(REQUEST).content.decode()

    def test_wrong_codes_and_wrong_passwords_count_together(self, cast, mailoutbox):
        fail(browser(), "reviewer", times=3)
        client = browser()
        ask(client, "reviewer@example.org")
        assert client.post(CONFIRM, {"code": "AAAA-AAAA"}).status_code == 200
        assert client.post(CONFIRM, {"code": "AAAA-AAAA"}).status_code == 429
        assert client.post(CONFIRM, {"code": mailed_code(mailoutbox[0])}).status_code == 429
        assert not is_signed_in(client)

    def test_it_is_too_old_after_ten_minutes(self, cast, mailoutbox, monkeypatch):
        client = browser()
        ask(client, "reviewer@example.org")
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 601)
        client.post(CONFIRM, {"code": mailed_code(mailoutbox[0])})
        assert not is_signed_in(client)

    def test_a_mailbox_is_not_flooded(self, cast, mailoutbox):
        for number in range(7):
            ask(browser(f"192.0.2.{number}"), "reviewer@example.org")
        assert len(mailoutbox) == 5

    def test_it_does_not_stand_in_for_the_authenticator(self, cast, mailoutbox):
        switch_on_authenticator(cast.reviewer)
        client = browser()
        ask(client, "reviewer@example.org")
        assert client.post(CONFIRM, {"code": mailed_code(mailoutbox[0])}).url == SECOND
        assert not is_signed_in(client)

    def test_nobody_who_was_switched_off_comes_in(self, cast, mailoutbox):
        cast.reviewer.is_active = False
        cast.reviewer.save()
        ask(browser(), "reviewer@example.org")
        assert not mailoutbox
        assert sign_in(browser(), "reviewer").url == "/accounts/inactive/"


class TestAuthenticator:
    @pytest.fixture
    def secret(self, cast):
        return switch_on_authenticator(cast.superuser)

    @pytest.mark.parametrize("at", [LOGIN, f"{ADMIN}?next=/admin/"])
    def test_the_password_is_only_half_the_way_at_the_admin_too(self, secret, at):
        client = browser()
        assert sign_in(client, "superuser", at=at).url == SECOND
        assert not is_signed_in(client)
        response = client.post(SECOND, {"code": authenticator_code(secret)})
        assert response.url == ("/admin/" if at.startswith(ADMIN) else "/accounts/welcome/")
        assert is_signed_in(client)

    def test_a_code_serves_once(self, cast, secret):
        code = authenticator_code(secret)
        for number, signed_in in enumerate((True, False)):
            client = browser(f"192.0.2.{number}")
            sign_in(client, "superuser")
            client.post(SECOND, {"code": code})
            assert is_signed_in(client) is signed_in
            # allauth's own memory of it is shorter than the code's life: ours must do.
            cache.delete(f"allauth.mfa.totp.used?user={cast.superuser.pk}&code={code}")

    def test_a_recovery_code_serves_once(self, cast, secret):
        code = recovery_code(cast.superuser)
        for number, signed_in in enumerate((True, False)):
            client = browser(f"192.0.2.{number}")
            sign_in(client, "superuser")
            client.post(SECOND, {"code": code})
            assert is_signed_in(client) is signed_in
            cache.clear()

    def test_the_fifth_wrong_code_locks_password_and_all(self, secret):
        client = browser()
        sign_in(client, "superuser")
        statuses = [client.post(SECOND, {"code": wrong_code(secret)}).status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 200, 429]
        assert client.post(SECOND, {"code": authenticator_code(secret)}).status_code == 429
        assert sign_in(browser(), "superuser").status_code == 429

    def test_guessing_from_many_addresses_ends_too(self, secret):
        for number in range(10):
            client = browser(f"192.0.2.{number}")
            sign_in(client, "superuser")
            client.post(SECOND, {"code": wrong_code(secret)})
        client = browser(ELSEWHERE)
        sign_in(client, "superuser")
        response = client.post(SECOND, {"code": authenticator_code(secret)})
        assert "tried too often" in response.content.decode()
        assert not is_signed_in(client)

    def test_the_admin_does_not_show_its_secret(self, cast, secret):
        client = browser()
        client.force_login(cast.superuser)
        row = Authenticator.objects.get(user=cast.superuser, type="totp")
        page = client.get(f"/admin/mfa/authenticator/{row.pk}/change/")
        assert page.status_code == 200
        assert secret not in page.content.decode()
        assert client.get(f"/admin/mfa/authenticator/{row.pk}/delete/").status_code == 200
