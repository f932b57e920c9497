"""Signing in as a person does, and the codes they would be shown or sent."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from tests.cast import PASSWORD

HERE, ELSEWHERE = "192.0.2.1", "192.0.2.99"
LOGIN, ADMIN = "/accounts/login/", "/admin/login/"


def browser(address: str = HERE, **headers) -> Client:
    return Client(REMOTE_ADDR=address, **headers)


def sign_in(client: Client, name: str, password: str = PASSWORD, at: str = LOGIN, **data):
    field = "username" if at.startswith(ADMIN) else "login"
    return client.post(at, {field: name, "password": password, **data})


def fail(client: Client, name: str, times: int, at: str = LOGIN):
    """Wrong passwords; the last answer."""
    for _ in range(times):
        response = sign_in(client, name, "wrong", at)
    return response


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def switch_on_authenticator(user) -> str:
    """The secret that the user's authenticator now holds."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def authenticator_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def wrong_code(secret: str) -> str:
    """One that the authenticator shows neither now, nor just before or after."""
    shown = {format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)) for step in (-2, -1, 0, 1, 2)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in shown)


def recovery_code(user) -> str:
    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return codes.wrap().get_unused_codes()[0]


def mailed_code(mail) -> str:
    return re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", mail.body, re.MULTILINE)[1]


def link_in(mail) -> str:
    """The path of the one link of a mail."""
    (link,) = re.findall(r"https?://[^/\s]+(/\S*)", mail.body)
    return link
