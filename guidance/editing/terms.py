"""Glossary terms."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from guidance import documents, queries, rules
from guidance.documents import clean
from guidance.editing.drafts import free_key, save
from guidance.models import Term


def save_term(*, value: documents.Term, by, at: datetime) -> Term:
    """Explain a term, anew or for the first time."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        value = _clean(value)
        row = Term.objects.filter(term=value.term).first()
        if row is None:
            row = Term(**free_key(Term, value.key))
        elif queries.term_value(row) == replace(value, key=str(row.key)):
            return row
        save(row, by=by, at=at, changes=_columns(value))
    return row


def add_term(*, value: documents.Term, by, at: datetime) -> Term:
    """The term as the glossary explains it; where it does not yet, as ``value`` does."""
    return Term.objects.filter(term=_clean(value).term).first() or save_term(value=value, by=by, at=at)


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
