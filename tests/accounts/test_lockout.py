"""Five wrong tries, however the name is spelt, and not even the right password helps for a while; elsewhere it does."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from tests.accounts.signing_in import ADMIN, ELSEWHERE, HERE, LOGIN, browser, fail, is_signed_in, sign_in


def test_the_fifth_wrong_password_locks(cast):
    assert fail(browser(), "reviewer", times=4).status_code == 200
    response = fail(browser(), "reviewer", times=1)
    assert response.status_code == 429
    assert "for 15 minutes" in response.content.decode()


@pytest.mark.parametrize("at", [LOGIN, ADMIN])
@pytest.mark.parametrize("failed_at", [LOGIN, ADMIN])
@pytest.mark.parametrize("name", ["reviewer", "superuser"])
def test_then_the_right_password_does_not_help(cast, name, failed_at, at):
    fail(browser(), name, times=5, at=failed_at)
    client = browser()
    assert sign_in(client, name, at=at).status_code == 429
    assert not is_signed_in(client)


@pytest.mark.parametrize("at", [LOGIN, ADMIN])
def test_from_another_address_it_does(cast, at):
    fail(browser(), "superuser", times=5)
    client = browser(ELSEWHERE)
    assert sign_in(client, "superuser", at=at).status_code == 302
    assert is_signed_in(client)


def test_somebody_else_at_the_same_address_is_let_in(cast):
    fail(browser(), "reviewer", times=5)
    assert sign_in(browser(), "editor").status_code == 302


@pytest.mark.parametrize("spelt", ["Reviewer", "REVIEWER", "reviewer@example.org", "Reviewer@Example.org", " reviewer"])
def test_however_the_name_is_spelt_it_is_one_account(cast, spelt):
    fail(browser(), "reviewer", times=4)
    assert fail(browser(), spelt, times=1).status_code == 429
    assert sign_in(browser(), "reviewer").status_code == 429
    assert sign_in(browser(), spelt).status_code == 429


@pytest.mark.parametrize("name", ["nobody", "nobody@example.org", "é" * 400])
def test_a_name_that_nobody_has_is_locked_like_any_other(db, name):
    assert [fail(browser(), name, times=1).status_code for _ in range(6)] == [200, 200, 200, 200, 429, 429]


def test_another_browser_is_no_way_around(cast):
    fail(browser(HTTP_USER_AGENT="one"), "reviewer", times=3)
    assert fail(browser(HTTP_USER_AGENT="two"), "reviewer", times=2).status_code == 429


def test_ipv6_addresses_of_one_network_are_one(cast):
    for last in range(1, 5):
        fail(browser(f"2001:db8:1:2::{last}"), "reviewer", times=1)
    assert fail(browser("2001:db8:1:2:ffff::5"), "reviewer", times=1).status_code == 429
    assert sign_in(browser("2001:db8:1:3::1"), "reviewer").status_code == 302


def test_it_ends_when_it_said_it_would_and_tries_do_not_prolong_it(cast):
    fail(browser(), "reviewer", times=5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14, seconds=30))
    assert "for 1 minute." in fail(browser(), "reviewer", times=1).content.decode()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert sign_in(browser(), "reviewer").status_code == 302


def test_signing_in_forgives_what_went_before(cast):
    fail(browser(), "reviewer", times=4)
    sign_in(browser(), "reviewer")
    assert fail(browser(), "reviewer", times=4).status_code == 200


def test_nothing_secret_is_kept_of_a_try(cast):
    client = browser()
    client.post(f"{LOGIN}?next=/board/", {"login": "reviewer", "password": "nearly-right"})
    kept = repr(list(AccessAttempt.objects.values()))
    assert "nearly-right" not in kept
    assert "csrfmiddlewaretoken=" not in kept.replace("csrfmiddlewaretoken=*", "")


class TestBehindAProxy:
    @pytest.fixture(autouse=True)
    def _proxy(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def test_the_address_is_the_one_the_proxy_saw(self, cast):
        fail(browser("127.0.0.1", HTTP_X_FORWARDED_FOR=HERE), "reviewer", times=5)
        assert sign_in(browser("127.0.0.1", HTTP_X_FORWARDED_FOR=HERE), "reviewer").status_code == 429
        assert sign_in(browser("127.0.0.1", HTTP_X_FORWARDED_FOR=ELSEWHERE), "reviewer").status_code == 302

    def test_what_the_client_wrote_before_it_is_not_believed(self, cast):
        for number in range(5):
            response = fail(browser("127.0.0.1", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, {HERE}"), "reviewer", times=1)
        assert response.status_code == 429


def test_without_a_proxy_no_header_is_believed(cast):
    for number in range(5):
        response = fail(browser(HTTP_X_FORWARDED_FOR=f"10.0.0.{number}"), "reviewer", times=1)
    assert response.status_code == 429
