"""With what the edition on the page is compared, as its address says: ``?since=2&only=changes``."""

from django.http import Http404, HttpRequest

from guidance import comparison
from guidance.models import Edition
from review import presenters, queries
from review.presenters.choices import NOTHING, known_as, since
from review.presenters.comparison import SOURCES, WHOLE
from review.rules import NotAllowed


def compared(request: HttpRequest, edition: Edition) -> dict[str, object]:
    """``comparison``, None where there is nothing to compare with; how to choose another; whether ``only`` it."""
    earlier = list(queries.comparable(edition, request.user))
    chosen = _chosen(request.GET.get("since", ""), edition, earlier)
    context = {"choices": presenters.choices(earlier, chosen) if earlier else [], "comparison": None, "only": False}
    if chosen is None:
        return context | {"is_first": edition.number == 1, "may_compare": bool(earlier)}
    found = presenters.compare(chosen.content, edition.content, comparison.changes(chosen, edition))
    return context | {
        "comparison": found,
        "whole_marks": found.marks.get(WHOLE),
        "gone_first": found.gone.get("", ()),
        "references_marks": found.marks.get(SOURCES),
        "only": request.GET.get("only") == "changes",
        "compared_with": known_as(chosen),
        "everything": since(chosen, only=False),
        "changes_only": since(chosen, only=True),
    }


def _chosen(number: str, edition: Edition, earlier: list[Edition]) -> Edition | None:
    """The one that ``number`` names, the likeliest where it names none; refused where they may not read it."""
    if number == NOTHING:
        return None
    if not number:
        return presenters.default(earlier)
    if found := next((row for row in earlier if str(row.number) == number), None):
        return found
    if number.isascii() and number.isdecimal() and 0 < int(number[:9]) < edition.number:
        raise NotAllowed("That edition is read by the board members who reviewed it, its editors and the chair.")
    raise Http404("There is no earlier edition of this number.")
