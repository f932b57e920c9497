"""Say how well search answers questions whose answers are known, in other people's documents.

They take the place of what is approved, in a transaction that is rolled back.
"""

import json as spelled
import time
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from guidance.management import acting
from guidance.models import Entry, Passage
from guidance.search import finding, indexing, judging, ranking
from guidance.search.judging import Judged

LARGEST = 500_000_000  # bytes of a corpus
RELEVANT = {"article": "relevant", "section": "relevant_sections"}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--corpus", metavar="FILE", required=True, help="Documents, one in JSON a line.")
        parser.add_argument("--questions", metavar="FILE", required=True, help="Questions, one in JSON a line.")
        parser.add_argument("--unit", choices=RELEVANT, default="article", help="What a question is answered by.")
        parser.add_argument("--group", help="Only questions of this group.")
        acting.add_json(parser)

    def handle(self, *, corpus: str, questions: str, unit: str, group: str | None, json: bool, **_options) -> None:
        records = list(_records(corpus))
        asked = [
            _judged(record, unit, questions) for record in _records(questions) if group in (None, record.get("group"))
        ]
        with transaction.atomic():
            _take_in(records, corpus)
            said = _measured([question for question in asked if question.answers], unit)
            transaction.set_rollback(True)
        if json:
            acting.print_json(self, said)
        else:
            acting.print_text(self, "\n".join(f"{name:<10} {value:g}" for name, value in said.items()))


def _records(name: str) -> Iterator[dict[str, Any]]:
    """The objects in the file, a line each."""
    for number, line in enumerate(acting.read_file(name, largest=LARGEST).splitlines(), 1):
        if line.strip():
            try:
                record = spelled.loads(line)
            except ValueError as error:
                raise _unreadable(name, number) from error
            if not isinstance(record, dict):
                raise _unreadable(name, number)
            yield record


def _unreadable(name: str, number: int) -> CommandError:
    return CommandError(f"{name}, line {number}: this is no JSON object.", returncode=acting.UNREADABLE)


def _judged(record: dict[str, Any], unit: str, name: str) -> Judged:
    try:
        return Judged(str(record["text"]), dict(record[RELEVANT[unit]]))
    except (KeyError, TypeError, ValueError) as error:
        raise CommandError(
            f"{name}: a question must have “text” and “{RELEVANT[unit]}”.", returncode=acting.UNREADABLE
        ) from error


def _take_in(records: list[dict[str, Any]], name: str) -> None:
    indexing.clear()
    for record in records:
        try:
            called, document = str(record["id"]), judging.document(record)
        except (KeyError, TypeError, AttributeError) as error:
            raise CommandError(
                f"{name}: a document must have “id”, “title” and “sections” with “sid” and “text”.",
                returncode=acting.UNREADABLE,
            ) from error
        indexing.add(document, name=called)


def _measured(asked: list[Judged], unit: str) -> dict[str, float]:
    found, times = [], []
    for question in asked:
        begin = time.perf_counter()
        names = _articles(question.text) if unit == "article" else _sections(question.text)
        times.append(1000 * (time.perf_counter() - begin))
        found.append((question, names))
    times.sort()
    return {"questions": len(found), **judging.measure(found), "p50_ms": _at(times, 0.5), "p95_ms": _at(times, 0.95)}


def _at(times: list[float], share: float) -> float:
    """The time that this share of them does not pass, in milliseconds."""
    return round(times[min(int(share * len(times)), len(times) - 1)], 1) if times else 0.0


def _articles(text: str) -> list[str]:
    best = [one.entry for one in finding.find(text).articles[: judging.DEPTH]]
    names = dict(Entry.objects.filter(pk__in=best).values_list("pk", "name"))
    return [names[pk] for pk in best]


def _sections(text: str) -> list[str]:
    best = [one.pk for one, _ in ranking.passages(finding.find(text).articles)[: judging.DEPTH]]
    keys = dict(Passage.objects.filter(pk__in=best).values_list("pk", "key"))
    return [keys[pk] for pk in best]
