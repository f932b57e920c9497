"""What readers asked and nothing published answers, and what an editor does about each."""

import smtplib

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from guidance import queries as guidance
from guidance import rules
from guidance.documents import clean
from guidance.models import Article, Question
from review import queries
from review import questions as handling

SHOWN_AT_ONCE = 50


@login_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Those that no article is to answer, the commonest first; or, asked for, those that one is."""
    rules.check_can_edit(guidance.person(request.user))
    is_taken_up = "taken_up" in request.GET
    rows = queries.questions_taken_up() if is_taken_up else queries.questions()
    page = Paginator(queries.with_awaiting(rows), SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "questions": list(page),
        "is_taken_up": is_taken_up,
        "articles": list(queries.articles_by_title()),
        "tallies": guidance.tallies(),
        "spelt": "taken_up=1" if is_taken_up else "",
    }
    return TemplateResponse(request, "review/questions.html", context)


@login_required
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """This article answers it, or is to; whoever waits is told if it does."""
    rules.check_can_edit(guidance.person(request.user))
    question = get_object_or_404(Question, pk=pk)
    article = Article.objects.filter(slug=clean(request.POST.get("article", ""))).first()
    if article is None:
        messages.error(request, _("Choose the article that answers it."))
        return redirect("desk-questions")
    question = handling.link(question=question, article=article, by=request.user)
    messages.success(request, _("Linked."))
    _tell(request, question)
    return redirect("desk-questions")


@login_required
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    rules.check_can_edit(guidance.person(request.user))
    article = handling.begin(question=get_object_or_404(Question, pk=pk), by=request.user, at=timezone.now())
    messages.success(request, _("A draft is begun, with the question as its title. Put it into your own words."))
    return redirect("desk-article", article.slug)


@login_required
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    handling.put_back(question=get_object_or_404(Question, pk=pk), by=request.user)
    messages.success(request, _("It is among the unanswered questions again."))
    return redirect("desk-questions")


@login_required
@require_POST
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell those who wait, once the article is approved."""
    rules.check_can_edit(guidance.person(request.user))
    if not _tell(request, get_object_or_404(Question.objects.select_related("answered_by"), pk=pk)):
        messages.info(request, _("Nobody was told: nobody waits, or the article is not approved yet."))
    return redirect("desk-questions")


def _tell(request: HttpRequest, question: Question) -> int:
    try:
        told = handling.tell(question=question)
    except (OSError, smtplib.SMTPException):
        messages.error(request, _("The mail could not be sent. Whoever waits can be told later."))
        return 1
    if told:
        messages.success(request, ngettext("%d reader is told.", "%d readers are told.", told) % told)
    return told
