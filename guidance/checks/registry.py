"""What a check is, and ``run``, which asks them all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from guidance import canonical
from guidance.documents import Acceptance, Document, Step
from guidance.vocabularies import Vocabulary


class Level(Vocabulary):
    ERROR = "error"  # the document may not be submitted
    WARNING = "warning"  # should be mended, or accepted with a reason
    HINT = "hint"  # could be better


@dataclass(frozen=True)
class Finding:
    """What a check says of a document; ``step`` is a key, None where it is about no one step.

    ``accepted`` is the editor's reason to let it stand. ``source`` is the key of the reference it is about.
    """

    code: str
    level: Level
    message: str
    step: str | None = None
    accepted: str = ""
    source: str = ""


@dataclass(frozen=True)
class Targets:
    """What the house wants of its documents: the names it publishes under, the reading grade of lay wordings."""

    house_names: tuple[str, ...] = ()
    grade: int = 8


Check = Callable[[Document, Targets], Iterator[Finding]]

CHECKS: list[Check] = []


def register(check: Check) -> Check:
    """Decorates a check, so that ``run`` asks it."""
    CHECKS.append(check)
    return check


def run(document: Document, targets: Targets = Targets()) -> list[Finding]:
    """All findings: errors, then warnings, then hints; within a level in reading order, of no step first.

    A warning or hint that the document accepts is marked with the reason; an error cannot be accepted.
    """
    place = {step.key: n for n, step in enumerate(document.steps(), 1)}
    found = [finding for check in CHECKS for finding in check(document, targets)]
    found.sort(key=lambda finding: (LEVELS[finding.level], place.get(finding.step or "", 0)))
    return list(_with_acceptances(found, document))


LEVELS = {level: n for n, level in enumerate(Level)}


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that keep a document from being submitted."""
    return [finding for finding in findings if finding.level is Level.ERROR]


def open_warnings(findings: Iterable[Finding]) -> list[Finding]:
    """What is more than a hint, and was not accepted."""
    return [finding for finding in findings if finding.level is not Level.HINT and not finding.accepted]


def as_json(finding: Finding) -> dict[str, str | None]:
    """A finding as the commands print it."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "step": finding.step,
        "message": finding.message,
    }


def words(document: Document, step: str | None = None, source: str = "") -> str:
    """The digest of what a finding is accepted for: a step's words, or those of the document as a whole; and the key
    of the source, where it is about one.

    Once they change, the acceptance lapses. KeyError where the document has no such step.
    """
    return _digest(_words_now(document)[step or ""], source)


def standing(acceptances: Iterable[Acceptance], document: Document) -> tuple[Acceptance, ...]:
    """Those that were given for what the document still says."""
    now = _words_now(document)
    sources = ("", *(reference.key for reference in document.references))
    return tuple(
        one
        for one in acceptances
        if one.step in now and one.words in {_digest(now[one.step], source) for source in sources}
    )


def _words_of(document: Document) -> tuple[str, ...]:
    wordings = (document.summary, document.scope, document.get_help)
    return (document.title, *(text for wording in wordings for text in (wording.clinician, wording.lay)))


def _words_of_step(step: Step) -> tuple[str, ...]:
    return tuple(text for wording in (step.text, step.applies_when) for text in (wording.clinician, wording.lay))


def _digest(texts: tuple[str, ...], source: str = "") -> str:
    return canonical.digest(canonical.dumps((*texts, source) if source else texts))


def _with_acceptances(findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
    reasons = {(given.code, given.step, given.words): given.reason for given in document.acceptances}
    now = _words_now(document) if reasons else {}
    for finding in findings:
        step = finding.step or ""
        words = _digest(now[step], finding.source) if step in now else ""
        reason = reasons.get((finding.code, step, words))
        yield replace(finding, accepted=reason) if reason and finding.level is not Level.ERROR else finding


def _words_now(document: Document) -> dict[str, tuple[str, ...]]:
    return {"": _words_of(document), **{step.key: _words_of_step(step) for step in document.steps()}}
