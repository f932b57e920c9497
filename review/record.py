"""Whether the record holds: every chain, every digest, and every row that was judged, against what the events tell.

What cannot be shown from the database alone is that a whole tail, events and rows together, was cut off or
written anew: for that, compare ``audit.head`` with a head noted earlier.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction

from guidance import canonical, documents
from guidance import queries as guidance
from guidance.models import Article, Contribution, Edition, EditionReference, SignOff, immutability
from guidance.rules import Stale
from review import audit, rules
from review.models import GUARDS, Assignment, Comment, Event
from review.replay import Story, Told, replay

BY_EDITION = (Assignment, Comment, Contribution, EditionReference, SignOff)


@dataclass(frozen=True)
class Report:
    """How many of each were held against the record, and what does not hold, a sentence each."""

    articles: int
    editions: int
    sign_offs: int
    events: int
    faults: list[str]


def verify() -> Report:
    """The whole record, article by article, each locked while it is read."""
    seen: Counter[type[models.Model]] = Counter()
    found = list(faults(seen))
    return Report(seen[Article], seen[Edition], seen[SignOff], seen[Event], found)


def faults(seen: Counter[type[models.Model]] | None = None) -> Iterator[str]:
    """A sentence for each thing that does not hold; ``seen`` counts the rows looked at."""
    seen = Counter() if seen is None else seen
    for name in immutability.missing(connection, (*immutability.GUARDS, *GUARDS)):
        yield f"The trigger {name} is missing."
    yield from _strays()
    for article in _articles():
        yield from faults_of(article, seen)


def _articles() -> Iterator[Article]:
    """One at a time, so that a large site needs no more memory than a small one."""
    last = 0
    while article := Article.objects.filter(pk__gt=last).order_by("pk").first():
        yield article
        last = article.pk


def _strays() -> Iterator[str]:
    """Rows that hang on nothing, which no walk from an article would meet."""
    for model, name, owner in [(Edition, "article", Article), (Event, "article", Article)] + [
        (model, "edition", Edition) for model in BY_EDITION
    ]:
        lost = model.objects.exclude(**{f"{name}__in": owner.objects.values("pk")}).count()
        if lost:
            yield f"{lost} of the {model._meta.verbose_name_plural} belong to no {name}."


def faults_of(article: Article, seen: Counter[type[models.Model]] | None = None) -> list[str]:
    """What does not hold of one article's record."""
    with transaction.atomic():
        try:
            article = guidance.locked(article)
        except Stale:
            return []  # it was discarded meanwhile, and had no record
        return list(_readable(article.slug, _faults_of(article, Counter() if seen is None else seen)))


def _readable(place: str, faults: Iterator[str]) -> Iterator[str]:
    """``faults``, and a last one where something cannot even be read: a column may hold anything by then."""
    try:
        yield from faults
    except Exception as error:
        yield f"{place}: this cannot be read ({type(error).__name__}: {error})."


def _faults_of(article: Article, seen: Counter[type[models.Model]]) -> Iterator[str]:
    events = list(article.events.order_by("position", "pk"))
    seen.update({Article: 1, Event: len(events)})
    story = replay(events)
    yield from _at(article, None, _of_chain(article, events))
    for number, fault in story.contradictions:
        yield from _at(article, number, iter([fault]))
    yield from _at(article, None, _of_article(article, story))
    for edition in article.editions.select_related("submitted_by").order_by("number", "pk").iterator(1):
        seen[Edition] += 1
        yield from _at(article, edition.number, _of_edition(edition, story.editions.pop(edition.number, None), seen))
    for number in story.editions:
        yield from _at(article, number, iter(["the record tells of this edition, and it is gone"]))


def _at(article: Article, number: int | None, faults: Iterator[str]) -> Iterator[str]:
    """``faults`` as sentences that name the article and, where it is of one, the edition."""
    place = article.slug if number is None else f"{article.slug}, edition {number}"
    return _readable(place, (f"{place}: {fault}." for fault in faults))


def of_head(slug: str, position: int, digest: str) -> Iterator[str]:
    """What of a head of the chain, noted earlier, is no longer so."""
    event = Event.objects.filter(article__slug=slug, position=position).first()
    if event is None:
        yield f"{slug}: event {position} was there once, and is gone."
    elif event.hash != digest:
        yield f"{slug}: event {position} is not the one that was noted."


