"""The Desk's pages of one article: its draft, its own texts, its preview."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidance import audiences, editing, queries
from guidance.audiences import Audience
from guidance.forms.articles import ArticleForm, NewArticleForm
from guidance.personalization import personalize, say
from guidance.rules import NotAllowed
from guidance.views import open_draft, places
from guidance.views.access import editors_only
from guidance.views.open_draft import get_article_or_404
from guidance.views.saving import attempt


@editors_only
def new(request: HttpRequest) -> HttpResponse:
    form = NewArticleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        article = editing.create_article(title=form.cleaned_data["title"], by=request.user, at=timezone.now())
        return redirect("desk-article", article.slug)
    heading = _("A new article")
    return TemplateResponse(request, "guidance/desk/form.html", {"form": form, "heading": heading, "save": _("Begin")})


@editors_only
@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole draft, with what the checks find in it; for htmx what an act on it has changed."""
    row = get_article_or_404(slug)
    if request.htmx:
        return open_draft.drawn(request, row)
    page = open_draft.whole(row, request, request.GET.get("deleted", ""))
    return TemplateResponse(request, "guidance/desk/article.html", page)


@editors_only
def details(request: HttpRequest, slug: str) -> HttpResponse:
    """The question, the bottom line, and what else is said of the article as a whole."""
    row = get_article_or_404(slug)
    form, status = ArticleForm(request.POST or None, instance=row, auto_id="id_whole_%s"), 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.change_article(
            article=row, by=request.user, at=timezone.now(), revision=form.revision_shown, changes=form.changes()
        ))  # fmt: skip
        if not status:
            return open_draft.changed(request, row, only="whole-words", focus="edit-whole", closes="editing-whole")
    context = {"form": form, "article": get_article_or_404(slug), "heading": _("The article as a whole")}
    context |= {"kept": f"article:{slug}:whole", "wrapper": "editing-whole", "beside": "whole-words"}
    return open_draft.form(request, "guidance/desk/_edit_form.html", context, status=status)


@editors_only
@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as readers of one audience would meet it."""
    row = get_article_or_404(slug)
    audience = audiences.parse(request.GET.get("for")) or Audience.CLINICIAN
    context = {
        "article": row,
        "reading": personalize(queries.draft(row), audience),
        "audience": audience,
        "warning": say(row.warning, audience),
        "report_at": "",  # no reader reads it yet
    }
    return TemplateResponse(request, "guidance/desk/preview.html", context)


@editors_only
@require_POST
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    editing.discard_article(article=get_article_or_404(slug), by=request.user, at=timezone.now())
    messages.success(request, _("The draft is gone. Its history is kept."))
    return redirect("desk")


@editors_only
@require_POST
@open_draft.act
def forget_unplaced(request: HttpRequest, slug: str) -> HttpResponse:
    """Let go of the lines of a pasted page that found no place."""
    row = get_article_or_404(slug)
    editing.change_article(
        article=row, by=request.user, at=timezone.now(), revision=row.revision, changes={"unplaced": ""}
    )
    return open_draft.changed(request, row)


@editors_only
@require_POST
@open_draft.act
def arrange(request: HttpRequest, slug: str) -> HttpResponse:
    """Move what is chosen in the outline: ``item`` is “section-<id>” or “step-<key>”, ``way`` where to."""
    kind, _dash, name = request.POST.get("item", "").partition("-")
    way = request.POST.get("way", "")
    if kind not in ("section", "step") or way not in places.WAYS:
        raise NotAllowed(_("Choose a line of the outline first, then where it is to go."))
    return places.move(request, slug, kind=kind, name=name, way=way)
