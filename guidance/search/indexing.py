"""What is approved is put where search looks, and taken out when it is approved no longer."""

from collections.abc import Iterable
from dataclasses import asdict

from django.db import connection, transaction

from guidance.documents import Document
from guidance.models import Edition
from guidance.models.search import STANDING, Entry, Name, Passage, Posting, Word
from guidance.search import passages, words

AT_ONCE = 2_000  # rows


def index(edition: Edition) -> None:
    """Let the approved ``edition`` be found, and no earlier one of its article."""
    forget(edition)
    with transaction.atomic():
        add(edition.content, name=str(edition.article.key), edition=edition)


def forget(edition: Edition) -> None:
    """Let nothing of the edition's article be found."""
    Entry.objects.filter(name=str(edition.article.key)).delete()


def prune() -> None:
    """Forget what is approved no longer, and all words: those that something has are learned as it is indexed anew."""
    Entry.objects.exclude(STANDING).delete()
    Word.objects.all().delete()


def clear() -> None:
    """Forget everything."""
    for model in (Posting, Name, Passage, Entry, Word):  # each before what its rows point at: nothing is looked up
        rows = model.objects.all()
        rows._raw_delete(rows.db)


def add(document: Document, *, name: str, edition: Edition | None = None) -> Entry:
    """Make ``document`` found under ``name``."""
    entry = Entry.objects.create(name=name, edition=edition, steps=sum(1 for _ in document.steps()))
    found = list(passages.passages(document))
    rows = Passage.objects.bulk_create([_row(entry, one) for one in found], AT_ONCE)
    _post(
        (one.kind.value, stem, row.pk, weight)
        for one, row in zip(found, rows, strict=True)
        for stem, weight in one.weights.items()
    )
    Name.objects.bulk_create(
        [Name(entry=entry, kind=one.kind.value, stems=one.stems, key=one.key) for one in passages.names(document)]
    )
    _learn(passages.vocabulary(document))
    return entry


def _post(postings: Iterable[tuple[str, str, int, int]]) -> None:
    """Write postings: kind, stem, passage and weight. They are many, and as rows of a model would take four times as
    long.
    """
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO guidance_posting (kind, stem, passage_id, weight) VALUES (%s, %s, %s, %s)", list(postings)
        )


def _row(entry: Entry, passage: passages.Passage) -> Passage:
    return Passage(
        entry=entry,
        kind=passage.kind.value,
        key=passage.key,
        position=passage.position,
        aspects=" ".join(sorted(aspect.value for aspect in passage.aspects)),
        action=passage.action.value,
        strength=passage.strength.value,
        shown={audience.value: asdict(shown) for audience, shown in passage.shown.items()},
    )


def _learn(vocabulary: set[str]) -> None:
    """Keep these words. In one order: of two approvals at once, neither waits for the other while that waits for it."""
    rows = [Word(word=word, stem=words.stem(word)) for word in sorted(vocabulary) if len(word) <= words.LONGEST]
    Word.objects.bulk_create(rows, AT_ONCE, ignore_conflicts=True)
