"""What a reviewer does with an edition: sign it, speak of it, send it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guidance.models import Edition
from review import forms, queries, rules, workflow
from review.accounts.identity import Identity
from review.models import Comment
from review.views.access import get_answered, get_comment_or_404, get_edition_or_404
from review.views.edition import act, page, sign_form


@login_required
@require_POST
def sign(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    case = queries.case(edition, request.user)
    rules.check_can_sign(case, rules.left_to_sign(case))
    identity = Identity(request.user, request)
    if "mail_code" in request.POST:
        return _mail_code(request, edition, case, identity)
    form = forms.SignForm(request.POST, signed=case.signed, identity=identity)
    return act(request, edition, "sign", form, lambda: workflow.sign(
        edition=edition, meanings=form.signed_for(), digest=form.cleaned_data["digest"],
        remark=form.cleaned_data["remark"], by=request.user, at=timezone.now(),
    ), _("Signed, under your name."))  # fmt: skip


def _mail_code(request: HttpRequest, edition: Edition, case: rules.Case, identity: Identity) -> HttpResponse:
    """Send the code that the form asks for; the form stays as it was typed."""
    if identity.mail_code():
        messages.success(request, _("A code is on its way to you. It serves once, for ten minutes."))
    else:
        messages.error(request, _("No code was sent: there were too many lately. Wait a quarter of an hour."))
    typed = {name: request.POST[name] for name in request.POST} | {"meanings": request.POST.getlist("meanings")}
    return page(request, edition, sign=sign_form(edition, case, identity, typed))


@login_required
@require_POST
def send_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_send_back(queries.case(edition, request.user))
    form = forms.ReasonForm(request.POST, prefix="send_back")
    return act(request, edition, "send_back", form, lambda: workflow.send_back(
        edition=edition, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    ), _("Sent back to its editor."))  # fmt: skip


@login_required
@require_POST
def comment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    rules.check_can_comment(queries.case(edition, request.user))
    steps = [(step.key, step.text.clinician[:70]) for step in edition.content.steps()]
    form = forms.CommentForm(request.POST, document=edition.content, steps=steps)
    return act(
        request, edition, "comment", form, lambda: _say(request, edition, **form.cleaned_data),
        _("Your comment is kept."), at=form.anchor,
    )  # fmt: skip


def _say(request: HttpRequest, edition: Edition, thread: int | None, **said) -> Comment:
    answered = get_answered(edition, request.user, thread) if thread else None
    return workflow.comment(edition=edition, by=request.user, at=timezone.now(), thread=answered, **said)


@login_required
@require_POST
def lift(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    edition = get_edition_or_404(slug, number)
    comment = get_comment_or_404(edition, request.user, pk)
    is_author = comment.author_id == request.user.pk
    rules.check_can_lift(queries.case(edition, request.user), is_author=is_author, reason="given below")
    form = forms.ReasonForm(request.POST)
    form.fields["reason"].required = not is_author
    return act(request, edition, "lift", form, lambda: workflow.lift(
        comment=comment, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    ), _("The comment blocks no more."))  # fmt: skip
