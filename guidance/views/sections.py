"""Sections of a draft."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guidance import editing
from guidance.forms.articles import SectionForm
from guidance.models import Section
from guidance.views.access import editors_only
from guidance.views.drafts import get_article_or_404
from guidance.views.saving import attempt


def get_section_or_404(slug: str, pk: int) -> Section:
    return get_object_or_404(Section.objects.select_related("article"), article__slug=slug, pk=pk)


@editors_only
def add(request: HttpRequest, slug: str, parent: int | None = None) -> HttpResponse:
    article = get_article_or_404(slug)
    above = get_section_or_404(slug, parent) if parent else None
    form, status = SectionForm(request.POST or None, instance=Section()), 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.add_section(
            article=article, parent=above, by=request.user, at=timezone.now(), **form.changes()
        ))  # fmt: skip
        if not status:
            return redirect("desk-article", slug)
    context = {"form": form, "article": article, "heading": _("A new section")}
    return TemplateResponse(request, "guidance/desk/form.html", context, status=status)


@editors_only
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    section = get_section_or_404(slug, pk)
    form, status = SectionForm(request.POST or None, instance=section), 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.change_section(
            section=section, by=request.user, at=timezone.now(), revision=form.revision_shown, changes=form.changes()
        ))  # fmt: skip
        if not status:
            return redirect("desk-article", slug)
    context = {"form": form, "article": section.article, "heading": _("Section")}
    return TemplateResponse(request, "guidance/desk/form.html", context, status=status)


@editors_only
@require_POST
def promote(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    editing.promote_section(section=get_section_or_404(slug, pk), by=request.user, at=timezone.now())
    return redirect("desk-article", slug)


@editors_only
@require_POST
def move(request: HttpRequest, slug: str, pk: int, way: str) -> HttpResponse:
    section = get_section_or_404(slug, pk)
    editing.move_section(section=section, by=request.user, at=timezone.now(), by_places=-1 if way == "up" else 1)
    return redirect("desk-article", slug)


@editors_only
@require_POST
def delete(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    editing.delete_section(section=get_section_or_404(slug, pk), by=request.user, at=timezone.now())
    return redirect("desk-article", slug)


@editors_only
@require_POST
def same(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The lay heading still says the same."""
    section = get_section_or_404(slug, pk)
    editing.still_says_the_same(
        row=section, field="heading", by=request.user, at=timezone.now(), revision=section.revision
    )
    return redirect("desk-article", slug)
