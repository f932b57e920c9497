"""How often somebody who has no account may do a thing, counted in the database, where every process sees it.

Nobody's address is kept: what is counted for is a digest of it that no day shares with the next, deleted with its
window.
"""

import ipaddress
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from guidance import rules
from guidance.models import Allowance

IPV6_PREFIX = 64  # whoever has one address of it has them all
COUNT = """
    INSERT INTO {table} (who, what, ends_at, times) VALUES (%s, %s, %s, 1)
    ON CONFLICT (who, what, ends_at) DO UPDATE SET times = {table}.times + 1 RETURNING times
"""


@dataclass(frozen=True)
class Limit:
    """``most`` times in each ``window`` of the clock."""

    what: str
    most: int
    window: timedelta


def take(limit: Limit, *, address: str, at: datetime) -> None:
    """Count one more time for whoever is at ``address``; TooOften where that is one too many.

    One statement, so of two at once each is counted. What is over is swept away with the first count of a window.
    """
    ends_at = _end(limit.window, at)
    times = _count(alias(address, at), limit.what, ends_at)
    if times == 1:
        Allowance.objects.filter(ends_at__lte=at).delete()
    if times > limit.most:
        seconds = math.ceil((ends_at - at).total_seconds())
        minutes = math.ceil(seconds / 60)
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        raise rules.TooOften(f"Much was sent from here within a short time. Wait {wait}, then go on.", seconds=seconds)


def _end(window: timedelta, at: datetime) -> datetime:
    begun = int(at.timestamp() // window.total_seconds())
    return datetime.fromtimestamp((begun + 1) * window.total_seconds(), UTC)


def _count(who: str, what: str, ends_at: datetime) -> int:
    table = connection.ops.quote_name(Allowance._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(table=table), [who, what, connection.ops.adapt_datetimefield_value(ends_at)])
        return cursor.fetchone()[0]


def alias(address: str, at: datetime) -> str:
    """What ``address`` is called on the day of ``at``: 64 digits, the same for all of an IPv6 network."""
    day = at.astimezone(UTC).date()
    return salted_hmac(f"guidance.limits:{day}", network(address), algorithm="sha256").hexdigest()


def network(address: str) -> str:
    """The address itself, or of IPv6 the network it is in; what is no address, as it is."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 6:
        return str(ipaddress.ip_network((found, IPV6_PREFIX), strict=False).network_address)
    return str(found)
