"""The Desk's pages of one article: its draft, its own texts, its preview."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from guidance import audiences, checks, editing, house, queries, rules
from guidance.audiences import Audience
from guidance.forms.articles import ArticleForm, NewArticleForm
from guidance.models import Article, Reference
from guidance.personalization import personalize, say
from guidance.views import cards
from guidance.views.access import editors_only
from guidance.views.context import viewer
from guidance.views.saving import attempt

PARTS = {
    "summary": _("Bottom line"),
    "scope": _("What it does not cover"),
    "get_help": _("When to call for help"),
    "change_note": _("What is new in this edition"),
}


def get_article_or_404(slug: str) -> Article:
    return get_object_or_404(Article, slug=slug)


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
    """The whole draft, with what the checks find in it."""
    row = get_article_or_404(slug)
    draft = queries.Draft(row)
    document = draft.document()
    findings = checks.run(document, house.targets())
    context = {
        "article": row,
        "sections": cards.lay_out(draft, document, findings),
        "findings": findings,
        "errors": len(checks.blocking(findings)),
        "sources": _numbered(queries.listed_references(row), cards.numbers(document)),
        "unsettled": queries.unsettled_citations(row).count(),
        "open_edition": queries.open_edition(row),
        "live_edition": queries.live_edition(row),
        "came_back": queries.came_back(row),
        "discard": rules.verdict(rules.check_can_discard, viewer(request), editions=row.editions.count()),
        "wordings": [(name, field, getattr(row, field)) for field, name in PARTS.items()],
    }
    return TemplateResponse(request, "guidance/desk/article.html", context)


def _numbered(sources: Iterable[Reference], numbers: dict[str, int]) -> list[tuple[int, Reference]]:
    """In the order in which readers will see them."""
    return sorted(((numbers[str(source.key)], source) for source in sources), key=lambda pair: pair[0])


@editors_only
def details(request: HttpRequest, slug: str) -> HttpResponse:
    """The question, the bottom line, and what else is said of the article as a whole."""
    row = get_article_or_404(slug)
    form, status = ArticleForm(request.POST or None, instance=row), 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.change_article(
            article=row, by=request.user, at=timezone.now(), revision=form.revision_shown, changes=form.changes()
        ))  # fmt: skip
        if not status:
            return redirect("desk-article", slug)
    context = {"form": form, "article": get_article_or_404(slug), "heading": _("The article as a whole")}
    return TemplateResponse(request, "guidance/desk/form.html", context, status=status)


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
def forget_unplaced(request: HttpRequest, slug: str) -> HttpResponse:
    """Let go of the lines of a pasted page that found no place."""
    row = get_article_or_404(slug)
    editing.change_article(
        article=row, by=request.user, at=timezone.now(), revision=row.revision, changes={"unplaced": ""}
    )
    return redirect("desk-article", slug)
