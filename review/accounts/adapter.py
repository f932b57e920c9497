"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

MISMATCH = "This name and this password do not belong together. Check both: capital letters count in a password."


class Adapter(DefaultAccountAdapter):
    """No sign-up: an account comes from an invitation, or from the admin."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password.",
        "incorrect_code": "This is not the code. Check it, or ask for a new one.",
        "too_many_login_attempts": "That was tried too often. Wait fifteen minutes, then begin again.",
        "rate_limited": "That was asked too often. Wait fifteen minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only to somebody signed in, and what went wrong to anyone: readers' pages show no messages, so others
        would wait in a cookie for the next sign-in.
        """
        if request.user.is_authenticated or level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        named = {"site_name": settings.LEUKO_SITE_NAME, "contact": settings.LEUKO_CONTACT_EMAIL}
        super().send_mail(template_prefix, email, named | context)
