"""What rests on a source, and what rests on one that no longer stands as it did."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from guidance.audiences import Audience
from guidance.documents import Document
from guidance.models import Article, Citation, Edition
from guidance.personalization import ReadStep, personalize
from guidance.vocabularies import Standing


@dataclass(frozen=True)
class Resting:
    """The statements of one text that cite a source; ``edition`` is None of a draft, ``is_read``: words are shown."""

    article: Article
    edition: Edition | None
    steps: list[ReadStep]
    is_read: bool


def resting(
    texts: Iterable[tuple[Article, Edition | None, Document]], keys: Collection[str], *, is_editor: bool
) -> list[Resting]:
    """Of each text what cites a source of one of ``keys``; whoever is no editor reads only what readers have."""
    return [
        Resting(article, edition, _citing(text, keys), is_editor or bool(edition and not edition.stage_reached.is_open))
        for article, edition, text in texts
    ]


def _citing(text: Document, keys: Collection[str]) -> list[ReadStep]:
    steps = personalize(text, Audience.CLINICIAN).walk()
    return [step for step in steps if any(one.citation.reference in keys for one in step.citations)]


@dataclass(frozen=True)
class Doubtful:
    """A source that no longer stands as it did, on which the draft rests, or what readers have."""

    article: Article
    key: str
    title: str
    standing: Standing
    in_live: bool = False
    in_draft: bool = False


def doubtful(live: Iterable[tuple[Edition, Mapping[str, Standing]]], cited: Iterable[Citation]) -> list[Doubtful]:
    """One a source and article. What was signed as it stands today is settled, in the draft too."""
    settled, found = set(), {}
    for edition, today in live:
        for source in edition.content.references:
            place = (edition.article_id, source.key)
            if source.key in today and today[source.key] is source.standing:
                settled.add(place)
            elif source.key in today:
                found[place] = Doubtful(edition.article, source.key, source.title, today[source.key], in_live=True)
    for citation in cited:
        article, source = citation.step.section.article, citation.reference
        place = (article.pk, str(source.key))
        if place not in settled:
            known = found.get(place) or Doubtful(article, place[1], source.title, Standing(source.standing))
            found[place] = replace(known, in_draft=True)
    return sorted(found.values(), key=lambda one: (one.article.title, one.title))
