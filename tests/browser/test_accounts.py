"""Every page of signing in and of one's account, narrow and wide: sound for a screen reader, and no wider than the
screen. The browser itself refuses what the Content-Security-Policy forbids, and the fixture fails on its complaint.
"""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from review import invitations
from tests import factories
from tests.accounts.signing_in import authenticator_code, link_in, mailed_code, switch_on_authenticator, wrong_code
from tests.browser.hands import NARROW, WIDE, go, resize, runs_sideways
from tests.cast import PASSWORD, assemble

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db):
    cache.clear()
    return assemble()


@pytest.fixture
def look(axe):
    """`look(page, heading)`: the page it is, sound, and no wider than the screen, on a phone and on a desk."""

    def check(page, heading):
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        for width in (NARROW, WIDE):
            resize(page, width)
            axe(page)
            assert not runs_sideways(page), f"{page.url} is too wide at {width}"

    return check


def press(page, name):
    go(page, page.get_by_role("button", name=name, exact=True))


def sign_in(page, name, at="/accounts/login/"):
    page.goto(at)
    page.get_by_label("User name or e-mail address").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def test_by_password_from_a_link_to_its_page_and_out(page, cast, look):
    edition = factories.under_review(cast)
    page.goto(f"/board/{edition.article.slug}/1/")
    look(page, "Sign in")
    page.get_by_label("User name or e-mail address").fill("reviewer")
    page.get_by_label("Password").fill("wrong")
    press(page, "Sign in")
    look(page, "Sign in")
    assert page.get_by_role("alert").is_visible()
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    expect(page).to_have_url(re.compile(f"/board/{edition.article.slug}/1/$"))
    page.goto("/accounts/logout/")
    look(page, "Sign out")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_by_a_code(page, cast, look):
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Sign in with a code by e-mail").click()
    look(page, "Sign in with a code")
    page.get_by_label("E-mail address").fill("reviewer@example.org")
    press(page, "Send me a code")
    look(page, "Type the code")
    page.get_by_label("Code").fill("AAAA-AAAA")
    press(page, "Sign in")
    look(page, "Type the code")
    page.get_by_label("Code").fill(mailed_code(mail.outbox[0]))
    press(page, "Sign in")
    expect(page).to_have_url(re.compile("/board/$"))


def test_locked_out(page, cast, look):
    for _ in range(5):
        page.goto("/accounts/login/")
        page.get_by_label("User name or e-mail address").fill("reviewer")
        page.get_by_label("Password").fill("wrong")
        press(page, "Sign in")
    look(page, "Too many tries")


def test_a_forgotten_password(page, cast, look):
    page.goto("/accounts/login/")
    page.get_by_role("link", name="I have forgotten my password").click()
    look(page, "Reset your password")
    page.get_by_label("E-mail address").fill("reviewer@example.org")
    press(page, "Send me the link")
    look(page, "Look in your e-mail")
    link = link_in(mail.outbox[0])
    page.goto(link)
    look(page, "Choose a new password")
    page.get_by_label("New password").fill("short")
    page.get_by_label("The same once more").fill("short")
    press(page, "Save the new password")
    look(page, "Choose a new password")
    page.get_by_label("New password").fill("another horse battery")
    page.get_by_label("The same once more").fill("another horse battery")
    press(page, "Save the new password")
    look(page, "Your password is changed")
    page.goto(link)
    look(page, "This link no longer works")


def test_an_authenticator_from_on_to_off(page, cast, look):
    sign_in(page, "reviewer")
    page.goto("/accounts/authenticator/")
    look(page, "Authenticator")
    page.get_by_role("link", name="Switch it on").click()
    look(page, "Your password again")
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Go on")
    look(page, "Switch on your authenticator")
    assert page.locator("img.qr").evaluate("picture => picture.complete && picture.naturalWidth > 0")
    page.get_by_label("Code").fill(authenticator_code(page.locator("code.key").inner_text()))
    press(page, "Switch it on")
    look(page, "Recovery codes")
    codes = page.locator(".recovery-codes code").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="Make new ones").click()
    look(page, "Make new recovery codes")
    page.goto("/accounts/authenticator/")
    look(page, "Authenticator")
    press(page, "Sign out")
    sign_in(page, "reviewer")
    look(page, "A code from your authenticator")
    page.get_by_label("Code").fill(codes[0])
    press(page, "Sign in")
    page.goto("/accounts/authenticator/reauthenticate/")
    look(page, "A code from your authenticator")
    page.get_by_label("Code").fill(codes[1])
    press(page, "Go on")
    page.goto("/accounts/authenticator/totp/deactivate/")
    look(page, "Switch off your authenticator")
    press(page, "Switch it off")
    look(page, "Authenticator")
    assert page.get_by_role("link", name="Switch it on").is_visible()


