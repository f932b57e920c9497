"""Which articles a name leads to: that of a condition, a medicine, an examination."""

import re
from functools import reduce
from operator import and_, or_

from django.db.models import Q

from guidance import canonical, documents
from guidance.documents import Document, has_word
from guidance.models import Edition
from guidance.queries.glossary import term_values, terms
from guidance.queries.readers import live_editions
from guidance.references.words import folded

LONGEST = 200
TAIL = re.compile(r"(?<=\S)\s*\([^()]*\)\s*$")  # records name things so: Toxic leukoencephalopathy (disorder)
SMALL = {"a", "an", "and", "by", "due", "for", "in", "of", "on", "or", "the", "to", "with"}
RUN = re.compile("[a-z0-9]+")


def live_about(name: str) -> list[Edition]:
    """The live editions whose question names it, or one of its synonyms in the glossary; where there is none, those
    whose question has all its words; else those that name it in their bottom line or a heading; else those that have
    its words, several, in question, bottom line and headings together. By slug; 2 queries."""
    name = TAIL.sub("", canonical.clean(name[:LONGEST])).strip()
    words = {word for word in re.findall(r"\w+", name.casefold()) if word not in SMALL}
    if not words:
        return []
    meant = _meant(name)
    ranked = [(_farness(edition.content, meant, words), edition) for edition in _likely(meant, words)]
    least = min((far for far, _ in ranked if far is not None), default=None)
    return [edition for far, edition in ranked if far is not None and far == least]


def _meant(name: str) -> documents.Term:
    """All names of what is called ``name``, as one term: what is a short form, or all in capitals, is met as it stands,
    so that ALL is found where leukaemia is meant, and nowhere else."""
    known = [value for value in term_values(terms()) if folded(name) in map(folded, _names(value))]
    every = dict.fromkeys([name, *(other for value in known for other in _names(value))])
    short = {one for value in known for one in value.abbreviations} | {one for one in every if one.isupper()}
    return documents.Term("", "", tuple(one for one in every if one in short), tuple(every.keys() - short))


def _names(value: documents.Term) -> list[str]:
    return [name for name in (value.term, *value.abbreviations, *value.synonyms, value.plain_name) if name]


def _likely(meant: documents.Term, words: set[str]) -> list[Edition]:
    """Those that have one of the names, or all the words, somewhere: no other need be read."""
    names = [_holds(RUN.findall(name.casefold())) for name in (*meant.abbreviations, *meant.synonyms)]
    return list(live_editions().filter(reduce(or_, names) | _holds(_runs(words))).order_by("article__slug"))


def _runs(words: set[str]) -> list[str]:
    return [run for word in sorted(words) for run in RUN.findall(word)]


def _holds(runs: list[str]) -> Q:
    """Plain letters, which every database finds in the same texts; everything, where there are none."""
    return reduce(and_, (Q(document__icontains=run) for run in runs), Q(document__icontains=""))


def _farness(document: Document, meant: documents.Term, words: set[str]) -> int | None:
    if meant.occurs_in(document.title):
        return 0
    if all(has_word(document.title.casefold(), word) for word in words):
        return 1
    wordings = [document.summary, *(section.heading for section in document.walk_sections())]
    said = [text for one in wordings for text in (one.clinician, one.lay)]
    if any(map(meant.occurs_in, said)):
        return 2
    whole = "\n".join([document.title, *said]).casefold()
    return 3 if len(words) > 1 and all(has_word(whole, word) for word in words) else None
