"""One invitation, pressed upon from two sides at once."""

import pytest
from django.contrib.auth.models import User

from guidance.models import Member
from review import invitations, queries
from review.models import Invitation
from tests.cast import NOON
from tests.race.pressing import REPETITIONS, at_once, pause_of, refusals

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

WHO = {"name": "Dr N. Ew", "role": "Neurologist"}


@pytest.fixture(autouse=True)
def _lingering_where_it_is_decided(monkeypatch):
    """A refusal is decided by ``has_account`` last: there the others come in."""
    from tests.race import pressing

    monkeypatch.setattr(pressing, "READ_AND_NOT_WRITTEN", ((queries, "has_account"),))


def invite(cast, number):
    return invitations.invite(email=f"new{number}@example.org", by=cast.chair, at=NOON, **WHO)


def accepting(invitation, name):
    return lambda: invitations.accept(invitation=invitation, username=name, password="a horse", at=NOON)


def test_two_accept_at_once(cast):
    for number in REPETITIONS:
        invitation = invite(cast, number)
        names = [f"one{number}", f"two{number}"]
        outcomes = at_once(*(accepting(invitation, name) for name in names), pause=pause_of(number))
        assert len(refusals(outcomes)) == 1
        assert User.objects.filter(username__in=names).count() == 1
        assert Member.objects.filter(user__username__in=names).count() == 1


def test_one_accepts_what_is_being_withdrawn(cast):
    for number in REPETITIONS:
        invitation = invite(cast, number)
        accepted, _ = outcomes = at_once(
            accepting(invitation, f"new{number}"),
            lambda invitation=invitation: invitations.withdraw(invitation=invitation, by=cast.chair, at=NOON),
            pause=pause_of(number),
        )
        assert len(refusals(outcomes)) == 1
        assert User.objects.filter(username=f"new{number}").exists() is isinstance(accepted, User)


def test_two_invite_the_same_person(cast):
    for number in REPETITIONS:
        at_once(*[lambda number=number: invite(cast, number)] * 2, pause=pause_of(number))
        assert Invitation.objects.filter(email=f"new{number}@example.org", withdrawn_at=None).count() == 1
