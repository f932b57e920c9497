"""The board room's first page: what is before the board, and what it decided lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from guidance import canonical, checks, documents, house
from guidance import queries as guidance
from guidance.models import Edition
from review import forms, presenters, queries
from review.views.access import board_only

DECIDED = 10  # how many are “recently”
KEPT = 24 * 60 * 60  # seconds; what was found in a text does not change, but the checks may

# In this order; whether each is the chair's only.
SECTIONS = {
    "mine": (_("For you to do"), False),
    "overdue": (_("Overdue"), False),
    "unassigned": (_("Needs a reviewer"), True),
    "waiting": (_("Waiting for others"), False),
    "decided": (_("Recently decided"), False),
}


@dataclass(frozen=True)
class Section:
    name: str
    label: str
    rows: list[Any]  # QueueRows; editions, of what is decided
    address: str


@board_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What is before the board, by what is to be done of it; narrowed by what the address says."""
    is_chair = guidance.person(request.user).is_chair
    labels = {name: label for name, (label, is_chairs) in SECTIONS.items() if is_chair or not is_chairs}
    form = forms.QueueForm(
        request.GET, sections=[("", ""), *labels.items()], reviewers=queries.reviewers() if is_chair else None
    )
    rows = _rows(request.user, is_chair, form.chosen())
    spelt = form.spelt()
    sections = [
        Section(name, label, rows[name], f"?{urlencode(spelt | {'section': name})}") for name, label in labels.items()
    ]
    shown = [section for section in sections if spelt.get("section") in (None, section.name)]
    context = {
        "form": form,
        "sections": sections,
        "shown": shown,
        "section": spelt.get("section", ""),
        "is_narrowed": bool(spelt),
        "is_filtered": bool(form.unknown) or bool(spelt.keys() - {"section"}),
        "nothing_matches": bool(spelt) and not any(section.rows for section in shown),
        "all_sections": f"?{urlencode({name: value for name, value in spelt.items() if name != 'section'})}",
    }
    return TemplateResponse(request, "review/queue.html", context)


def _rows(user, is_chair: bool, chosen: dict[str, Any]) -> dict[str, list[Any]]:
    """By section."""
    narrowing = {name: value for name, value in chosen.items() if name not in ("section", "overdue")}
    editions = list(queries.narrowed(queries.open_editions(user=user, is_chair=is_chair), **narrowing))
    rows = vars(presenters.queue(
        editions, user=user, is_chair=is_chair, at=timezone.now(), found=_found(editions),
        needed=settings.LEUKO_APPROVALS_REQUIRED,
    ))  # fmt: skip
    if chosen.get("overdue"):
        return {name: [row for row in some if row.overdue] for name, some in rows.items()} | {"decided": []}
    return rows | {"decided": list(queries.narrowed(queries.decided(user), **narrowing)[:DECIDED])}


def _found(editions: Iterable[Edition]) -> dict[int, presenters.Found]:
    """By edition: what its text says of it, as its sources stand today. One query; what was found once is kept."""
    targets, standing = house.targets(), queries.standing_by_edition(editions)
    keys = {edition.pk: _key(edition, targets, standing[edition.pk]) for edition in editions}
    kept = cache.get_many(keys.values())
    fresh = {
        keys[edition.pk]: _look(edition, targets, standing[edition.pk])
        for edition in editions
        if keys[edition.pk] not in kept
    }
    cache.set_many(fresh, KEPT)
    return {pk: (kept | fresh)[key] for pk, key in keys.items()}


def _key(edition: Edition, targets: checks.Targets, standing: dict) -> str:
    return f"found:{edition.digest}:{canonical.digest(repr((targets, standing)).encode())}"


def _look(edition: Edition, targets: checks.Targets, standing: dict) -> presenters.Found:
    document = documents.with_standing(edition.content, standing)
    return presenters.Found(len(checks.open_warnings(checks.run(document, targets))), document.has_lay_wording)
