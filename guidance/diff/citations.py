"""What changed in the sources: which are cited where, and how each is recorded."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from guidance.canonical import dumps
from guidance.diff import weight
from guidance.diff.changes import Change, Kind
from guidance.diff.names import Names
from guidance.documents import Citation, Document, Reference, Step
from guidance.vocabularies import Standing

UNRELIABLE = {Standing.CONCERN, Standing.SUPERSEDED, Standing.RETRACTED}


class Sources:
    """The references of both documents, each old one beside the new one that is the same source.

    The same is what has the same key, or else the same DOI, PMID or record.
    """

    def __init__(self, old: Document, new: Document) -> None:
        self.old = {reference.key: reference for reference in old.references}
        self.new = {reference.key: reference for reference in new.references}
        self.same = _same(self.old, self.new)  # the new key of an old one

    def source(self, key: str | None) -> str | None:
        """The key by which a source is known in both documents; None of one that is in neither."""
        key = self.same.get(key or "", key)
        return key if key in self.new or key in self.old else None

    def name(self, citation: Citation) -> str:
        """The source's title, or what the page printed of it."""
        reference = self.new.get(citation.reference or "") or self.old.get(citation.reference or "")
        return (reference.title if reference else "") or f"[{citation.marker or '?'}]"

    def changes(self, known: Names) -> Iterator[Change]:
        """What changed in the list of references; their order is that of the text, and no change."""
        came_from = {new: old for old, new in self.same.items()}
        for key, reference in self.new.items():
            if key in came_from:
                for change in _recorded(self.old[came_from[key]], reference, known):
                    yield replace(change, about=reference.title)
            else:
                yield Change(None, "reference", Kind.ADDED, new=_shown(reference))
        for key, reference in self.old.items():
            if key not in self.same:
                yield Change(None, "reference", Kind.REMOVED, old=_shown(reference))


def _same(old: Mapping[str, Reference], new: Mapping[str, Reference]) -> dict[str, str]:
    found = {key: key for key in old if key in new}
    others = {mark: key for key, reference in new.items() if key not in found for mark in _marks(reference)}
    for key, reference in old.items():
        other = next((others[mark] for mark in _marks(reference) if mark in others), None)
        if key not in found and other and other not in found.values():
            found[key] = other
    return found


def _marks(reference: Reference) -> Iterator[str]:
    """What else a source can be known by."""
    yield from (f"{name} {value}" for name, value in (("DOI", reference.doi), ("PMID", reference.pmid)) if value)
    yield dumps(reference.csl).decode()


def _shown(reference: Reference) -> str:
    return " · ".join(filter(None, (reference.title, str(reference.year or ""), reference.doi or reference.pmid)))


def _recorded(old: Reference, new: Reference, known: Names) -> Iterator[Change]:
    if old.standing is not new.standing:
        matters = bool(UNRELIABLE & {old.standing, new.standing})
        why = f"source {old.standing.label} → {new.standing.label}".lower() if matters else ""
        yield Change(None, "reference.standing", Kind.CHANGED, matters, why, old.standing.value, new.standing.value)
    if old.superseded_by != new.superseded_by:
        yield Change(None, "reference.superseded_by", Kind.CHANGED, old=old.superseded_by, new=new.superseded_by)
    if old.kind is not new.kind:
        why = f"{old.kind.label} → {new.kind.label}".lower()
        yield Change(None, "reference.kind", Kind.CHANGED, True, why, old.kind.value, new.kind.value)
    if old.in_house is not new.in_house:
        yield Change(None, "reference.in_house", Kind.CHANGED, old=str(old.in_house), new=str(new.in_house))
    if dumps(old.csl) != dumps(new.csl):
        why = _why_recorded(old, new, known)
        yield Change(None, "reference", Kind.CHANGED, bool(why), why, *_differing(old.csl, new.csl))


