"""Sources that may be here twice, and how two become one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidance import editing, queries
from guidance.forms.library import KeysField, MergeForm
from guidance.models import Reference
from guidance.references import merging
from guidance.views.access import editors_only
from guidance.views.saving import attempt
from guidance.vocabularies import ReferenceKind

SHOWN_AT_ONCE = 50  # groups; the others stand here once these are settled


@dataclass(frozen=True)
class Side:
    """What one of two sources says in a field."""

    key: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class Line:
    """A field in which two sources differ."""

    name: str
    label: str
    sides: list[Side]


@editors_only
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Groups of sources that may be one, each to be compared by hand."""
    groups = queries.suspected_duplicates()
    shown = groups[:SHOWN_AT_ONCE]
    uses = queries.uses_of([row for group in shown for row in group])
    context = {
        "count": len(groups),
        "more": len(groups) - len(shown),
        "groups": [[(row, uses[row.pk]) for row in group] for group in shown],
    }
    return TemplateResponse(request, "guidance/desk/duplicates.html", context)


@editors_only
def merge(request: HttpRequest) -> HttpResponse:
    """Both sources side by side: which stays, and whose value each field takes."""
    pair, status = _pair(request), 200
    form = MergeForm(request.POST or None, pair=pair, differing=_differing(pair))
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.merge_references(
            merged=form.merged, into=form.into, keep=form.keep, by=request.user, at=timezone.now(),
            revisions=form.revisions,
        ))  # fmt: skip
        if not status:
            messages.success(request, _("Merged. Every draft that cited either cites this one now."))
            return redirect("desk-reference", form.into.key)
        form.data = form.data.copy()
        for row in pair:
            form.data[f"revision-{row.key}"] = row.revision
    elif request.method == "POST":
        status = 422
    uses = queries.uses_of(pair)
    context = {
        "form": form,
        "pair": [(row, uses[row.pk], form["into"].value() == str(row.key)) for row in pair],
        "lines": _lines(form, pair),
    }
    return TemplateResponse(request, "guidance/desk/merge.html", context, status=status)


def _pair(request: HttpRequest) -> list[Reference]:
    """The two sources that the address names, the one that more rests on first; 404 where they are not two."""
    rows = list(Reference.objects.filter(pk__in=[row.pk for row in _named(request)]))
    if len(rows) != 2:
        raise Http404
    uses = queries.uses_of(rows)
    return sorted(rows, key=lambda row: (-uses[row.pk].live, -uses[row.pk].steps, not (row.doi or row.pmid), row.pk))


def _named(request: HttpRequest) -> list[Reference]:
    field = KeysField(required=False)
    try:
        return field.clean(request.GET.getlist("keys"))
    except ValidationError:
        return []


def _differing(pair: list[Reference]) -> dict[str, Any]:
    """By field: its label, and who says something in it, the first where both do."""
    first, second = pair
    fields = merging.differences(first.csl, second.csl)
    found = {name: (merging.label(name), first if first.csl.get(name) else second) for name in fields}
    beside = {"kind": (_("Kind"), first), "in_house": (_("Published by ourselves"), first)}
    return found | {name: said for name, said in beside.items() if getattr(first, name) != getattr(second, name)}


def _lines(form: MergeForm, pair: list[Reference]) -> list[Line]:
    return [
        Line(name, field.label, [Side(str(row.key), _says(row, name), field.value() == str(row.key)) for row in pair])
        for name, field in ((one.name, one) for one in form)
        if name.startswith("keep-")
    ]


def _says(row: Reference, name: str) -> str:
    field = name.removeprefix("keep-")
    if field == "kind":
        return ReferenceKind(row.kind).label
    if field == "in_house":
        return _("Yes") if row.in_house else _("No")
    return merging.shown(field, row.csl.get(field))
