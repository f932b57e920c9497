"""The API: what is approved, for machines. What it answers and takes is said in guidance.interchange.api.doors."""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from guidance import documents, queries
from guidance.audiences import Audience
from guidance.interchange.api import answers, doors, reading
from guidance.models import Article, Edition, SignOff, Topic
from guidance.personalization import personalize, say
from guidance.views import caching
from guidance.views.problems import Refused
from guidance.vocabularies import Meaning, Stage


def door(view):
    """Read by anyone, and refused in no other way than any address of the API: nothing here is changed, so that no
    token is asked for. Whatever stands after the “?” must be known."""

    @csrf_exempt
    @require_safe
    @wraps(view)
    def opened(request, *args, **kwargs):
        known = DOORS[request.resolver_match.view_name].asked
        if unknown := sorted(set(request.GET) - set(known)):
            raise Refused(400, _("There is no parameter “%(name)s” here.") % {"name": unknown[0][:40]})
        return caching.public(view(request, *args, **kwargs))

    return opened


DOORS = {door.name: door for door in doors.DOORS} | {"api-description": doors.Door("", "", "", None)}


@door
def description(request: HttpRequest) -> HttpResponse:
    return _json(doors.description())


@door
def articles(request: HttpRequest) -> HttpResponse:
    editions = queries.live_editions_in_full()
    if "topic" in request.GET:
        topic = get_topic_or_404(request.GET["topic"])
        editions = editions.filter(pk__in=queries.live_editions_under(topic).order_by().values("pk"))
    return _listed(request, editions, lambda edition: _article(request, edition))


@door
def article(request: HttpRequest, slug: str) -> HttpResponse:
    return _json(_article(request, get_live_or_404(slug)))


@door
def document(request: HttpRequest, slug: str) -> HttpResponse:
    return _document(get_live_or_404(slug))


@door
def read(request: HttpRequest, slug: str, audience: Audience) -> HttpResponse:
    edition = get_live_or_404(slug)
    today = documents.with_standing(edition.content, queries.standing_of_sources(edition))
    about = {
        "slug": slug,
        "edition": edition.number,
        "digest": edition.digest,
        "approved_at": edition.approved_at,
        "next_review_on": edition.article.next_review_on,
        "warning": answers.Text.of(say(edition.article.warning, audience)),
        "page": f"{_page(request, edition.article)}?for={audience}",
    }
    return _json(reading.Reading.of(personalize(today, audience), **about))


@door
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    get_article_or_404(slug)
    return _listed(request, queries.once_approved(slug).order_by("-number"), _edition)


@door
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _json(_edition(get_edition_or_404(slug, number)))


