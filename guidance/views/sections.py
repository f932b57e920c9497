"""Sections of a draft."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guidance import editing
from guidance.forms.articles import SectionForm
from guidance.models import Section
from guidance.views import open_draft, places
from guidance.views.access import editors_only
from guidance.views.open_draft import get_article_or_404
from guidance.views.places import get_section_or_404, shown
from guidance.views.saving import attempt

FIELDS = "guidance/desk/_edit_form.html"


@editors_only
def add(request: HttpRequest, slug: str, parent: int | None = None) -> HttpResponse:
    article = get_article_or_404(slug)
    above = get_section_or_404(slug, parent) if parent else None
    place = f"under-{parent}" if parent else "section"
    form, status, made = SectionForm(request.POST or None, instance=Section(), auto_id=f"id_{place}_%s"), 200, []
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: made.append(editing.add_section(
            article=article, parent=above, by=request.user, at=timezone.now(), **form.changes()
        )))  # fmt: skip
        if not status:
            focus = f"add-step-{made[0].pk}"
            return open_draft.changed(request, article, focus=focus, closes=f"editing-{place}")
    context = {"form": form, "article": article, "heading": _("A new section"), "kept": f"section:{slug}:new-{place}"}
    context |= {"wrapper": f"editing-{place}", "beside": f"add-{place}"}
    return open_draft.form(request, FIELDS, context, status=status)


@editors_only
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    section = get_section_or_404(slug, pk)
    form, status = SectionForm(request.POST or None, instance=section, auto_id=f"id_section-{pk}_%s"), 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.change_section(
            section=section, by=request.user, at=timezone.now(), revision=form.revision_shown, changes=form.changes()
        ))  # fmt: skip
        if not status:
            ends = {"only": f"head-{pk}", "focus": f"edit-{pk}", "closes": f"editing-section-{pk}"}
            return open_draft.changed(request, section.article, **ends)
    context = {"form": form, "article": section.article, "heading": _("Section"), "kept": f"section:{slug}:{pk}"}
    context |= {"wrapper": f"editing-section-{pk}", "beside": f"head-{pk}"}
    return open_draft.form(request, FIELDS, context, status=status)


@editors_only
@require_POST
def move(request: HttpRequest, slug: str, pk: int, way: str) -> HttpResponse:
    return places.move(request, slug, kind="section", name=str(pk), way=way)


@editors_only
@require_POST
@open_draft.act
def delete(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    section = get_section_or_404(slug, pk)
    editing.delete_section(section=section, by=request.user, at=timezone.now())
    return open_draft.changed(request, section.article, focus="add-section-link")


@editors_only
@require_POST
@open_draft.act
def same(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The lay heading still says the same."""
    section, who = get_section_or_404(slug, pk), {"by": request.user, "at": timezone.now()}
    seen = shown(request, "revision") or section.revision
    editing.still_says_the_same(row=section, field="heading", revision=seen, **who)
    return open_draft.changed(request, section.article, focus=f"edit-{pk}")
