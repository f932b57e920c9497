"""Topics, in two levels. They are no part of what is signed.

Locked are first the articles, then the topics, each in one order; so whoever waits for whom, somebody goes on.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from guidance import queries, rules
from guidance.documents import clean
from guidance.editing.drafts import delete, save
from guidance.models import Article, Topic

LONGEST_SLUG = 90


def create_topic(*, name: str, by, at: datetime, parent: Topic | None = None) -> Topic:
    """A new topic, under ``parent`` or at the top."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        [parent] = locked_topics([parent]) if parent else [None]
        row = Topic(slug=_free_slug(name))
        _write(row, name, parent, by=by, at=at)
    return row


def change_topic(*, topic: Topic, name: str, by, at: datetime, parent: Topic | None = None) -> Topic:
    """Rename the topic, or move it under ``parent`` or to the top; its address stays."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        now, *above = locked_topics([topic, parent] if parent else [topic])
        _write(now, name, above[0] if above else None, by=by, at=at)
    return now


def merge_topic(*, topic: Topic, into: Topic, by, at: datetime) -> None:
    """Move what stands under ``topic``, articles and topics, under ``into``; then ``topic`` is deleted."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        articles = [queries.locked(article) for article in topic.articles.order_by("key")]
        now, there, *children = locked_topics([topic, into, *topic.children.all()])
        _check_is_all_of(now, articles, children)
        if now == there or there.parent_id == now.pk:
            raise rules.NotAllowed("A topic cannot be merged into itself, nor into one below it.")
        if children and there.parent_id:
            raise rules.NotAllowed("It has topics below it, so it can be merged only into one that is on top.")
        for child in children:
            _write(child, child.name, there, by=by, at=at)
        for article in articles:
            article.topics.add(there)
            article.topics.remove(now)
        delete(now, by=by, at=at)


def _check_is_all_of(topic: Topic, articles: Iterable[Article], children: Iterable[Topic]) -> None:
    """To wait now for what came under the topic since could be to wait for ever."""
    if set(topic.articles.all()) != set(articles) or set(topic.children.all()) != set(children):
        raise rules.NotNow("Somebody has changed what stands under this topic just now. Merge it once more.")


def delete_topic(*, topic: Topic, by, at: datetime) -> None:
    """Delete a topic under which nothing stands."""
    with transaction.atomic():
        [now] = locked_topics([topic])
        rules.check_can_delete_topic(queries.person(by), articles=now.articles.count(), children=now.children.count())
        delete(now, by=by, at=at)


def locked_topics(topics: Iterable[Topic]) -> list[Topic]:
    """They as they are now, and as they are until the transaction ends; Stale where one is gone."""
    keys = [topic.pk for topic in topics]
    rows = {row.pk: row for row in Topic.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    if set(keys) - set(rows):
        raise rules.Stale("Somebody has deleted this topic.")
    return [rows[key] for key in keys]


def _write(row: Topic, name: str, parent: Topic | None, *, by, at: datetime) -> None:
    if parent and (parent.parent_id or parent == row):
        raise rules.NotAllowed(f"Topics have two levels, so nothing can stand under “{parent}”.")
    if parent and row.pk and row.children.exists():
        raise rules.NotAllowed("Topics have two levels: it has topics below it, so it must stay on top.")
    beside = Topic.objects.filter(parent=parent, name__iexact=clean(name).strip()).exclude(pk=row.pk)
    if beside.exists():
        raise rules.NotAllowed(f"There is a topic “{beside[0]}” here already.")
    row.parent = parent
    save(row, by=by, at=at, changes={"name": name})


def _free_slug(name: str) -> str:
    stem = slugify(name)[:LONGEST_SLUG].strip("-_") or "topic"
    slug, number = stem, 1
    while Topic.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