def _why_recorded(old: Reference, new: Reference, known: Names) -> str:
    """An identifier that came or went says more or less of the same source; one that changed says another."""
    for name, one, other in (("DOI", old.doi, new.doi), ("PMID", old.pmid, new.pmid), ("year", old.year, new.year)):
        if one and other and one != other:
            return f"{name} {one} → {other}"
    return weight.why(old.title, new.title, known)


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, str]:
    """What the two records do not share, as text."""
    names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    return _fields(old, names), _fields(new, names)


def _fields(csl: Mapping[str, Any], names: list[str]) -> str:
    shown = (
        (name, csl[name] if isinstance(csl[name], str) else dumps(csl[name]).decode()) for name in names if name in csl
    )
    return "; ".join(f"{name}: {value}" for name, value in shown)


def recited(old: Step, new: Step, sources: Sources, known: Names) -> Iterator[Change]:
    """What changed in a step's citations; their order is none."""
    lost, gained, kept = _paired(old, new, sources)
    for one, other in kept:
        for change in _recited(new.key, one, other, known):
            yield replace(change, about=sources.name(other))
    for one, other in zip(lost, gained, strict=False):
        names = (sources.name(one), sources.name(other))
        yield Change(new.key, "citations", Kind.RECITED, True, _why_elsewhere(other, sources), *names)
    for one in lost[len(gained) :]:
        yield Change(new.key, "citations", Kind.REMOVED, True, "citation dropped", old=sources.name(one))
    for other in gained[len(lost) :]:
        yield Change(new.key, "citations", Kind.ADDED, True, "citation added", new=sources.name(other))


def _why_elsewhere(citation: Citation, sources: Sources) -> str:
    return f"citation points at {'nothing' if sources.new.get(citation.reference or '') is None else 'another source'}"


Paired = tuple[list[Citation], list[Citation], list[tuple[Citation, Citation]]]


def _paired(old: Step, new: Step, sources: Sources) -> Paired:
    """The citations that went, those that came, and those that stayed; equal ones are paired first."""
    left: defaultdict[tuple[str | None, str], list[Citation]] = defaultdict(list)
    for one in old.citations:
        left[_identity(one, sources.old, sources)].append(one)
    gained, kept = [], []
    for other in new.citations:
        before = left[_identity(other, sources.new, sources)]
        if before:
            alike = next((n for n, one in enumerate(before) if _says(one) == _says(other)), 0)
            kept.append((before.pop(alike), other))
        else:
            gained.append(other)
    return [one for ones in left.values() for one in ones], gained, kept


def _identity(citation: Citation, references: Mapping[str, Reference], sources: Sources) -> tuple[str | None, str]:
    """The source that is cited; of a citation that points at nothing, what the page printed."""
    key = citation.reference if citation.reference in references else None
    return (sources.source(key), "") if key else (None, citation.marker)


def _says(citation: Citation) -> tuple[str, str]:
    return citation.quote, citation.locator


def _recited(step: str, old: Citation, new: Citation, known: Names) -> Iterator[Change]:
    if old.quote != new.quote:
        done = "changed" if old.quote and new.quote else "added" if new.quote else "dropped"
        matters = " ".join(old.quote.split()) != " ".join(new.quote.split())
        why = f"quote {done}" if matters else ""
        yield Change(step, "citations.quote", Kind.RECITED, matters, why, old.quote, new.quote)
    if old.locator != new.locator:
        why = weight.why(old.locator, new.locator, known)
        yield Change(step, "citations.locator", Kind.RECITED, bool(why), why, old.locator, new.locator)
    if old.access is not new.access:
        yield Change(step, "citations.access", Kind.RECITED, old=old.access.label, new=new.access.label)
    if old.confirmed is not new.confirmed:
        shown = [("confirmed" if one.confirmed else "not confirmed") for one in (old, new)]
        yield Change(step, "citations.confirmed", Kind.RECITED, old=shown[0], new=shown[1])
    if old.marker != new.marker and not new.reference:
        yield Change(step, "citations.marker", Kind.RECITED, old=old.marker, new=new.marker)
