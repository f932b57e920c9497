"""A new source for an article: typed in, or fetched by its DOI or PMID and checked."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guidance import documents, editing, queries
from guidance.forms.lookups import FilledForm, LookUpForm, as_typed, filled
from guidance.models import Article, Reference
from guidance.references import lookup
from guidance.views.access import editors_only
from guidance.views.drafts import get_article_or_404
from guidance.views.saving import REFUSED, attempt
from guidance.vocabularies import Standing


@editors_only
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A source for the article's list: found by its DOI or PMID where it is here already, else new."""
    if request.POST.get("identifier") and not request.POST.get("title"):
        return look_up(request, slug)  # Enter was pressed where the DOI is typed
    article = get_article_or_404(slug)
    form, status, saved = FilledForm(request.POST or None), 200, []

    def save():
        who = {"by": request.user, "at": timezone.now()}
        saved.append(editing.create_reference(value=form.value(), **who))
        editing.list_reference(article=article, reference=saved[0], **who)

    if request.method == "POST" and form.is_valid():
        status = attempt(form, save)
        if not status:
            return _after(request, article, saved[0], form.suggested())
    return _page(request, article, form, LookUpForm(), status=status)


def _after(
    request: HttpRequest, article: Article, reference: Reference, suggested: dict[str, str] | None
) -> HttpResponse:
    """Back to the draft; by way of its standing, where notices about it suggest one that nobody has set."""
    if not suggested or reference.standing != Standing.CURRENT:
        return redirect("desk-article", article.slug)
    messages.warning(request, _("The source is on the list. Now say how it stands: notices about it were found."))
    return redirect(f"{reverse('desk-reference-standing', args=[reference.key])}?{urlencode(suggested)}")


@editors_only
@require_POST
def look_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Fill the form for the editor to check. Nothing is saved, and nothing that was typed is lost.

    Whoever pressed the button waits for it, ``lookup.PATIENCE`` seconds at most: there is no worker to do it.
    """
    article, asked = get_article_or_404(slug), LookUpForm(request.POST)
    if asked.is_valid() and (found := _ask(asked)):
        return _page(request, article, filled(found, request.POST), LookUpForm(), found=found)
    return _page(request, article, FilledForm(initial=as_typed(request.POST)), asked, status=REFUSED)


def _ask(asked: LookUpForm) -> lookup.Found | None:
    """What is found; None where nothing is, and then ``asked`` says why."""
    if not settings.LEUKO_LOOKUPS:
        asked.add_error("identifier", _("Looking sources up is switched off on this site. Type the source in below."))
        return None
    caller = lookup.Caller(settings.LEUKO_ADDRESS, settings.LEUKO_CONTACT_EMAIL)
    try:
        return lookup.find(asked.cleaned_data["identifier"], caller=caller)
    except lookup.NoAnswer as refusal:
        asked.add_error("identifier", refusal.reason)
        return None


def _page(
    request: HttpRequest,
    article: Article,
    form: FilledForm,
    asked: LookUpForm,
    *,
    found: lookup.Found | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "article": article,
        "form": form,
        "asked": asked,
        "found": found,
        "known": queries.matching_reference(_as_reference(found)) if found else None,
        "may_ask": settings.LEUKO_LOOKUPS,
    }
    return TemplateResponse(request, "guidance/desk/new_source.html", context, status=status)


def _as_reference(found: lookup.Found) -> documents.Reference:
    return documents.Reference("", found.kind, found.csl)
