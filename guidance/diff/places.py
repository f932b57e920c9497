"""Where things stand in two documents, and which sections of them are the same.

A section has no key: it is the one that holds the same steps, or else the one of the same name.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from guidance.documents import Document, Section, Step

Path = tuple[int, ...]  # a section's place among its neighbours, after its parent's


@dataclass(frozen=True)
class Spot:
    """A section with its path and the one above it."""

    path: Path
    section: Section
    parent: Section | None = None

    @property
    def name(self) -> str:
        """The headings that lead to it."""
        above = f"{self.parent.heading.clinician} › " if self.parent else ""
        return above + self.section.heading.clinician


def spots(document: Document) -> dict[Path, Spot]:
    """Every section by its path, in reading order."""
    found: dict[Path, Spot] = {}
    for n, section in enumerate(document.sections):
        found[n,] = Spot((n,), section)
        for m, child in enumerate(section.sections):
            found[n, m] = Spot((n, m), child, section)
    return found


def matched(old: dict[Path, Spot], new: dict[Path, Spot]) -> dict[Path, Path]:
    """The old path of each section of ``new`` that was there already."""
    found: dict[Path, Path] = {}
    taken: set[Path] = set()
    for new_path, old_path in _candidates(old, new):
        if new_path not in found and old_path not in taken:
            found[new_path] = old_path
            taken.add(old_path)
    return found


def _candidates(old: dict[Path, Spot], new: dict[Path, Spot]) -> Iterator[tuple[Path, Path]]:
    """Pairs of a new and an old path, the likeliest first: by the steps they share, by name, by place."""
    shared = _shared(old, new)
    yield from sorted(shared, key=lambda pair: (-shared[pair], _name(new, pair[0]) != _name(old, pair[1]), pair))
    named: dict[tuple[bool, str], list[Path]] = {}
    for path in old:
        named.setdefault((len(path) > 1, _name(old, path)), []).append(path)
    for deep in (True, False):
        yield from (
            (path, other) for path in new for other in named.get(((len(path) > 1) is deep, _name(new, path)), ())
        )
    yield from ((path, path) for path in new if path in old and _is_bare(old[path]) and _is_bare(new[path]))


def _shared(old: dict[Path, Spot], new: dict[Path, Spot]) -> Counter[tuple[Path, Path]]:
    """How many steps each pair of sections has in common; a parent's children count for it half."""
    before = _homes(old)
    found: Counter[tuple[Path, Path]] = Counter()
    for path, spot in new.items():
        for step in spot.section.steps:
            if home := before.get(step.key):
                found[path, home] += 2
                if len(path) > 1 and len(home) > 1:
                    found[path[:1], home[:1]] += 1
    return found


def _homes(of: dict[Path, Spot]) -> dict[str, Path]:
    return {step.key: path for path, spot in of.items() for step in spot.section.steps}


def _name(of: dict[Path, Spot], path: Path) -> str:
    return of[path].section.heading.clinician


def _is_bare(spot: Spot) -> bool:
    return not spot.section.steps and not spot.section.sections


@dataclass(frozen=True)
class Stand:
    """A step with what it stands in: a section's path, and under another step that one."""

    step: Step
    path: Path
    parent: Step | None
    place: int  # in reading order


def stands(document: Document) -> dict[str, Stand]:
    """Every step by its key, in reading order."""
    paths = {id(spot.section): path for path, spot in spots(document).items()}
    return {
        place.step.key: Stand(place.step, paths[id(place.sections[-1])], place.above[-1] if place.above else None, n)
        for n, place in enumerate(document.walk())
    }
