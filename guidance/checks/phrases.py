"""How a finding names what it is about."""

from collections.abc import Sequence

from guidance.documents import Reference, Step

LONGEST = 60  # characters, to be stayed under


def quoted(text: str) -> str:
    """The beginning of ``text``, cut at a word, in quotation marks."""
    line = " ".join(text.split())
    if len(line) < LONGEST:
        return f"“{line}”"
    start = line[: LONGEST - 1]
    return f"“{(start.rpartition(' ')[0] or start[:-1]).rstrip('.,;:')}…”"


def step_name(step: Step) -> str:
    text = step.text.clinician.strip() or step.text.lay.strip()
    return quoted(text) if text else "a step without words"


def reference_name(reference: Reference) -> str:
    return quoted(reference.title) if reference.title.strip() else "A source without a title"


def steps_that(verb: str, number: int) -> str:
    """“1 step cites”, “7 steps cite”."""
    return f"1 step {verb}s" if number == 1 else f"{number} steps {verb}"


def listed(names: Sequence[str]) -> str:
    """“a, b and c”."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
