"""The glossary as readers see it: what each word means today."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from guidance import audiences, documents, queries
from guidance.audiences import Audience
from guidance.language import alphabet
from guidance.views import caching
from guidance.views.reading import chosen_audience


@dataclass(frozen=True)
class Entry:
    """A term under the name its reader knows it by; ``also`` are its other names, ``articles`` slugs and titles."""

    key: str
    heading: str
    also: tuple[str, ...]
    definition: str
    articles: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, term: documents.Term, audience: Audience, articles: Iterable[tuple[str, str]]) -> "Entry":
        named = [term.term, *term.abbreviations, *term.synonyms]
        if audience is Audience.LAY and term.plain_name:
            heading, also = term.plain_name, named
        else:
            heading, *also = (name for name in [*named, term.plain_name] if name)
        return cls(term.key, heading, tuple(also), term.definition, tuple(articles))

    @property
    def sorted_by(self) -> str:
        return alphabet.without_article(self.heading)

    @property
    def letter(self) -> str:
        return alphabet.letter(self.sorted_by)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word that approved articles use and that is explained, from A to Z; for lay readers by its plain name."""
    asked_for, chosen = audiences.parse(request.GET.get("for")), chosen_audience(request)
    audience = asked_for or chosen or Audience(settings.LEUKO_DEFAULT_AUDIENCE)
    base = request.build_absolute_uri(reverse("glossary"))
    context = {
        "letters": letters(audience),
        "audience": audience,
        "asked": not (asked_for or chosen),
        "canonical": f"{base}?for={audience}",
        "alternates": [f"{base}?for={one}" for one in Audience],
    }
    response = TemplateResponse(request, "guidance/glossary.html", context)
    return caching.public(response) if asked_for else caching.by_cookie(response)


def letters(audience: Audience) -> list[tuple[str, list[Entry]]]:
    """The entries in order, by the letter they begin with; 3 queries at most."""
    entries = sorted((Entry.of(term, audience, used) for term, used in queries.terms_of_readers()), key=_order)
    return [(letter, list(several)) for letter, several in groupby(entries, key=lambda entry: entry.letter)]


def _order(entry: Entry) -> tuple[tuple[bool, str, str], str]:
    return alphabet.order(entry.sorted_by), entry.key
