"""A Document: all that the board signs, as one frozen value.

Everything that is shown, checked, compared or exported is a function of a Document. It holds no slug, topic,
number, date or person. ``to_json`` gives its canonical bytes, ``digest`` of those is what a sign-off names.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from guidance import canonical
from guidance.audiences import Audience
from guidance.canonical import Malformed, clean, digest
from guidance.vocabularies import Access, Action, Certainty, ReferenceKind, SectionKind, Standing, Strength

__all__ = ["Document", "Malformed", "clean", "digest", "from_json", "to_json"]

FORMAT = 1


@dataclass(frozen=True)
class Wording:
    """One thing said twice: for clinicians, and for lay readers.

    ``basis`` is the digest of the clinician text that the lay one was written against.
    """

    clinician: str = ""
    lay: str = ""
    basis: str = ""

    @classmethod
    def of(cls, clinician: str, lay: str = "") -> "Wording":
        """Both texts, the lay one as written against this very clinician text."""
        clinician, lay = clean(clinician).strip(), clean(lay).strip()
        return cls(clinician, lay, digest(clinician.encode()) if lay else "")

    def __bool__(self) -> bool:
        return bool(self.clinician or self.lay)

    @property
    def is_stale(self) -> bool:
        """True where the clinician text has changed since the lay one was written."""
        return bool(self.lay) and self.basis != digest(self.clinician.encode())

    def rewritten(self, clinician: str, lay: str) -> "Wording":
        """The wording with new texts. A lay text that was written anew is up to date; one left alone is not,
        if the clinician text under it has changed.
        """
        new = Wording.of(clinician, lay)
        return replace(new, basis=self.basis) if new.lay and new.lay == self.lay else new

    def for_audience(self, audience: Audience) -> str:
        return self.lay if audience is Audience.LAY else self.clinician


@dataclass(frozen=True)
class Citation:
    """A step's use of a reference; ``reference`` is a key, None while it points at nothing."""

    reference: str | None = None
    marker: str = ""
    confirmed: bool = True
    quote: str = ""
    locator: str = ""
    access: Access = Access.NOT_RECORDED


@dataclass(frozen=True)
class Step:
    """One treatment statement. ``line`` is its line of therapy, 1 the first."""

    key: str
    text: Wording
    action: Action = Action.UNSAID
    applies_when: Wording = Wording()
    intervention: str = ""
    line: int | None = None
    strength: Strength = Strength.NOT_GRADED
    certainty: Certainty = Certainty.NOT_GRADED
    citations: tuple[Citation, ...] = ()
    steps: tuple["Step", ...] = ()

    @property
    def makes_claim(self) -> bool:
        return self.action.makes_claim


@dataclass(frozen=True)
class Section:
    """A heading with its steps. Its ``sections`` may hold none of their own."""

    heading: Wording
    kind: SectionKind = SectionKind.TREATMENT
    steps: tuple[Step, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True)
class Reference:
    """A source, as CSL-JSON, with its standing as it stood. ``superseded_by`` says by what, in words."""

    key: str
    kind: ReferenceKind
    csl: Mapping[str, Any] = field(default_factory=lambda: canonical.freeze({}))
    in_house: bool = False
    standing: Standing = Standing.CURRENT
    superseded_by: str = ""

    @property
    def title(self) -> str:
        return str(self.csl.get("title", ""))

    @property
    def year(self) -> int | None:
        """The year it was issued, None where the record does not say."""
        try:
            return int(self.csl["issued"]["date-parts"][0][0])
        except (KeyError, IndexError, TypeError, ValueError):
            return None

    @property
    def doi(self) -> str:
        return str(self.csl.get("DOI", ""))

    @property
    def pmid(self) -> str:
        return str(self.csl.get("PMID", ""))


@dataclass(frozen=True)
class Term:
    """A glossary entry as it was signed."""

    key: str
    term: str
    abbreviations: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    plain_name: str = ""
    definition: str = ""

    def occurs_in(self, text: str) -> bool:
        """True where the text uses the term, a synonym (in any case) or an abbreviation (exactly so) as a word."""
        folded = text.casefold()
        names = {name.casefold() for name in (self.term, *self.synonyms) if name}
        return any(has_word(folded, name) for name in names) or any(
            has_word(text, name) for name in self.abbreviations if name
        )


