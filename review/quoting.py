"""What comments speak of: the words of a step, or of a document as a whole, and what became of them in a later one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guidance.canonical import clean
from guidance.documents import Document, Step, Wording
from guidance.rules import NotAllowed
from guidance.vocabularies import Vocabulary

WHOLE = ""  # the key of no step: what is said of the document as a whole


class Since(Vocabulary):
    """What has become of the passage a comment speaks of, in a later document."""

    SAME = "same", "unchanged since"
    GROUNDS = "grounds", "its sources or grading have changed since"  # and not its words
    CHANGED = "changed", "the words have changed since"
    GONE = "gone", "the words it quotes are no longer there"
    NO_STEP = "no-step", "this step is no longer there"

    @property
    def has_changed(self) -> bool:
        return self is not Since.SAME


@dataclass(frozen=True)
class Passage:
    """``wordings``: its texts, for clinicians and for lay readers; ``also``: what may be quoted beside them.

    ``grounds`` is the step without its words and without its sub-steps, which are passages of their own.
    """

    wordings: tuple[tuple[str, str], ...]
    also: tuple[str, ...] = ()
    grounds: Step | None = None

    def holds(self, quoted: str) -> bool:
        """Whether one of its texts has all of ``quoted`` in it, however the white space of either runs."""
        words = normal(quoted)
        return not words or any(words in text for text in self._texts())

    def _texts(self) -> Iterator[str]:
        for both in self.wordings:
            yield from map(normal, both)
        yield from map(normal, self.also)


def passages(document: Document) -> dict[str, Passage]:
    """By step key, what comments on ``document`` may speak of; under WHOLE what stands above its sections."""
    top = (document.summary, document.scope, document.get_help)
    note = document.change_note  # another in each edition, so that it is never what has changed
    whole = Passage(tuple(map(_both, top)), (document.title, *_both(note)))
    return {WHOLE: whole} | {step.key: _passage(step) for step in document.steps()}


def _passage(step: Step) -> Passage:
    """A page runs the condition into the statement, so both may be quoted at once."""
    texts, conditions = _both(step.text), _both(step.applies_when)
    run_in = [f"{when.rstrip(' .,;:')}: {text}" for when, text in zip(conditions, texts, strict=True) if when]
    return Passage((texts, conditions), tuple(run_in), replace(step, text=Wording(), applies_when=Wording(), steps=()))


def _both(wording: Wording) -> tuple[str, str]:
    return wording.clinician, wording.lay


def normal(text: str) -> str:
    """``text`` as it may be stored, on one line, each run of white space as one space."""
    return " ".join(clean(text).split())


def check_quoted(quoted: str, document: Document, step: str) -> None:
    """``quoted`` must stand in the step of that key, or in the document as a whole; “” always does."""
    passage = passages(document).get(step)
    if passage is None:
        raise NotAllowed("This edition has no such step.")
    if not passage.holds(quoted):
        raise NotAllowed("These words do not stand there. Copy them from the text as they are, or leave them out.")


def since(quoted: str, old: Passage, new: Passage | None) -> Since:
    """What has become of ``old``, of which a comment perhaps quotes some words; ``new`` is None where it is gone."""
    if new is None:
        return Since.NO_STEP
    if not new.holds(quoted):
        return Since.GONE
    if old.wordings != new.wordings:
        return Since.CHANGED
    return Since.GROUNDS if old.grounds != new.grounds else Since.SAME
