"""All that is approved, in the order a reader asks for."""

from itertools import groupby

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from guidance import queries
from guidance.audiences import Audience
from guidance.language import alphabet
from guidance.views import caching
from guidance.views.reading import SHOWN_AT_ONCE, Listed, chosen_audience

# What ``?by=`` says, and what it is called; without it, from A to Z.
WAYS = {
    "": _("From A to Z"),
    "approved": _("Newly approved"),
    "changed": _("Recently changed"),
    "review": _("Under review"),
}


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """Fifty articles at once, in the order of ``?by=``; as many queries however many there are."""
    by = request.GET.get("by", "")
    by = by if by in WAYS else ""
    audience = chosen_audience(request) or Audience(settings.LEUKO_DEFAULT_AUDIENCE)
    page = Paginator(SHOWN[by](), SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "by": by,
        "ways": list(WAYS.items()),
        "name": WAYS[by],
        "page": page,
        "spelt": f"by={by}" if by else "",
        **(_from_a_to_z(page, audience) if not by else {"articles": [Listed.of(one, audience) for one in page]}),
        **({"never_approved": queries.count_never_approved()} if by == "review" else {}),
    }
    return caching.by_cookie(TemplateResponse(request, "guidance/articles.html", context))


def _titles() -> list[tuple[int, str]]:
    """The id of each live edition and what it is filed under, from A to Z."""
    filed = [(pk, alphabet.filed_under(title)) for pk, title in queries.live_titles()]
    return sorted(filed, key=lambda one: (alphabet.order(one[1]), one[0]))


SHOWN = {
    "": _titles,
    "approved": queries.newly_approved,
    "changed": queries.recently_changed,
    "review": queries.being_revised,
}


def _from_a_to_z(page: Page, audience: Audience) -> dict[str, object]:
    """The articles of this page by their letter, and for each letter the page on which it begins."""
    begins: dict[str, int] = {}
    for n, (_pk, filed) in enumerate(page.paginator.object_list):
        begins.setdefault(alphabet.letter(filed), n // SHOWN_AT_ONCE + 1)
    editions = queries.live_editions().in_bulk([pk for pk, _filed in page])
    here = [(filed, Listed.of(editions[pk], audience)) for pk, filed in page if pk in editions]
    letters = groupby(here, key=lambda one: alphabet.letter(one[0]))
    return {
        "begins": list(begins.items()),
        "letters": [(letter, [listed for _filed, listed in several]) for letter, several in letters],
        "articles": here,
        "topics": queries.topics_of_readers(),
    }
