"""The manners of the API: open to every origin, and a refusal is JSON too (RFC 9457)."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from guidance.interchange.api import answers, doors

METHODS = "GET, HEAD, OPTIONS"
DAY = 24 * 60 * 60
JSON = ("application/json", "application/problem+json")


class Refused(Exception):
    """There is no answer: the status, and the sentence that says why."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


class ApiMiddleware:
    """At addresses of the API any page may read, with nobody's cookies; and no refusal is a page."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(doors.ROOT):
            return self.get_response(request)
        response = _preflight() if request.method == "OPTIONS" else _as_json(self.get_response(request))
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return problem(exception.status, exception.detail)
        if isinstance(exception, Http404) and request.path.startswith(doors.ROOT):
            return problem(404, str(exception) if exception.args and isinstance(exception.args[0], str) else "")
        return None


def problem(status: int, detail: str = "") -> HttpResponse:
    """A refusal as JSON, with the sentence that fits its status where none is given."""
    title = HTTPStatus(status).phrase
    answer = answers.Problem("about:blank", title, status, detail or sentence(status))
    return JsonResponse(
        answers.plain(answer),
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def sentence(status: int) -> str:
    if status == HTTPStatus.NOT_FOUND:
        return _("There is nothing approved at this address.")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return _("This is only read: ask with GET, HEAD or OPTIONS.")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _("Something went wrong here. It is not your doing.")
    return _("This cannot be read.")


def _preflight() -> HttpResponse:
    """What a browser asks before it lets a script of another origin ask."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
            "Access-Control-Max-Age": str(DAY),
            "Cache-Control": f"public, max-age={DAY}",
        },
    )


def _as_json(response: HttpResponse) -> HttpResponse:
    """A refusal that is a page, as a refusal that is JSON."""
    if response.status_code < 400 or response.get("Content-Type", "").split(";")[0] in JSON:
        return response
    answer = problem(response.status_code)
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        answer["Allow"] = METHODS
    return answer
