"""The glossary at the Desk: its terms, where they are used, and files of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from guidance import canonical, diff, documents, editing, queries
from guidance.diff import Run
from guidance.forms.glossary import SheetForm, TermForm
from guidance.interchange import glossary, terminology
from guidance.models import Term
from guidance.views.access import editors_only
from guidance.views.numbers import whole
from guidance.views.saving import CONFLICT, REFUSED, attempt

SHOWN_AT_ONCE = 50
NAMES = {
    "term": gettext_lazy("Term"),
    "abbreviations": gettext_lazy("Abbreviations"),
    "synonyms": gettext_lazy("Synonyms"),
    "plain_name": gettext_lazy("Plain name"),
    "definition": gettext_lazy("Definition"),
}


@dataclass(frozen=True)
class Field:
    """What changed in one field of a term, word by word."""

    name: str | Promise
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Edit:
    """One line of a term's history: ``fields`` are those that differ from the line before."""

    at: object
    by: str
    kind: str
    fields: tuple[Field, ...]


def fields(old: documents.Term, new: documents.Term) -> Iterator[Field]:
    """The fields in which two explanations differ."""
    for field, name in NAMES.items():
        before, after = (_said(getattr(one, field)) for one in (old, new))
        if before != after:
            yield Field(name, tuple(diff.words(before, after)))


def _said(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


NOTHING = documents.Term("", "")
KINDS = {"+": gettext_lazy("added"), "~": gettext_lazy("changed"), "-": gettext_lazy("deleted")}


def edits(term: Term) -> list[Edit]:
    """The term's history, the newest first; 1 query."""
    lines = list(queries.history_of(term))
    values = [*queries.term_values(lines), NOTHING]
    return [
        Edit(line.history_date, str(line.history_user or ""), str(KINDS[line.history_type]), tuple(fields(old, new)))
        for line, (new, old) in zip(lines, pairwise(values), strict=True)
    ]


@editors_only
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """All terms, or those with the words asked for, and how many articles use each."""
    q = request.GET.get("q", "").strip()
    everything = queries.terms()
    page = Paginator(queries.terms(q) if q else everything, SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    used = queries.uses(queries.term_values(page))
    context = {
        "q": q,
        "page": page,
        "rows": [(row, len(used.get(str(row.key), ()))) for row in page],
        "count": len(everything),
        "ambiguous": terminology.ambiguous(queries.term_values(everything)),
    }
    return TemplateResponse(request, "guidance/desk/glossary.html", context)


@editors_only
def new(request: HttpRequest) -> HttpResponse:
    form, status, made = TermForm(request.POST or None), 200, []
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: made.append(editing.create_term(
            value=form.value(), by=request.user, at=timezone.now()
        )))  # fmt: skip
        if not status:
            _say_who_carries(request, made[0])
            return redirect("desk-term", made[0].key)
    context = {"form": form, "heading": _("A new term")}
    return TemplateResponse(request, "guidance/desk/term.html", context, status=status)


@editors_only
def term(request: HttpRequest, term: UUID) -> HttpResponse:
    """One term: its explanation, which articles use it, and who changed what."""
    row = get_object_or_404(Term, key=term)
    form, status = TermForm(request.POST or None, instance=row), 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.change_term(
            term=row, value=form.value(), by=request.user, at=timezone.now(), revision=form.revision_shown
        ))  # fmt: skip
        if not status:
            _say_who_carries(request, get_object_or_404(Term, key=term))
            return redirect("desk-term", term)
    now = get_object_or_404(Term, key=term)
    context = {"form": form, "term": now, "heading": now.term, "uses": _uses(now), "edits": edits(now)}
    return TemplateResponse(request, "guidance/desk/term.html", context, status=status)


def _uses(row: Term) -> list[queries.Use]:
    return queries.uses(queries.term_values([row])).get(str(row.key), [])


def _say_who_carries(request: HttpRequest, row: Term) -> None:
    """Whose next edition will carry the term as it is explained now."""
    count = sum(use.in_draft for use in _uses(row))
    said = ngettext(
        "“%(term)s” is saved. %(count)d article, listed below, will carry it at its next edition.",
        "“%(term)s” is saved. %(count)d articles, listed below, will carry it at their next editions.",
        count,
    )
    if not count:
        said = _("“%(term)s” is saved. No draft uses it yet.")
    messages.success(request, said % {"term": row.term, "count": count})


@editors_only
@require_POST
def delete(request: HttpRequest, term: UUID) -> HttpResponse:
    row = get_object_or_404(Term, key=term)
    revision = whole(request.POST.get("revision", ""))
    editing.delete_term(term=row, by=request.user, at=timezone.now(), revision=revision)
    messages.success(request, _("“%(term)s” is deleted. What was signed keeps it.") % {"term": row.term})
    return redirect("desk-glossary")


@editors_only
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The whole glossary as CSV, with the mark by which spreadsheets know UTF-8."""
    text = glossary.write(queries.term_values(queries.terms()))
    headers = {"Content-Disposition": 'attachment; filename="glossary.csv"'}
    return HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8", headers=headers)


@editors_only
def take(request: HttpRequest) -> HttpResponse:
    """A file of terms: first what it would do, then, pressed once more, it is done."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read(glossary.LIMIT + 1) if file else form.cleaned_data["text"]
        try:
            return _planned(request, form, content, glossary.read(content))
        except glossary.NotAGlossary as error:
            form.add_error(None, str(error))
            return _take_page(request, REFUSED, form=form)
    return _take_page(request, 200, form=form)


def _planned(request: HttpRequest, form: SheetForm, content: bytes | str, sheet: glossary.Sheet) -> HttpResponse:
    """What the file would do; done, where that is what was shown before the button was pressed."""
    plan, status = terminology.plan(sheet, queries.term_values(queries.terms())), 200
    if form.cleaned_data["shown"] == _digest(plan):
        status = attempt(form, lambda: editing.take_terms(plan=plan, by=request.user, at=timezone.now()))
        if not status:
            return _taken(request, plan)
    elif form.cleaned_data["shown"]:
        form.add_error(None, _("The glossary has changed since. This is what the file would do now."))
        status = CONFLICT
    return _take_page(request, status, form=form, **_preview(sheet, plan, content))


def _take_page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    return TemplateResponse(request, "guidance/desk/glossary_import.html", context, status=status)


def _digest(plan: terminology.Plan) -> str:
    return documents.digest(canonical.dumps([plan.new, plan.changed, plan.unreadable]))


def _preview(sheet: glossary.Sheet, plan: terminology.Plan, content: bytes | str) -> dict[str, object]:
    return {
        "sheet": sheet,
        "delimiter": glossary.DELIMITERS[sheet.delimiter],
        "plan": plan,
        "changed": [(one, list(fields(one.old, one.new))) for one in plan.changed],
        "content": glossary.text_of(content),
        "shown": _digest(plan),
        "will_write": bool(plan.new or plan.changed),
        "written": len(plan.new) + len(plan.changed),
    }


def _taken(request: HttpRequest, plan: terminology.Plan) -> HttpResponse:
    messages.success(request, _("%(new)d terms are new, %(changed)d are changed, %(same)d stayed as they were.") % {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": len(plan.same),
    })  # fmt: skip
    return redirect("desk-glossary")
