"""The sources of a draft: which marker means which, and what each one is."""

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from guidance import documents, editing, queries
from guidance.forms import references as forms
from guidance.models import Article, Reference
from guidance.views.access import editors_only
from guidance.views.open_draft import get_article_or_404
from guidance.views.saving import CONFLICT, attempt


def get_listed_or_404(article: Article, key: UUID | str) -> Reference:
    """A source on the article's own list; ``key`` may be whatever a browser sent."""
    try:
        return get_object_or_404(queries.listed_references(article), key=key)
    except ValidationError as error:  # it is no UUID
        raise Http404 from error


@editors_only
@require_safe
def citations(request: HttpRequest, slug: str) -> HttpResponse:
    """Every marker that points at nothing, or at a source by its place only: one click settles each."""
    article = get_article_or_404(slug)
    unsettled = groupby(queries.unsettled_citations(article), lambda row: (row.marker, row.reference))
    context = {
        "article": article,
        "unsettled": [(marker, reference, list(rows)) for (marker, reference), rows in unsettled],
        "sources": list(queries.listed_references(article)),
    }
    return TemplateResponse(request, "guidance/desk/citations.html", context)


@editors_only
@require_POST
def settle(request: HttpRequest, slug: str) -> HttpResponse:
    """Point a marker at a source, or take away the citations that print it."""
    article, marker = get_article_or_404(slug), documents.clean(request.POST.get("marker", ""))
    who = {"by": request.user, "at": timezone.now()}
    if key := request.POST.get("reference"):
        reference = get_listed_or_404(article, key)
        count = editing.repoint(article=article, marker=marker, reference=reference, **who)
    else:
        count = editing.drop_marker(article=article, marker=marker, **who)
    said = ngettext("%(count)d citation settled.", "%(count)d citations settled.", count)
    messages.success(request, said % {"count": count})
    return redirect("desk-citations", slug)


@editors_only
@require_POST
def confirm(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """The source that a marker was matched with by its place is the right one."""
    article = get_article_or_404(slug)
    reference = get_object_or_404(Reference, key=key)
    editing.confirm_reference(article=article, reference=reference, by=request.user, at=timezone.now())
    return redirect("desk-citations", slug)


@editors_only
def change(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Correct what is recorded of a source, for every article that lists it."""
    article = get_article_or_404(slug)
    row = get_listed_or_404(article, key)
    form, status = forms.ReferenceForm(request.POST or None, initial=forms.initial(row)), 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.change_reference(
            reference=row, value=form.value(row), by=request.user, at=timezone.now(),
            revision=form.cleaned_data["revision"] or 0,
        ))  # fmt: skip
        if not status:
            return redirect("desk-article", slug)
        if status == CONFLICT:
            form.meet(get_listed_or_404(article, key))
    context = {"form": form, "article": article, "heading": _("Source")}
    return TemplateResponse(request, "guidance/desk/form.html", context, status=status)


@editors_only
@require_POST
def remove(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Take a source that nothing cites off the article's list."""
    article = get_article_or_404(slug)
    reference = get_object_or_404(Reference, key=key)
    editing.unlist_reference(article=article, reference=reference, by=request.user, at=timezone.now())
    return redirect("desk-article", slug)
