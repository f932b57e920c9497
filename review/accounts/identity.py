"""Proving once more who one is, before signing.

The sign form itself asks, so that nothing typed is lost: there is no detour over another page, and a refusal shows
the form again with all but the proof in it. Three proofs serve, and one is enough:

* the password, by way of ``authenticate`` and so of axes;
* a code of the authenticator, or a recovery code, for an account that has one;
* a code that the form sends by e-mail, for an account that has no authenticator: of use to whoever signs in by
  e-mail and has no password. An authenticator is stronger than a mailbox, so it is never replaced by one.

Every wrong proof counts with the wrong tries at signing in. A lockout is said on the form, not on a page of its own.
"""

import time
from functools import cached_property

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from review.accounts import attempts
from review.accounts.forms import SecondStepAgainForm

MAILED = "signing_code"  # in the session: the code, until when it is right, and the tries left
MAILED_FOR = 600  # seconds
MAILED_TRIES = 3


class Identity:
    """An account, and how it can prove whose it is. ``request`` is needed to prove, not to ask how."""

    def __init__(self, user, request: HttpRequest | None = None) -> None:
        self.user, self.request = user, request

    @property
    def has_password(self) -> bool:
        return self.user.has_usable_password()

    @cached_property
    def has_authenticator(self) -> bool:
        return is_mfa_enabled(self.user, [Authenticator.Type.TOTP])

    @property
    def may_be_mailed(self) -> bool:
        return bool(self.user.email) and not self.has_authenticator

    @property
    def codes(self) -> str:
        """Which codes would serve, for a person to read."""
        if self.has_authenticator:
            return "That your authenticator shows now, or a recovery code."
        if self.request and MAILED in self.request.session:
            return f"The one we have just sent to {self.user.email}. It serves once, for ten minutes."
        return "That we send to your e-mail address, if you ask for one below."

    def mail_code(self) -> bool:
        """Send a code that serves once; False where codes were asked for too often."""
        if not self.may_be_mailed or not ratelimit.consume(
            self.request, action="request_login_code", key=self.user.email.lower()
        ):
            return False
        code = get_adapter(self.request).generate_login_code()
        self.request.session[MAILED] = {"code": code, "until": time.time() + MAILED_FOR, "tries": MAILED_TRIES}
        get_adapter(self.request).send_mail("account/email/login_code", self.user.email, {"code": code})
        return True

    def prove(self, *, password: str = "", code: str = "") -> None:
        """Nothing, where one of them is right; ValidationError with the sentence to show, where none is."""
        if not password and not code:
            raise ValidationError("Prove that it is you: type your password or a code.")
        if wrong := self._try_password(password) if password else self._try_code(code):
            raise ValidationError(self._locked() or wrong)

    def _try_password(self, password: str) -> str:
        """What is wrong with it; “” where nothing is."""
        request = attempts.unread(self.request)
        user = authenticate(request, username=self.user.get_username(), password=password)
        self.request.axes_locked_out = request.axes_locked_out
        return "" if user is not None and user.pk == self.user.pk else "This is not your password."

    def _try_code(self, code: str) -> str:
        """What is wrong with it; “” where nothing is."""
        if self.has_authenticator:
            form = SecondStepAgainForm(data={"code": code}, user=self.user)
            if form.is_valid():
                form.save()
            return " ".join(form.errors.get("code", []))
        if attempts.is_locked(self.request, self.user) or not self._is_mailed(code):
            if not self.request.axes_locked_out:
                attempts.count(self.request, self.user)
            return "This is not the code, or it is too old."
        return ""

    def _is_mailed(self, code: str) -> bool:
        """Whether it is the code that was sent; a right one, an old one and one tried too often are forgotten."""
        mailed = self.request.session.pop(MAILED, None)
        if mailed is None or mailed["until"] < time.time():
            return False
        if compare_user_code(actual=code, expected=mailed["code"]):
            return True
        if mailed["tries"] > 1:
            self.request.session[MAILED] = mailed | {"tries": mailed["tries"] - 1}
        return False

    def _locked(self) -> str:
        """Why no proof serves for now; “” where one would. The form says it, so the lockout page need not answer."""
        if not getattr(self.request, "axes_locked_out", False):
            return ""
        self.request.axes_locked_out = False
        minutes = attempts.minutes_left(self.request, {"username": self.user.get_username()})
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        return f"There were too many wrong tries. Wait {wait}; until then not even the right one helps."
