"""Wrong tries at proving who one is: counted by account and address in one place, whatever was tried.

A password at signing in, at the admin's address and at signing an edition, an e-mailed code, a code of the
authenticator: the fifth wrong one locks the account for that address, and while it is locked no right one helps.
"""

import copy
import math

from allauth.account.adapter import get_adapter
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from guidance import limits

LONGEST_NAME = 255


def account_tried(request: HttpRequest, credentials: dict | None = None) -> str:
    """The one name that tries count for: an account has its user name in any letter case, and its address.

    Without this, “Vale”, “vale” and “vale@example.org” would have five tries each.
    """
    credentials = credentials or {}
    typed = str(credentials.get("username") or credentials.get("email") or "").strip()
    users = get_user_model().objects
    for field in ("username__iexact", "email__iexact"):
        if typed and (name := users.filter(**{field: typed}).values_list("username", flat=True).first()):
            return name
    return typed.casefold()[:LONGEST_NAME]


def address(request: HttpRequest) -> str | None:
    """Where a request comes from, behind a proxy or not; of IPv6 the network. None where nobody knows."""
    try:
        return limits.network(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return None


def unread(request: HttpRequest) -> HttpRequest:
    """The same request without what was typed into it: axes keeps that, and a reviewer's remark is not for keeping."""
    bare = copy.copy(request)
    bare.GET, bare.POST = QueryDict(), QueryDict()
    return bare


def is_locked(request: HttpRequest, user) -> bool:
    """True while ``user`` is locked for this address; the lockout page then answers ``request``."""
    request.axes_credentials = credentials = {"username": user.get_username()}
    request.axes_locked_out = not AxesProxyHandler.is_allowed(request, credentials)
    request.axes_credentials = credentials  # axes empties it when it first sees a request
    return request.axes_locked_out


def count(request: HttpRequest, user) -> None:
    """One more wrong try; where it was one too many, the lockout page answers ``request``."""
    bare, credentials = unread(request), {"username": user.get_username()}
    user_login_failed.send(sender=__name__, credentials=credentials, request=bare)
    request.axes_locked_out, request.axes_credentials = bare.axes_locked_out, credentials


def minutes_left(request: HttpRequest, credentials: dict | None) -> int:
    """How long the lockout lasts yet, at least 1."""
    tried = AccessAttempt.objects.filter(username=account_tried(request, credentials), ip_address=address(request))
    last = tried.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    return max(1, math.ceil((last + settings.AXES_COOLOFF_TIME - timezone.now()).total_seconds() / 60))


def refuse(request: HttpRequest, response: HttpResponse | None = None, credentials: dict | None = None) -> HttpResponse:
    """The lockout page, in place of whatever ``response`` was to be."""
    return render(request, "429.html", {"minutes": minutes_left(request, credentials)}, status=429)
