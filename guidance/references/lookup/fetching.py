"""One answer over the network, or the sentence that says why there is none; never more than PATIENCE seconds.

A page waits for it: so what is tried again is tried within those seconds, and whoever asks for a longer rest is
believed. Nobody is followed to another host.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any, Protocol

import httpx2

from guidance.references.lookup.troubles import NoAnswer, Trouble

PATIENCE = 5.0  # seconds, for all tries together
PAUSES = (0.5, 1.0)  # before the second try and the third
LARGEST = 2_000_000  # bytes; the longest author lists make some hundred thousand
MOST_REDIRECTS = 2
TRY_AGAIN = {429, 500, 502, 503, 504}
REDIRECTS = {301, 302, 303, 307, 308}


class Clock(Protocol):
    def monotonic(self) -> float: ...

    def sleep(self, seconds: float, /) -> None: ...


@dataclass
class Host:
    """Who is asked, and how many ``seconds`` must lie between two requests of this process.

    Several processes keep no count together: with four of them a host may be asked four times as often, and then
    its 429 is heeded. A look-up is a person pressing a button, so that is far off.
    """

    name: str
    origin: str
    seconds: float
    _next: float = 0.0
    _lock: Any = field(default_factory=Lock, repr=False)

    def turn(self, now: float, latest: float) -> float:
        """How many seconds to wait for a turn, which is then taken; NoAnswer where it would come after ``latest``."""
        with self._lock:
            at = max(now, self._next)
            if at > latest:
                raise NoAnswer(Trouble.BUSY, host=self.name)
            self._next = at + self.seconds
        return at - now


class _Timed:
    """What is left of the seconds that somebody waits."""

    def __init__(self, clock: Clock, host: Host) -> None:
        self.clock, self.host, self.ends = clock, host, clock.monotonic() + PATIENCE

    @property
    def left(self) -> float:
        return self.ends - self.clock.monotonic()

    def check(self) -> None:
        if self.left <= 0:
            raise NoAnswer(Trouble.TOO_SLOW, host=self.host.name, seconds=f"{PATIENCE:g}")


def fetch(
    path: str,
    *,
    host: Host,
    given: str,
    agent: str,
    transport: httpx2.BaseTransport | None = None,
    clock: Clock = time,
) -> bytes:
    """What ``host`` answers at ``path``; NoAnswer where it does not. ``given`` is what a person asked for."""
    timed = _Timed(clock, host)
    headers = {"User-Agent": agent, "Accept-Encoding": "identity"}
    with httpx2.Client(transport=transport, headers=headers, follow_redirects=False) as client:
        for pause in (*PAUSES, None):
            status, rest, content = _ask(client, host, path, timed)
            if status == 200:
                return content
            if status not in TRY_AGAIN:
                break
            wait = max(pause or 0, rest)
            if pause is None or wait >= timed.left:
                break
            clock.sleep(wait)
    raise _refusal(host, given, status, rest)


def _refusal(host: Host, given: str, status: int, rest: float) -> NoAnswer:
    if status in {400, 404}:
        return NoAnswer(Trouble.NOT_FOUND, host=host.name, given=given)
    if status == 429:
        return NoAnswer(Trouble.TOO_OFTEN, host=host.name, seconds=f"{max(rest, 1):.0f}")
    trouble = Trouble.OUT_OF_ORDER if status >= 500 else Trouble.REFUSED
    return NoAnswer(trouble, host=host.name, status=status)


def _ask(client: httpx2.Client, host: Host, path: str, timed: _Timed) -> tuple[int, float, bytes]:
    """Status, the seconds of rest that are asked for, and content; redirects within the host followed."""
    address = httpx2.URL(host.origin + path)
    for _ in range(MOST_REDIRECTS + 1):
        timed.clock.sleep(host.turn(timed.clock.monotonic(), timed.ends))
        timed.check()
        status, headers, content = _once(client, host, address, timed)
        if status not in REDIRECTS:
            return status, _rest(headers.get("Retry-After", "")), content
        address = _next(host, address, headers.get("Location", ""))
    raise NoAnswer(Trouble.ELSEWHERE, host=host.name, elsewhere="one address after the other")


def _next(host: Host, address: httpx2.URL, location: str) -> httpx2.URL:
    try:
        following = address.join(location)
    except httpx2.InvalidURL as error:
        raise NoAnswer(Trouble.UNREADABLE, host=host.name) from error
    if (following.scheme, following.host, following.port) != (address.scheme, address.host, address.port):
        raise NoAnswer(Trouble.ELSEWHERE, host=host.name, elsewhere=following.host or "another place")
    return following


def _once(client: httpx2.Client, host: Host, address: httpx2.URL, timed: _Timed) -> tuple[int, httpx2.Headers, bytes]:
    try:
        with client.stream("GET", address, timeout=timed.left) as response:
            return response.status_code, response.headers, b"".join(_parts(response, host, timed))
    except httpx2.TimeoutException as error:
        raise NoAnswer(Trouble.TOO_SLOW, host=host.name, seconds=f"{PATIENCE:g}") from error
    except (httpx2.ConnectError, httpx2.ProxyError) as error:
        raise NoAnswer(Trouble.UNREACHABLE, host=host.name) from error
    except httpx2.RequestError as error:
        raise NoAnswer(Trouble.BROKEN_OFF, host=host.name) from error


def _parts(response: httpx2.Response, host: Host, timed: _Timed) -> Iterator[bytes]:
    """The answer bit by bit: one that trickles is given up in time, and of one too large no more is read."""
    size = 0
    for part in response.iter_bytes():
        timed.check()
        size += len(part)
        if size > LARGEST:
            raise NoAnswer(Trouble.TOO_LARGE, host=host.name)
        yield part


def _rest(told: str) -> float:
    """The seconds that a Retry-After asks for, as a number or a date; 0 where it says neither."""
    if told.strip().isdecimal():
        return float(told[:9])
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - datetime.now(UTC)).total_seconds(), 0.0)
