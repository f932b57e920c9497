"""The other ways out of an edition; of a text that readers have, the warning above it and its next review."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guidance.models import Article
from review import forms, queries, rules, workflow
from review.views.access import get_edition_or_404
from review.views.edition import act, earlier_form


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_withdraw(queries.case(edition, request.user))
    form = forms.ReasonForm(request.POST, prefix="withdraw")
    return act(request, edition, "withdraw", form, lambda: workflow.withdraw(
        edition=edition, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    ), _("Withdrawn."))  # fmt: skip


@login_required
@require_POST
def retire(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_retire(queries.case(edition, request.user))
    others = Article.objects.exclude(pk=edition.article_id)
    form = forms.RetireForm(request.POST, others=others, prefix="retire")
    return act(request, edition, "retire", form, lambda: workflow.retire(
        edition=edition, reason=form.cleaned_data["reason"], replaced_by=form.cleaned_data["replaced_by"],
        by=request.user, at=timezone.now(),
    ), _("Retired. Readers are told why."))  # fmt: skip


@login_required
@require_POST
def warn(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_warn(queries.case(edition, request.user))
    form = forms.WarnForm(request.POST)
    return act(request, edition, "warn", form, lambda: workflow.warn(
        edition=edition, warning=form.warning(), by=request.user, at=timezone.now()
    ), _("Readers see it now.") if request.POST.get("clinician") else _("The warning has ended."))  # fmt: skip


@login_required
@require_POST
def review_earlier(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_review_earlier(queries.case(edition, request.user))
    form = earlier_form(edition.article, request.POST)
    return act(request, edition, "review_earlier", form, lambda: workflow.review_earlier(
        edition=edition, next_review_on=form.cleaned_data["next_review_on"], reason=form.cleaned_data["reason"],
        by=request.user, at=timezone.now(),
    ), _("It is to be reviewed again by that day."))  # fmt: skip
