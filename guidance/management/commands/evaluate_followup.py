"""Say how well questions are answered, and how well those without an answer are refused.

A set of questions, one in JSON a line: asked of what is approved here, or with --corpus of other people's documents.
"""

import json as spelled
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.followup import answer, asking, evaluation, finding, retrieve, safety
from guidance.followup.corpus import Corpus, passages_of
from guidance.followup.evaluation import Result
from guidance.management import acting

LARGEST = 500_000_000  # bytes of a corpus
UNITS = {"section": "relevant_sections", "article": "relevant"}
Record = Mapping[str, Any]
Found = tuple[list[str], bool]  # keys, best first, and whether it is answered


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help="Questions about what is approved here.")
        parser.add_argument("--corpus", metavar="FILE", help="Documents to ask instead.")
        parser.add_argument("--questions", metavar="FILE", help="Questions about the corpus.")
        parser.add_argument("--unit", choices=UNITS, default="section", help="What a corpus answers a question by.")
        acting.add_json(parser)

    def handle(self, *, file, corpus, questions, unit, json, **_options) -> None:
        if not (name := questions or file) or (questions and not corpus):
            raise CommandError("Name a file of questions, or --corpus and --questions.")
        records = list(_records(name))
        with acting.refusing(name, Unfit):
            said = evaluation.measured(_of_corpus(records, corpus, unit) if corpus else _of_site(records))
        if json:
            acting.print_json(self, said)
        else:
            acting.print_text(self, "\n".join(f"{name:<18} {value:g}" for name, value in said.items()))


class Unfit(ValueError):
    """A record lacks what it needs."""


def _records(name: str) -> Iterator[Record]:
    for number, line in enumerate(acting.read_file(name, largest=LARGEST).splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = spelled.loads(line)
        except ValueError:
            record = None
        if not isinstance(record, dict):
            raise CommandError(f"{name}, line {number}: this is no JSON object.", returncode=acting.UNREADABLE)
        yield record


def _of_corpus(records: list[Record], name: str, unit: str) -> list[Result]:
    with acting.refusing(name, Unfit):
        try:
            corpus = Corpus(passage for record in _records(name) for passage in passages_of(record))
        except (KeyError, TypeError, AttributeError) as error:
            raise Unfit("a document must have “id”, “title” and “sections” with “sid” and “text”.") from error
    held = {passage.key for passage in corpus.passages} | {passage.article for passage in corpus.passages}

    def ask(text: str) -> Found:
        asked = asking.asked(text)
        ranked = retrieve.rank(asked, corpus.candidates(asked), corpus.every)
        decided = answer.decide(asked, ranked, threshold=settings.LEUKO_ANSWER_THRESHOLD)
        found = (one.passage.key if unit == "section" else one.passage.article for one in ranked)
        return list(dict.fromkeys(found)), bool(decided.statements)

    return [_result(record, UNITS[unit], held, ask) for record in records]


def _result(record: Record, field: str, held: set[str], ask: Callable[[str], Found]) -> Result:
    """Unless it says so itself, a question is answerable where what answers it is among the documents."""
    text, relevant = _text(record), _grades(record.get(field))
    anywhere = {**_grades(record.get("relevant")), **_grades(record.get("relevant_sections"))}
    answerable = bool(record.get("answerable", held & anywhere.keys()))
    begin = time.perf_counter()
    found, answered = ask(text)
    return Result(
        {key: grade for key, grade in relevant.items() if key in held},
        found,
        answerable,
        answered,
        1000 * (time.perf_counter() - begin),
    )


def _text(record: Record) -> str:
    if not isinstance(text := record.get("question", record.get("text")), str):
        raise Unfit("a question must have “question” or “text”.")
    return text


def _grades(relevant: Any) -> dict[str, int]:
    """By key, how well it answers; a plain list is of what answers well."""
    if isinstance(relevant, Mapping):
        return {str(key): int(grade) for key, grade in relevant.items()}
    return {str(key): 3 for key in relevant or ()}


def _of_site(records: list[Record]) -> list[Result]:
    return [_asked_of_site(record) for record in records]


def _asked_of_site(record: Record) -> Result:
    """What is relevant may be steps, by key, or whole articles, by slug."""
    text, article, relevant = _text(record), str(record.get("article") or ""), _grades(record.get("relevant"))
    begin = time.perf_counter()
    declined = answer.decline(concerns := safety.concerns(text))
    ground = finding.survey(text, at_hand=article)
    decided = declined or finding.decide(ground, concerns=concerns, at_hand=article)
    ms = 1000 * (time.perf_counter() - begin)
    passages = (one.passage for one in ground.ranked)
    found = (one.article if one.article in relevant else one.key for one in passages)
    answerable = bool(record.get("answerable", relevant))
    return Result(relevant, list(dict.fromkeys(found)), answerable, bool(decided.statements), ms)
