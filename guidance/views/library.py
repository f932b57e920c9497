"""The library: every source there is, what rests on each, and what is done with many at once."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from guidance import editing, queries
from guidance.forms import library as forms
from guidance.forms.references import ReferenceForm, initial
from guidance.models import Reference
from guidance.references import merging
from guidance.views.access import editors_only
from guidance.views.saving import CONFLICT, attempt

SHOWN_AT_ONCE = 50
LATEST = 30  # how much of its history a source shows


@dataclass(frozen=True)
class Row:
    reference: Reference
    uses: queries.Uses


@editors_only
@require_safe
def references(request: HttpRequest) -> HttpResponse:
    """Every source, narrowed by what the address says."""
    form = forms.LibraryForm(request.GET)
    page = Paginator(queries.references(**form.chosen()), SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    uses = queries.uses_of(page)
    spelt = form.spelt()
    context = {
        "form": form,
        "bulk": forms.BulkForm(),
        "rows": [Row(row, uses[row.pk]) for row in page],
        "page": page,
        "spelt": urlencode(spelt),
        "shown": urlencode(spelt | ({"page": page.number} if page.number > 1 else {})),
        "is_narrowed": bool(spelt),
        "is_filtered": bool(form.unknown) or bool(spelt.keys() - {"q"}),
    }
    return TemplateResponse(request, "guidance/desk/references.html", context)


@editors_only
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Do something with the sources that are ticked, once it was said what will happen to which."""
    form = forms.BulkForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "list": _list(form)}
        return TemplateResponse(request, "guidance/desk/references_bulk.html", context, status=422)
    action, rows = form.cleaned_data["action"], form.cleaned_data["keys"]
    keys = [("keys", row.key) for row in rows]
    if action == "merge":
        return redirect(f"{reverse('desk-references-merge')}?{urlencode(keys)}")
    if action.startswith("export-"):
        asked = [("format", action.removeprefix("export-")), *keys]
        return redirect(f"{reverse('desk-references-export')}?{urlencode(asked)}")
    if "confirmed" in request.POST:
        return _done(request, form)
    changing, staying = form.changed()
    label = dict(forms.BulkForm.ACTIONS)[action]
    context = {"form": form, "changing": changing, "staying": staying, "label": label, "list": _list(form)}
    return TemplateResponse(request, "guidance/desk/references_bulk.html", context)


def _done(request: HttpRequest, form: forms.BulkForm) -> HttpResponse:
    who = {"references": form.cleaned_data["keys"], "by": request.user, "at": timezone.now()}
    if form.cleaned_data["action"] == "delete":
        count = editing.delete_references(**who)
        said = ngettext("%(count)d source deleted.", "%(count)d sources deleted.", count)
    else:
        count = editing.change_references(**who, changes=form.changes)
        said = ngettext("%(count)d source changed.", "%(count)d sources changed.", count)
    messages.success(request, said % {"count": count})
    return redirect(_list(form))


def _list(form: forms.BulkForm) -> str:
    """The address of the list that they were ticked on, narrowed as it was."""
    shown = QueryDict(form.cleaned_data.get("shown", "")).urlencode()
    return f"{reverse('desk-references')}?{shown}".rstrip("?")


@editors_only
def reference(request: HttpRequest, key: UUID) -> HttpResponse:
    """One source: its record, where it is used, what became of it."""
    row = get_object_or_404(Reference.objects.select_related("merged_into", "superseded_by"), key=key)
    form, status = ReferenceForm(request.POST or None, initial=initial(row)), 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.change_reference(
            reference=row, value=form.value(row), by=request.user, at=timezone.now(),
            revision=form.cleaned_data["revision"] or 0,
        ))  # fmt: skip
        if not status:
            messages.success(request, _("Saved."))
            return redirect("desk-reference", key)
        if status == CONFLICT:
            form.meet(get_object_or_404(Reference, key=key))
    context = {"form": form, "reference": row, "itself": f"keys={row.key}", **_around(row)}
    return TemplateResponse(request, "guidance/desk/reference.html", context, status=status)


def _around(row: Reference) -> dict[str, Any]:
    """What stands beside the record; as many queries however much there is."""
    return {
        "cited": list(queries.citing_steps(row)),
        "listing": list(queries.articles_listing(row)),
        "editions": list(queries.editions_naming(row).defer("document")),
        "signposts": list(row.merged.all()),
        "past": _past(row),
        "is_public": queries.is_public_reference(row),
    }


def _past(row: Reference) -> list[tuple[Any, list[str]]]:
    """Each line of its history, the last first, with what was changed in it."""
    lines = list(row.history.select_related("history_user")[: LATEST + 1])
    older = {line.pk: before for line, before in pairwise(lines)}
    return [(line, _changed(line, older.get(line.pk))) for line in lines[:LATEST]]


BESIDE = {
    "kind": gettext_lazy("Kind"),
    "in_house": gettext_lazy("Published by ourselves"),
    "standing": gettext_lazy("Standing"),
    "superseded_by_id": gettext_lazy("Superseded by"),
    "merged_into_id": gettext_lazy("Merged into another"),
}


def _changed(line: Any, older: Any) -> list[str]:
    if older is None:
        return []
    beside = [label for name, label in BESIDE.items() if getattr(line, name) != getattr(older, name)]
    return [*map(merging.label, merging.differences(line.csl, older.csl)), *beside]
