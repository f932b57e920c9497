"""What one audience reads otherwise from one document to the next."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guidance.audiences import Audience
from guidance.diff import Change, Fate, Kind, Run, words
from guidance.diff.places import Path, matched, spots
from guidance.documents import Document
from guidance.personalization import Reading, ReadSection, ReadStep, Said, personalize

WHOLE = ("summary", "scope", "get_help")
# Of a statement and of the lists below the text: what a reader is shown, beside the wordings.
FACTS = ("action", "line", "strength", "certainty", "citations", "parent", "section", "position")
OF_SOURCES = ("reference", "reference.standing", "reference.superseded_by", "reference.kind", "reference.in_house")
OF_TERMS = ("term", "term.term", "term.plain_name", "term.definition")


@dataclass(frozen=True)
class Passage:
    """A text that reads otherwise, by the name it has in a Document; ``runs`` say how."""

    field: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Statement:
    """A step that was put in, taken out or changed, in its words; one taken out has the number it had.

    ``facts`` are what else changed of it: where it stands, its grades, the sources it cites.
    """

    step: ReadStep
    kind: Kind
    condition: tuple[Run, ...]
    text: tuple[Run, ...]
    facts: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A section in which something changed; ``kind`` is None of one that stays, with ``heading`` as it reads now."""

    number: str
    heading: tuple[Run, ...]
    kind: Kind | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Revision:
    """All that reads otherwise, in the order of the page."""

    audience: Audience
    whole: tuple[Passage, ...]
    chapters: tuple[Chapter, ...]
    sources: tuple[Change, ...]
    terms: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.whole or self.chapters or self.sources or self.terms)

    def count(self, kind: Kind) -> int:
        """How many statements were ``kind``."""
        return sum(one.kind is kind for chapter in self.chapters for one in chapter.statements)

    @property
    def added(self) -> int:
        return self.count(Kind.ADDED)

    @property
    def removed(self) -> int:
        return self.count(Kind.REMOVED)

    @property
    def changed(self) -> int:
        """Statements that stay, and read or stand otherwise."""
        return sum(len(chapter.statements) for chapter in self.chapters) - self.added - self.removed


def revise(old: Document, new: Document, audience: Audience, changes: Iterable[Change]) -> Revision:
    """``changes`` are those from ``old`` to ``new``; what ``audience`` does not meet is left out."""
    here, there, changes = personalize(old, audience), personalize(new, audience), tuple(changes)
    reviser = _Reviser(here, there, changes, matched(spots(old), spots(new)))
    return Revision(
        audience=audience,
        whole=tuple(_whole(here, there)),
        chapters=tuple(reviser.chapters()),
        sources=tuple(change for change in changes if change.field in OF_SOURCES),
        terms=tuple(change for change in changes if change.field in OF_TERMS),
    )


def _whole(here: Reading, there: Reading) -> Iterator[Passage]:
    if here.title != there.title:
        yield Passage("title", tuple(words(here.title, there.title)))
    for field in WHOLE:
        old, new = getattr(here, field), getattr(there, field)
        if old.text != new.text:
            yield Passage(field, _runs(old, new))


def _runs(old: Said, new: Said) -> tuple[Run, ...]:
    return tuple(words(old.text, new.text))


class _Reviser:
    """Two readings, with what is looked up again and again. ``came_from``: the old path of a new section."""

    def __init__(self, here: Reading, there: Reading, changes: Iterable[Change], came_from: dict[Path, Path]) -> None:
        self.old, self.new = dict(_by_path(here)), dict(_by_path(there))
        self.before = {step.key: step for step in here.walk()}
        self.home = {step.key: path for path, section in self.new.items() for step in _steps(section.steps)}
        self.came_from, self.went_to = came_from, {old: new for new, old in came_from.items()}
        self.facts: defaultdict[str | None, list[Change]] = defaultdict(list)
        for change in changes:
            if change.field in FACTS:
                self.facts[change.step].append(change)
        self.gone = self._gone()

    def chapters(self) -> Iterator[Chapter]:
        for path, section in self.new.items():
            old = self.old[self.came_from[path]] if path in self.came_from else None
            chapter = self._chapter(path, old, section)
            if chapter.statements or chapter.kind or not _is_same(chapter.heading):
                yield chapter
        for path, section in self.old.items():
            if path not in self.went_to:
                heading = (Run(Fate.REMOVED, section.heading.text),)
                yield Chapter(section.number, heading, Kind.REMOVED, tuple(map(_removed, self.gone[path, ""])))

    def _chapter(self, path: Path, old: ReadSection | None, new: ReadSection) -> Chapter:
        heading = _runs(old.heading, new.heading) if old else (Run(Fate.ADDED, new.heading.text),)
        return Chapter(new.number, heading, None if old else Kind.ADDED, tuple(self._statements(path, new)))

    def _statements(self, path: Path, section: ReadSection) -> Iterator[Statement]:
        """Those of a new section, each followed by those that stood after it and went."""
        came_from = self.came_from.get(path, ())
        yield from map(_removed, self.gone[came_from, ""])
        for step in _steps(section.steps):
            if statement := self._statement(step):
                yield statement
            yield from map(_removed, self.gone[came_from, step.key])

    def _statement(self, step: ReadStep) -> Statement | None:
        if step.key not in self.before:
            return Statement(step, Kind.ADDED, *_whole_step(step, Fate.ADDED))
        old, facts = self.before[step.key], tuple(self.facts[step.key])
        condition, text = _runs(old.applies_when, step.applies_when), _runs(old.text, step.text)
        if not _is_same(condition) or not _is_same(text):
            return Statement(step, Kind.REWORDED, condition, text, facts)
        kinds = {change.kind for change in facts}
        kind = Kind.MOVED if kinds == {Kind.MOVED} else Kind.CHANGED
        return Statement(step, kind, condition, text, facts) if facts else None

    def _gone(self) -> defaultdict[tuple[Path, str], list[ReadStep]]:
        """The steps that went: by the old path of their section and the key of the last step before them that is
        still in it, “” at its beginning.
        """
        found: defaultdict[tuple[Path, str], list[ReadStep]] = defaultdict(list)
        for path, section in self.old.items():
            last = ""
            for step in _steps(section.steps):
                if step.key not in self.home:
                    found[path, last].append(step)
                elif self.home[step.key] == self.went_to.get(path):
                    last = step.key
        return found


def _by_path(reading: Reading) -> Iterator[tuple[Path, ReadSection]]:
    for n, section in enumerate(reading.sections):
        yield (n,), section
        for m, child in enumerate(section.sections):
            yield (n, m), child


def _steps(steps: Iterable[ReadStep]) -> Iterator[ReadStep]:
    """Those of one section, each before its sub-steps."""
    for step in steps:
        yield step
        yield from _steps(step.steps)


def _is_same(runs: Iterable[Run]) -> bool:
    return all(run.fate is Fate.EQUAL for run in runs)


def _removed(step: ReadStep) -> Statement:
    return Statement(step, Kind.REMOVED, *_whole_step(step, Fate.REMOVED))


def _whole_step(step: ReadStep, fate: Fate) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Its condition and its text, all of one fate."""
    condition, text = (tuple(Run(fate, said.text) for said in (one,) if said) for one in (step.applies_when, step.text))
    return condition, text
