"""The draft thrown away, to begin again from what readers have."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guidance import diff, documents, editing
from guidance import queries as guidance
from guidance import rules as drafts
from guidance.documents import Document
from guidance.models import Article, Edition
from review import presenters


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, slug: str) -> HttpResponse:
    """What would be lost, those changes that matter first; and, once that was seen, the act itself."""
    drafts.check_can_edit(guidance.person(request.user))
    article = get_object_or_404(Article, slug=slug)
    live = guidance.live_edition(article)
    if live is None:
        raise drafts.NotNow("Readers have no approved edition of this article yet, so there is none to begin from.")
    if request.method == "POST":
        return _begin_again(request, article)
    draft = guidance.draft(article)
    context = {
        "article": article,
        "live": live,
        "digest": documents.digest(documents.to_json(draft)),
        "comparison": _lost(live, draft),
    }
    return TemplateResponse(request, "review/reset.html", context)


def _lost(live: Edition, draft: Document) -> presenters.Comparison:
    return presenters.compare(live.content, draft, diff.diff(live.content, draft))


def _begin_again(request: HttpRequest, article: Article) -> HttpResponse:
    shown = get_object_or_404(article.editions, number=_number(request.POST.get("edition", "")))
    editing.reset(
        article=article, edition=shown, by=request.user, at=timezone.now(), digest=request.POST.get("digest", "")
    )
    messages.success(request, _("The draft says what readers have. What it said before stays in its history."))
    return redirect("desk-article", article.slug)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
