"""Who is asked to the board, and how they come in."""

import smtplib
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from guidance import queries as guidance
from guidance.rules import NotAllowed, NotNow
from review import invitations as invite
from review import queries, rules
from review.accounts.forms import AcceptForm, InviteForm
from review.models import Invitation
from review.views.access import board_only

INVALID, GONE = 422, 410
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@board_only
def invitations(request: HttpRequest) -> HttpResponse:
    """Everyone who was invited, and a form to invite one more."""
    rules.check_can_invite(guidance.person(request.user))
    form, status = InviteForm(request.POST or None), 200
    if request.method == "POST":
        if _invite(request, form):
            return redirect("board-invitations")
        status = INVALID
    context = {"form": form, "invitations": list(queries.invitations()), "now": timezone.now()}
    return TemplateResponse(request, "review/invitations.html", context, status=status)


def _invite(request: HttpRequest, form: InviteForm) -> bool:
    if not form.is_valid():
        return False
    try:
        invitation = invite.invite(by=request.user, at=timezone.now(), **form.cleaned_data)
    except NotAllowed as refusal:
        form.add_error("email", refusal.reason)
        return False
    _send(request, invitation)
    return True


def _send(request: HttpRequest, invitation: Invitation) -> None:
    """Mail the link, and say whether it left."""
    try:
        invite.send(invitation=invitation)
    except (OSError, smtplib.SMTPException):
        messages.error(request, _("The invitation is kept, but the mail could not be sent. Send it again later."))
    else:
        messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email})


@board_only
@require_POST
def send(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same link once more."""
    invitation = get_object_or_404(queries.invitations(), key=key)
    rules.check_can_invite(guidance.person(request.user))
    invite.check_can_accept(invitation=invitation, at=timezone.now())
    _send(request, invitation)
    return redirect("board-invitations")


@board_only
@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    invite.withdraw(invitation=get_object_or_404(Invitation, key=key), by=request.user, at=timezone.now())
    messages.success(request, _("Withdrawn. The link serves no more."))
    return redirect("board-invitations")


@sensitive_post_parameters("password")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link chooses a name and a password, and is signed in."""
    invitation = invite.find(token)
    try:
        _check_may_accept(request, invitation)
    except NotNow as refusal:
        return TemplateResponse(request, "account/invitation_over.html", {"reason": refusal.reason}, status=GONE)
    form, status = AcceptForm(request.POST or None, invitation=invitation), 200
    if request.method == "POST":
        if user := _accept(form, invitation):
            login(request, user, backend=BACKEND)
            messages.success(request, _("Welcome to the board. Look through your profile: it is what readers see."))
            return redirect("profile")
        status = INVALID
    context = {"form": form, "invitation": invitation}
    return TemplateResponse(request, "account/invitation.html", context, status=status)


def _check_may_accept(request: HttpRequest, invitation: Invitation | None) -> None:
    if invitation is None:
        raise NotNow("This is not the whole link. Copy all of it from the message, to the last letter.")
    invite.check_can_accept(invitation=invitation, at=timezone.now())
    if request.user.is_authenticated:
        raise NotNow("You are signed in already. If the invitation is yours, sign out and open the link again.")


def _accept(form: AcceptForm, invitation: Invitation):
    """The new account; None where the form says why there is none."""
    if not form.is_valid():
        return None
    try:
        return invite.accept(invitation=invitation, at=timezone.now(), **form.cleaned_data)
    except IntegrityError:
        form.add_error("username", _("Somebody has this name already. Choose another."))
        return None
