"""How many faults made in one wording are found, kind by kind, and how long 200 steps take the processor."""

import multiprocessing
import platform
import time

from guidance import checks
from tests.guidance import faults
from tests.guidance.documents import a_document, a_step

STEPS = 200
BUDGET = 150  # ms


def main():
    for name, steps in (("The demonstration", faults.of_the_demonstration()), ("Invented steps", faults.invented())):
        rates = faults.measured(steps)
        print(f"{name}\n{rates}\n{rates.told()}\n")
    print(f"{platform.machine()}, Python {platform.python_version()}; budget: {BUDGET} ms of processor time")
    with multiprocessing.get_context("spawn").Pool(1) as pool:  # a process that has read nothing yet
        for said, milliseconds in zip(("for the first time", "again"), pool.apply(_taken), strict=True):
            print(f"{STEPS} steps, read {said}: {milliseconds:.0f} ms")


def _taken():
    """How long reading the same document takes, the first time and the second, in ms."""
    pairs = [(step.text.clinician, step.text.lay) for step in faults.of_the_demonstration() + faults.invented()]
    document = a_document(*(_step(n, *pairs[n % len(pairs)]) for n in range(STEPS)))
    taken = []
    for _ in range(2):
        started = time.process_time()
        checks.run(document)
        taken.append(1000 * (time.process_time() - started))
    return taken


def _step(n, clinician, lay):
    """A step told apart from others with the same words by a last sentence."""
    return a_step(f"{clinician} Row {n}.", lay=f"{lay} Row {n}.", key=str(n))