@door
def edition_document(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _document(get_edition_or_404(slug, number))


@door
def references(request: HttpRequest) -> HttpResponse:
    rows = queries.public_references()
    return _listed(request, rows, lambda row: answers.Reference.of(queries.reference_value(row)))


@door
def reference(request: HttpRequest, key: UUID) -> HttpResponse:
    if not (row := queries.public_reference(key)):
        raise Http404
    if row.merged_into:
        return redirect("api-reference", row.merged_into.key, permanent=True)
    return _json(answers.Reference.of(queries.reference_value(row)))


@door
def glossary(request: HttpRequest) -> HttpResponse:
    terms = sorted(queries.terms_of_readers(), key=lambda pair: (pair[0].term.casefold(), pair[0].key))
    return _listed(request, terms, lambda pair: _term(*pair))


@door
def topics(request: HttpRequest) -> HttpResponse:
    rows = [row for top, below in queries.topics_of_readers() for row in (top, *below)]
    return _listed(request, rows, lambda row: answers.Topic(row.slug, row.name, row.parent and row.parent.slug))


# What is looked for


def get_live_or_404(slug: str) -> Edition:
    """The live edition; refused with the reason where the article is retired."""
    edition = queries.published(slug, show_unreviewed=False)
    if edition is None:
        raise Http404
    if edition.stage == Stage.RETIRED:
        raise Refused(410, _("This article has been retired: %(reason)s") % {"reason": edition.reason})
    return edition


def get_article_or_404(slug: str) -> Article:
    """An article of which readers have, or had, an edition."""
    return get_object_or_404(Article, slug=slug, pk__in=queries.once_approved(slug).values("article"))


def get_edition_or_404(slug: str, number: int) -> Edition:
    return get_object_or_404(queries.once_approved(slug), number=number)


def get_topic_or_404(slug: str) -> Topic:
    if not re.fullmatch(doors.SLUG["pattern"], slug):
        raise Http404
    return get_object_or_404(Topic, slug=slug)


# How it is answered


def _json(answer: Any) -> HttpResponse:
    return JsonResponse(answers.plain(answer), json_dumps_params={"ensure_ascii": False})


def _document(edition: Edition) -> HttpResponse:
    headers = {"ETag": f'"{edition.digest}"'}
    return HttpResponse(edition.document.encode(), content_type="application/json", headers=headers)


def _listed(request: HttpRequest, rows: Any, answer: Callable[[Any], object]) -> HttpResponse:
    """One page of ``rows``, and the addresses of those beside it."""
    number, size = asked_number(request.GET, "page", 1), asked_number(request.GET, "size", doors.SIZE)
    try:
        page = Paginator(rows, size).page(number)
    except EmptyPage as error:
        raise Http404(_("There is no page %(number)s of this list.") % {"number": number}) from error
    return _json({
        "count": page.paginator.count,
        "next": _beside(request, page.next_page_number()) if page.has_next() else None,
        "previous": _beside(request, page.previous_page_number()) if page.has_previous() else None,
        "items": [answer(row) for row in page],
    })  # fmt: skip


def _beside(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = number
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def asked_number(query: Mapping[str, str], name: str, default: int) -> int:
    """The whole number that ``query`` names so; refused where it is none, or none that may be asked for."""
    given, most = query.get(name, str(default)), doors.PARAMETERS[name][1]["maximum"]
    if not (given.isascii() and given.isdigit() and len(given) <= len(str(most)) and 1 <= int(given) <= most):
        limits = {"name": name, "most": most}
        raise Refused(400, _("“%(name)s” must be a whole number from 1 to %(most)s.") % limits)
    return int(given)


def _page(request: HttpRequest, article: Article) -> str:
    return request.build_absolute_uri(reverse("article", args=[article.slug]))


def _article(request: HttpRequest, edition: Edition) -> answers.Article:
    row, content = edition.article, edition.content
    return answers.Article(
        key=str(row.key),
        slug=row.slug,
        title=content.title,
        summary=answers.InBoth.of(content.summary),
        edition=edition.number,
        digest=edition.digest,
        approved_at=edition.approved_at,
        next_review_on=row.next_review_on,
        warning=answers.Warned(answers.InBoth.of(row.warning), row.warned_at) if row.warned_at else None,
        topics=tuple(topic.slug for topic in row.topics.all()),
        sign_offs=tuple(_sign_off(one) for one in edition.sign_offs.all()),
        page=_page(request, row),
    )


def _sign_off(row: SignOff) -> answers.SignOff:
    return answers.SignOff(row.name, row.role, Meaning(row.meaning), row.interests, row.signed_at, row.digest)


def _edition(row: Edition) -> answers.Edition:
    reason = row.reason if row.stage == Stage.RETIRED else ""
    return answers.Edition(
        row.number, row.stage_reached, row.digest, row.approved_at, row.closed_at, reason, row.reaffirms
    )


def _term(term: documents.Term, used: list[tuple[str, str]]) -> answers.GlossaryTerm:
    return answers.GlossaryTerm(
        key=term.key,
        term=term.term,
        abbreviations=term.abbreviations,
        synonyms=term.synonyms,
        plain_name=term.plain_name,
        definition=term.definition,
        articles=tuple(slug for slug, _ in used),
    )
