"""Who reviews an edition, and what they declare first."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guidance.rules import NotAllowed
from review import forms, queries, rules, workflow
from review.stages import Interests
from review.views.access import get_assignment_or_404, get_edition_or_404
from review.views.edition import act


@login_required
@require_POST
def assign(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_assign(queries.case(edition, request.user))
    form = forms.AssignForm(request.POST, reviewers=queries.assignable(edition))
    return act(request, edition, "assign", form, lambda: workflow.assign(
        edition=edition, reviewer=form.cleaned_data["reviewer"], due_on=form.cleaned_data["due_on"],
        by=request.user, at=timezone.now(),
    ), _("Assigned."))  # fmt: skip


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
