"""The Desk's pages that show or move what the board judges."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidance import checks, documents, house
from guidance import queries as guidance
from guidance import rules as drafts
from guidance.models import Article
from guidance.rules import NotAllowed, NotNow, Stale
from review import forms, presenters, queries, rules, workflow
from review.views.lapsing import lapsing_articles

SHOWN_AT_ONCE = 50
SHOWN_OF_EACH = 10


@login_required
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Where somebody's work is: the board room, the Desk, or the readers' home."""
    person = guidance.person(request.user)
    return redirect("board" if person.is_board_member else "desk" if person.is_editor else "home")


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for an editor, the most urgent first; then every article, and how far each has come."""
    drafts.check_can_edit(guidance.person(request.user))
    page = Paginator(queries.desk_articles(), SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    returned = list(queries.came_back()[:SHOWN_AT_ONCE])
    counts = queries.comment_counts(returned)
    context = {
        "rows": [presenters.desk_row(article) for article in page],
        "page": page,
        "mine": queries.drafts_of(request.user)[:SHOWN_OF_EACH],
        "returned": [(edition, counts.get(edition.pk, 0)) for edition in returned],
        "in_review": queries.before_the_board()[:SHOWN_AT_ONCE],
        "lapsing": lapsing_articles(),
        "doubtful": presenters.doubtful(guidance.live_on_doubtful_sources(), guidance.drafts_on_doubtful_sources()),
        "questions": queries.questions()[:SHOWN_OF_EACH],
        "reports": queries.open_reports()[:SHOWN_OF_EACH],
        "reported": queries.open_reports().count(),
    }
    for name in ("mine", "in_review", "questions", "reports"):
        context[name] = list(context[name])  # read here: a template reads nothing
    return TemplateResponse(request, "review/desk.html", context)


@login_required
@require_safe
def to_do(request: HttpRequest, slug: str) -> HttpResponse:
    """What the reviewers said of the edition that came back and what the checks find in the draft, as one list."""
    drafts.check_can_edit(guidance.person(request.user))
    article = get_object_or_404(Article, slug=slug)
    draft, came_back = guidance.draft(article), guidance.came_back(article)
    context = {"article": article, "came_back": came_back}
    if came_back:
        rules.check_can_see_opinions(queries.case(came_back, request.user))
        comments = list(queries.comments_to_answer(came_back))
        old = queries.documents_of({comment.edition_id for comment in comments})
        threads = presenters.threads(comments, new=draft, old=old)
        findings = checks.run(draft, house.targets())
        context["to_do"] = presenters.to_do(draft, came_back.content, findings, threads)
    return TemplateResponse(request, "review/to_do.html", context)


@login_required
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the draft before the board: exactly the text whose digest this page showed."""
    person = guidance.person(request.user)
    drafts.check_can_edit(person)
    article = get_object_or_404(Article, slug=slug)
    document = guidance.draft(article)
    digest = documents.digest(documents.to_json(document))
    live = guidance.live_edition(article)
    differs = live is None or replace(document, change_note=live.content.change_note) != live.content
    findings = checks.run(document, house.targets())
    form, status = forms.SubmitForm(request.POST or None, initial={"digest": digest}, differs=differs), 200
    if request.method == "POST" and form.is_valid():
        try:
            workflow.submit(
                article=article,
                by=request.user,
                at=timezone.now(),
                digest=form.cleaned_data["digest"],
                message=form.cleaned_data["message"],
                reaffirms=form.cleaned_data.get("reaffirms", False),
            )
        except (NotAllowed, Stale) as refusal:
            form.add_error(None, refusal.reason)
            form.data = form.data.copy()
            form.data["digest"] = digest
            status = 409 if isinstance(refusal, NotNow | Stale) else 422
        else:
            messages.success(request, _("Submitted. The board sees it now."))
            return redirect("desk-article", slug)
    allowed = rules.verdict(
        rules.check_can_submit,
        person,
        is_open=guidance.open_edition(article) is not None,
        errors=len(checks.blocking(findings)),
        differs=differs,
        reaffirms=not differs,
    )
    context = {
        "article": article,
        "form": form,
        "findings": findings,
        "digest": digest,
        "live": live,
        "allowed": allowed,
    }
    return TemplateResponse(request, "review/submit.html", context, status=status)
