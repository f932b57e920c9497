"""How a source stands: its page, with all that rests on it."""

from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import ngettext

from guidance import queries as guidance
from guidance.documents import Document
from guidance.models import Article, Edition, Reference
from guidance.rules import NotAllowed, NotNow
from guidance.vocabularies import Standing
from review import forms, presenters, rules, workflow

INVALID, CONFLICT = 422, 409


def keepers_only(view):
    """Asks whoever is not signed in to do so; anyone else must be one who may change a source's standing."""

    @wraps(view)
    @login_required
    def guarded(request, *args, **kwargs):
        rules.check_can_set_standing(guidance.person(request.user))
        return view(request, *args, **kwargs)

    return guarded


@keepers_only
def standing(request: HttpRequest, key: UUID) -> HttpResponse:
    """One source, and before it is confirmed every statement that rests on it."""
    reference = get_object_or_404(Reference.objects.select_related("superseded_by", "merged_into"), key=key)
    given = {"initial": _initial(request, reference), "reference": reference}
    form, status = forms.StandingForm(request.POST if request.method == "POST" else None, **given), 200
    if request.method == "POST":
        status = _set(request, reference, form) if form.is_valid() else INVALID
        if not status:
            return redirect("desk-reference-standing", key)
    context = {"reference": reference, "now": Standing(reference.standing), "form": form}
    context |= _resting(reference, is_editor=guidance.person(request.user).is_editor)
    return TemplateResponse(request, "review/standing.html", context, status=status)


def _initial(request: HttpRequest, reference: Reference) -> dict[str, str]:
    """As it stands; or as the page before this one suggests, where a look-up has found a notice."""
    suggested = {name: request.GET[name] for name in ("standing", "reason") if name in request.GET}
    newer = reference.superseded_by
    return {"standing": reference.standing, "superseded_by": (newer.doi or newer.title) if newer else ""} | suggested


def _set(request: HttpRequest, reference: Reference, form: forms.StandingForm) -> int:
    """0 where it is set; else the status to show the page again with, the refusal in the form."""
    data = form.cleaned_data
    try:
        articles = workflow.set_standing(
            reference=reference, standing=Standing(data["standing"]), reason=data["reason"],
            superseded_by=form.superseding(), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except NotAllowed as refusal:
        form.add_error(None, refusal.reason)
        return CONFLICT if isinstance(refusal, NotNow) else INVALID
    said = ngettext(
        "Set, and written on the record of %(count)d article.",
        "Set, and written on the record of %(count)d articles.",
        len(articles),
    )
    messages.success(request, said % {"count": len(articles)})
    return 0


def _resting(reference: Reference, *, is_editor: bool) -> dict[str, object]:
    keys = {str(key) for key in guidance.merged_references(reference).values_list("key", flat=True)}
    texts = presenters.resting(_texts(reference), keys, is_editor=is_editor)
    return {"texts": texts, "statements": sum(len(text.steps) for text in texts), "is_editor": is_editor}


def _texts(reference: Reference) -> list[tuple[Article, Edition | None, Document]]:
    """Every text that names it, article by article: the editions that are live or before the board, then the draft."""
    editions = list(guidance.editions_resting_on(reference))
    drafts = guidance.written(reference.articles.all())
    texts = []
    for article in guidance.articles_resting_on(reference):
        texts += [(article, edition, edition.content) for edition in editions if edition.article_id == article.pk]
        texts += [(article, None, drafts[article.pk])] if article.pk in drafts else []
    return texts
