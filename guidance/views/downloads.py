"""The public edition in its other forms: for machines, for a manager of references, on paper.

What was never approved is in none of them, unless its own page shows it; then its name and its headers say so.
"""

from base64 import b64encode
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from guidance import audiences, documents, printing, queries
from guidance.audiences import Audience
from guidance.interchange import fhir
from guidance.models import Edition
from guidance.references import exporting
from guidance.references.exporting import Format
from guidance.views import caching, publications, reading
from guidance.vocabularies import Stage

REFERENCES = {exporting.EXTENSIONS[form]: form for form in (Format.RIS, Format.BIBTEX, Format.CSL_JSON)}


def of_public_edition(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives ``view`` the edition that readers meet; where they meet none, its page's answer is theirs."""

    @require_safe
    @wraps(view)
    def found(request: HttpRequest, slug: str, **kwargs: str) -> HttpResponse:
        edition = queries.published(slug, show_unreviewed=settings.LEUKO_SHOW_UNREVIEWED)
        if edition is None:
            return reading.not_here(request, slug)
        if edition.stage == Stage.RETIRED:
            return reading.gone(request, edition)
        return view(request, edition, **kwargs)

    return found


@of_public_edition
def document(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Byte for byte what is signed: its SHA-256 is the digest."""
    content = edition.document.encode()
    response = caching.public(_file(request, edition, content, "json", "application/json"))
    response["Repr-Digest"] = f"sha-256=:{b64encode(bytes.fromhex(documents.digest(content))).decode()}:"
    return response


@of_public_edition
def bundle(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A FHIR Bundle, in both wordings; its sources as they stand today."""
    today = documents.with_standing(edition.content, queries.standing_of_sources(edition))
    content = fhir.dumps(fhir.bundle(today, publications.publication(request, edition))).encode()
    return caching.public(_file(request, edition, content, "fhir.json", fhir.MEDIA_TYPE))


@of_public_edition
def references(request: HttpRequest, edition: Edition, extension: str) -> HttpResponse:
    """The sources that the edition names: its own, as they were signed."""
    form = REFERENCES[extension]
    items = [(reference.key, reference.csl) for reference in edition.content.references]
    media_type = f"{exporting.MEDIA_TYPES[form]}; charset=utf-8"
    return caching.public(_file(request, edition, exporting.write(items, form).encode(), extension, media_type))


@of_public_edition
def pdf(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The page as a file to keep; ``?for=`` says in whose wording, and then nothing else decides what is in it."""
    asked_for = audiences.parse(request.GET.get("for"))
    audience = asked_for or reading.chosen_audience(request) or Audience(settings.LEUKO_DEFAULT_AUDIENCE)
    keep = caching.public if asked_for else caching.by_cookie
    page = reading.article_page(edition, audience) | reading.addresses(request, edition.article, audience)
    if not printing.can_print():
        return keep(render(request, "guidance/print_instead.html", page, status=501))
    html = render_to_string("guidance/pdf.html", page | {"site": request.build_absolute_uri("/")}, request)
    tag = quote_etag(documents.digest(html.encode()))
    undrawn = keep(HttpResponse(headers={"ETag": tag}))
    if (answer := get_conditional_response(request, etag=tag, response=undrawn)) is not undrawn:
        return answer
    try:
        response = _file(request, edition, printing.pdf(html), "pdf", "application/pdf", audience=audience, tag=tag)
    except printing.Busy:
        return _busy(request, page)
    return keep(response)


def _busy(request: HttpRequest, page: dict[str, object]) -> HttpResponse:
    response = render(request, "guidance/print_instead.html", page | {"busy": True}, status=503)
    response["Retry-After"] = str(printing.PATIENCE)
    response["Cache-Control"] = "no-store"
    return response


def _file(
    request: HttpRequest,
    edition: Edition,
    content: bytes,
    extension: str,
    media_type: str,
    *,
    audience: Audience | None = None,
    tag: str = "",
) -> HttpResponse:
    """``content`` under a name that says which edition it is, with the digest of what was signed and its page's
    address."""
    parts = [edition.article.slug, str(edition.number), audience, "" if _is_approved(edition) else "not-approved"]
    name = f"{'-'.join(filter(None, parts))}.{extension}"
    page = request.build_absolute_uri(edition.article.get_absolute_url())
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "ETag": tag or quote_etag(documents.digest(content)),
        "Link": f'<{page}{f"?for={audience}" if audience else ""}>; rel="canonical"',
        "X-Document-Digest": edition.digest,
    }
    if not _is_approved(edition):
        headers |= {"X-Review-Stage": f"{edition.stage_reached.label.lower()}, not approved", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _is_approved(edition: Edition) -> bool:
    return edition.stage == Stage.APPROVED
