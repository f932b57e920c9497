"""The history of an article and of each step, and what is put back from it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidance import editing, queries
from guidance.models import Article, Citation, Reference, Step
from guidance.rules import Stale
from guidance.views import timeline
from guidance.views.access import editors_only
from guidance.views.drafts import get_article_or_404
from guidance.views.numbers import whole

ACTS_AT_ONCE = 20


@editors_only
@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edit of the article, the last first, and the steps that were deleted from it."""
    row = get_article_or_404(slug)
    context = {"article": row, "deleted": queries.deleted_steps(row)}
    context |= _history(row, queries.history_of_article(row), request.GET.get("page"))
    return TemplateResponse(request, "guidance/desk/history.html", context)


@editors_only
@require_safe
def step(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Every edit of one step and of what it cites; it may have been deleted since."""
    row = get_article_or_404(slug)
    lines = queries.history_of_step(row, key)
    if (last := lines[Step].order_by("history_id").last()) is None:
        raise Http404
    context = {"article": row, "step": last, "is_there": Step.objects.filter(key=key).exists()}
    context |= _history(row, lines, request.GET.get("page"))
    return TemplateResponse(request, "guidance/desk/history.html", context)


def _history(article: Article, lines: queries.Lines, number: str | None) -> dict[str, object]:
    """One page of acts."""
    page = Paginator(queries.acts(lines), ACTS_AT_ONCE).get_page(number)
    written = queries.lines_of(page.object_list, lines)
    cited = [line for line in written if line.instance_type is Citation]
    both = [*cited, *(line.before for line in cited if line.before)]
    sources = Reference.objects.filter(pk__in={line.reference_id for line in both})
    steps = {line.step_id for line in cited} | {line.id for line in written if line.instance_type is Step}
    told = timeline.tell(
        page.object_list,
        written,
        steps=queries.names_of_steps(steps),
        sources=dict(sources.values_list("pk", "title")),
        revisions=_revisions(article),
    )
    return {"page": page, "acts": told}


def _revisions(article: Article) -> dict[tuple[str, object], int]:
    """Of every row that is there now."""
    sections = article.sections.values_list("pk", "revision")
    steps = Step.objects.filter(section__article=article).values_list("key", "revision")
    return {
        ("article", article.pk): article.revision,
        **{("section", pk): revision for pk, revision in sections},
        **{("step", key): revision for key, revision in steps},
    }


@editors_only
@require_POST
def restore(request: HttpRequest, slug: str, kind: str, line: int) -> HttpResponse:
    """Put one column of the article, a section or a step back as it was at a line of its history, or all of them."""
    if (model := timeline.KINDS.get(kind)) is None:
        raise Http404
    article = get_article_or_404(slug)
    then = get_object_or_404(queries.history_of_article(article)[model], history_id=line)
    editing.restore_version(
        row=_row_now(then), line=line, by=request.user, at=timezone.now(),
        revision=whole(request.POST.get("revision", "")), field=request.POST.get("field", ""),
    )  # fmt: skip
    messages.success(request, _("It is put back as it was. What it said in between stays in the history."))
    return redirect("desk-step-history", slug, then.key) if kind == "step" else redirect("desk-history", slug)


def _row_now(then):
    its = {"key": then.key} if then.instance_type is Step else {"pk": then.id}
    if row := then.instance_type.objects.filter(**its).first():
        return row
    raise Stale("Somebody has deleted this since you opened it. A deleted step is restored from the article's history.")
