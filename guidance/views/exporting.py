"""References as a file for another program."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guidance import queries
from guidance.forms.library import LibraryForm
from guidance.references import exporting
from guidance.references.exporting import Format
from guidance.views.access import editors_only


@editors_only
@require_safe
def references(request: HttpRequest) -> HttpResponse:
    """``?format=ris``, bibtex, nbib or csl-json; of the references that ``keys`` name, else of those that the rest of
    the address asks for, as the library reads it.
    """
    form = get_format_or_404(request.GET.get("format", Format.RIS.value))
    keys = get_keys_or_404(request.GET.getlist("keys"))
    rows = queries.references_to_export(keys) if keys else queries.references(**LibraryForm(request.GET).chosen())
    items = ((str(row.key), row.csl) for row in rows.only("key", "csl"))
    name = f"references.{exporting.EXTENSIONS[form]}"
    response = HttpResponse(exporting.write(items, form), content_type=f"{exporting.MEDIA_TYPES[form]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def get_format_or_404(word: str) -> Format:
    try:
        return Format(word)
    except ValueError as error:
        raise Http404 from error


def get_keys_or_404(words: list[str]) -> list[UUID]:
    """What a browser sent, one key or several with commas between them in each."""
    try:
        return [UUID(key) for word in words for key in word.split(",") if key.strip()]
    except ValueError as error:
        raise Http404 from error
