"""The page on which a draft is written, whole and by the parts that an act has changed.

What htmx asks for is answered with parts: what was asked for, and out of band whatever else it has changed. What a
browser without it asks for, with a page.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance import checks, house, queries, rules
from guidance.models import Article, Reference
from guidance.rules import NotAllowed, NotNow, Stale
from guidance.views import cards
from guidance.views.context import viewer
from guidance.views.saving import CONFLICT, REFUSED

PARTS = {
    "summary": gettext_lazy("Bottom line"),
    "scope": gettext_lazy("What it does not cover"),
    "get_help": gettext_lazy("When to call for help"),
    "change_note": gettext_lazy("What is new in this edition"),
}


def get_article_or_404(slug: str) -> Article:
    return get_object_or_404(Article, slug=slug)


def context(article: Article) -> dict[str, object]:
    """The draft as it stands, with what the checks find in it; in 6 queries."""
    draft = queries.Draft(article)
    document = draft.document()
    findings = checks.run(document, house.targets())
    sections = cards.lay_out(draft, document, findings)
    return {
        "article": article,
        "sections": sections,
        "steps": cards.steps_of(sections),
        "findings": findings,
        "of_the_whole": cards.Found([finding for finding in findings if not finding.step]),
        "errors": len(checks.blocking(findings)),
        "unsettled": _unsettled(draft),
        "numbers": cards.numbers(document),
        "wordings": [(name, field, getattr(article, field)) for field, name in PARTS.items()],
    }


def _unsettled(draft: queries.Draft) -> int:
    rows = (row for rows in draft.citations.values() for row in rows)
    return sum(row.reference is None or not row.confirmed for row in rows)


def whole(article: Article, request: HttpRequest, deleted: str = "") -> dict[str, object]:
    """The context of the whole page; ``deleted`` is the key of a step that may be brought back where it stood."""
    page = context(article)
    page |= {
        "sources": _numbered(queries.listed_references(article), page["numbers"]),
        "open_edition": queries.open_edition(article),
        "live_edition": queries.live_edition(article),
        "came_back": queries.came_back(article),
        "discard": rules.verdict(rules.check_can_discard, viewer(request), editions=article.editions.count()),
    }
    if (key := _key(deleted)) and (gone := queries.deleted_step(article, key)):
        cards.show_deleted(page["sections"], gone)
    return page


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _numbered(sources: Iterable[Reference], numbers: dict[str, int]) -> list[tuple[int, Reference]]:
    """In the order in which readers will see them."""
    return sorted(((numbers[str(source.key)], source) for source in sources), key=lambda pair: pair[0])


def changed(
    request: HttpRequest, article: Article, *, only: str = "", focus: str = "", at: str = "", closes: str = "",
    deleted: str = "",
) -> HttpResponse:  # fmt: skip
    """After an act on the draft: back to its page. htmx, too, asks for what the act has changed by a request of its
    own, which ``drawn`` answers: the act is done, and its lock let go, before the draft is read and checked.

    ``only`` is the id of what alone has changed, beside findings; without it, anything may have. ``focus`` is the id
    of what has the focus next, ``at`` where a page without htmx begins, ``closes`` the id of a form that is done with,
    ``deleted`` the key of a step that may be brought back.
    """
    told, place = {"deleted": deleted}, at and f"#{at}"
    if request.htmx:
        told |= {"only": only, "focus": focus, "closes": closes, "chosen": request.POST.get("item", "")}
        place = ""
    query = urlencode({name: said for name, said in told.items() if said})
    return redirect(f"{reverse('desk-article', args=[article.slug])}{query and '?'}{query}{place}")


def drawn(request: HttpRequest, article: Article) -> HttpResponse:
    """For htmx, what an act has changed, as ``changed`` told it: one part of the page, and all findings; or, where
    anything may have changed or that part is there no more, the whole draft.
    """
    told, only = request.GET, request.GET.get("only", "")
    if only:
        page = context(article)
        if (part := _parts(page).get(only)) is not None:
            response = TemplateResponse(request, "guidance/desk/_part.html", page | part | {"said": _("Saved")})
            return _aimed(response, only if part else "", told)
    return _whole(request, article, told)


def _parts(page: dict[str, Any]) -> dict[str, dict[str, object]]:
    """By its id, what shows each part of the page that may be drawn by itself; nothing, where it is findings only."""
    parts = {"found-whole": {}, "whole-words": {"template": "guidance/desk/_whole.html"}}
    for card in page["steps"]:
        parts[f"found-{card.row.key}"] = {}
        parts[f"words-{card.row.key}"] = {"template": "guidance/desk/_words.html", "step": card}
    for card in (card for top in page["sections"] for card in top.all()):
        parts[f"head-{card.row.pk}"] = {"template": "guidance/desk/_section_head.html", "section": card}
    return parts


def _whole(
    request: HttpRequest, article: Article, told: Mapping[str, str], *, refused: str = "", status: int = 200
) -> HttpResponse:
    """For htmx, all of the page that shows rows; ``refused`` is why an act was not done."""
    deleted = told.get("deleted", "")
    page = whole(article, request, deleted) | {"refused": refused, "chosen": told.get("chosen", "")}
    page["said"] = _("Deleted") if deleted else _("Saved")
    return _aimed(TemplateResponse(request, "guidance/desk/_changed.html", page, status=status), "draft", told)


def _aimed(response: HttpResponse, target: str, told: Mapping[str, str]) -> HttpResponse:
    """Tells htmx where the answer goes, and our script which form it closes and what has the focus then."""
    response["HX-Reswap"] = "outerHTML" if target else "none"
    if target:
        response["HX-Retarget"] = f"#{target}"
    response["HX-Trigger"] = json.dumps({"desk:saved": {"closes": told.get("closes", "")}})
    response["HX-Trigger-After-Settle"] = json.dumps({"desk:focus": {"id": told.get("focus", "")}})
    return response


def form(
    request: HttpRequest, fields: str, page: dict[str, object], *, status: int = 200, on: str = "form"
) -> HttpResponse:
    """The form in the template ``fields``: on a page of its own (the template ``on``), or for htmx by itself, to stand
    where the thing stands.

    ``page`` says which thing is ``kept`` by the browser while it is typed, the id of the form's ``wrapper``, and the
    id of what it stands ``beside``.
    """
    page = {"action": request.get_full_path(), "in_place": bool(request.htmx), "fields": fields} | page
    return TemplateResponse(request, fields if request.htmx else f"guidance/desk/{on}.html", page, status=status)


def act(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates what a button does: where it is refused, htmx is told why on the page that stays open."""

    @wraps(view)
    def refusing(request: HttpRequest, slug: str, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, slug, *args, **kwargs)
        except (NotAllowed, Stale) as refusal:
            if not request.htmx:
                raise
            status = CONFLICT if isinstance(refusal, NotNow | Stale) else REFUSED
            told = {"chosen": request.POST.get("item", "")}
            return _whole(request, get_article_or_404(slug), told, refused=str(refusal.reason), status=status)

    return refusing
