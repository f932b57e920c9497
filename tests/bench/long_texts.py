"""How much longer what reads texts from strangers takes over the worst of them when they are twice as long.

Twice as long is well; four times would be the square. Ratios of processor time, taken in one run.
"""

import time
from contextlib import suppress
from functools import partial

from guidance import checks
from guidance.canonical import clean
from guidance.documents import Acceptance
from guidance.interchange.text import NotAPage, parse
from guidance.language import private
from tests.guidance.documents import a_document, a_step

MOST = 3  # times as long
TRIES = 3  # the quickest counts
PAGES = ["(", " ", "1,", "1, ", "• ", "[1,", "[1] ", "¹ ", "Ab. ", "10.1000/", "http://", "Smith J, ", "question ", "“"]
PAGES += [".", "• x 1\n", "Contents\nA\n"]
BEFORE = ["", "Title\n\n• Statement 1\n\nReferences\n\n1. "]
PEOPLE = ["a", "1", "a.", "1 ", "0-", "my name is ", "Ann ", "at dot ", "(", "born ", "+1"]


def main():
    slow = [line for line, ratio in _measured() if ratio > MOST]
    if slow:
        raise SystemExit("More than so much longer for a text twice as long:\n" + "\n".join(slow))


def _measured():
    for name, act, size in _acts():
        short, long = _taken(act, size), _taken(act, 2 * size)
        line = f"{name}: {1000 * short:.0f} ms, twice as long {1000 * long:.0f} ms, ratio {long / short:.1f}"
        print(line)
        yield line, long / short


def _acts():
    yield "numbers in a row", _check_numbers, 1_000
    yield "findings that are accepted", _check_accepted, 1_000
    yield "marks over one letter", lambda size: clean("e" + "\u0301\u0316" * size), 50_000
    for piece in PEOPLE:
        yield f"who somebody is, in {piece!r}", partial(_find, piece), 20_000
    for before in BEFORE:
        for piece in PAGES:
            yield f"a page of {before[:5]!r}, then {piece!r}", partial(_parse, before, piece), 100_000


def _taken(act, size):
    """In seconds, never so few that a ratio says nothing. Each try has a text of its own: none is remembered."""
    return max(min(_once(act, size + n) for n in range(TRIES)), 0.002)


def _once(act, size):
    started = time.process_time()
    act(size)
    return time.process_time() - started


def _check_numbers(size):
    row = "1-" * size
    checks.run(a_document(a_step(f"As in {row}1.", lay=f"As in {row}1.")))


def _check_accepted(size):
    steps = [a_step(f"Statement {n} of many, each as long as they are.", lay="", citations=()) for n in range(size)]
    accepted = (
        Acceptance("wording.no-lay", "Yes.", step.key, checks.words(a_document(step), step.key)) for step in steps
    )
    checks.run(a_document(*steps, acceptances=tuple(accepted)))


def _find(piece, size):
    private.found((piece * size)[:size])


def _parse(before, piece, size):
    with suppress(NotAPage):
        parse((before + piece * size)[:size])
