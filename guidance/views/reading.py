"""What readers read."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from guidance import audiences, documents, printing, queries
from guidance.audiences import Audience
from guidance.followup import asking
from guidance.models import Article, Edition
from guidance.personalization import Said, personalize, say
from guidance.views import caching, publications
from guidance.vocabularies import Stage

COOKIE = "audience"
YEAR = 365 * 24 * 3600
SHOWN_AT_HOME = 10
CHANGED_AT_HOME = 5
SHOWN_AT_ONCE = 50


@dataclass(frozen=True)
class Listed:
    """An approved article as a list shows it to one audience."""

    article: Article
    edition: Edition
    title: str
    summary: Said
    note: Said  # what is new in it

    @classmethod
    def of(cls, edition: Edition, audience: Audience) -> "Listed":
        text = edition.content
        return cls(edition.article, edition, text.title, say(text.summary, audience), say(text.change_note, audience))


@dataclass(frozen=True)
class Mark:
    """One of the three stages an edition passes; ``state`` is done, current or todo."""

    label: str
    state: str
    at: datetime | None


def marks(edition: Edition) -> list[Mark]:
    """Submitted, under review, approved: what was reached, and when."""
    passed = [(Stage.SUBMITTED, edition.submitted_at), (Stage.UNDER_REVIEW, edition.began_at)]
    passed.append((Stage.APPROVED, edition.approved_at))
    furthest = Stage.APPROVED if edition.approved_at else edition.stage_reached  # whatever became of it since
    reached = [stage for stage, _ in passed].index(furthest)
    states = ["done"] * reached + ["current"] + ["todo"] * (len(passed) - reached - 1)
    return [Mark(stage.label, state, at) for (stage, at), state in zip(passed, states, strict=True)]


def chosen_audience(request: HttpRequest) -> Audience | None:
    """What the reader once chose, None where they have not."""
    return audiences.parse(request.COOKIES.get(COOKIE))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    audience = chosen_audience(request) or Audience(settings.LEUKO_DEFAULT_AUDIENCE)
    context = {
        "approved": [Listed.of(edition, audience) for edition in queries.newly_approved()[:SHOWN_AT_HOME]],
        "changed": [Listed.of(edition, audience) for edition in queries.recently_changed()[:CHANGED_AT_HOME]],
        "topics": queries.topics_of_readers(),
        "search_is_here": True,
    }
    return caching.by_cookie(TemplateResponse(request, "guidance/home.html", context))


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """The public edition; ``?for=`` says for whom, and then nothing else decides what is shown."""
    edition = queries.published(slug, show_unreviewed=settings.LEUKO_SHOW_UNREVIEWED)
    if edition is None:
        return not_here(request, slug)
    if edition.stage == Stage.RETIRED:
        return gone(request, edition)
    asked_for = audiences.parse(request.GET.get("for"))
    audience = asked_for or chosen_audience(request) or Audience(settings.LEUKO_DEFAULT_AUDIENCE)
    is_chosen = bool(asked_for or chosen_audience(request))
    context = article_page(edition, audience) | addresses(request, edition.article, audience)
    context |= {"asked": not is_chosen, "report_at": f"{edition.article.get_absolute_url()}steps/"}
    context["may_ask"] = asking.LONGEST if edition.stage == Stage.APPROVED else 0
    context["linked_data"] = publications.linked_data(request, context)
    response = TemplateResponse(request, "guidance/article.html", context)
    return caching.public(response) if asked_for else caching.by_cookie(response)


def article_page(edition: Edition, audience: Audience) -> dict[str, object]:
    """All that the page of an edition says, beside the request; 3 queries, and none while rendering."""
    article = edition.article
    today = documents.with_standing(edition.content, queries.standing_of_sources(edition))
    return {
        "article": article,
        "edition": edition,
        "reading": personalize(today, audience),
        "audience": audience,
        "marks": marks(edition),
        "sign_offs": list(queries.sign_offs(edition)),
        "topics": list(queries.topics(article)),
        "warning": say(article.warning, audience),
        "caution": edition.stage_reached.is_open,
        "can_print": printing.can_print(),
        "has_leaflet": has_leaflet(edition),
        "report_at": "",
        "overdue": article.next_review_on is not None and article.next_review_on < timezone.localdate(),
    }


def has_leaflet(edition: Edition) -> bool:
    """True where there is something to hand to a patient: an approved text with a statement in plain words."""
    is_plain = (not say(step.text, Audience.LAY).fell_back for step in edition.content.steps())
    return edition.stage == Stage.APPROVED and any(is_plain)


def addresses(request: HttpRequest, article: Article, audience: Audience) -> dict[str, object]:
    """The one address of this page, and that of the same text for each audience."""
    return addresses_at(request, article.get_absolute_url(), audience)


def addresses_at(request: HttpRequest, path: str, audience: Audience) -> dict[str, object]:
    base = request.build_absolute_uri(path)
    return {"canonical": f"{base}?for={audience}", "alternates": [f"{base}?for={one}" for one in Audience]}


def not_here(request: HttpRequest, slug: str) -> HttpResponse:
    """“Not yet published”, or 404."""
    if not Article.objects.filter(slug=slug).exists():
        raise Http404
    return caching.by_cookie(render(request, "guidance/not_yet.html", status=404))


def gone(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Retired: why, and what to read instead where readers may read it."""
    instead = edition.article.replaced_by and queries.live_edition(edition.article.replaced_by)
    context = {
        "title": edition.content.title,
        "slug": edition.article.slug,
        "reason": edition.reason,
        "retired_at": edition.closed_at,
        "replaced_by": instead and {"slug": edition.article.replaced_by.slug, "title": instead.content.title},
    }
    return caching.by_cookie(render(request, "guidance/gone.html", context, status=410))


# Exempt from CSRF: it is a preference on a page anyone may cache, so it can carry no token.
@csrf_exempt
@require_POST
def audience(request: HttpRequest) -> HttpResponse:
    """Remember whose wording the reader wants, and go back to the page in that wording."""
    if not is_from_here(request):
        return HttpResponseForbidden("This choice can only be made on our own pages.", content_type="text/plain")
    if not (choice := audiences.parse(request.POST.get("audience"))):
        return HttpResponseBadRequest("Choose clinician or lay.", content_type="text/plain")
    address = request.POST.get("next", "")
    is_path = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    if not is_path or "?" in address:
        address = "/"
    response = redirect(f"{address}?for={choice}")
    response.set_cookie(COOKIE, choice, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response


def is_from_here(request: HttpRequest) -> bool:
    """True where the browser says that the form stood on a page of ours, or cannot say."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    return origin in (None, f"{request.scheme}://{request.get_host()}")
