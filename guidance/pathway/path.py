"""The path itself, found in the structure of a section alone: no word of a statement is read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from guidance.audiences import Audience
from guidance.personalization import ReadSection, ReadStep
from guidance.vocabularies import Action, Strength

Conditions = tuple[str, ...]

WARNED = {Action.STOP, Action.AVOID}
AGAINST = {Strength.WEAK_AGAINST, Strength.STRONG_AGAINST}


@dataclass(frozen=True)
class Way:
    """A step as the path meets it; ``condition`` is its own, beside that of its whole line."""

    step: ReadStep
    condition: str = ""

    @property
    def is_warned(self) -> bool:
        """True where the step says to stop or avoid something."""
        return self.step.action in WARNED

    def label(self, audience: Audience) -> str:
        """What is done: to clinicians its short name, wherever ``act`` says what to do with it; else the statement."""
        return self.step.intervention if self._is_named(audience) else str(self.step.text)

    def act(self, audience: Audience) -> str:
        """“Consider”: what to do with what is named; of a whole statement “Stop” and “Avoid” only."""
        is_said = self._is_named(audience) or self.is_warned
        return self.step.action.label if is_said else ""

    def _is_named(self, audience: Audience) -> bool:
        step = self.step
        is_plain = self.is_warned or step.strength not in AGAINST  # “Start: X” must not stand for “do not”
        return audience is Audience.CLINICIAN and bool(step.intervention) and step.action.recommends and is_plain


@dataclass(frozen=True)
class Line:
    """All ways of one line of therapy. ``condition`` is what leads to all of them; “” where the line before failing
    does (or nothing, of the first).
    """

    number: int
    condition: str
    ways: tuple[Way, ...]

    @property
    def is_choice(self) -> bool:
        """True where one of several is chosen, and no condition chooses."""
        return len(self.ways) > 1 and len({way.condition for way in self.ways}) == 1


@dataclass(frozen=True)
class Turn:
    """When a step's turn comes: after which others brought nothing, and instead of which others."""

    after: tuple[ReadStep, ...] = ()
    instead_of: tuple[ReadStep, ...] = ()


@dataclass(frozen=True)
class Pathway:
    """``lines`` in order; ``beside``: what is recommended at no line."""

    lines: tuple[Line, ...]
    beside: tuple[Way, ...] = ()

    def turn(self, step: ReadStep) -> Turn:
        return self._turns.get(step.key, Turn())

    @cached_property
    def _turns(self) -> dict[str, Turn]:
        before = (None, *self.lines)
        return {
            way.step.key: _turn(way, line, last)
            for last, line in zip(before, self.lines, strict=False)
            for way in line.ways
        }


def _turn(way: Way, line: Line, before: Line | None) -> Turn:
    """A condition says by itself when a step's turn comes, so then nothing of the line before is said."""
    after = () if before is None or line.condition or way.condition else before.ways
    instead_of = [other for other in line.ways if other is not way and other.condition == way.condition]
    return Turn(tuple(one.step for one in after), tuple(one.step for one in instead_of))


def of(section: ReadSection) -> Pathway | None:
    """The path through ``section``, sections in it left out; None where no step has a line of therapy."""
    if not any(_is_on_path(step) for step in section.steps):
        return None
    numbered: defaultdict[int, list[tuple[ReadStep, Conditions]]] = defaultdict(list)
    beside = []
    for step, conditions in _ways(section.steps):
        if step.line:
            numbered[step.line].append((step, conditions))
        else:
            beside.append(Way(step, _joined(conditions)))
    return Pathway(tuple(_lines(numbered)), tuple(beside))


def _is_on_path(step: ReadStep) -> bool:
    """True of a step with a line of therapy, and of one above such a step."""
    return bool(step.line) or any(map(_is_on_path, step.steps))


def _ways(steps: Iterable[ReadStep], above: Conditions = ()) -> Iterator[tuple[ReadStep, Conditions]]:
    """Each step that has a place on the path or beside it, with all the conditions it stands under.

    What only informs or introduces has none; nor have the details below a step that has.
    """
    for step in steps:
        conditions = (*above, str(step.applies_when)) if step.applies_when else above
        if step.line or step.action.makes_claim:
            yield step, conditions
        if step.line:
            yield from _ways(filter(_is_on_path, step.steps), conditions)
        elif _is_on_path(step):
            yield from _ways(step.steps, conditions)


def _lines(numbered: dict[int, list[tuple[ReadStep, Conditions]]]) -> Iterator[Line]:
    """Each line with the conditions that are new at it: what led to the line before holds already."""
    in_force: Conditions = ()
    for number, found in sorted(numbered.items()):
        shared = _shared([conditions for _, conditions in found])
        held = _shared([in_force, shared])
        ways = (Way(step, _joined(conditions[len(shared) :])) for step, conditions in found)
        yield Line(number, _joined(shared[len(held) :]), tuple(ways))
        in_force = shared


def _shared(all_conditions: list[Conditions]) -> Conditions:
    """The conditions with which all begin."""
    together = zip(*all_conditions, strict=False)
    return tuple(first for first, *_ in takewhile(lambda ones: len(set(ones)) == 1, together))


def _joined(conditions: Conditions) -> str:
    return "; ".join(condition.rstrip(" .,;:") for condition in conditions)
