"""Passages held in memory, with which words stand in which: for question sets over other people's documents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from guidance.followup.asking import Asked
from guidance.followup.retrieve import Frequencies, Passage

MOST = 200  # candidates


class Corpus:
    """Fetches the candidates for a question, as the index of the live editions does for a site."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = list(passages)
        self.holding: defaultdict[str, list[int]] = defaultdict(list)
        for place, passage in enumerate(self.passages):
            for stem in sorted(passage.held):
                self.holding[stem].append(place)

    @cached_property
    def every(self) -> Frequencies:
        return Frequencies(len(self.passages), {stem: len(places) for stem, places in self.holding.items()})

    def candidates(self, asked: Asked) -> list[Passage]:
        """The passages that hold most, by weight, of the question's words."""
        weights: defaultdict[int, float] = defaultdict(float)
        for stem in sorted(asked.words):
            for place in self.holding.get(stem, ()):
                weights[place] += self.every.weight(stem)
        best = sorted(weights, key=lambda place: (-weights[place], place))[:MOST]
        return [self.passages[place] for place in best]


def passages_of(record: Mapping[str, Any]) -> list[Passage]:
    """One document of a question set: a passage for each of its sections."""
    names = (str(record["title"]), *map(str, record.get("synonyms", ())))
    return [
        Passage(
            key=str(section["sid"]),
            article=str(record["id"]),
            names=names,
            headings=(str(section.get("question") or section.get("qtype") or ""),),
            text=str(section["text"]),
        )
        for section in record["sections"]
    ]
