"""What a member says of themselves, and what everybody keeps of their account."""

import pytest
from django.urls import reverse

from guidance.models import Member
from guidance.rules import NotAllowed
from review import members
from tests import factories
from tests.accounts.signing_in import browser

PROFILE = "/accounts/profile/"
TYPED = {"name": "Dr R. Viewer, MD", "specialty": "Infectious diseases", "interests": "None.", "notices": "daily"}


@pytest.fixture
def client(cast):
    client = browser()
    client.force_login(cast.reviewer)
    return client


def test_a_member_changes_how_they_are_printed(cast, client):
    assert client.post(PROFILE, TYPED).url == PROFILE
    member = Member.objects.get(user=cast.reviewer)
    assert {field: getattr(member, field) for field in TYPED} == TYPED
    assert not member.is_public


def test_the_role_is_shown_and_not_theirs_to_change(cast, client):
    assert "<strong>Neurologist</strong>" in client.get(PROFILE).content.decode()
    client.post(PROFILE, TYPED | {"role": "Chair of everything", "user": cast.chair.pk})
    assert Member.objects.get(user=cast.reviewer).role == "Neurologist"


def test_a_name_that_is_missing_is_asked_for_and_the_rest_is_kept(client):
    response = client.post(PROFILE, TYPED | {"name": " "})
    assert response.status_code == 422
    assert "Infectious diseases" in response.content.decode()


def test_nobody_changes_somebody_else(cast):
    with pytest.raises(NotAllowed):
        members.change(member=cast.reviewer.member, by=cast.chair, changes=TYPED)


def test_what_was_signed_keeps_the_name_it_was_signed_under(cast, client):
    edition = factories.under_review(cast)
    factories.sign(edition, cast.reviewer)
    client.post(PROFILE, TYPED)
    assert {sign_off.name for sign_off in edition.sign_offs.all()} == {"Dr Reviewer"}


@pytest.mark.parametrize("who", ["editor", "stranger", "superuser"])
def test_who_is_no_member_finds_how_their_account_is_kept_safe(cast, who):
    client = browser()
    client.force_login(cast.everyone()[who])
    for response in (client.get(PROFILE), client.post(PROFILE, TYPED)):
        page = response.content.decode()
        assert response.status_code == 200
        assert reverse("account_change_password") in page
        assert reverse("mfa_index") in page
        assert 'name="interests"' not in page


def test_the_masthead_leads_there(client):
    assert f'<a href="{PROFILE}">reviewer</a>' in client.get("/board/").content.decode()


def test_a_stranger_is_asked_to_sign_in():
    assert browser().get(PROFILE).url == f"/accounts/login/?next={PROFILE}"
