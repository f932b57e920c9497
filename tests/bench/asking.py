"""A reader's question among 20,000 statements, in this process, quoted and all, as `tests.bench.search` loads them.

Budget: 95 of 100 answers within 100 milliseconds, on SQLite and on PostgreSQL (LEUKO_TEST_ENGINE=postgresql). Each is
timed as the quickest of some rounds: what else the machine did is not counted.
"""

import time

from django.db import connection

from guidance.audiences import Audience
from guidance.followup import finding
from tests.bench import search

ASKED, ROUNDS, MILLISECONDS = 200, 3, 100


def main() -> None:
    words = search.invented()
    search.load(words)
    try:
        times = sorted(min(timed(question) for _ in range(ROUNDS)) for question in questions(words))
    finally:
        search.unload()
    p50, p95 = times[ASKED // 2], times[int(ASKED * 0.95)]
    print(f"a question among 20,000 statements, {connection.vendor}: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
    assert p95 < MILLISECONDS, f"an answer may take {MILLISECONDS} ms"


def questions(words: list[str]) -> list[str]:
    """Of one disease each, with words that are often and words that are hardly ever written of it."""
    named = (f"disease{search.chance.randrange(search.ARTICLES)}" for _ in range(ASKED))
    return [f"How is {name} treated in {search.said(words, 3)}?" for name in named]


def timed(question: str) -> float:
    """Milliseconds, with nothing kept of an earlier round but what a process keeps."""
    begin = time.perf_counter()
    finding.reply(question, Audience.LAY)
    return 1000 * (time.perf_counter() - begin)