def _of_chain(article: Article, events: Iterable[Event]) -> Iterator[str]:
    position, previous = 0, ""
    for event in events:
        if event.position != position + 1:
            yield f"the record goes from event {position} to event {event.position}"
        if event.previous != previous:
            yield f"event {event.position} does not follow the one before it"
        if event.hash != audit.hash_of(event, article):
            yield f"event {event.position} is not what was recorded: its hash does not recompute"
        position, previous = event.position, event.hash


def _of_article(article: Article, story: Story) -> Iterator[str]:
    yield from _differences(article, story.article)
    if article.warning != story.warning:
        yield "its warning is not the one that the record tells"


def _of_edition(edition: Edition, told: Told | None, seen: Counter[type[models.Model]]) -> Iterator[str]:
    yield from _of_text(edition)
    if told is None:
        yield "the record does not tell of this edition"
        return
    yield from _differences(edition, told.edition)
    yield from _of_approval(edition, told)
    if edition.comments.exclude(thread=None).exclude(thread__edition__article=edition.article_id).exists():
        yield "a comment on it answers one on another article"
    for model, stored, expected in _rows(edition, told):
        seen[model] += len(stored)
        yield from _of_rows(str(model._meta.verbose_name), stored, expected)


def _of_text(edition: Edition) -> Iterator[str]:
    content = edition.document.encode()
    if documents.digest(content) != edition.digest:
        yield "its text does not match its digest"
    if canonical.loads(content).get("format") == documents.FORMAT and documents.to_json(edition.content) != content:
        yield "its text is not spelt canonically"


def _of_approval(edition: Edition, told: Told) -> Iterator[str]:
    if told.approval is None:
        return
    tally, required = told.approval
    tally = rules.Tally(**vars(tally) | {"has_lay_wording": edition.content.has_lay_wording})
    if required < 1 or not rules.settles(tally, required=required):
        yield "it was approved without all that it needed"


Rows = Mapping[Any, models.Model]


def _rows(edition: Edition, told: Told) -> Iterator[tuple[type[models.Model], Rows, Mapping[Any, Mapping[str, Any]]]]:
    """Of each kind of row that hangs on the edition: those there are, and what is told of them, by the same key."""
    contributions = edition.contributions.select_related("user")
    yield Contribution, _by(contributions, "user"), {name: {} for name in told.contributions}
    references = edition.edition_references.select_related("reference")
    yield EditionReference, _by(references, "reference"), {one.key: {} for one in edition.content.references}
    assignments = edition.assignments.select_related("reviewer", "assigned_by")
    yield Assignment, _by(assignments, "reviewer"), told.assignments
    yield SignOff, _by(edition.sign_offs.select_related("reviewer"), "reviewer", "meaning"), told.sign_offs
    comments = edition.comments.select_related("author", "lifted_by", "thread__edition").order_by("pk")
    yield Comment, dict(enumerate(comments, 1)), told.comments


def _by(rows: Iterable[models.Model], *names: str) -> dict[Any, models.Model]:
    """By what they are called in the record. Where a constraint was taken away, two may have one name."""
    found: dict[Any, models.Model] = {}
    for row in rows:
        values = tuple(spelt(getattr(row, name)) for name in names)
        key = values if len(values) > 1 else values[0]
        found[(key, row.pk) if key in found else key] = row
    return found


def _of_rows(kind: str, stored: Rows, told: Mapping[Any, Mapping[str, Any]]) -> Iterator[str]:
    for key in told.keys() - stored.keys():
        yield f"the record tells of the {kind} {_called(key)}, and it is gone"
    for key in stored.keys() - told.keys():
        yield f"the record does not tell of the {kind} {_called(key)}"
    for key in stored.keys() & told.keys():
        for difference in _differences(stored[key], told[key]):
            yield f"the {kind} {_called(key)}: {difference}"


def _called(key: Any) -> str:
    return f"“{' for '.join(map(str, key)) if isinstance(key, tuple) else key}”"


def _differences(row: models.Model, told: Mapping[str, Any]) -> Iterator[str]:
    for name, value in told.items():
        if (stored := spelt(getattr(row, name))) != value:
            field = row._meta.get_field(name).verbose_name
            yield f"its {field} is {_quoted(stored)}; the record tells {_quoted(value)}"


def _quoted(value: Any) -> str:
    return "nothing" if value in (None, "") else f"“{str(value)[:80]}”"


def spelt(value: Any) -> Any:
    """A row's value as an event spells it."""
    match value:
        case datetime():
            return audit.microseconds(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case AbstractBaseUser():
            return value.get_username()
        case Comment():
            return value.place
        case models.Model():
            return str(value.key)
    return value