def test_a_profile_and_its_password(page, cast, look):
    sign_in(page, "reviewer")
    page.get_by_role("link", name="reviewer", exact=True).click()
    look(page, "Your profile")
    page.get_by_label("Your name, with credentials").fill("")
    press(page, "Save")
    look(page, "Your profile")
    page.get_by_label("Your name, with credentials").fill("Dr R. Viewer, MD")
    page.get_by_label("Once a day").check()
    press(page, "Save")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.get_by_role("link", name="Change it").click()
    look(page, "Change your password")
    page.get_by_label("Your password as it is now").fill(PASSWORD)
    page.get_by_label("New password").fill("another horse battery")
    page.get_by_label("The same once more").fill("another horse battery")
    press(page, "Save the new password")
    expect(page.get_by_role("status")).to_have_text("Your password is changed.")


def test_without_a_password_and_without_a_profile(page, cast, look):
    cast.editor.set_unusable_password()
    cast.editor.save()
    page.goto("/accounts/login/code/")
    page.get_by_label("E-mail address").fill("editor@example.org")
    press(page, "Send me a code")
    page.get_by_label("Code").fill(mailed_code(mail.outbox[0]))
    press(page, "Sign in")
    page.goto("/accounts/profile/")
    look(page, "Your profile")
    page.get_by_role("link", name="Set one").click()
    look(page, "Set a password")


def test_a_switched_off_account(page, cast, look):
    cast.editor.is_active = False
    cast.editor.save()
    sign_in(page, "editor")
    look(page, "This account is switched off")


def test_an_invitation(new_page, cast, look):
    chair, newcomer = new_page(), new_page()
    sign_in(chair, "chair")
    chair.get_by_role("link", name="Invitations").click()
    look(chair, "Invitations")
    press(chair, "Send the invitation")
    look(chair, "Invitations")
    chair.get_by_label("E-mail address").fill("new@example.org")
    chair.get_by_label("Name, with credentials").fill("Dr N. Ew")
    chair.get_by_label("Role").fill("Neurologist")
    press(chair, "Send the invitation")
    expect(chair.get_by_role("status")).to_contain_text("on its way")
    look(chair, "Invitations")
    link = link_in(mail.outbox[0])
    newcomer.goto(link)
    look(newcomer, "Join the board")
    newcomer.get_by_label("User name").fill("new")
    newcomer.get_by_label("Password").fill("a horse of their own")
    press(newcomer, "Join")
    look(newcomer, "Your profile")
    chair.reload()
    look(chair, "Invitations")
    newcomer.goto(link)
    look(newcomer, "This invitation cannot be used")


def test_an_invitation_that_is_open_can_be_withdrawn(page, cast, look):
    who = {"email": "new@example.org", "name": "Dr N. Ew", "role": "Neurologist"}
    invitations.invite(by=cast.chair, at=timezone.now(), **who)
    sign_in(page, "chair")
    page.goto("/board/invitations/")
    press(page, "Withdraw the invitation of Dr N. Ew")
    look(page, "Invitations")


def test_signing_asks_who_it_is_and_loses_nothing(page, cast, axe):
    edition = factories.under_review(cast)
    sign_in(page, "reviewer", at=f"/accounts/login/?next=/board/{edition.article.slug}/1/")
    form = page.locator("form").filter(has=page.get_by_role("button", name="Sign this text"))
    for box in form.get_by_role("checkbox").all():
        box.check()
    form.get_by_label("Remark (optional)").fill("Read.")
    form.get_by_label("Your password").fill("wrong")
    go(page, form.get_by_role("button", name="Sign this text"))
    axe(page)
    expect(form.get_by_label("Remark (optional)")).to_have_value("Read.")
    go(page, form.get_by_role("button", name="E-mail me a code"))
    axe(page)
    assert all(box.is_checked() for box in form.get_by_role("checkbox").all())
    form.get_by_label("Or a code").fill(mailed_code(mail.outbox[0]))
    form.get_by_role("button", name="Sign this text").click()
    expect(page.locator(".notices")).to_have_text("Signed, under your name.")


def test_a_wrong_code_of_the_authenticator(page, cast, look):
    secret = switch_on_authenticator(cast.editor)
    sign_in(page, "editor")
    page.get_by_label("Code").fill(wrong_code(secret))
    press(page, "Sign in")
    look(page, "A code from your authenticator")
    page.get_by_label("Code").fill(authenticator_code(secret))
    press(page, "Sign in")
    expect(page).to_have_url(re.compile("/desk/$"))
