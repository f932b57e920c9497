"""A chair asks by mail; whoever holds the link, in time and once, makes the account. Nobody tells a password."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from guidance import queries as guidance
from guidance.rules import NotAllowed, NotNow
from review import invitations
from review.models import Invitation
from tests.accounts.signing_in import browser, is_signed_in, link_in
from tests.cast import NOON

LIST = "/board/invitations/"
WHO = {"email": "new@example.org", "name": "Dr N. Ew", "role": "Neurologist", "specialty": "Neurology"}
CHOSEN = {"username": "new", "password": "a horse of their own"}


def invite(cast, at=NOON, **changed) -> Invitation:
    return invitations.invite(by=cast.chair, at=at, **WHO | changed)


def link(invitation: Invitation) -> str:
    return reverse("invitation", args=[invitations.token(invitation)])


def open_now(cast) -> str:
    """The link of somebody invited today."""
    return link(invite(cast, at=timezone.now()))


def test_a_chair_invites_and_a_member_comes(cast, mailoutbox):
    chair, newcomer = browser(), browser()
    chair.force_login(cast.chair)
    assert chair.post(LIST, WHO).url == LIST
    (mail,) = mailoutbox
    assert mail.to == ["new@example.org"]
    assert mail.subject == "Dr Chair invites you to the board of leuko"
    assert newcomer.get(link_in(mail)).status_code == 200
    assert not is_signed_in(newcomer)
    assert newcomer.post(link_in(mail), CHOSEN).url == "/accounts/profile/"
    assert is_signed_in(newcomer)
    user = User.objects.get(username="new")
    assert user.check_password(CHOSEN["password"])
    assert guidance.person(user).is_board_member
    assert not guidance.person(user).is_chair
    assert not user.is_staff
    assert (user.member.name, user.member.role, user.member.specialty) == ("Dr N. Ew", "Neurologist", "Neurology")
    assert newcomer.get("/board/").status_code == 200
    assert "accepted" in chair.get(LIST).content.decode()


def test_the_letter_has_one_link_in_text_and_the_same_in_html(cast, mailoutbox):
    invitations.send(invitation=invite(cast, name="Dr <b>N</b>"))
    (mail,) = mailoutbox
    ((html, kind),) = mail.alternatives
    assert kind == "text/html"
    assert html.count("href=") == 1
    assert f'href="https://testserver{link_in(mail)}"' in html
    assert "Dr &lt;b&gt;N&lt;/b&gt;" in html
    assert "Dr <b>N</b>" in mail.body


def test_the_link_says_nothing_of_who_is_asked(cast):
    invitation = invite(cast)
    token = invitations.token(invitation)
    key, signature = token.split(":")
    assert key == invitation.key.hex
    assert len(signature) == 43
    assert str(invitation.key) not in browser().get(link(invitation)).content.decode()


@pytest.mark.parametrize("who", ["editor", "reviewer", "stranger", "superuser", "anonymous"])
def test_only_a_chair_invites(cast, who, mailoutbox):
    client = browser()
    if user := cast.everyone()[who]:
        client.force_login(user)
    invitation = invite(cast)
    for url in (LIST, f"{LIST}{invitation.key}/send/", f"{LIST}{invitation.key}/withdraw/"):
        assert client.post(url, WHO | {"email": "x@example.org"}).status_code == (403 if user else 302)
    assert client.get(LIST).status_code == (403 if user else 302)
    assert Invitation.objects.get().is_open
    assert not mailoutbox
    if user:
        with pytest.raises(NotAllowed):
            invitations.invite(by=user, at=NOON, **WHO)


class TestALinkThatDoesNotServe:
    """Each gets a page that says why, and no form."""

    @pytest.fixture
    def answer(self, cast):
        def ask(url):
            for response in (browser().get(url), browser().post(url, CHOSEN)):
                assert response.status_code == 410
                assert "<form" not in response.content.decode().split("<main")[1]
            assert not User.objects.filter(username="new").exists()
            return response.content.decode()

        return ask

    def test_expired(self, cast, answer):
        url = link(invite(cast, at=timezone.now() - timedelta(days=14, seconds=1)))
        assert "too old" in answer(url)

    def test_a_moment_before_it_serves(self, cast):
        url = link(invite(cast, at=timezone.now() - timedelta(days=13, hours=23, minutes=59)))
        assert browser().get(url).status_code == 200

    def test_withdrawn(self, cast, answer):
        invitation = invite(cast, at=timezone.now())
        invitations.withdraw(invitation=invitation, by=cast.chair, at=timezone.now())
        assert "withdrawn" in answer(link(invitation))

    def test_replaced_by_a_newer_one(self, cast, answer):
        first = invite(cast, at=timezone.now())
        second = invite(cast, at=timezone.now(), email="New@Example.org")
        assert "newer" in answer(link(first))
        assert browser().get(link(second)).status_code == 200

    def test_of_an_address_that_has_an_account_by_now(self, cast, answer):
        url = open_now(cast)
        User.objects.create_user("somebody", "New@example.org")
        assert "has an account" in answer(url)

    def test_cut_short_or_forged(self, cast, answer):
        invitation = invite(cast, at=timezone.now())
        forged = signing.Signer(salt="another").sign(invitation.key.hex)
        for token in (invitations.token(invitation)[:-1], invitation.key.hex, forged, "x", "é:x"):
            assert "not the whole link" in answer(reverse("invitation", args=[token]))


def test_a_link_serves_once(cast):
    url = open_now(cast)
    browser().post(url, CHOSEN)
    second = browser()
    assert second.post(url, CHOSEN | {"username": "other"}).status_code == 410
    assert not is_signed_in(second)
    assert not User.objects.filter(username="other").exists()


def test_whoever_is_signed_in_accepts_nothing_in_somebody_elses_name(cast):
    url = open_now(cast)
    client = browser()
    client.force_login(cast.editor)
    assert "signed in already" in client.post(url, CHOSEN).content.decode()
    assert Invitation.objects.get().is_open


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"username": "Reviewer"}, "has this name already"),
        ({"username": "new@example.org"}, "without @"),
        ({"username": "a b"}, "valid username"),
        ({"password": "12345678"}, "too common"),
        ({"password": "new@example.org"}, "too similar"),
        ({"password": ""}, "required"),
    ],
)
def test_a_name_or_password_that_will_not_do(cast, chosen, sentence):
    url = open_now(cast)
    response = browser().post(url, CHOSEN | chosen)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Invitation.objects.get().is_open


def test_who_has_an_account_is_not_invited(cast):
    chair = browser()
    chair.force_login(cast.chair)
    response = chair.post(LIST, WHO | {"email": "Editor@example.org"})
    assert response.status_code == 422
    assert "has an account" in response.content.decode()
    assert 'value="Dr N. Ew"' in response.content.decode()  # nothing typed is lost
    assert not Invitation.objects.exists()


def test_the_same_link_may_be_sent_again(cast, mailoutbox):
    chair = browser()
    chair.force_login(cast.chair)
    chair.post(LIST, WHO)
    chair.post(f"{LIST}{Invitation.objects.get().key}/send/")
    first, second = (link_in(mail) for mail in mailoutbox)
    assert first == second


def test_a_mail_server_that_is_away_loses_no_invitation(cast, monkeypatch):
    def away(**_):
        raise SMTPException

    monkeypatch.setattr(invitations, "send", away)
    chair = browser()
    chair.force_login(cast.chair)
    assert "could not be sent" in chair.post(LIST, WHO, follow=True).content.decode()
    assert Invitation.objects.get().is_open


def test_withdrawing_twice_is_refused(cast):
    invitation = invite(cast)
    invitations.withdraw(invitation=invitation, by=cast.chair, at=NOON)
    with pytest.raises(NotNow):
        invitations.withdraw(invitation=invitation, by=cast.chair, at=NOON)


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"accepted_at": NOON}, "an_accepted_invitation_has_its_account"),
        ({"withdrawn_at": NOON}, "a_withdrawn_invitation_says_by_whom"),
        ({"name": ""}, "an_invitation_names_somebody"),
    ],
)
def test_what_cannot_be_is_refused_by_the_database(cast, changed, constraint):
    invite(cast)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Invitation.objects.update(**changed)


def test_the_database_keeps_one_open_invitation_an_address(cast):
    invite(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**WHO, invited_by=cast.chair, invited_at=NOON)
