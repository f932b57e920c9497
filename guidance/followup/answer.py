"""Whether the ranked passages answer a question, which of them are shown, and how a statement is quoted."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from guidance.followup.asking import Asked, stems
from guidance.followup.retrieve import Frequencies, Ranked
from guidance.followup.safety import Concern
from guidance.personalization import Reading, ReadSection, ReadStep, Said
from guidance.vocabularies import Outcome

MOST = 5  # statements in an answer
NEAR = 3  # articles named where there is none
IN_STEP = 0.5  # of the best one's score that another needs to be shown beside it
NAMED = 0.25  # how much more it counts that words stand in the passage than that they name its subject
LEFT_OUT = 0.6  # of the question's subject that a scope must name to leave it out


@dataclass(frozen=True)
class Answer:
    """``statements``: the keys of one to five, best first. ``elsewhere`` where none stands in the article asked from.
    ``nearest``: of a refused question, the articles that come closest; first the one that leaves it out, if any.
    """

    outcome: Outcome
    concerns: tuple[Concern, ...] = ()
    statements: tuple[str, ...] = ()
    elsewhere: bool = False
    nearest: tuple[str, ...] = ()


def decline(concerns: Sequence[Concern]) -> Answer | None:
    """The answer to a question that no statement should answer; None where one may.

    What seems to be outside medicine is looked for first: it may be about a subject of ours.
    """
    declining = tuple(concern for concern in concerns if concern.declines and concern is not Concern.OUTSIDE)
    if not declining:
        return None
    urgent = tuple(concern for concern in concerns if concern is Concern.EMERGENCY)
    return Answer(Outcome.DECLINED, (*urgent, *declining))


def decide(
    asked: Asked,
    ranked: Sequence[Ranked],
    *,
    threshold: float,
    concerns: Sequence[Concern] = (),
    at_hand: str = "",
) -> Answer:
    """The statements that answer with at least ``threshold`` confidence, or a refusal with what is near.

    Those of the article ``at_hand`` come first; others only where it has none.
    """
    if Concern.OUTSIDE in concerns and not any(one.about for one in ranked):
        return Answer(Outcome.DECLINED, tuple(concerns))
    concerns = tuple(concern for concern in concerns if concern is not Concern.OUTSIDE)
    sure = [one for one in ranked if confidence(asked, one, at_hand=at_hand) >= threshold]
    here = [one for one in sure if one.passage.article == at_hand]
    chosen = _chosen(here or sure)
    if not chosen:
        return Answer(Outcome.REFUSED, concerns, nearest=nearest(ranked))
    elsewhere = bool(at_hand) and not here
    return Answer(Outcome.ANSWERED, concerns, tuple(one.passage.key for one in chosen), elsewhere)


def sure_of(
    asked: Asked, ranked: Sequence[Ranked], *, threshold: float, at_hand: str = "", most: int = MOST
) -> list[Ranked]:
    """The best ``most`` that answer with enough confidence: of the article at hand, where it has any."""
    sure = [one for one in ranked if confidence(asked, one, at_hand=at_hand) >= threshold]
    return ([one for one in sure if one.passage.article == at_hand] or sure)[:most]


def reordered(answer: "Answer", ranked: Sequence[Ranked], keys: Sequence[str]) -> "Answer":
    """The answer with the statements of these ``keys`` that are among ``ranked``; as it was where none is."""
    offered = {one.passage.key: one for one in ranked}
    chosen = _apart([offered[key] for key in keys if key in offered][:MOST])
    return replace(answer, statements=tuple(one.passage.key for one in chosen)) if chosen else answer


def confidence(asked: Asked, ranked: Ranked, *, at_hand: str = "") -> float:
    """From 0 to 1: how much of what the question is about the passage names and holds; 0 where it does not tell what
    was asked. In the article at hand a question need not name the subject: the article does.
    """
    if not ranked.tells:
        return 0.0
    if at_hand and ranked.passage.article == at_hand:
        return ranked.covered if asked.subject else 1.0
    return float(ranked.about**NAMED * ranked.covered ** (1 - NAMED))


def _chosen(sure: Sequence[Ranked]) -> list[Ranked]:
    """The best, and those nearly as good, without any that another one quotes above itself."""
    close = [one for one in sure if one.score >= IN_STEP * sure[0].score][:MOST]
    return _apart(close)


def _apart(close: Sequence[Ranked]) -> list[Ranked]:
    quoted = {key for one in close for key in one.passage.above}
    return [one for one in close if one.passage.key not in quoted]


def nearest(ranked: Sequence[Ranked]) -> tuple[str, ...]:
    """The articles of the passages that share most with the question."""
    return tuple(dict.fromkeys(one.passage.article for one in ranked if one.covered))[:NEAR]


def left_out(asked: Asked, texts: Mapping[str, str], frequencies: Frequencies) -> str | None:
    """The article that says that it leaves out what is asked, by what each article says so; None where none does."""
    whole = frequencies.weigh(asked.subject)
    for article, text in texts.items():
        if whole and frequencies.weigh(asked.subject & frozenset(stems(text))) / whole >= LEFT_OUT:
            return article
    return None


@dataclass(frozen=True)
class Quoted:
    """A statement as one audience reads it, with the headings and the steps above it, outermost first."""

    headings: tuple[Said, ...]
    above: tuple[ReadStep, ...]
    step: ReadStep

    @property
    def introduces(self) -> bool:
        """True where it says nothing without its sub-steps, which are then quoted too."""
        return self.step.action.makes_claim is False and str(self.step.text).rstrip().endswith(":")


def quote(reading: Reading, keys: Collection[str]) -> dict[str, Quoted]:
    """By key, the statements of ``reading`` that have one of these keys."""
    return {one.step.key: one for one in _all(reading.sections) if one.step.key in keys}


def _all(sections: Sequence[ReadSection], headings: tuple[Said, ...] = ()) -> Iterator[Quoted]:
    for section in sections:
        under = (*headings, section.heading)
        yield from _steps(section.steps, under)
        yield from _all(section.sections, under)


def _steps(steps: Sequence[ReadStep], headings: tuple[Said, ...], above: tuple[ReadStep, ...] = ()) -> Iterator[Quoted]:
    for step in steps:
        yield Quoted(headings, above, step)
        yield from _steps(step.steps, headings, (*above, step))
