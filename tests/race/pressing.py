"""Several people pressing at the same moment, each on a connection of their own."""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from django.db import connection

from guidance import queries as guidance
from guidance.models import Step
from guidance.rules import NotNow, Stale
from review import queries
from review.notices import delivery
from tests.conftest import soak

REPETITIONS = range(soak(2, 50))  # with a pause, and without
LONGEST = 30  # seconds; nobody waits so long but in a deadlock

# Where a function has read what it decides by, and has not yet written: the worst moment for another to come in.
READ_AND_NOT_WRITTEN = (
    *((queries, "case"), (queries, "tally"), (guidance, "draft"), (Step, "clean_fields")),
    (delivery, "_together"),
)


def at_once(*acts: Callable[[], Any], pause: float = 0.0) -> list[Any]:
    """What came of each of ``acts``, all begun at one moment: its result, or its refusal.

    ``pause`` is how many seconds each lingers between reading and writing. Any other error is raised.
    """
    gate = threading.Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def press(place: int) -> None:
        try:
            gate.wait(LONGEST)
            outcomes[place] = acts[place]()
        except BaseException as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(place,), daemon=True) for place in range(len(acts))]
    with lingering(pause):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LONGEST)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    for outcome in outcomes:
        if isinstance(outcome, BaseException) and not isinstance(outcome, NotNow | Stale):
            raise outcome
    return outcomes


@contextmanager
def lingering(pause: float):
    with ExitStack() as patches:
        for module, name in READ_AND_NOT_WRITTEN if pause else ():
            patches.enter_context(mock.patch.object(module, name, _slow(getattr(module, name), pause)))
        yield


def _slow(function, pause: float):
    def then_linger(*args, **kwargs):
        result = function(*args, **kwargs)
        time.sleep(pause)
        return result

    return then_linger


def pause_of(repetition: int) -> float:
    """Every other time nobody lingers."""
    return 0.01 * (repetition % 2 == 0)


def refusals(outcomes: list[Any]) -> list[BaseException]:
    """The losers; each is told what happened in a sentence."""
    losers = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    for loser in losers:
        assert loser.reason.endswith(".")
        assert " " in loser.reason
    return losers
