"""Where on the review page each change stands, and what stands around it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from guidance.audiences import Audience
from guidance.diff import Change, Kind
from guidance.documents import Document, Step
from guidance.personalization import ReadSection, personalize
from review.presenters.changes import Gone, Marks, Shown, Stop, runs

WHOLE, SOURCES = "whole", "sources"  # ids of the places on the page of what is of no step


@dataclass
class Comparison:
    """What changed, those that matter first, and where on the page each stands."""

    matter: list[Shown] = field(default_factory=list)
    others: list[Shown] = field(default_factory=list)
    marks: dict[str, Marks] = field(default_factory=dict)  # by the id of the place
    gone: dict[str, list[Gone]] = field(default_factory=dict)  # by the key of the step before; “” at the beginning
    around: frozenset[str] = frozenset()  # keys of the steps that changed, and of those they stand under

    @property
    def number(self) -> int:
        return len(self.matter) + len(self.others)

    @property
    def first(self) -> str:
        return next(iter(self.marks), "")

    @property
    def last(self) -> str:
        return next(reversed(self.marks), "")


def compare(old: Document, new: Document, changes: Iterable[Change]) -> Comparison:
    """``changes`` are those from ``old`` to ``new``."""
    here, there = personalize(old, Audience.CLINICIAN), personalize(new, Audience.CLINICIAN)
    numbers = {step.key: step.number for reading in (here, there) for step in reading.walk()}
    headings = dict(reversed(list(_headings(there.sections))))
    lost = _lost(old, new)
    ids = {step.key: f"step-{step.key}" for step in new.steps()}
    ids |= {step.key: f"gone-{step.key}" for steps in lost.values() for step in steps}
    listed = [_shown(change, numbers, ids, headings) for change in changes]
    by_place = defaultdict(list)
    for one in listed:
        by_place[one.href.removeprefix("#")].append(one)
    marks = _marked(by_place, new, there.sections, lost)
    return Comparison(
        matter=[one for one in listed if one.change.matters],
        others=[one for one in listed if not one.change.matters],
        marks=marks,
        gone={
            key: [Gone(step, numbers[step.key], marks[f"gone-{step.key}"]) for step in steps]
            for key, steps in lost.items()
        },
        around=_around(new, marks),
    )


def _headings(sections: Iterable[ReadSection], above: str = "") -> Iterator[tuple[str, str]]:
    """Each section's headings, as a Change is about them, with its number."""
    for section in sections:
        name = above + section.heading.text
        yield name, section.number
        yield from _headings(section.sections, f"{name} › ")


def _shown(change: Change, numbers: dict[str, str], ids: dict[str, str], headings: dict[str, str]) -> Shown:
    place, href = _place(change, numbers, ids, headings)
    return Shown(change, place, f"#{href}", runs(change))


def _place(change: Change, numbers: dict[str, str], ids: dict[str, str], headings: dict[str, str]) -> tuple[str, str]:
    """Where it stands, in words and as the id of the place on the page."""
    if change.step in numbers:
        name = _("Step %s") if ids[change.step].startswith("step") else _("Step %s as it was")
        return name % numbers[change.step], ids[change.step]
    if change.field.startswith("heading"):
        is_there = change.kind is not Kind.REMOVED or change.field != "heading"
        return change.about, f"heading-{headings[change.about]}" if is_there and change.about in headings else WHOLE
    return change.about, SOURCES if change.field.startswith("reference") else WHOLE


def _lost(old: Document, new: Document) -> dict[str, list[Step]]:
    """The steps of ``old`` that went, by the key of the last one before them that stayed."""
    stayed, last = {step.key for step in new.steps()}, ""
    found = defaultdict(list)
    for step in old.steps():
        if step.key in stayed:
            last = step.key
        else:
            found[last].append(step)
    return found


def _marked(
    by_place: dict[str, list[Shown]], new: Document, sections: tuple[ReadSection, ...], lost: dict[str, list[Step]]
) -> dict[str, Marks]:
    """The marks of each place where something changed, in the order of the page."""
    ids = [place for place in _places(new, sections, lost) if place in by_place]
    added = {f"step-{step.key}": step for step in new.steps()}
    stops = {
        place: Stop(n, before, after)
        for n, (place, before, after) in enumerate(zip(ids, ["", *ids], [*ids[1:], ""], strict=False), 1)
    }
    return {
        place: Marks(by_place[place], stop, added.get(place) if _is_new(by_place[place]) else None)
        for place, stop in stops.items()
    }


def _is_new(shown: Iterable[Shown]) -> bool:
    return any(one.change.field == "step" and one.change.kind is Kind.ADDED for one in shown)


def _places(new: Document, sections: tuple[ReadSection, ...], lost: dict[str, list[Step]]) -> Iterator[str]:
    """The ids of all places, down the page."""
    yield WHOLE
    yield from (f"gone-{step.key}" for step in lost.get("", ()))
    for number, section in zip(_numbers(sections), new.walk_sections(), strict=True):
        yield f"heading-{number}"
        for step in _with_sub_steps(section.steps):
            yield f"step-{step.key}"
            yield from (f"gone-{one.key}" for one in lost.get(step.key, ()))
    yield SOURCES


def _numbers(sections: Iterable[ReadSection]) -> Iterator[str]:
    return (number for _name, number in _headings(sections))


def _with_sub_steps(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _with_sub_steps(step.steps)


def _around(new: Document, marks: dict[str, Marks]) -> frozenset[str]:
    changed = [place for place in new.walk() if f"step-{place.step.key}" in marks]
    return frozenset(step.key for place in changed for step in (*place.above, place.step))
