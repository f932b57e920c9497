"""Who reviews an edition, and what they declare first."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from guidance import queries as guidance
from guidance.models import Edition
from guidance.rules import NotAllowed
from review import forms, presenters, queries, rules, workflow
from review.stages import Interests
from review.views.access import get_assignment_or_404, get_edition_or_404
from review.views.edition import INVALID, act, due_form


def get_edition_to_assign_or_404(user, slug: str, number: int) -> Edition:
    edition = get_edition_or_404(slug, number)
    rules.check_can_assign(queries.case(edition, user))
    return edition


@login_required
@require_safe
def reviewers(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Everyone who might review the edition, what else is asked of them, and who may not and why."""
    edition = get_edition_to_assign_or_404(request.user, slug, number)
    return _choice(request, edition, forms.AssignForm(reviewers=queries.assignable(edition)))


@login_required
@require_POST
def assign(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All who were chosen, or none of them."""
    edition = get_edition_to_assign_or_404(request.user, slug, number)
    form = forms.AssignForm(request.POST, reviewers=queries.assignable(edition))
    if not form.is_valid():
        return _choice(request, edition, form, status=INVALID)
    chosen, due_on, at = form.cleaned_data["reviewer"], form.cleaned_data["due_on"], timezone.now()
    with transaction.atomic():
        for reviewer in chosen:
            workflow.assign(edition=edition, reviewer=reviewer, by=request.user, at=at, due_on=due_on)
    done = ngettext("%(count)d reviewer assigned.", "%(count)d reviewers assigned.", len(chosen))
    messages.success(request, done % {"count": len(chosen)})
    return redirect("board-edition", slug, number)


def _choice(request: HttpRequest, edition: Edition, form: forms.AssignForm, status: int = 200) -> HttpResponse:
    candidates = presenters.candidates(
        queries.candidates(edition),
        contributors=guidance.contributed_to(edition),
        assignments=edition.assignments.all(),
    )
    context = {
        "article": edition.article,
        "edition": edition,
        "form": form,
        "candidates": candidates,
        "may_assign": any(not candidate.barred for candidate in candidates),
        "ticked": form["reviewer"].value() or [],
    }
    return TemplateResponse(request, "review/reviewers.html", context, status=status)


@login_required
@require_POST
def set_due(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    assignment = get_assignment_or_404(edition, pk)
    rules.check_can_set_due(queries.case(edition, request.user), has_decided=False, is_released=False)
    form = due_form(assignment, request.POST)
    return act(request, edition, "due", form, lambda: workflow.set_due(
        assignment=assignment, due_on=form.cleaned_data["due_on"], by=request.user, at=timezone.now()
    ), _("The due date is as you set it."))  # fmt: skip


@login_required
@require_POST
def release(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    assignment = get_assignment_or_404(edition, pk)
    rules.check_can_release(queries.case(edition, request.user), has_signed=False, is_released=False)
    form = forms.ReasonForm(request.POST, auto_id=f"release-{pk}-%s")
    return act(request, edition, "release", form, lambda: workflow.release(
        assignment=assignment, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    ), _("Released."))  # fmt: skip


@login_required
@require_POST
def begin(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    workflow.begin(edition=edition, by=request.user, at=timezone.now())
    messages.success(request, _("The review has begun."))
    return redirect("board-edition", slug, number)


@login_required
@require_POST
def declare(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    mine = edition.assignments.select_related("edition__article").filter(reviewer=request.user).first()
    if mine is None:
        raise NotAllowed("Only the assigned reviewer declares interests.")
    form = forms.DeclareForm(request.POST)
    return act(request, edition, "declare", form, lambda: workflow.declare(
        assignment=mine, interests=Interests(form.cleaned_data["interests"]),
        statement=form.cleaned_data["statement"], by=request.user, at=timezone.now(),
    ), _("Your declaration is on the record."))  # fmt: skip
