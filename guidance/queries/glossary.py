"""The glossary, and which articles use its words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import QuerySet

from guidance import canonical, documents
from guidance.language.occurrences import Finder
from guidance.models import Article, Edition, Section, Step, Term
from guidance.models.wordings import PARTS
from guidance.queries.drafts import term_value
from guidance.vocabularies import Stage

DAY = 24 * 60 * 60
OF_ARTICLE = ("summary", "scope", "get_help", "change_note")
READ = PARTS[:2]  # of a wording, what is read


@dataclass(frozen=True)
class Use:
    """An article that uses a term: in its draft, in the edition readers have, or in both."""

    article: Article
    in_draft: bool
    live: Edition | None


def terms(q: str = "") -> list[Term]:
    """Those with all words of ``q`` in their names or definition; one query."""
    asked = q.casefold().split()
    return [term for term in Term.objects.all() if all(word in _said(term) for word in asked)]


def _said(term: Term) -> str:
    names = (term.term, *term.abbreviations, *term.synonyms, term.plain_name, term.definition)
    return "\n".join(names).casefold()


def uses(values: Iterable[documents.Term]) -> dict[str, list[Use]]:
    """By its key, where each term is used: drafts and live editions, by title; 4 queries, however many there are."""
    values = list(values)
    drafts = _keys_by_article(values, _drafts())
    editions = {edition.article_id: edition for edition in _live()}
    live = _keys_by_article(values, ((pk, _words(edition)) for pk, edition in editions.items()))
    found = defaultdict(list)
    for article in Article.objects.only("key", "slug", "title"):
        mine, theirs = drafts.get(article.pk, set()), live.get(article.pk, set())
        for key in mine | theirs:
            found[key].append(Use(article, key in mine, editions[article.pk] if key in theirs else None))
    return found


def _keys_by_article(values: list[documents.Term], texts: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    finder = Finder(values)
    return {pk: finder.keys_in(text) for pk, text in texts}


def _drafts() -> Iterator[tuple[int, str]]:
    """Of each article's draft its id, and all that its wordings say."""
    texts = defaultdict(list)
    for model, article, names in (
        (Article, "pk", OF_ARTICLE),
        (Section, "article_id", ("heading",)),
        (Step, "section__article_id", ("text", "applies_when")),
    ):
        columns = [f"{name}_{part}" for name in names for part in READ]
        for pk, *said in model.objects.order_by().values_list(article, *columns):
            texts[pk] += said
    return ((pk, "\n".join(said)) for pk, said in texts.items())


def _live() -> QuerySet[Edition]:
    return Edition.objects.filter(stage=Stage.APPROVED.value)


def _words(edition: Edition) -> str:
    """All that the edition's wordings say."""
    return "\n".join(text for _, said in edition.content.wordings() for text in (said.clinician, said.lay))


def live_uses(values: Iterable[documents.Term]) -> dict[str, list[tuple[str, str]]]:
    """By its key, the slug and the signed title of each live edition whose text has the term, by title.

    1 query, and 1 more where a term or what is live has changed since somebody last asked.
    """
    values = list(values)
    slugs = dict(_live().order_by("digest").values_list("digest", "article__slug"))
    state = canonical.dumps([list(slugs), values])
    found = cache.get_or_set(f"words-{documents.digest(state)}", lambda: _live_keys(values), DAY)
    by_key = defaultdict(list)
    for title, digest, keys in found:
        for key in keys:
            by_key[key].append((slugs[digest], title))
    return by_key


def terms_of_readers() -> list[tuple[documents.Term, list[tuple[str, str]]]]:
    """Each term that is explained and that live editions use, with what `live_uses` tells of it; 3 queries at most.

    Only of words that something approved uses: a term that none but a draft uses would tell of the draft.
    """
    values = [value for value in term_values(terms()) if value.plain_name or value.definition]
    used = live_uses(values)
    return [(value, used[value.key]) for value in values if value.key in used]


def _live_keys(values: list[documents.Term]) -> list[tuple[str, str, set[str]]]:
    """Of each live edition: its title, its digest, and the keys of the terms it has."""
    finder = Finder(values)
    found = [(edition.content.title, edition.digest, finder.keys_in(_words(edition))) for edition in _live()]
    return sorted(found, key=lambda one: one[:2])


def history_of(term: Term) -> QuerySet:
    """Every edit of the term, the newest first, with who made it."""
    return term.history.select_related("history_user").order_by("-history_date", "-history_id")


def term_values(rows: Iterable[Term]) -> list[documents.Term]:
    return [term_value(row) for row in rows]
