"""Steps of a draft."""

from functools import cache
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guidance import checks, editing, house, queries
from guidance.documents import Document
from guidance.forms import cited
from guidance.forms import steps as forms
from guidance.models import Article, Step
from guidance.models.wordings import WordingColumns
from guidance.views import open_draft, places
from guidance.views.access import editors_only
from guidance.views.open_draft import get_article_or_404
from guidance.views.places import get_section_or_404, get_step_or_404, shown
from guidance.views.saving import CONFLICT, attempt

FIELDS = "guidance/desk/_edit_step.html"


def back_to(request: HttpRequest, step: Step, **kwargs: str) -> HttpResponse:
    """The draft with the step in it, which has the focus."""
    ends = {"at": f"step-{step.key}", "focus": f"edit-{step.key}"}
    return open_draft.changed(request, step.section.article, **ends | kwargs)


@editors_only
def add(
    request: HttpRequest, slug: str, section: int | None = None, parent: UUID | None = None, below: UUID | None = None
) -> HttpResponse:
    """A new step in a section, or under the step ``parent``, or right below another."""
    beside = get_step_or_404(slug, below) if below else None
    above = get_step_or_404(slug, parent) if parent else None
    home = beside.section if beside else get_section_or_404(slug, section)
    place = f"below-{below}" if below else f"under-{parent}" if parent else f"in-{home.pk}"
    form, citations = _forms(request, Step(), home.article, place)
    made = []

    def save():
        where = {"section": home, "parent": above, "below": beside}
        who = {"by": request.user, "at": timezone.now()}
        made.append(editing.add_step(citations=citations.values(), **where, **who, **form.changes()))

    status = _saved(request, form, citations, save)
    if not status:
        return back_to(request, made[0], closes=f"editing-{place}")
    context = {"article": home.article, "heading": _("A new step"), "kept": f"step:{slug}:new-{place}"}
    beside_id = f"step-{below}" if below else f"found-{parent}" if parent else f"add-in-{home.pk}"
    context |= {"wrapper": f"editing-{place}", "beside": beside_id, "form": form, "citations": citations}
    context["check_at"] = reverse("desk-step-check-new", args=[slug, home.pk])
    return open_draft.form(request, FIELDS, context, status=status, on="step")


