"""Where a request comes from."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The address of whoever asks, behind a proxy or not; “” where nobody knows. Not to be kept."""
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return ""
