"""Which steps and sections stand elsewhere, though they are the same."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from guidance.diff import alignment, weight
from guidance.diff.changes import Change, Kind
from guidance.diff.names import Names
from guidance.diff.places import Path, Spot, Stand

LONGEST = 60  # characters of a neighbour's text
Home = tuple[str, object]  # what holds a step: another step's key, or a section


class Moves:
    """Where the kept steps and sections stood and stand. ``sections`` gives the old path of a new one."""

    def __init__(
        self,
        spots: tuple[dict[Path, Spot], dict[Path, Spot]],
        stands: tuple[dict[str, Stand], dict[str, Stand]],
        sections: Mapping[Path, Path],
    ) -> None:
        self.spots, self.stands, self.sections = spots, stands, sections
        came = {old: new for new, old in sections.items()}
        self.homes = (
            {key: _home(stand, came) for key, stand in stands[0].items()},
            {key: _home(stand, {path: path for path in spots[1]}) for key, stand in stands[1].items()},
        )
        self.displaced = self._displaced()
        self.displaced_sections = self._displaced_sections()

    def _displaced(self) -> set[str]:
        """The kept steps that stand in another order in what held them before."""
        before, after = _held(self.homes[0]), _held(self.homes[1])
        return {key for home in after for key in alignment.moved(before[home], after[home])}

    def step(self, key: str, known: Names) -> Iterator[Change]:
        """How a step that is in both documents moved, if it did."""
        old, new = self.stands[0][key], self.stands[1][key]
        if self.homes[0][key] != self.homes[1][key]:
            under_step = old.parent or new.parent
            here, there = self._context(0, old), self._context(1, new)
            why = weight.why(here, there, known)
            field = "parent" if under_step else "section"
            yield Change(key, field, Kind.MOVED, bool(why), f"now under: {why}" if why else "", here, there)
        elif key in self.displaced:
            yield Change(key, "position", Kind.MOVED, old=self._neighbour(0, key), new=self._neighbour(1, key))

    def _context(self, which: int, stand: Stand) -> str:
        """The headings, and the step, under which a step is read."""
        name = self.spots[which][stand.path].name
        return f"{name} › {stand.parent.text.clinician}" if stand.parent else name

    def _neighbour(self, which: int, key: str) -> str:
        stand = self.stands[which][key]
        held = stand.parent.steps if stand.parent else self.spots[which][stand.path].section.steps
        n = next(n for n, step in enumerate(held) if step.key == key)
        return f"after “{held[n - 1].text.clinician[:LONGEST]}”" if n else "first"

    def section(self, path: Path) -> Iterator[Change]:
        """How the section at ``path`` in the new document moved, if it did."""
        if path in self.displaced_sections or self._above(path) != self.sections[path][:-1]:
            names = (self.spots[0][self.sections[path]].name, self.spots[1][path].name)
            yield Change(None, "heading", Kind.MOVED, False, "", *names, about=names[1])

    def _above(self, path: Path) -> Path | None:
        """The old path of what is above a new section; None where that is new itself."""
        return self.sections.get(path[:-1]) if len(path) > 1 else ()

    def _displaced_sections(self) -> set[Path]:
        held: dict[Path, list[Path]] = defaultdict(list)
        for path, old in self.sections.items():
            if self._above(path) == old[:-1]:
                held[path[:-1]].append(path)
        found = set()
        for paths in held.values():
            after = [self.sections[path] for path in sorted(paths)]
            astray = alignment.moved(sorted(after), after)
            found |= {path for path in paths if self.sections[path] in astray}
        return found


def _home(stand: Stand, paths: Mapping[Path, Path]) -> Home:
    if stand.parent:
        return "step", stand.parent.key
    return ("section", paths[stand.path]) if stand.path in paths else ("gone", stand.path)


def _held(homes: Mapping[str, Home]) -> dict[Home, list[str]]:
    found: dict[Home, list[str]] = defaultdict(list)
    for key, home in homes.items():
        found[home].append(key)
    return found
