"""A change as a person reads it: in words, and with its words marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.diff import Change, Fate, Kind, Run, words
from guidance.documents import Step
from guidance.vocabularies import Action, Certainty, ReferenceKind, Standing, Strength

CONTEXT, LONGEST = 6, 40  # words: kept around a change where it is listed, and of what was put in or taken out
NAMES = {
    "title": gettext_lazy("The question"),
    "summary": gettext_lazy("Bottom line"),
    "scope": gettext_lazy("What it does not cover"),
    "get_help": gettext_lazy("When to call for help"),
    "change_note": gettext_lazy("What is new in this edition"),
    "heading": gettext_lazy("Heading"),
    "heading.kind": gettext_lazy("Kind of section"),
    "text": gettext_lazy("Wording"),
    "applies_when": gettext_lazy("Condition"),
    "step": gettext_lazy("Whole step"),
    "parent": gettext_lazy("Place"),
    "section": gettext_lazy("Place"),
    "position": gettext_lazy("Place"),
    "action": gettext_lazy("Action"),
    "intervention": gettext_lazy("Intervention"),
    "line": gettext_lazy("Line of therapy"),
    "strength": gettext_lazy("Strength"),
    "certainty": gettext_lazy("Certainty"),
    "citations": gettext_lazy("Citation"),
    "citations.quote": gettext_lazy("Quote"),
    "citations.locator": gettext_lazy("Place in the source"),
    "citations.access": gettext_lazy("How the source was read"),
    "citations.confirmed": gettext_lazy("Match of the citation"),
    "citations.marker": gettext_lazy("Marker as printed"),
    "reference": gettext_lazy("Source"),
    "reference.standing": gettext_lazy("Standing of the source"),
    "reference.superseded_by": gettext_lazy("What replaces the source"),
    "reference.kind": gettext_lazy("Kind of source"),
    "reference.in_house": gettext_lazy("Published by ourselves"),
    "term": gettext_lazy("Glossary term"),
    "term.definition": gettext_lazy("Definition"),
    "term.term": gettext_lazy("Glossary term"),
    "term.plain_name": gettext_lazy("Plain name"),
    "term.abbreviations": gettext_lazy("Abbreviations"),
    "term.synonyms": gettext_lazy("Synonyms"),
    "acceptance": gettext_lazy("Accepted finding"),
}
WORDINGS = {"clinician": gettext_lazy("for clinicians"), "lay": gettext_lazy("in plain language")}
DONE = {
    Kind.ADDED: gettext_lazy("added"),
    Kind.REMOVED: gettext_lazy("removed"),
    Kind.MOVED: gettext_lazy("moved"),
    Kind.REWORDED: gettext_lazy("reworded"),
    Kind.REGRADED: gettext_lazy("regraded"),
    Kind.RECITED: gettext_lazy("re-cited"),
    Kind.CHANGED: gettext_lazy("changed"),
}
VOCABULARIES = {
    "action": Action,
    "strength": Strength,
    "certainty": Certainty,
    "reference.kind": ReferenceKind,
    "reference.standing": Standing,
}
# Running text, of which the words that changed are marked; of anything else the whole is.
PROSE = {"title", "summary", "scope", "get_help", "change_note", "text", "applies_when", "heading"}
PROSE |= {"intervention", "citations.quote", "citations.locator", "term.definition"}


@dataclass(frozen=True)
class Shown:
    """A Change as a person reads it. ``href`` leads to the place on the page; ``runs`` are its words in full."""

    change: Change
    place: str
    href: str
    runs: tuple[Run, ...]

    @property
    def name(self) -> str:
        """What it is about: “Wording in plain language”, “Quote”."""
        stem, _dot, wording = self.change.field.rpartition(".")
        if wording in WORDINGS and self.change.field not in NAMES:
            return f"{NAMES[stem]} {WORDINGS[wording]}"
        return str(NAMES.get(self.change.field, self.change.field))

    @property
    def done(self) -> str:
        return str(DONE[self.change.kind])

    @property
    def excerpt(self) -> tuple[Run, ...]:
        """The runs with what stayed, and what is long, cut to a few words."""
        last = len(self.runs) - 1
        return tuple(Run(run.fate, _cut(run, n == 0, n == last)) for n, run in enumerate(self.runs))


def _cut(run: Run, is_first: bool, is_last: bool) -> str:
    pieces = run.text.split()
    if run.fate is not Fate.EQUAL:
        return run.text if len(pieces) <= LONGEST else " ".join([*pieces[:LONGEST], "… "])
    before, after = 0 if is_first else CONTEXT, 0 if is_last else CONTEXT
    if len(pieces) <= before + after:
        return run.text
    return " ".join([*pieces[:before], "…", *pieces[len(pieces) - after :]]) + (" " if after else "")


def runs(change: Change) -> tuple[Run, ...]:
    old, new = _valued(change, change.old), _valued(change, change.new)
    stem, _dot, wording = change.field.rpartition(".")
    is_said = change.kind is not Kind.CHANGED or wording not in WORDINGS  # not “up to date”, of a lay wording
    if is_said and (change.field in PROSE or (wording in WORDINGS and stem in PROSE)):
        return tuple(words(old, new))
    return tuple(Run(fate, text) for fate, text in ((Fate.REMOVED, old), (Fate.ADDED, new)) if text)


def _valued(change: Change, value: str) -> str:
    """A value of a vocabulary as its label."""
    if change.field in VOCABULARIES:
        return str(VOCABULARIES[change.field](value).label)
    if change.field == "reference.in_house":
        return _("yes") if value == "True" else _("no")
    return value


@dataclass(frozen=True)
class Stop:
    """A place where something changed, with the ids of the ones before and after it, “” at either end."""

    number: int
    before: str
    after: str


@dataclass(frozen=True)
class Marks:
    """What changed in one place, and how its texts are marked."""

    shown: Sequence[Shown]
    stop: Stop
    step: Step | None = None  # where it was added as a whole

    @property
    def done(self) -> str:
        """“reworded, re-cited”: each once."""
        return ", ".join(dict.fromkeys(map(_done_here, self.shown)))

    @property
    def whys(self) -> list[str]:
        return list(dict.fromkeys(one.change.why for one in self.shown if one.change.matters))

    @property
    def texts(self) -> dict[str, tuple[Run, ...]]:
        """The runs of each text that is marked where it stands, by its field with “_” for the dot."""
        if self.step:
            return {
                f"{name}_{wording}": (Run(Fate.ADDED, text),)
                for name in ("text", "applies_when")
                for wording in WORDINGS
                if (text := getattr(getattr(self.step, name), wording))
            }
        return {one.change.field.replace(".", "_"): one.runs for one in self.shown if _is_marked(one.change)}

    @property
    def lines(self) -> list[Shown]:
        """What is said beside the text, for it does not stand in it."""
        return [one for one in self.shown if not _is_marked(one.change) and one.change.field != "step"]


def _is_marked(change: Change) -> bool:
    """True of a text whose words are marked where they stand."""
    name, _dot, wording = change.field.partition(".")
    is_text = name != "heading" and wording in WORDINGS and change.kind is not Kind.CHANGED
    return change.field == "title" or is_text


def _done_here(one: Shown) -> str:
    """A word added to a step rewords it; a citation dropped re-cites it."""
    if one.change.field.startswith("citations"):
        return str(DONE[Kind.RECITED])
    return str(DONE[Kind.REWORDED]) if _is_marked(one.change) else one.done


@dataclass(frozen=True)
class Gone:
    """A step that was taken out, with the number it had."""

    step: Step
    number: str
    marks: Marks

    @property
    def depth(self) -> int:
        return self.number.count(".")
