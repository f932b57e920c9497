"""Search over everything that an editor may see."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from guidance import documents, queries
from guidance.models import Article, Reference, Step, Term
from guidance.queries.searching import OF_A_STEP, OF_AN_ARTICLE
from guidance.views.access import editors_only

MOST_WORDS, LONGEST = 8, 200  # words looked for; characters read of a query
ARTICLES, STEPS, OTHERS = 20, 5, 20  # shown at once: articles, steps of each, sources and terms
BEFORE, AFTER = 60, 160  # characters around the first word that is found

Piece = tuple[bool, str]  # whether it is a word that is looked for, and the text


@dataclass(frozen=True)
class FoundStep:
    row: Step
    texts: list[list[Piece]]


@dataclass(frozen=True)
class FoundArticle:
    """``more`` is how many of its steps hold the words too and are not shown."""

    row: Article
    title: list[Piece]
    texts: list[list[Piece]]
    steps: list[FoundStep]
    more: int


@editors_only
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What holds all the words, by article, then sources and terms."""
    q = documents.clean(request.GET.get("q", ""))[:LONGEST].strip()
    words = list(dict.fromkeys(q.split()))[:MOST_WORDS]
    context = {"q": q} | (found(words) if words else {})
    return TemplateResponse(request, "guidance/desk/search.html", context)


def found(words: Sequence[str]) -> dict[str, object]:
    """All that the page shows; 8 queries, however much there is."""
    counts = queries.steps_by_article(words)
    named = set(queries.articles_with(words).values_list("pk", flat=True))
    ids = list(dict.fromkeys([*sorted(named), *counts]))
    references, terms = queries.references_with(words), queries.terms_with(words)
    sources, explained = list(references[: OTHERS + 1]), list(terms[: OTHERS + 1])
    return {
        "articles": _articles(ids[:ARTICLES], counts, words),
        "more_articles": max(len(ids) - ARTICLES, 0),
        "references": [_reference(row, words) for row in sources[:OTHERS]],
        "more_references": references.count() - OTHERS if len(sources) > OTHERS else 0,
        "terms": [_term(row, words) for row in explained[:OTHERS]],
        "more_terms": terms.count() - OTHERS if len(explained) > OTHERS else 0,
    }


def _articles(ids: list[int], counts: dict[int, int], words: Sequence[str]) -> list[FoundArticle]:
    rows = Article.objects.in_bulk(ids)
    steps = defaultdict(list)
    for step in queries.steps_with(words, articles=ids, of_each=STEPS):
        steps[step.section.article_id].append(FoundStep(step, _texts(step, OF_A_STEP, words)))
    return [_article(rows[pk], steps[pk], counts.get(pk, 0), words) for pk in ids if pk in rows]


def _article(row: Article, steps: list[FoundStep], count: int, words: Sequence[str]) -> FoundArticle:
    texts = _texts(row, [name for name in OF_AN_ARTICLE if name != "title"], words)
    return FoundArticle(row, pieces(row.title, words), texts, steps, count - len(steps))


def _texts(row: Article | Step, fields: Sequence[str], words: Sequence[str]) -> list[list[Piece]]:
    """Around the words in each of its texts that holds any."""
    held = [text for name in fields if (text := getattr(row, name)) and _pattern(words).search(text)]
    return [pieces(excerpt(text, words), words) for text in held]


def _reference(row: Reference, words: Sequence[str]) -> dict[str, object]:
    return {"row": row, "title": pieces(row.title, words)}


def _term(row: Term, words: Sequence[str]) -> dict[str, object]:
    return {"row": row, "term": pieces(row.term, words), "definition": pieces(excerpt(row.definition, words), words)}


def excerpt(text: str, words: Sequence[str]) -> str:
    """A few words around the first that is looked for, cut between words."""
    at = match.start() if (match := _pattern(words).search(text)) else 0
    start = text.rfind(" ", 0, at - BEFORE) + 1 if at > BEFORE else 0
    end = text.find(" ", at + AFTER)
    return ("… " if start else "") + (text[start:] if end < 0 else text[start:end] + " …")


def pieces(text: str, words: Sequence[str]) -> list[Piece]:
    """The text in pieces; a template marks and escapes each."""
    parts = _pattern(words).split(text)
    return [(n % 2 == 1, part) for n, part in enumerate(parts) if part]


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, the longest first, in one group."""
    return re.compile("(" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")", re.IGNORECASE)
