"""Warnings and hints that an editor lets stand, for a reason."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guidance import checks, editing, house, queries
from guidance.checks import Finding, Level
from guidance.forms.steps import AcceptForm
from guidance.models import Article, Step
from guidance.views import open_draft
from guidance.views.access import editors_only
from guidance.views.open_draft import get_article_or_404
from guidance.views.places import get_step_or_404
from guidance.views.saving import CONFLICT, attempt


def get_finding_or_404(article: Article, said: QueryDict) -> Finding:
    """What the checks say now under the ``code``, of the ``step`` and of the ``source``, that are asked for."""
    wanted = tuple(said.get(name, "") for name in ("code", "step", "source"))
    for finding in checks.run(queries.draft(article), house.targets()):
        if (finding.code, finding.step or "", finding.source) == wanted and finding.level is not Level.ERROR:
            return finding
    raise Http404


@editors_only
def accept(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why a warning or hint may stand, and write it down; its address says which one is meant."""
    article = get_article_or_404(slug)
    finding = get_finding_or_404(article, request.GET)
    place = f"{finding.step or 'whole'}-{finding.code}-{finding.source}"
    which, status = _which(slug, finding), 200
    shown = {"revision": which["step"] and which["step"].revision}
    form = AcceptForm(request.POST or None, initial=shown, auto_id=f"id_{place}_%s")
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.accept_finding(
            article=article, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now(),
            revision=form.revision_shown, **which,
        ))  # fmt: skip
        if not status:
            return _answered(request, article, finding, closes=f"editing-{place}")
        if status == CONFLICT:
            now = get_step_or_404(slug, UUID(finding.step))
            form.look_again(now, queries.step_as_it_was(now, form.revision_shown))
    context = {"form": form, "article": article, "heading": _("Let this stand"), "finding": finding}
    context |= {"kept": f"finding:{slug}:{place}", "wrapper": f"editing-{place}", "save": _("Accept")}
    context |= {"beside": f"found-{finding.step or 'whole'}"}
    return open_draft.form(request, "guidance/desk/_edit_form.html", context, status=status)


@editors_only
@require_POST
@open_draft.act
def unaccept(request: HttpRequest, slug: str) -> HttpResponse:
    """What was accepted waits for an answer again."""
    article = get_article_or_404(slug)
    finding = get_finding_or_404(article, request.GET)
    editing.unaccept_finding(article=article, by=request.user, at=timezone.now(), **_which(slug, finding))
    return _answered(request, article, finding)


def _which(slug: str, finding: Finding) -> dict[str, str | Step | None]:
    step = get_step_or_404(slug, UUID(finding.step)) if finding.step else None
    return {"code": finding.code, "source": finding.source, "step": step}


def _answered(request: HttpRequest, article: Article, finding: Finding, closes: str = "") -> HttpResponse:
    place = finding.step or "whole"
    ends = {"only": f"found-{place}", "focus": f"edit-{place}", "closes": closes}
    return open_draft.changed(request, article, at=f"step-{finding.step}" if finding.step else "findings", **ends)
