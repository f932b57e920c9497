"""Problems that readers reported, and what an editor does about each."""

import smtplib

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidance import queries as guidance
from guidance import rules
from guidance.models import Edition, Report, Step
from guidance.models.feedback import ReportStage
from review import forms, presenters, queries
from review import reports as handling

SHOWN_AT_ONCE = 50
SHOWN_OF_A_STEP = 10
INVALID = 422


@login_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Those that wait; or, asked for, those that are done."""
    rules.check_can_edit(guidance.person(request.user))
    stage = ReportStage.DONE if request.GET.get("stage") == ReportStage.DONE else ReportStage.OPEN
    page = Paginator(queries.reports(stage).select_related("handled_by"), SHOWN_AT_ONCE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "reports": list(page), "stage": stage, "counts": queries.report_counts()}
    context["spelt"] = f"stage={stage}" if stage is ReportStage.DONE else ""
    return TemplateResponse(request, "review/reports.html", context)


@login_required
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: the step as the reader met it, what they say of it, and what was done."""
    rules.check_can_edit(guidance.person(request.user))
    return page(request, get_report_or_404(pk))


def page(request: HttpRequest, row: Report, form: forms.AnswerForm | None = None, status: int = 200) -> HttpResponse:
    edition = Edition.objects.filter(article=row.article, number=row.edition_number).first()
    form = form or forms.AnswerForm(initial={"answer": row.answer}, is_awaited=bool(row.address))
    context = {
        "report": row,
        "edition": edition,
        "step": edition and presenters.reported_step(row, edition.content),
        "is_in_draft": Step.objects.filter(key=row.step_key, section__article=row.article).exists(),
        "others": list(queries.others_of_the_step(row)[:SHOWN_OF_A_STEP]),
        "form": form,
    }
    return TemplateResponse(request, "review/report.html", context, status=status)


def get_report_or_404(pk: int) -> Report:
    return get_object_or_404(Report.objects.select_related("article", "handled_by"), pk=pk)


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Done, and the reader told; or, by the other button, without an answer."""
    rules.check_can_edit(guidance.person(request.user))
    row, is_silent = get_report_or_404(pk), "silently" in request.POST
    form = forms.AnswerForm(request.POST, is_awaited=bool(row.address))
    if form.is_valid() and not is_silent and not form.cleaned_data["answer"].strip():
        form.add_error("answer", _("Write what became of it, or press the other button."))
    if not form.is_valid():
        return page(request, row, form, status=INVALID)
    answer = "" if is_silent else form.cleaned_data["answer"]
    row = handling.close(report=row, answer=answer, by=request.user, at=timezone.now())
    if not (row.address and row.answer):
        messages.success(request, _("Done. Nobody is told."))
    else:
        _tell(request, row)
    return redirect("desk-reports")


def _tell(request: HttpRequest, row: Report) -> None:
    """Mail the answer, and say whether it left."""
    try:
        is_told = handling.tell(report=row, at=timezone.now())
    except (OSError, smtplib.SMTPException):
        messages.error(request, _("It is kept, but the mail could not be sent. Send it again later, from its page."))
    else:
        messages.success(request, _("Done. The reader is told.") if is_told else _("The reader was told already."))


@login_required
@require_POST
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail the answer that could not be mailed before."""
    rules.check_can_edit(guidance.person(request.user))
    _tell(request, get_report_or_404(pk))
    return redirect("desk-report", pk)


@login_required
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    handling.reopen(report=get_report_or_404(pk), by=request.user, at=timezone.now())
    messages.success(request, _("The report is open again."))
    return redirect("desk-report", pk)
