"""A page or a document from elsewhere becomes a draft."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance import documents, editing
from guidance.forms.articles import DocumentForm, PageForm
from guidance.interchange import text
from guidance.views.access import editors_only
from guidance.views.saving import REFUSED, attempt

MOST_BYTES = 4 * text.LIMIT


@editors_only
def paste(request: HttpRequest) -> HttpResponse:
    """The plain text of an answer page, as a draft; what finds no place in it is kept with it."""
    form, status = PageForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST" and form.is_valid():
        pasted = form.cleaned_data
        try:
            page = text.parse(
                text.read(pasted["file"].read(MOST_BYTES + 1)) if pasted["file"] else pasted["text"],
                house_names=settings.LEUKO_HOUSE_NAMES,
            )
        except text.NotAPage as error:
            form.add_error(None, str(error))
            status = REFUSED
        else:
            return _take_in(request, form, page)
    return TemplateResponse(request, "guidance/desk/paste.html", {"form": form}, status=status)


def _take_in(request: HttpRequest, form: PageForm, page: text.Page) -> HttpResponse:
    made = []
    unplaced = "\n".join(f"{line.line}: {line.text}" for line in page.unplaced)
    status = attempt(form, lambda: made.append(editing.create_from(
        document=page.document, unplaced=unplaced, by=request.user, at=timezone.now()
    )))  # fmt: skip
    if status:
        return TemplateResponse(request, "guidance/desk/paste.html", {"form": form}, status=status)
    messages.success(request, _made(page.document))
    return redirect("desk-article", made[0].slug)


def _made(document: documents.Document) -> str:
    """What a page has become, counted."""
    steps, sections = list(document.steps()), len(list(document.walk_sections()))
    sources = len(document.references)
    return _("%(steps)s in %(sections)s, %(cited)d of them with citations; %(sources)s.") % {
        "steps": ngettext("%(count)d statement", "%(count)d statements", len(steps)) % {"count": len(steps)},
        "sections": ngettext("%(count)d section", "%(count)d sections", sections) % {"count": sections},
        "cited": sum(bool(step.citations) for step in steps),
        "sources": ngettext("%(count)d source", "%(count)d sources", sources) % {"count": sources},
    }


@editors_only
def take_document(request: HttpRequest) -> HttpResponse:
    """A leuko document, as a new draft."""
    form, status = DocumentForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            document = documents.from_json(content_of(form.cleaned_data["file"]))
        except documents.Malformed as error:
            form.add_error("file", str(error))
            status = REFUSED
        else:
            made = []
            status = attempt(form, lambda: made.append(editing.create_from(
                document=document, by=request.user, at=timezone.now()
            )))  # fmt: skip
            if not status:
                return redirect("desk-article", made[0].slug)
    context = {"form": form, "heading": _("A document from a file"), "save": _("Make a draft of it")}
    return TemplateResponse(request, "guidance/desk/form.html", context, status=status)


def content_of(file) -> bytes:
    """What an uploaded file holds; no more of it is read than a document may have."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise documents.Malformed("This is more than 4 MB, far longer than any document.")
    return content
