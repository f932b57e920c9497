"""References from a file: what is in it, and then a slice of it with each press of a button."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidance import editing, queries
from guidance.forms.imports import ImportForm
from guidance.models import Import
from guidance.models.imports import Outcome
from guidance.references import importing
from guidance.views.access import editors_only
from guidance.views.numbers import whole
from guidance.views.saving import REFUSED

SHOWN_AT_ONCE = 50


def get_import_or_404(key: UUID) -> Import:
    return get_object_or_404(Import.objects.select_related("by"), key=key)


@editors_only
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """Every import, the latest first: those left half way can be gone on with."""
    page = Paginator(queries.imports(), SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "guidance/desk/imports.html", {"page": page})


@editors_only
def new(request: HttpRequest) -> HttpResponse:
    """A file or pasted records, read and kept to be looked at."""
    form, status = ImportForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = editing.start_import(
                content=file.read(importing.LARGEST + 1) if file else form.cleaned_data["text"],
                name=file.name if file else "",
                by=request.user,
                at=timezone.now(),
            )
        except importing.NotReferences as error:
            form.add_error("file" if file else "text", str(error))
            status = REFUSED
        else:
            return redirect("desk-import", run.key)
    return TemplateResponse(request, "guidance/desk/import_new.html", {"form": form}, status=status)


@editors_only
@require_safe
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was read, what becomes of each record, and how far it has come."""
    run = get_import_or_404(key)
    counts = queries.import_counts(run)
    records, shown = queries.import_records(run), request.GET.get("show", "")
    if shown in {outcome.value for outcome in Outcome}:
        records = records.filter(outcome=shown)
    left = queries.to_take(run).count()
    context = {
        "run": run,
        "format": FORMATS.get(run.format, run.format),
        "total": sum(counts.values()),
        "outcomes": [(outcome, counts[outcome.value]) for outcome in Outcome if counts[outcome.value]],
        "left": left,
        "new": counts[Outcome.NEW],
        "taken": counts[Outcome.NEW] - left,
        "unreadable": counts[Outcome.UNREADABLE],
        "in_doubt": queries.in_doubt(run)[:SHOWN_AT_ONCE],
        "show": shown,
        "page": Paginator(records, SHOWN_AT_ONCE).get_page(request.GET.get("page")),
    }
    return TemplateResponse(request, "guidance/desk/import.html", context)


FORMATS = {"ris": "RIS", "bibtex": "BibTeX", "nbib": "PubMed (.nbib)", "csl-json": "CSL-JSON"}


@editors_only
@require_POST
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the next slice in. ``taken`` says which the form was shown for: two windows never take one twice."""
    taken = whole(request.POST.get("taken", ""), default=-1)
    editing.take_slice(run=get_import_or_404(key), taken=taken, by=request.user, at=timezone.now())
    return redirect("desk-import", key)


@editors_only
@require_POST
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw away what was read; no reference is touched."""
    editing.discard_import(run=get_import_or_404(key), by=request.user, at=timezone.now())
    messages.success(request, _("What was read of the file is thrown away. No reference was changed."))
    return redirect("desk-imports")