@editors_only
def change(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    step = get_step_or_404(slug, key)
    form, citations = _forms(request, step, step.section.article, str(key))

    def save():
        editing.change_step(
            step=step, by=request.user, at=timezone.now(), revision=form.revision_shown, changes=form.changes(),
            citations=citations.values() if citations.has_changed() else None,
        )  # fmt: skip

    status = _saved(request, form, citations, save)
    if not status:  # where it cites otherwise than before, the numbers of sources may have changed
        only = "" if citations.has_changed() else f"words-{key}"
        return back_to(request, step, only=only, closes=f"editing-step-{key}")
    context = {"article": step.section.article, "heading": _("Step"), "step": step, "kept": f"step:{slug}:{key}"}
    context |= {"wrapper": f"editing-step-{key}", "beside": f"words-{key}", "form": form, "citations": citations}
    context["check_at"] = reverse("desk-step-check", args=[slug, key])
    if status == CONFLICT:
        theirs = cited.said(step.citations.select_related("reference"))
        context["both_cited"] = {"theirs": theirs, "mine": citations.said()}
    if not request.htmx:
        context["findings"] = _findings(queries.draft(step.section.article), step)
    return open_draft.form(request, FIELDS, context, status=status, on="step")


@editors_only
@require_POST
def check(request: HttpRequest, slug: str, key: UUID | None = None, section: int | None = None) -> HttpResponse:
    """What the checks say of a step as it stands in its form: ``key``, or a new one in ``section``. Nothing is saved.

    204 where it cannot stand so: what is wrong with a form is said when it is sent.
    """
    article = get_article_or_404(slug)
    step = get_step_or_404(slug, key) if key else Step(section=get_section_or_404(slug, section))
    form, citations = _forms(request, step, article, str(key))
    if not (form.is_valid() and citations.is_valid()):
        return HttpResponse(status=204)
    typed = form.value(str(step.key), citations)
    document = queries.draft_with(article, typed, section=section)
    context = {"findings": _findings(document, step)}
    return TemplateResponse(request, "guidance/desk/_typed.html", context)


def _forms(
    request: HttpRequest, step: Step, article: Article, place: str
) -> tuple[forms.StepForm, cited.CitationFormSet]:
    rows = list(step.citations.select_related("reference")) if step.pk else []
    offered = {"sources": cache(lambda: cited.sources(queries.listed_references(article)))}
    citations = cited.CitationForms(
        request.POST or None, initial=cited.initial(rows), prefix="citations", form_kwargs=offered,
        auto_id=f"id_{place}_%s",
    )  # fmt: skip
    return forms.StepForm(request.POST or None, instance=step, auto_id=f"id_{place}_%s"), citations


def _saved(request: HttpRequest, form, citations, save) -> int:
    """0 where what was sent is saved; else the status to show the form with."""
    if request.method == "POST" and form.is_valid() and citations.is_valid():
        return attempt(form, save)
    return 200


def _findings(document: Document, step: Step) -> list[checks.Finding]:
    return [finding for finding in checks.run(document, house.targets()) if finding.step == str(step.key)]


@editors_only
def split(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Two forms side by side, with the halves of both texts."""
    step, status, made = get_step_or_404(slug, key), 200, []
    form = forms.SplitForm(request.POST or None, initial=forms.parted(step), auto_id=f"id_split-{key}_%s")
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: made.append(editing.split_step(
            step=step, by=request.user, at=timezone.now(), revision=form.revision_shown,
            first=form.half("first"), second=form.half("second"),
        )))  # fmt: skip
        if not status:
            return back_to(request, made[0], closes=f"editing-split-{key}")
        if status == CONFLICT:
            form.meet(get_step_or_404(slug, key))
    context = {"form": form, "article": step.section.article, "heading": _("One step becomes two"), "step": step}
    context |= {"kept": f"step:{slug}:split-{key}", "wrapper": f"editing-split-{key}", "beside": f"words-{key}"}
    return open_draft.form(request, "guidance/desk/_edit_split.html", context, status=status)


@editors_only
@require_POST
def move(request: HttpRequest, slug: str, key: UUID, way: str) -> HttpResponse:
    return places.move(request, slug, kind="step", name=str(key), way=way)


@editors_only
@require_POST
@open_draft.act
def duplicate(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Of the step as it was seen: where it has changed since, it is shown as it is now."""
    step, seen = get_step_or_404(slug, key), shown(request, "revision")
    return back_to(request, editing.duplicate_step(step=step, by=request.user, at=timezone.now(), revision=seen))


@editors_only
@require_POST
@open_draft.act
def delete(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """With as many sub-steps as the button named; the page then offers to bring all of it back."""
    step, who = get_step_or_404(slug, key), {"by": request.user, "at": timezone.now()}
    sub_steps, seen = shown(request, "sub_steps") or 0, shown(request, "revision")
    editing.delete_step(step=step, sub_steps=sub_steps, revision=seen, **who)
    undo = f"undo-{key}"
    return open_draft.changed(request, step.section.article, deleted=str(key), at=undo, focus=undo)


@editors_only
@require_POST
@open_draft.act
def restore(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Bring a deleted step back, with all that went with it."""
    article = get_article_or_404(slug)
    return back_to(request, editing.restore_step(article=article, key=key, by=request.user, at=timezone.now()))


@editors_only
@require_POST
@open_draft.act
def same(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Its lay wordings still say the same, as they were seen."""
    step, seen = get_step_or_404(slug, key), shown(request, "revision")
    for field in ("text", "applies_when"):
        if getattr(step, field).is_stale:
            who = {"by": request.user, "at": timezone.now()}
            editing.still_says_the_same(row=step, field=field, revision=seen or step.revision, **who)
            step.refresh_from_db()
            seen = step.revision
    return back_to(request, step)


@editors_only
@require_POST
@open_draft.act
def same_of_article(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """The lay wording of the article's bottom line (or scope, or help) still says the same."""
    if not isinstance(vars(Article).get(field), WordingColumns):
        raise Http404
    article = get_article_or_404(slug)
    who = {"by": request.user, "at": timezone.now()}
    seen = shown(request, "revision") or article.revision
    editing.still_says_the_same(row=article, field=field, revision=seen, **who)
    return open_draft.changed(request, article, focus="edit-whole")