def has_word(text: str, word: str) -> bool:
    """True where ``word``, or its plural in “s” or “es”, stands in ``text`` with no letter or digit on either side."""
    at = text.find(word)
    while at >= 0:
        after = at + len(word)
        ends = (after + len(ending) for ending in ("", "s", "es") if text.startswith(ending, after))
        if not _goes_on(text, at - 1) and any(not _goes_on(text, end) for end in ends):
            return True
        at = text.find(word, at + 1)
    return False


def _goes_on(text: str, at: int) -> bool:
    """True where a letter, a digit or a “_” stands at ``at``."""
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


@dataclass(frozen=True)
class Acceptance:
    """An editor's reason to let a warning or hint stand; ``words`` is the digest of what it was given for."""

    code: str
    reason: str
    step: str = ""
    words: str = ""


@dataclass(frozen=True)
class Place:
    """A step with where it stands: its section (and that one's parent) and the steps above it."""

    step: Step
    sections: tuple[Section, ...]
    above: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Document:
    """All that is signed. ``references`` stand in the order in which the text first cites them."""

    title: str
    summary: Wording = Wording()
    scope: Wording = Wording()
    get_help: Wording = Wording()
    change_note: Wording = Wording()
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    terms: tuple[Term, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()

    def walk_sections(self) -> Iterator[Section]:
        """Every section, a parent before its children."""
        for section in self.sections:
            yield section
            yield from section.sections

    def walk(self) -> Iterator[Place]:
        """Every step in reading order, with where it stands."""
        for section in self.sections:
            yield from _walk_steps(section.steps, (section,))
            for child in section.sections:
                yield from _walk_steps(child.steps, (section, child))

    def steps(self) -> Iterator[Step]:
        return (place.step for place in self.walk())

    def cited(self) -> Iterator[tuple[Step, Citation]]:
        return ((step, citation) for step in self.steps() for citation in step.citations)

    def wordings(self) -> Iterator[tuple[str, Wording]]:
        """Every wording, with the key of the step it belongs to (“” where it belongs to none)."""
        yield from (("", wording) for wording in (self.summary, self.scope, self.get_help, self.change_note))
        yield from (("", section.heading) for section in self.walk_sections())
        for step in self.steps():
            yield step.key, step.text
            yield step.key, step.applies_when

    @property
    def has_lay_wording(self) -> bool:
        return any(wording.lay for _, wording in self.wordings())


def _walk_steps(
    steps: tuple[Step, ...], sections: tuple[Section, ...], above: tuple[Step, ...] = ()
) -> Iterator[Place]:
    for step in steps:
        yield Place(step, sections, above)
        yield from _walk_steps(step.steps, sections, (*above, step))


def to_json(document: Document) -> bytes:
    """The canonical bytes; ValueError where a text holds what may not be stored."""
    return canonical.dumps({"format": FORMAT, **vars(document)})


def from_json(content: bytes | str) -> Document:
    """The document that ``content`` spells, of this format or an older one; Malformed says what is wrong."""
    value = canonical.loads(content)
    if not isinstance(value, dict) or "format" not in value:
        raise Malformed("This is not a leuko document: it has no “format”.")
    try:
        document = canonical.decode(Document, _upgraded(value))
    except RecursionError as error:
        raise Malformed("This is nested too deeply to read.") from error
    _check_keys(document)
    return document


# How a document of each older format becomes one of the next.
UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def _upgraded(value: dict[str, Any]) -> dict[str, Any]:
    number, fields = value["format"], {name: item for name, item in value.items() if name != "format"}
    if type(number) is not int or not (number == FORMAT or number in UPGRADES):
        raise Malformed(f"This document is of format {str(number)[:20]}; only formats up to {FORMAT} can be read.")
    while number < FORMAT:
        fields, number = UPGRADES[number](fields), number + 1
    return fields


def _check_keys(document: Document) -> None:
    if any(child.sections for section in document.sections for child in section.sections):
        raise Malformed("Sections may nest one level only.")
    for things, name in ((document.steps(), "steps"), (document.references, "references"), (document.terms, "terms")):
        keys = [thing.key for thing in things]
        if "" in keys:
            raise Malformed(f"One of the {name} has an empty key.")
        if len(set(keys)) != len(keys):
            raise Malformed(f"Two {name} have the same key.")


def with_standing(document: Document, standing: Mapping[str, tuple[Standing, str]]) -> Document:
    """The document with its references' standing as it is today: shown beside the signed text, never signed."""
    return replace(
        document,
        references=tuple(
            replace(reference, standing=standing[reference.key][0], superseded_by=standing[reference.key][1])
            if reference.key in standing
            else reference
            for reference in document.references
        ),
    )
