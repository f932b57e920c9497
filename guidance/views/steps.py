"""Steps of a draft."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guidance import checks, editing, house, queries
from guidance.forms import steps as forms
from guidance.models import Article, Step
from guidance.models.wordings import WordingColumns
from guidance.views.access import editors_only
from guidance.views.drafts import get_article_or_404
from guidance.views.saving import CONFLICT, attempt
from guidance.views.sections import get_section_or_404


def back_to(step: Step) -> HttpResponse:
    """The draft's page, at the step."""
    return redirect(f"{reverse('desk-article', args=[step.section.article.slug])}#step-{step.key}")


def get_step_or_404(slug: str, key: UUID) -> Step:
    steps = Step.objects.select_related("section__article")
    return get_object_or_404(steps, section__article__slug=slug, key=key)


@editors_only
def add(request: HttpRequest, slug: str, section: int, parent: UUID | None = None) -> HttpResponse:
    """A new step in a section, or under the step ``parent``."""
    place = get_section_or_404(slug, section)
    above = get_step_or_404(slug, parent) if parent else None
    form, citations = _forms(request, Step(), place.article)

    def save():
        changes = form.changes()
        editing.add_step(
            section=place, parent=above, citations=citations.values(), by=request.user, at=timezone.now(), **changes
        )

    return _answer(request, form, citations, save, {"article": place.article, "heading": _("A new step")})


@editors_only
def change(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    step = get_step_or_404(slug, key)
    form, citations = _forms(request, step, step.section.article)

    def save():
        editing.change_step(
            step=step, by=request.user, at=timezone.now(), revision=form.revision_shown, changes=form.changes(),
            citations=citations.values(),
        )  # fmt: skip

    context = {"article": step.section.article, "heading": _("Step"), "step": step, "findings": _findings(step)}
    return _answer(request, form, citations, save, context)


def _forms(request: HttpRequest, step: Step, article) -> tuple[forms.StepForm, forms.CitationFormSet]:
    rows = list(step.citations.select_related("reference")) if step.pk else []
    choices = {"references": queries.listed_references(article)}
    citations = forms.CitationForms(
        request.POST or None, initial=forms.initial(rows), prefix="citations", form_kwargs=choices
    )
    return forms.StepForm(request.POST or None, instance=step), citations


def _answer(request: HttpRequest, form, citations, save, context: dict[str, object]) -> HttpResponse:
    status = 200
    if request.method == "POST" and form.is_valid() and citations.is_valid():
        status = attempt(form, save)
        if not status:
            return back_to(context["step"]) if "step" in context else redirect("desk-article", context["article"].slug)
        if status == CONFLICT and "step" in context:
            context["their_citations"] = list(context["step"].citations.select_related("reference"))
    context |= {"form": form, "citations": citations}
    return TemplateResponse(request, "guidance/desk/step.html", context, status=status)


def _findings(step: Step) -> list[checks.Finding]:
    found = checks.run(queries.draft(step.section.article), house.targets())
    return [finding for finding in found if finding.step == str(step.key)]


@editors_only
@require_POST
def move(request: HttpRequest, slug: str, key: UUID, way: str) -> HttpResponse:
    step = get_step_or_404(slug, key)
    editing.move_step(step=step, by=request.user, at=timezone.now(), by_places=-1 if way == "up" else 1)
    return back_to(step)


@editors_only
@require_POST
def delete(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    editing.delete_step(step=get_step_or_404(slug, key), by=request.user, at=timezone.now())
    return redirect("desk-article", slug)


@editors_only
@require_POST
def same(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Its lay wordings still say the same."""
    step = get_step_or_404(slug, key)
    for field in ("text", "applies_when"):
        if getattr(step, field).is_stale:
            editing.still_says_the_same(
                row=step, field=field, by=request.user, at=timezone.now(), revision=step.revision
            )
            step.refresh_from_db()
    return back_to(step)


@editors_only
@require_POST
def same_of_article(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """The lay wording of the article's bottom line (or scope, or help) still says the same."""
    if not isinstance(vars(Article).get(field), WordingColumns):
        raise Http404
    article = get_article_or_404(slug)
    editing.still_says_the_same(row=article, field=field, by=request.user, at=timezone.now(), revision=article.revision)
    return redirect("desk-article", slug)
