"""Glossary terms. Every article shares them, and carries a change from its next edition on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from guidance import documents, queries, rules
from guidance.documents import clean
from guidance.editing.drafts import again, delete, free_key, save
from guidance.interchange import terminology
from guidance.models import Term

MOVED_ON = "Somebody has changed the glossary since you looked at what this file would do. Look again."


def save_term(*, value: documents.Term, by, at: datetime) -> Term:
    """Explain a term, anew or for the first time."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        value = _clean(value)
        row = Term.objects.filter(term=value.term).first()
        return _write(row or Term(**free_key(Term, value.key)), value, by=by, at=at)


def add_term(*, value: documents.Term, by, at: datetime) -> Term:
    """The term as the glossary explains it; where it does not yet, as ``value`` does."""
    return Term.objects.filter(term=_clean(value).term).first() or save_term(value=value, by=by, at=at)


def create_term(*, value: documents.Term, by, at: datetime) -> Term:
    """A new term; NotAllowed where it is there, or another is called by one of its words."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        value = _clean(value)
        _check_words(value)
        row = Term(**free_key(Term, value.key))
        return _write(row, value, by=by, at=at)


def change_term(*, term: Term, value: documents.Term, by, at: datetime, revision: int) -> Term:
    """Explain ``term`` anew, under another name too; NotAllowed where another has a word that it newly takes."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        now = _locked(term, revision)
        value = _clean(value)
        _check_words(value, now)
        return _write(now, value, by=by, at=at)


def delete_term(*, term: Term, by, at: datetime, revision: int) -> None:
    """Take a term out of the glossary; what was signed keeps it, and its history stays."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        delete(_locked(term, revision), by=by, at=at)


def take_terms(*, plan: terminology.Plan, by, at: datetime) -> list[Term]:
    """Write what a file adds and changes; Stale where the glossary is not the one the plan was made for."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        rows = {str(row.key): row for row in Term.objects.select_for_update()}
        values = {key: queries.term_value(row) for key, row in rows.items()}
        names = {value.term for value in values.values()}
        if any(values.get(one.old.key) != one.old for one in plan.changed) or any(
            new.term in names for _, new in plan.new
        ):
            raise rules.Stale(MOVED_ON)
        given = [(rows[one.old.key], one.new) for one in _freeing_names_first(plan.changed)]
        given += [(Term(**free_key(Term, new.key)), new) for _, new in plan.new]
        return [_write(row, _clean(value), by=by, at=at) for row, value in given]


def _freeing_names_first(changed: Iterable[terminology.Changed]) -> list[terminology.Changed]:
    """In an order in which no term takes a name before the one that has it has let it go."""
    waiting, order = list(changed), []
    while waiting:
        held = {one.old.term for one in waiting}
        free = [one for one in waiting if one.new.term == one.old.term or one.new.term not in held]
        if not free:
            raise rules.NotAllowed(f"“{waiting[0].new.term}” and another term cannot change names in one file.")
        order += free
        waiting = [one for one in waiting if one not in free]
    return order


def _locked(term: Term, revision: int) -> Term:
    Term.objects.select_for_update().filter(pk=term.pk).first()
    return again(term, revision=revision)


def _check_words(value: documents.Term, row: Term | None = None) -> None:
    """NotAllowed where another term has a word that ``value`` has and ``row`` has not."""
    others = Term.objects.exclude(pk=row.pk) if row else Term.objects.all()
    owners = {word: other.term for other in others for word in terminology.words(queries.term_value(other))}
    called = terminology.words(value)
    before = terminology.words(queries.term_value(row)) if row else {}
    for word in called:
        if word in owners and word not in before:
            raise rules.NotAllowed(terminology.claimed(called[word], owners[word]))


def _write(row: Term, value: documents.Term, *, by, at: datetime) -> Term:
    """``row`` as ``value`` explains it; no history where it says so already."""
    if row._state.adding or queries.term_value(row) != replace(value, key=str(row.key)):
        save(row, by=by, at=at, changes=_columns(value))
    return row


def _clean(value: documents.Term) -> documents.Term:
    return documents.Term(
        key=value.key,
        term=clean(value.term).strip(),
        abbreviations=_names(value.abbreviations),
        synonyms=_names(value.synonyms),
        plain_name=clean(value.plain_name).strip(),
        definition=clean(value.definition).strip(),
    )


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for text in texts if (name := clean(text).strip()))


def _columns(value: documents.Term) -> dict[str, object]:
    return {
        "term": value.term,
        "abbreviations": list(value.abbreviations),
        "synonyms": list(value.synonyms),
        "plain_name": value.plain_name,
        "definition": value.definition,
    }
