"""Articles: their question, their dates, the sources they list."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from guidance import checks, queries, rules
from guidance.documents import Document, clean
from guidance.editing.drafts import after, again, delete, delete_nested, draft, is_saved, keep_contributor, save
from guidance.editing.references import citable
from guidance.editing.topics import locked_topics
from guidance.models import Acceptance, Article, Citation, FormerSlug, ListedReference, Reference, Step

LONGEST_SLUG = 100
WRITTEN = {"title", "summary", "scope", "get_help", "change_note", "unplaced", "topics"}
RESERVED = {"document", "new", "paste"}  # pages of the Desk stand at these addresses


def create_article(*, title: str, by, at: datetime, slug: str = "", unplaced: str = "") -> Article:
    """A new, empty article under ``slug``, or one made of its title."""
    with transaction.atomic():
        rules.check_can_edit(queries.person(by))
        article = Article(author=by, created_at=at, updated_at=at, slug=free_slug(slug or title))
        save(article, by=by, at=at, changes={"title": title, "unplaced": unplaced})
        keep_contributor(article, by)
    return article


def slug_of(text: str) -> str:
    """The slug that ``text`` makes, whether or not it is free."""
    return slugify(text)[:LONGEST_SLUG].strip("-_") or "article"


def free_slug(text: str) -> str:
    """A slug of ``text`` that no article has or ever had."""
    stem = slug_of(text)
    slug, number = stem, 1
    while slug in RESERVED or any(model.objects.filter(slug=slug).exists() for model in (Article, FormerSlug)):
        number += 1
        slug = f"{stem}-{number}"
    return slug


def change_article(*, article: Article, by, at: datetime, revision: int, changes: dict[str, Any]) -> Article:
    """Write the article's own texts; ``topics``, where given, are set. Its dates and warning are the workflow's."""
    if others := set(changes) - WRITTEN:
        raise TypeError(f"An editor does not write {', '.join(sorted(others))}.")
    with draft(article, by=by, at=at) as now:
        if is_saved(now, revision=revision, changes=changes):
            return now
        fields = {name: value for name, value in changes.items() if name != "topics"}
        save(now, by=by, at=at, changes=fields)
        if "topics" in changes:
            now.topics.set(locked_topics(changes["topics"]))
    return now


def mark(*, article: Article, by, at: datetime, why: str) -> None:
    """Write what the workflow has set on an article: its warning, review date, successor. No editor's doing."""
    save(article, by=by, at=at, why=why)


def rename_article(*, article: Article, by, at: datetime, slug: str) -> Article:
    """Give the article a new address; the old one redirects to it from now on."""
    with draft(article, by=by, at=at) as now:
        if slugify(slug) == now.slug:
            return now
        FormerSlug.objects.create(slug=now.slug, article=now)
        save(now, by=by, at=at, changes={"slug": free_slug(slug)}, why="New address")
    return now


def discard_article(*, article: Article, by, at: datetime) -> None:
    """Delete an article of which no edition was ever made; its history stays."""
    with transaction.atomic():
        now = queries.locked(article)
        rules.check_can_discard(queries.person(by), editions=now.editions.count())
        for citation in Citation.objects.filter(step__section__article=now):
            delete(citation, by=by, at=at, why="Discarded")
        delete_nested(Step.objects.filter(section__article=now), by=by, at=at, why="Discarded")
        delete_nested(now.sections.all(), by=by, at=at, why="Discarded")
        now.former_slugs.all().delete()
        _delete_last(now, by=by, at=at)


def _delete_last(article: Article, *, by, at: datetime) -> None:
    try:
        delete(article, by=by, at=at, why="Discarded")
    except ProtectedError as error:
        raise rules.NotNow("Something that is kept refers to this article, so it is kept too.") from error


def list_reference(*, article: Article, reference: Reference, by, at: datetime) -> None:
    """Put a source on the article's own list, at its end; nothing where it is there."""
    with draft(article, by=by, at=at) as now:
        listed(now, *citable([reference.key]).values())


def listed(article: Article, reference: Reference) -> None:
    ListedReference.objects.get_or_create(
        article=article, reference=reference, defaults={"position": lambda: after(article.listed)}
    )


def unlist_reference(*, article: Article, reference: Reference, by, at: datetime) -> None:
    """Take a source off the list; NotAllowed while a step cites it."""
    with draft(article, by=by, at=at) as now:
        if reference.citations.filter(step__section__article=now).exists():
            raise rules.NotAllowed("A step still cites this source. Change the step first.")
        now.listed.filter(reference=reference).delete()


def accept_finding(
    *, article: Article, code: str, step: Step | None, reason: str, by, at: datetime, source: str = "",
    revision: int | None = None,
) -> None:  # fmt: skip
    """Let a warning or hint stand, for a reason, until its words change; ``source`` is the key of the reference it is
    about, if it is about one. Stale where the step is of another ``revision``, if one is given.
    """
    if not (reason := clean(reason).strip()):
        raise rules.NotAllowed("Say why this may stand.")
    with draft(article, by=by, at=at) as now:
        key = again(step, revision=revision).key if step else None
        document = queries.draft(now)
        words = checks.words(document, str(key or ""), source)
        _forget_lapsed(now, document)
        row = now.acceptances.filter(code=code, step_key=key, words=words).first()
        row = row or Acceptance(article=now, step_key=key)
        row.by, row.at = by, at
        save(row, by=by, at=at, changes={"code": code, "words": words, "reason": reason})


def unaccept_finding(*, article: Article, code: str, step: Step | None, by, at: datetime, source: str = "") -> None:
    """Let a finding that was accepted stand in the way again; nothing where it was not."""
    with draft(article, by=by, at=at) as now:
        key = again(step).key if step else None
        words = checks.words(queries.draft(now), str(key or ""), source)
        now.acceptances.filter(code=code, step_key=key, words=words).delete()


def _forget_lapsed(article: Article, document: Document) -> None:
    standing = {(one.code, one.step, one.words) for one in document.acceptances}
    for row in article.acceptances.all():
        if (row.code, str(row.step_key or ""), row.words) not in standing:
            row.delete()
