"""Which of the candidate passages answer a question, best first: BM25 over weighted fields, then what it is about
and what it asks.

Pure over given candidates: whoever fetches them says how many passages hold each word, and of how many.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from guidance.followup.asking import FRAME_STEMS, Ask, Asked, asks, stems

# How much a word weighs in each field, and how much a long field counts against it.
FIELDS = {"names": (3.0, 0.3), "headings": (1.0, 0.3), "context": (1.0, 0.5), "text": (1.0, 0.7)}
SATURATION = 1.2
CALLED = 0.6  # of the weight of a name that a question must hold to have called it
ABOUT, ASKS, TELLS, OPENS, AT_HAND = 2.0, 0.8, 0.5, 0.3, 0.5  # what each adds, of the score
OPENING = 4  # words
FRAMING = 0.15  # of the weight of a word that says what is asked, not what about


@dataclass(frozen=True)
class Passage:
    """A statement, or a section of another's document, as it is searched.

    ``names`` are what its article and its headings call its subject, with their other names; ``context`` the steps
    above it and its condition; ``told`` what it is known to tell, whatever its words;
    ``above`` the keys of the steps that are quoted with it; ``left_out`` what its article says that it leaves out.
    """

    key: str
    article: str
    names: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    context: str = ""
    text: str = ""
    told: frozenset[Ask] = frozenset()
    above: tuple[str, ...] = ()
    left_out: str = ""

    @cached_property
    def counts(self) -> dict[str, Counter[str]]:
        """How often each stem stands in each field."""
        texts = {"names": " ".join(self.names), "headings": " ".join(self.headings)}
        texts |= {"context": self.context, "text": self.text}
        return {name: Counter(stems(text)) for name, text in texts.items()}

    @cached_property
    def held(self) -> frozenset[str]:
        return frozenset().union(*self.counts.values())

    @cached_property
    def excluded(self) -> frozenset[str]:
        return frozenset(stems(self.left_out)) - self.held

    @cached_property
    def opening(self) -> frozenset[str]:
        """The stems of its first words, which say what it speaks of."""
        return frozenset(stem for line in self.text.split("\n") for stem in stems(" ".join(line.split()[:OPENING])))

    @cached_property
    def named(self) -> tuple[frozenset[str], ...]:
        """The stems of each of its names, without what names of all subjects share."""
        every = (frozenset(stems(name)) for name in self.names)
        return tuple(dict.fromkeys(about for name in every if (about := name - FRAME_STEMS or name)))

    @cached_property
    def announced(self) -> frozenset[Ask]:
        return self.told.union(*(asks(heading) for heading in self.headings))

    def mentioned(self, asks: frozenset[Ask]) -> frozenset[Ask]:
        """Which of these its words tell."""
        return frozenset(ask for ask in asks if ask in MENTIONED and MENTIONED[ask].search(self.folded))

    @cached_property
    def folded(self) -> str:
        return f"{self.context} {self.text}".casefold()


# By these words a statement tells it.
MENTIONS = {
    Ask.TREATMENT: r"\btreat|therap|\bgiven\b|\bstart",
    Ask.FALLBACK: r"not respond|no response|fail|despite|refractory|still detectable|does not improve",
    Ask.STOPPING: r"\bstop|withh[oe]ld|discontinu|held back|\bend ",
    Ask.MONITORING: r"monitor|follow[- ]?up|repeat|check|measure",
    Ask.DIAGNOSIS: r"diagnos|\btests?\b|biops|confirm|rule .{0,12}out|detect",
    Ask.SYMPTOMS: r"symptom|\bsigns?\b|headache|seizure|weakness",
    Ask.CAUSES: r"\bcaus|arises?\b|starts? when|due to|result(?:s|ing)? (?:in|from)|linked to|associated with"
    r"|because|trigger|infection (?:of|by)|usually .{0,20}after",
    Ask.RISK: r"\brisk|more (?:likely|common)|whose immun|suscept|almost always",
    Ask.PREVENTION: r"prevent|avoid|protect",
    Ask.OUTLOOK: r"surviv|prognos|recover|outcome|lasting|permanent|\balive|revers|death|fatal|outlook",
    Ask.HARMS: r"side[- ]effect|adverse|complication|harm|toxic|\brisk|disab|death|\bdied|worse",
    Ask.DURATION: r"\b(?:days?|weeks?|months?|years?|hours?)\b",
    Ask.DOSE: r"\d ?(?:mg|g|mcg|micrograms?|milligrams?|ml|units?|mmol)\b",
    Ask.FREQUENCY: r"\d[\d,]* (?:in|per|of) \d|prevalen|inciden|\brare\b|common|people worldwide|cases",
    Ask.INHERITANCE: r"inherit|recessive|dominant|runs? in famil|hereditary|genetic",
    Ask.GENES: r"\bgene\b|mutation|chromosom",
    Ask.RESEARCH: r"research|trial|stud(?:y|ies)",
    Ask.STAGES: r"\bstages?\b",
    Ask.COST: r"\bcosts?\b|price",
    Ask.LIVING: r"\bdiet|\bfood|support group|caregiver|school|exercise|work",
}
MENTIONED = {ask: re.compile(pattern) for ask, pattern in MENTIONS.items()}


@dataclass(frozen=True)
class Frequencies:
    """Of ``passages`` in all, how many hold each stem."""

    passages: int
    holding: Mapping[str, int] = field(default_factory=dict)

    def weight(self, stem: str) -> float:
        """How much a word tells: most where nothing published holds it."""
        held = self.holding.get(stem, 0)
        return math.log(1 + (max(self.passages - held, 0) + 0.5) / (held + 0.5))

    def weigh(self, stems: Iterable[str]) -> float:
        return sum(self.weight(stem) for stem in stems)


@dataclass(frozen=True)
class Ranked:
    """``about`` is how much of the question's subject the passage's names call, ``covered`` how much of it stands in
    the passage anywhere; both from 0 to 1. ``tells`` where it tells what was asked.
    """

    passage: Passage
    score: float
    about: float
    covered: float
    tells: bool


def rank(asked: Asked, candidates: Sequence[Passage], frequencies: Frequencies, *, at_hand: str = "") -> list[Ranked]:
    """The candidates, best first; those of the article ``at_hand`` are preferred, and equals stand by key."""
    lengths = _lengths(candidates)
    ranked = [_ranked(asked, passage, frequencies, lengths, at_hand) for passage in candidates]
    return sorted(ranked, key=lambda one: (-one.score, one.passage.key))


def _lengths(candidates: Sequence[Passage]) -> dict[str, float]:
    """The mean number of words in each field, at least one."""
    count = max(len(candidates), 1)
    return {name: max(sum(passage.counts[name].total() for passage in candidates) / count, 1.0) for name in FIELDS}


def _ranked(
    asked: Asked, passage: Passage, frequencies: Frequencies, lengths: Mapping[str, float], at_hand: str
) -> Ranked:
    words = sum(
        (1.0 if stem in asked.subject else FRAMING) * frequencies.weight(stem) * tf / (SATURATION + tf)
        for stem in sorted(asked.words)
        if (tf := _occurrence(stem, passage, lengths))
    )
    about = _about(asked.subject, passage, frequencies)
    covered = _share(asked.subject, asked.subject & passage.held, frequencies)
    announced, mentioned = (
        bool(asked.asks & passage.announced),
        len(passage.mentioned(asked.asks)) / max(len(asked.asks), 1),
    )
    here = bool(at_hand) and passage.article == at_hand
    opens = bool(asked.subject & passage.opening)
    score = (words + here) * (1 + ABOUT * about) * (1 + ASKS * announced + TELLS * mentioned)
    score *= (1 + OPENS * opens) * (1 + AT_HAND * here)
    return Ranked(passage, score, about, covered, _tells(asked, passage))


def _tells(asked: Asked, passage: Passage) -> bool:
    """True where it may tell what was asked, and its article does not say that it leaves this out."""
    told = passage.announced | passage.mentioned(asked.strict | asked.exact)
    if asked.numbered - passage.held:
        return False
    if asked.subject & passage.excluded or (asked.exact and not asked.exact <= told):
        return False
    return not asked.strict or bool(asked.strict & told)


def _occurrence(stem: str, passage: Passage, lengths: Mapping[str, float]) -> float:
    """How often the word stands in the passage, by the weight and the length of each field."""
    return sum(
        weight * count / (1 - slope + slope * passage.counts[name].total() / lengths[name])
        for name, (weight, slope) in FIELDS.items()
        if (count := passage.counts[name][stem])
    )


def _about(subject: frozenset[str], passage: Passage, frequencies: Frequencies) -> float:
    """The share of the question's subject that is called by names of the passage's subject."""
    called = (name for name in passage.named if _share(name, name & subject, frequencies) >= CALLED)
    return _share(subject, subject & frozenset().union(*called), frequencies)


def _share(whole: frozenset[str], part: frozenset[str], frequencies: Frequencies) -> float:
    weight = frequencies.weigh(whole)
    return frequencies.weigh(part) / weight if weight else 0.0
