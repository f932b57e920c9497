"""What every page is told of the house and of who looks at it."""

from dataclasses import dataclass

from django.conf import settings

from guidance import queries
from guidance.roles import Person


@dataclass(frozen=True)
class House:
    name: str
    demonstration: bool
    contact: str
    emergency_number: str
    noindex: bool
    asks_a_model: bool


def site(request) -> dict[str, object]:
    """``house``, and ``viewer``: None where no session came, so that a reader's page touches none."""
    return {
        "house": House(
            name=settings.LEUKO_SITE_NAME,
            demonstration=settings.LEUKO_DEMONSTRATION,
            contact=settings.LEUKO_CONTACT_EMAIL,
            emergency_number=settings.LEUKO_EMERGENCY_NUMBER,
            noindex=settings.LEUKO_DEMONSTRATION,
            asks_a_model=bool(settings.LEUKO_ANSWER_MODEL),
        ),
        "viewer": viewer(request),
    }


def viewer(request) -> Person | None:
    """Who is signed in, read once a request; None without a look at the session where no cookie came."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    if not hasattr(request, "_viewer"):
        request._viewer = queries.person(request.user)
    return request._viewer
