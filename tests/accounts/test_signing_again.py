"""A signature asks once more who it is; a wrong answer loses nothing that was typed, and counts."""

import re
import time

import pytest
from axes.models import AccessAttempt
from django.urls import reverse

from guidance.models import SignOff
from guidance.vocabularies import Meaning
from tests import factories
from tests.accounts.signing_in import (
    authenticator_code,
    browser,
    fail,
    mailed_code,
    recovery_code,
    sign_in,
    switch_on_authenticator,
    wrong_code,
)
from tests.cast import PASSWORD

REMARK = "Read against the guideline itself."


class Signing:
    """The reviewer before the sign form of an edition."""

    def __init__(self, cast):
        edition = factories.under_review(cast)
        self.user, self.client = cast.reviewer, browser()
        self.client.force_login(self.user)
        self.url = reverse("board-sign", args=[edition.article.slug, edition.number])
        self.typed = {f"check_{number}": "on" for number in range(3)}
        self.typed |= {"meanings": [Meaning.CLINICAL.value], "remark": REMARK, "digest": edition.digest}

    def __call__(self, **proof):
        return self.client.post(self.url, {name: value for name, value in (self.typed | proof).items() if value})

    @property
    def has_signed(self) -> bool:
        return SignOff.objects.filter(reviewer=self.user).exists()


@pytest.fixture
def sign(cast):
    return Signing(cast)


def keeps_what_was_typed(response) -> bool:
    """The remark, the three ticks of the checklist and the one meaning."""
    (form,) = re.findall(r'action="[^"]*/sign/".*?</form>', response.content.decode(), re.DOTALL)
    return REMARK in form and form.count(" checked>") == 4


def test_the_password_signs(sign):
    assert sign(password=PASSWORD).status_code == 302
    assert sign.has_signed


@pytest.mark.parametrize("proof", [{}, {"password": "wrong"}, {"code": "AAAA-AAAA"}, {"password": "", "code": " "}])
def test_without_a_right_proof_nothing_is_signed_and_nothing_is_lost(sign, proof):
    response = sign(**proof)
    assert response.status_code == 422
    assert keeps_what_was_typed(response)
    assert "wrong" not in response.content.decode().split("<main")[1]
    assert not sign.has_signed


def test_another_members_password_is_not_theirs(cast, sign):
    cast.second_reviewer.set_password("somebody else's")
    cast.second_reviewer.save()
    assert sign(password="somebody else's").status_code == 422
    assert not sign.has_signed


def test_wrong_passwords_count_with_those_at_signing_in(sign):
    fail(browser(), "reviewer", times=3)
    assert "This is not your password" in sign(password="wrong").content.decode()
    locked = sign(password="wrong")
    assert "Wait 15 minutes" in locked.content.decode()
    assert keeps_what_was_typed(locked)
    still = sign(password=PASSWORD)
    assert "Wait 15 minutes" in still.content.decode()
    assert keeps_what_was_typed(still)
    assert not sign.has_signed
    assert sign_in(browser(), "reviewer").status_code == 429


def test_what_a_reviewer_thinks_is_not_kept_with_a_wrong_try(sign):
    sign(password="nearly-right")
    kept = repr(list(AccessAttempt.objects.values()))
    assert AccessAttempt.objects.count() == 1
    assert REMARK not in kept
    assert "nearly-right" not in kept


def test_a_proof_is_not_spent_on_a_form_with_another_fault(sign):
    secret = switch_on_authenticator(sign.user)
    code = authenticator_code(secret)
    assert sign(check_0="", code=code).status_code == 422
    assert sign(code=code).status_code == 302


class TestWithAnAuthenticator:
    @pytest.fixture
    def secret(self, sign):
        return switch_on_authenticator(sign.user)

    def test_its_code_signs(self, sign, secret):
        assert sign(code=authenticator_code(secret)).status_code == 302
        assert sign.has_signed

    def test_a_recovery_code_signs(self, sign, secret):
        assert sign(code=recovery_code(sign.user)).status_code == 302
        assert sign.has_signed

    def test_the_code_that_signed_in_does_not_sign(self, sign, secret):
        code = authenticator_code(secret)
        client = browser()
        sign_in(client, "reviewer")
        client.post("/accounts/authenticator/authenticate/", {"code": code})
        assert sign(code=code).status_code == 422

    def test_wrong_codes_count(self, sign, secret):
        answers = [sign(code=wrong_code(secret)).content.decode() for _ in range(5)]
        assert ["Wait 15 minutes" in answer for answer in answers] == [False, False, False, False, True]
        assert sign(code=authenticator_code(secret)).status_code == 422
        assert sign_in(browser(), "reviewer").status_code == 429

    def test_no_code_by_mail_stands_in_for_it(self, sign, secret, mailoutbox):
        assert "E-mail me a code" not in sign(password="wrong").content.decode()
        sign(mail_code="1")
        assert not mailoutbox


class TestByMail:
    """For whoever has no password, or does not remember it."""

    @pytest.fixture(autouse=True)
    def _no_password(self, sign):
        sign.user.set_unusable_password()
        sign.user.save()
        sign.client.force_login(sign.user)

    def test_the_form_asks_for_no_password_that_is_not_there(self, sign):
        page = sign().content.decode()
        assert 'name="password"' not in page
        assert 'name="code"' in page

    def test_the_code_is_sent_nothing_is_lost_and_it_signs(self, sign, mailoutbox):
        asked = sign(mail_code="1")
        assert asked.status_code == 200
        assert keeps_what_was_typed(asked)
        assert "just sent to reviewer@example.org" in asked.content.decode()
        assert not sign.has_signed
        assert sign(code=mailed_code(mailoutbox[0])).status_code == 302
        assert sign.has_signed

    def test_it_is_for_this_session_only(self, sign, mailoutbox):
        sign(mail_code="1")
        sign.client.logout()
        sign.client.force_login(sign.user)
        assert sign(code=mailed_code(mailoutbox[0])).status_code == 422

    def test_it_is_worth_nothing_after_three_wrong_ones(self, sign, mailoutbox):
        sign(mail_code="1")
        for _ in range(3):
            sign(code="AAAA-AAAA")
        assert sign(code=mailed_code(mailoutbox[0])).status_code == 422
        assert not sign.has_signed

    def test_wrong_ones_lock(self, sign, mailoutbox):
        answers = [sign(code="AAAA-AAAA").content.decode() for _ in range(5)]
        assert ["Wait 15 minutes" in answer for answer in answers] == [False, False, False, False, True]
        sign(mail_code="1")
        assert sign(code=mailed_code(mailoutbox[0])).status_code == 422

    def test_it_is_too_old_after_ten_minutes(self, sign, mailoutbox, monkeypatch):
        sign(mail_code="1")
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 601)
        assert sign(code=mailed_code(mailoutbox[0])).status_code == 422

    def test_it_serves_once(self, sign, mailoutbox):
        sign(mail_code="1")
        code = mailed_code(mailoutbox[0])
        sign(code=code)
        assert sign(code=code, meanings=[Meaning.PLAIN.value]).status_code == 422
        assert SignOff.objects.filter(reviewer=sign.user).count() == 1
