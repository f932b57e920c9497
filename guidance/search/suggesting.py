"""What somebody may have meant to type, or be about to."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from guidance.language.spelling import distance
from guidance.models import Passage, Word
from guidance.search import candidates, ranking, words
from guidance.search.ranking import Question
from guidance.vocabularies import PassageKind

SHORTEST = 4  # letters of a word that is guessed at: of a shorter one, too much is near
LONG = 8  # from so many letters on, two slips are allowed
NEAREST = 5  # guesses that are looked at
COMPLETIONS, TITLES = 20, 6  # words that the last one may become; titles suggested


def meant(text: str, unknown: Collection[str]) -> str:
    """``text`` with each word of an ``unknown`` stem as the nearest word that something approved has, or one that it
    begins; “” where there is none for any. A guess to be offered: nobody's drug is ever swapped.
    """
    typed = list(dict.fromkeys(word for word in words.spoken(text) if words.stem(word) in unknown))
    guesses = {word: guess for word in typed if (guess := _nearest(word))}
    if not guesses:
        return ""
    return words.WORD.sub(lambda found: guesses.get(found.group().casefold(), found.group()), text)


def _nearest(word: str) -> str:
    if len(word) < SHORTEST or not word.isalpha():
        return ""
    most = 2 if len(word) >= LONG else 1
    alike = Q(word__startswith=word[:2]) | Q(word__endswith=word[-3:])
    near = [
        (far, other)
        for other in Word.objects.filter(alike).order_by("word").values_list("word", flat=True)
        if abs(len(other) - len(word)) <= most and (far := distance(word, other, most)) <= most
    ]
    begun = Word.objects.filter(word__startswith=word).order_by("word").values_list("word", flat=True)[:NEAREST]
    guesses = [other for _, other in sorted(near)[:NEAREST]] + list(begun)
    known = _known(guesses)
    return next((other for other in guesses if words.stem(other) in known), "")


def _known(guesses: Iterable[str]) -> set[str]:
    """The stems of those of the words that something approved has."""
    return set(_holding([words.stem(one) for one in guesses]))


def _holding(stems: Collection[str]) -> candidates.Holding:
    return candidates.holding(stems, [PassageKind.ARTICLE])[PassageKind.ARTICLE]


def suggestions(typed: str) -> list[str]:
    """The titles of approved articles that have all the words typed, the last as the beginning of one; best first."""
    *whole, last = words.spoken(typed) or [""]
    if not last:
        return []
    begun = Word.objects.filter(word__startswith=last).order_by("word").values_list("stem", flat=True)[:COMPLETIONS]
    question = Question("", tuple(dict.fromkeys([*map(words.stem, whole), *begun])), frozenset())
    holding = _holding(question.stems)
    rarities = ranking.rarities(question, holding, candidates.totals()[PassageKind.ARTICLE])
    best = [pk for pk, _, held in candidates.scores(PassageKind.ARTICLE, rarities, most=TITLES) if held > len(whole)]
    return _titles(best)


def _titles(passages: list[int]) -> list[str]:
    rows = Passage.objects.select_related("entry__edition").in_bulk(passages)
    standing = candidates.standing({row.entry_id for row in rows.values()})
    shown = [rows[pk] for pk in passages if pk in rows and rows[pk].entry_id in standing]
    return list(dict.fromkeys(row.shown["clinician"]["heading"] for row in shown))
