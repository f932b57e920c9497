"""The editions of an article that readers have or had, and what changed from one to the next."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from guidance import audiences, comparison, queries, revisions
from guidance.audiences import Audience
from guidance.models import Edition
from guidance.personalization import Said, say
from guidance.views import caching
from guidance.views.numbers import whole
from guidance.views.reading import addresses, addresses_at, article_page, chosen_audience
from guidance.vocabularies import Stage


@dataclass(frozen=True)
class ListedEdition:
    """An edition, and why there is one."""

    edition: Edition
    note: Said


@require_safe
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edition that was once approved, the newest first; 2 queries."""
    rows = list(queries.editions_of_readers(slug).prefetch_related("sign_offs"))
    if not rows:
        raise Http404
    return _page(request, "guidance/editions.html", rows[0], lambda audience: {"listed": _listed(rows, audience)})


def _listed(rows: list[Edition], audience: Audience) -> list[ListedEdition]:
    return [ListedEdition(one, say(one.content.change_note, audience)) for one in rows]


@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition as it was signed, under a notice where it is no longer the one to read."""
    edition = get_edition_or_404(slug, number)
    live = queries.live_edition(edition.article)
    beside = {"live": live, "overdue": False} | ({} if edition == live else {"warning": None})

    def context(audience: Audience) -> dict[str, object]:
        todays = addresses(request, edition.article, audience)["canonical"]
        return article_page(edition, audience) | beside | {"todays": todays}

    return _page(request, "guidance/edition.html", edition, context)


@require_safe
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What reads otherwise than in the edition before, or in the one that ``?since=`` names; 2 queries."""
    edition = get_edition_or_404(slug, number)
    earlier = _since(request, edition)

    def context(audience: Audience) -> dict[str, object]:
        return {
            "earlier": earlier,
            "note": say(edition.content.change_note, audience),
            "revision": earlier and _revision(earlier, edition, audience),
        }

    return _page(request, "guidance/changes.html", edition, context)


def _revision(old: Edition, new: Edition, audience: Audience) -> revisions.Revision:
    return revisions.revise(old.content, new.content, audience, comparison.changes(old, new))


def _since(request: HttpRequest, edition: Edition) -> Edition | None:
    """The edition to compare with; None of the first."""
    wanted = whole(request.GET.get("since", ""), default=edition.earlier or 0)
    before = queries.once_approved(edition.article.slug).filter(number__lt=edition.number)
    return before.filter(number=wanted).first() or before.filter(number=edition.earlier).first()


def get_edition_or_404(slug: str, number: int) -> Edition:
    """One that was once approved."""
    return get_object_or_404(queries.editions_of_readers(slug), number=number)


def _page(request: HttpRequest, template: str, edition: Edition, context) -> HttpResponse:
    """For the audience that the address names, the cookie, or the house; kept accordingly."""
    asked_for, chosen = audiences.parse(request.GET.get("for")), chosen_audience(request)
    audience = asked_for or chosen or Audience(settings.LEUKO_DEFAULT_AUDIENCE)
    shown = {
        "article": edition.article,
        "edition": edition,
        "title": edition.content.title,
        "audience": audience,
        "asked": not (asked_for or chosen),
        "address": request.path,
        "is_retired": edition.stage == Stage.RETIRED,
        **addresses_at(request, request.path, audience),
        **context(audience),
    }
    response = TemplateResponse(request, template, shown)
    return caching.public(response) if asked_for else caching.by_cookie(response)
