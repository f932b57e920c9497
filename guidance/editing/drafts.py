"""How every change to a draft begins and how every row of it is written."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Max, QuerySet

from guidance import queries, rules
from guidance.documents import Wording, clean
from guidance.models import Article, DraftContributor

MOVED_ON = "Somebody has changed this since you opened it. Both texts are shown; nothing of yours is lost."
UNSEEN = "Somebody has changed this since you opened it. Read it as it stands now, then press again."


@contextmanager
def draft(article: Article, *, by, at: datetime) -> Iterator[Article]:
    """The article locked and re-read, for ``by`` to change its draft; their hand in it is kept."""
    with transaction.atomic():
        now = queries.locked(article)
        rules.check_can_edit(queries.person(by))
        keep_contributor(now, by)
        yield now
        Article.objects.filter(pk=now.pk).update(updated_at=at)


def keep_contributor(article: Article, by) -> None:
    """Remember that ``by`` has written on the edition that will come next."""
    row = DraftContributor(article=article, user=by, edition_number=queries.number_to_come(article))
    DraftContributor.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["article", "user"], update_fields=["edition_number"]
    )


def again(row: models.Model, *, revision: int | None = None, moved_on: str = MOVED_ON) -> models.Model:
    """``row`` as it is now; Stale where it has gone, or is not of ``revision``: ``moved_on`` says so."""
    now = type(row).objects.filter(pk=row.pk).first()
    if now is None:
        raise rules.Stale("Somebody has deleted this since you opened it. What you typed is still here.")
    if revision is not None and now.revision != revision:
        raise rules.Stale(moved_on)
    return now


def is_saved(
    now: models.Model, *, revision: int, changes: Mapping[str, Any], also: Callable[[], bool] = lambda: True
) -> bool:
    """False where ``now`` is of ``revision``; True where it has moved on to exactly what ``changes`` say and ``also``
    holds: the answer to an earlier save was lost on its way, say. Stale where it says anything else.
    """
    if now.revision == revision:
        return False
    if all(_says(now, name, value) for name, value in changes.items()) and also():
        return True
    raise rules.Stale(MOVED_ON)


def _says(row: models.Model, name: str, value: Any) -> bool:
    now = getattr(row, name)
    if isinstance(value, Wording):
        kept = now.rewritten(value.clinician, value.lay)
        return (kept.clinician, kept.lay) == (now.clinician, now.lay)
    if isinstance(now, models.Manager):
        return set(now.all()) == set(value)
    return now == (clean(value).strip() if type(value) is str else value)


def save(row: models.Model, *, by, at: datetime, changes: Mapping[str, Any] | None = None, why: str = "") -> None:
    """Write ``changes`` to ``row``, every text clean, with a history row in the name of ``by``."""
    for name, value in (changes or {}).items():
        if isinstance(value, Wording):
            value = getattr(row, name).rewritten(value.clinician, value.lay)
        setattr(row, name, clean(value).strip() if type(value) is str else value)
    if not row._state.adding and hasattr(row, "revision"):
        row.revision += 1
    relations = {field.name for field in row._meta.concrete_fields if field.is_relation}
    _refuse(row, lambda: row.clean_fields(exclude=relations))
    _sign(row, by, at, why)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        _refuse(row, row.validate_unique)
        _refuse_broken(row)
        raise


def place(row: models.Model, *, by, at: datetime, why: str = "") -> None:
    """Write where ``row`` stands, with a line of history; its words stay, and so does its revision."""
    _sign(row, by, at, why)
    row.save()


def _refuse(row: models.Model, check: Callable[[], None]) -> None:
    """NotAllowed where ``check`` finds a fault in ``row``, with a sentence for each column that has one."""
    try:
        check()
    except ValidationError as error:
        columns = {field.name: f"{field.verbose_name.capitalize()}: " for field in row._meta.concrete_fields}
        faults = error.message_dict.items()
        raise rules.NotAllowed(" ".join(columns.get(name, "") + " ".join(said) for name, said in faults)) from error


def _refuse_broken(row: models.Model) -> None:
    """NotAllowed with the name of the constraint that ``row`` breaks: it is the sentence that says what it forbids."""
    for constraint in row._meta.constraints:
        try:
            constraint.validate(type(row), row)
        except ValidationError as error:
            raise rules.NotAllowed(f"{constraint.name.replace('_', ' ').capitalize()}.") from error


def as_given(wording: Wording) -> Wording:
    """``wording`` as it may be stored; its lay text is as fresh, or as stale, as it is said to be."""
    fresh = Wording.of(wording.clinician, wording.lay)
    return replace(fresh, basis=clean(wording.basis)) if fresh.lay and wording.is_stale else fresh


def delete(row: models.Model, *, by, at: datetime, why: str = "") -> None:
    """Delete ``row``; its history stays, with who deleted it."""
    _sign(row, by, at, why)
    row.delete()


def delete_nested(rows: QuerySet, *, by, at: datetime, why: str = "") -> None:
    """Delete rows that may stand in one another, none of them by cascade: each has its own line of history."""
    rows.update(parent=None)
    for row in rows.all():
        delete(row, by=by, at=at, why=why)


def _sign(row: models.Model, by, at: datetime, why: str) -> None:
    row._history_user, row._history_date, row._change_reason = by, at, why or None


def after(rows: QuerySet) -> int:
    """The position after the last of ``rows``."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def put_in_order(rows: list[models.Model]) -> None:
    """Write the order of ``rows``, which is no change of what they say."""
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            type(row).objects.filter(pk=row.pk).update(position=position)


def move(rows: list[models.Model], row: models.Model, *, by_places: int, by, at: datetime) -> None:
    """Move ``row`` some places on (or, negative, back) among ``rows``, its neighbours and itself, with a line of
    history that says from where to where; none where it stands at the end already.
    """
    order, before = [other for other in rows if other.pk != row.pk], [other.pk for other in rows].index(row.pk)
    order.insert(max(before + by_places, 0), row)
    put_in_order(order)
    if (now := order.index(row)) != before:
        place(row, by=by, at=at, why=f"Moved from place {before + 1} to place {now + 1} of {len(rows)}")


QUOTED = 60  # letters of what a line of history names


def quoted(text: str) -> str:
    return f"“{text if len(text) <= QUOTED else f'{text[: QUOTED - 1]}…'}”"


def free_key(model: type[models.Model], key: str) -> dict[str, str]:
    """``key`` for a new row of ``model``; none where it is no UUID or another row has it."""
    try:
        return {} if model.objects.filter(key=uuid.UUID(key)).exists() else {"key": key}
    except ValueError:
        return {}
