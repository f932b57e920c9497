"""The history of a draft as a person reads it: act by act, each change with its words marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Field, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance import editing
from guidance.diff import Fate, Run, words
from guidance.models import Article, Citation, Section, Step
from guidance.queries.history import DELETED, Act

SHOWN_OF_AN_ACT = 40
KINDS = {"article": Article, "section": Section, "step": Step}
WORDINGS = {"clinician": gettext_lazy("for clinicians"), "lay": gettext_lazy("in plain language")}
WORDED = {
    "summary": gettext_lazy("Bottom line"),
    "scope": gettext_lazy("What it does not cover"),
    "get_help": gettext_lazy("When to call for help"),
    "change_note": gettext_lazy("What is new in this edition"),
    "warning": gettext_lazy("Warning"),
    "heading": gettext_lazy("Heading"),
    "text": gettext_lazy("Wording"),
    "applies_when": gettext_lazy("Condition"),
}
PLAIN = {
    "title": gettext_lazy("The question"),
    "slug": gettext_lazy("Address"),
    "unplaced": gettext_lazy("Lines that found no place"),
    "next_review_on": gettext_lazy("Next review due"),
    "kind": gettext_lazy("Kind of section"),
    "action": gettext_lazy("Action"),
    "intervention": gettext_lazy("Intervention"),
    "line": gettext_lazy("Line of therapy"),
    "strength": gettext_lazy("Strength"),
    "certainty": gettext_lazy("Certainty"),
    "marker": gettext_lazy("Marker as printed"),
    "confirmed": gettext_lazy("Match of the citation"),
    "quote": gettext_lazy("Quote"),
    "locator": gettext_lazy("Place in the source"),
    "access": gettext_lazy("How the source was read"),
}
PLACE = ("section_id", "parent_id")


@dataclass(frozen=True)
class Difference:
    """What changed in one column; ``column`` is “” where it cannot be put back by itself."""

    name: str
    runs: tuple[Run, ...]
    column: str = ""


@dataclass
class Entry:
    """What an act did to the article, a section, or a step with what it cites.

    ``before`` is the id of the line it can be put back to, and ``revision`` that of the row as it is now: None where
    there is no such line, or no such row any more.
    """

    kind: str
    name: str
    key: UUID | None
    done: str = ""
    why: str = ""
    differences: list[Difference] = field(default_factory=list)
    before: int | None = None
    revision: int | None = None

    def __bool__(self) -> bool:
        return bool(self.done or self.why or self.differences)

    @property
    def may_be_put_back(self) -> bool:
        return bool(self.differences) and self.before is not None and self.revision is not None


@dataclass
class Told:
    """One act: who, when, what; ``more`` is how many of its entries are not shown."""

    at: datetime
    by: str
    entries: list[Entry]
    more: int


def tell(
    acts: Iterable[Act],
    lines: Iterable[Any],
    *,
    steps: Mapping[int, tuple[UUID, str]],
    sources: Mapping[int, str],
    revisions: Mapping[tuple[str, Any], int],
) -> list[Told]:
    """The acts in their order, but for those of which nothing is to be told.

    ``steps`` by id and ``sources`` by id name what lines speak of; ``revisions`` are those of the rows that are there,
    by their kind and id (of a step: its key).
    """
    teller = _Teller(steps, sources, revisions)
    for line in lines:
        teller.take(line)
    return [told for act in acts if (told := teller.told(act))]


class _Teller:
    def __init__(self, steps, sources, revisions) -> None:
        self.steps, self.sources, self.revisions = steps, sources, revisions
        self.entries: dict[Act, dict[object, Entry]] = {}
        self.people: dict[Act, str] = {}

    def take(self, line) -> None:
        act = (line.history_date, line.history_user_id)
        self.people[act] = line.history_user.get_username() if line.history_user else ""
        if (model := line.instance_type) is Citation:
            self._entry(act, "step", line.step_id).differences += self._of_citation(line)
        else:
            kind = next(kind for kind, one in KINDS.items() if one is model)
            entry = self._entry(act, kind, line.id, line)
            entry.done, entry.why = str(_done(line)), line.history_change_reason or ""
            if line.before is not None and line.history_type == "~":
                entry.before = line.before.history_id
                entry.differences[:0] = _differences(line, editing.restorable(model))

    def _entry(self, act: Act, kind: str, pk: int, line=None) -> Entry:
        entries = self.entries.setdefault(act, {})
        if (kind, pk) not in entries:
            key, name = self._named(kind, pk, line)
            revision = self.revisions.get((kind, key if kind == "step" else pk))
            entries[kind, pk] = Entry(kind, name, key, revision=revision)
        return entries[kind, pk]

    def _named(self, kind: str, pk: int, line) -> tuple[UUID | None, str]:
        if kind == "step":
            key, text = self.steps.get(pk, (None, ""))
            return key, line.text_clinician if line is not None else text
        return None, line.heading_clinician if kind == "section" else ""

    def _of_citation(self, line) -> list[Difference]:
        source = self.sources.get(line.reference_id) or f"[{line.marker}]"
        if line.history_type == "~" and line.before is not None:
            was = self.sources.get(line.before.reference_id) or f"[{line.before.marker}]"
            repointed = [Difference(_("Citation"), _whole(was, source))] if was != source else []
            return repointed + [Difference(f"{source}: {one.name}", one.runs) for one in _differences(line, ())]
        fate = Fate.REMOVED if line.history_type == DELETED else Fate.ADDED
        return [Difference(_("Citation"), (Run(fate, source),))]

    def told(self, act: Act) -> Told | None:
        entries = [entry for entry in self.entries.get(act, {}).values() if entry]
        shown = entries[:SHOWN_OF_AN_ACT]
        return Told(act[0], self.people[act], shown, len(entries) - len(shown)) if entries else None


def _done(line) -> str:
    if line.history_type == "+":
        return _("added")
    if line.history_type == DELETED:
        return _("deleted")
    moved = line.before and any(getattr(line, name, None) != getattr(line.before, name, None) for name in PLACE)
    return _("moved") if moved else ""


def _differences(line, restorable: tuple[str, ...]) -> list[Difference]:
    """From the line before it to ``line``, column by column."""
    columns = {column.attname: column for column in line.instance_type._meta.concrete_fields}
    return [
        Difference(name, _runs(columns[attname], getattr(line.before, attname), getattr(line, attname)),
                   attname if attname in restorable else "")
        for attname, name in _names(line.instance_type).items()
        if getattr(line.before, attname) != getattr(line, attname)
    ]  # fmt: skip


def _names(model: type[Model]) -> dict[str, str]:
    """By column, what an editor calls it: “Wording in plain language”."""
    columns = {column.attname for column in model._meta.concrete_fields}
    worded = {f"{stem}_{part}": f"{name} {words}" for stem, name in WORDED.items() for part, words in WORDINGS.items()}
    return {
        column: str(name) for column, name in ({"title": PLAIN["title"]} | worded | PLAIN).items() if column in columns
    }


def _runs(column: Field, old: Any, new: Any) -> tuple[Run, ...]:
    if column.choices or not isinstance(new, str):
        return _whole(_said(column, old), _said(column, new))
    return tuple(words(old, new))


def _whole(old: str, new: str) -> tuple[Run, ...]:
    return tuple(Run(fate, text) for fate, text in ((Fate.REMOVED, old), (Fate.ADDED, new)) if text)


def _said(column: Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("confirmed") if value else _("not confirmed")
    if isinstance(value, date):
        return value.isoformat()
    return str(dict(column.flatchoices).get(value, "" if value is None else value))
