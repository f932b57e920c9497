"""How many faults made in one wording are found, kind by kind, and how long 200 steps take."""

import time

from guidance import checks
from tests.guidance import faults
from tests.guidance.documents import a_document, a_step


def main():
    for name, steps in (("The demonstration", faults.of_the_demonstration()), ("Invented steps", faults.invented())):
        rates = faults.measured(steps)
        print(f"{name}\n{rates}\n{rates.told()}\n")
    pairs = [(step.text.clinician, step.text.lay) for step in faults.of_the_demonstration() + faults.invented()]
    document = a_document(*(a_step(*_said(pairs, n), key=str(n)) for n in range(200)))
    for said in ("read for the first time", "read again"):
        started = time.perf_counter()
        checks.run(document)
        print(f"200 steps, {said}: {1000 * (time.perf_counter() - started):.0f} ms")


def _said(pairs, n):
    """The wordings of one of ``pairs``, told apart by a last sentence."""
    clinician, lay = pairs[n % len(pairs)]
    return f"{clinician} Row {n}.", f"{lay} Row {n}."
