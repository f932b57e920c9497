"""What a word that weighs is about, and how the tables of such words are read.

A line of a table is one meaning and the ways to say it. What follows “~” is soft: it weighs only where it is exchanged
for another meaning of its kind (“can” for “should”), not where it comes or goes. “*” stands for any of ENDINGS.
"""

from collections.abc import Iterator
from typing import NamedTuple

from guidance.language.spelling import fold
from guidance.vocabularies import Vocabulary


class About(Vocabulary):
    """What a word that weighs is about. The label is what a reason calls it, where it calls it anything."""

    NUMBER = "number"
    UNIT = "unit"
    TIME = "time", "unit"
    FORM = "form"
    ORDER = "order"
    NEGATION = "negation"
    COMPARISON = "comparison"
    PLACE = "place"
    DIRECTION = "direction"
    LEVEL = "level"
    FREQUENCY = "frequency"
    TIMING = "timing"
    STRENGTH = "strength"
    HOW_OFTEN = "how often"
    URGENCY = "urgency"
    ACTION = "action"
    ROUTE = "route"
    PEOPLE = "people"
    SEVERITY = "severity"
    QUANTITY = "quantity"
    SIDE = "side"
    COURSE = "course"
    RESULT = "result"
    SETTING = "setting"
    OUTCOME = "outcome"
    RESPONSE = "response"
    EFFECT = "effect"
    FORCE = "force"
    SPEED = "speed"
    CHOICE = "choice"
    CAUSE = "cause"
    VESSEL = "vessel"
    PRESSURE = "pressure"
    MONTH = "month"
    NAME = "name", "drug"
    CONDITION = "condition"
    PROPER = "proper name"


class Meaning(NamedTuple):
    about: About
    value: str
    is_firm: bool = True


ENDINGS = ["", "e", "es", "s", "ed", "d", "ing", "ion", "ions", "tion", "tions", "ation", "ations", "ly"]


def lines(table: str) -> Iterator[tuple[str, str]]:
    for line in filter(None, map(str.strip, table.splitlines())):
        value, _, phrases = line.partition(": ")
        for phrase in phrases.split(", "):
            yield value, phrase


def spelled(phrase: str) -> Iterator[tuple[str, ...]]:
    """The phrase as folded words, once for each ending that “*” may stand for."""
    for ending in ENDINGS if phrase.endswith("*") else [""]:
        yield tuple(fold(word) for word in (phrase.removesuffix("*") + ending).split())
