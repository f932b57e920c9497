"""How often is counted in the database, for whoever is at an address; whose it was is kept nowhere."""

from datetime import UTC, datetime, timedelta

import pytest

from guidance import limits
from guidance.limits import Limit
from guidance.models import Allowance
from guidance.rules import TooOften
from tests.cast import NOON

pytestmark = pytest.mark.django_db

TWICE = Limit("reports", most=2, window=timedelta(hours=1))
HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"


def take(times: int = 1, *, address: str = HERE, at: datetime = NOON, limit: Limit = TWICE) -> None:
    for _ in range(times):
        limits.take(limit, address=address, at=at)


def test_one_too_many_is_refused_until_the_window_is_over():
    take(2, at=NOON + timedelta(minutes=10))
    with pytest.raises(TooOften, match="Wait 15 minutes") as refused:
        take(at=NOON + timedelta(minutes=45))
    assert refused.value.seconds == 900
    take(address=ELSEWHERE)
    take(limit=Limit("questions", most=2, window=timedelta(hours=1)))
    take(at=NOON + timedelta(hours=1))


def test_the_last_minute_is_one_minute():
    take(2)
    with pytest.raises(TooOften, match="Wait a minute"):
        take(at=NOON + timedelta(minutes=59, seconds=59))


def test_what_is_over_is_swept_away():
    take(2)
    take(at=NOON + timedelta(hours=1))
    assert Allowance.objects.get().ends_at == NOON + timedelta(hours=2)


def test_no_address_is_kept_and_no_two_days_know_each_other():
    take()
    assert HERE not in str(Allowance.objects.values())
    late = datetime(2026, 3, 2, 23, 59, tzinfo=UTC)
    assert limits.alias(HERE, NOON) == limits.alias(HERE, late)
    assert limits.alias(HERE, late) != limits.alias(HERE, late + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("address", "network"),
    [(HERE, HERE), ("2001:db8::1:2:3", "2001:db8::"), ("2001:DB8:0:0:ffff::", "2001:db8::"), ("", ""), ("?", "?")],
)
def test_all_of_an_ipv6_network_is_one(address, network):
    assert limits.network(address) == network
