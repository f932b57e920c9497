"""Signing in, and one's own account."""

from allauth.account import views as account
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from guidance.rules import NotAllowed
from review import members, queries
from review.accounts import attempts
from review.accounts.forms import ProfileForm
from review.accounts.identity import Identity

INVALID = 422


class SignIn(account.LoginView):
    """Also takes the name from a field called ``username``, as Django's own forms send it."""

    def get_form_kwargs(self) -> dict[str, object]:
        kwargs = super().get_form_kwargs()
        if "data" in kwargs and "login" not in kwargs["data"]:
            kwargs["data"] = kwargs["data"].copy()
            kwargs["data"]["login"] = kwargs["data"].get("username", "")
        return kwargs


sign_in = SignIn.as_view()


def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """The admin's own address signs in like any other: its own form would not ask for the authenticator's code."""
    if request.user.is_authenticated:
        raise NotAllowed("The admin is for those who keep the accounts.")
    return sign_in(request)


class ConfirmCode(account.ConfirmLoginCodeView):
    """An e-mailed code may be tried three times; each wrong one also counts for the account."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self._process.user and attempts.is_locked(request, self._process.user):
            return attempts.refuse(request, credentials=request.axes_credentials)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form) -> HttpResponse:
        if self._process.user:
            attempts.count(self.request, self._process.user)
        return super().form_invalid(form)


confirm_code = ConfirmCode.as_view()


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """How a member is printed; for everyone, how their account is kept safe."""
    member, status = queries.member(request.user), 200
    form = ProfileForm(request.POST or None, instance=member) if member else None
    if form and form.is_bound:
        if form.is_valid():
            members.change(member=member, by=request.user, changes=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("profile")
        status = INVALID
    context = {"form": form, "member": member, "identity": Identity(request.user)}
    return TemplateResponse(request, "account/profile.html", context, status=status)
