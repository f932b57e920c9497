"""What changed from one document to the next."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from guidance.diff import citations, grades, names, places, weight
from guidance.diff.changes import Change, Kind
from guidance.diff.moves import Moves
from guidance.diff.names import Names
from guidance.diff.places import Path
from guidance.documents import Document, Step, Term, Wording

SHORT = {"heading"}  # a heading that is new says nothing by itself: the steps under it are listed


def diff(old: Document, new: Document) -> list[Change]:
    """Every change, those that matter first, each lot in reading order; [] where both say the same.

    Steps are known by their key, references by key or identifier, sections by what they hold. What only stands
    elsewhere is listed as moved, once; the order of references, which is that of the text, is no change.
    """
    return sorted(_Comparison(old, new).changes(), key=lambda change: not change.matters)


class _Comparison:
    """Two documents, with what is looked up again and again."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old, self.new = old, new
        self.known = names.of(old, new)
        self.sources = citations.Sources(old, new)
        self.spots = (places.spots(old), places.spots(new))
        self.stands = (places.stands(old), places.stands(new))
        self.sections = places.matched(*self.spots)
        self.moves = Moves(self.spots, self.stands, self.sections)
        self.removed = self._removed()

    def changes(self) -> Iterator[Change]:
        yield from _retexted(None, "title", self.old.title, self.new.title, self.known)
        for field in ("summary", "scope", "get_help"):
            yield from _reworded(None, field, getattr(self.old, field), getattr(self.new, field), self.known)
        yield from self._body()
        yield from self.sources.changes(self.known)
        yield from _terms(self.old, self.new, self.known)
        yield from _reasons(self.old, self.new)
        for change in _reworded(None, "change_note", self.old.change_note, self.new.change_note, Names()):
            yield Change(None, change.field, change.kind, old=change.old, new=change.new)  # tells of changes: is none

    def _body(self) -> Iterator[Change]:
        steps = defaultdict(list)
        for key, stand in self.stands[1].items():
            steps[stand.path].append(key)
        yield from self.removed[None]
        for path in self.spots[1]:
            yield from self._heading(path)
            for key in steps[path]:
                yield from self._step(key)
                yield from self.removed[key]
        kept = set(self.sections.values())
        for path, spot in self.spots[0].items():
            if path not in kept:
                yield Change(None, "heading", Kind.REMOVED, old=spot.name, about=spot.name)

    def _heading(self, path: Path) -> Iterator[Change]:
        spot = self.spots[1][path]
        if path not in self.sections:
            yield Change(None, "heading", Kind.ADDED, new=spot.name, about=spot.name)
            return
        old, new = self.spots[0][self.sections[path]].section, spot.section
        for change in _reworded(None, "heading", old.heading, new.heading, self.known):
            yield replace(change, about=spot.name)
        if old.kind is not new.kind:
            yield Change(None, "heading.kind", Kind.CHANGED, False, "", old.kind.label, new.kind.label, spot.name)
        yield from self.moves.section(path)

    def _step(self, key: str) -> Iterator[Change]:
        new = self.stands[1][key].step
        if key not in self.stands[0]:
            yield Change(key, "step", Kind.ADDED, True, "step added", new=_shown(new))
            return
        old = self.stands[0][key].step
        yield from self.moves.step(key, self.known)
        for field in ("text", "applies_when"):
            yield from _reworded(key, field, getattr(old, field), getattr(new, field), self.known)
        yield from grades.regraded(old, new, self.known)
        yield from citations.recited(old, new, self.sources, self.known)

    def _removed(self) -> dict[str | None, list[Change]]:
        """The steps that went, each by the last one before it that stayed."""
        found: dict[str | None, list[Change]] = defaultdict(list)
        last = None
        for key, stand in self.stands[0].items():
            if key in self.stands[1]:
                last = key
            else:
                found[last].append(Change(key, "step", Kind.REMOVED, True, "step removed", old=_shown(stand.step)))
        return found


def _shown(step: Step) -> str:
    return step.text.clinician or step.text.lay


def _reworded(step: str | None, field: str, old: Wording, new: Wording, known: Names) -> Iterator[Change]:
    """What changed in either wording; a lay one left as it was may have gone out of date."""
    yield from _retexted(step, f"{field}.clinician", old.clinician, new.clinician, known)
    yield from _retexted(step, f"{field}.lay", old.lay, new.lay, known)
    if old.lay == new.lay and old.is_stale is not new.is_stale:
        shown = ["out of date" if wording.is_stale else "up to date" for wording in (old, new)]
        yield Change(step, f"{field}.lay", Kind.CHANGED, False, "", *shown)


def _retexted(step: str | None, field: str, old: str, new: str, known: Names) -> Iterator[Change]:
    if old == new:
        return
    kind = Kind.REWORDED if old and new else Kind.ADDED if new else Kind.REMOVED
    why = weight.why(old, new, known)
    if kind is not Kind.REWORDED and field.partition(".")[0] not in SHORT:
        why = f"wording {'added' if new else 'removed'}"
    yield Change(step, field, kind, bool(why), why, old, new)


def _terms(old: Document, new: Document, known: Names) -> Iterator[Change]:
    before, after = {term.key: term for term in old.terms}, {term.key: term for term in new.terms}
    for key, term in after.items():
        if key in before:
            yield from (replace(change, about=term.term) for change in _redefined(before[key], term, known))
        else:
            yield Change(None, "term", Kind.ADDED, new=term.term)
    yield from (Change(None, "term", Kind.REMOVED, old=term.term) for key, term in before.items() if key not in after)


def _redefined(old: Term, new: Term, known: Names) -> Iterator[Change]:
    yield from _retexted(None, "term.definition", old.definition, new.definition, known)
    for field in ("term", "plain_name"):
        here, there = getattr(old, field), getattr(new, field)
        if here != there:
            yield Change(None, f"term.{field}", Kind.CHANGED, old=here, new=there)
    for field in ("abbreviations", "synonyms"):
        here, there = getattr(old, field), getattr(new, field)
        if sorted(here) != sorted(there):
            yield Change(None, f"term.{field}", Kind.CHANGED, old=", ".join(here), new=", ".join(there))


def _reasons(old: Document, new: Document) -> Iterator[Change]:
    """Findings that were accepted, or no longer are."""
    for one in new.acceptances:
        if one not in old.acceptances:
            yield Change(one.step or None, "acceptance", Kind.ADDED, new=f"{one.code}: {one.reason}")
    for one in old.acceptances:
        if one not in new.acceptances:
            yield Change(one.step or None, "acceptance", Kind.REMOVED, old=f"{one.code}: {one.reason}")
