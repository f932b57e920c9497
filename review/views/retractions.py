"""A feed of notices, taken in by hand: first what it would change, then what of that is wanted."""

from dataclasses import asdict

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.references import retractions as notices
from guidance.references.updates import Update
from guidance.vocabularies import Standing
from review import forms, workflow
from review.views.standing import INVALID, keepers_only

LARGEST = 5_000_000  # bytes, about a thousand works; larger ones are for the command
MOST_AT_ONCE = 500  # sources: a browser sends a field for each, and Django takes a thousand
SALT = "review.feed"


@keepers_only
def retractions(request: HttpRequest) -> HttpResponse:
    """What a feed would change is shown first, each source with a tick, and set once it is confirmed."""
    if request.POST.getlist("notice"):
        return _heed(request)
    form, context, status = forms.FeedForm(), {}, 200
    if request.method == "POST":
        form = forms.FeedForm(request.POST, request.FILES)
        context = _foreseen(form) if form.is_valid() else {}
        status = 200 if context else INVALID
    return TemplateResponse(request, "review/feed.html", {"form": form} | context, status=status)


def _foreseen(form: forms.FeedForm) -> dict[str, object]:
    """What the page says of the file; {} where it cannot be read, and then the form says why."""
    content = form.cleaned_data["file"].read(LARGEST + 1)
    if len(content) > LARGEST:
        form.add_error("file", _("This is more than 5 MB. Split it, or ask for “manage.py set_standing”."))
        return {}
    try:
        found = notices.read(content)
    except notices.NotAFeed as error:
        form.add_error("file", str(error))
        return {}
    foreseen = workflow.foresee(found.updates)
    changed = foreseen.changed[:MOST_AT_ONCE]
    return {
        "feed": found,
        "foreseen": foreseen,
        "rows": [(one, signing.dumps(asdict(one.update), salt=SALT)) for one in changed],
        "later": len(foreseen.changed) - len(changed),
    }


def _heed(request: HttpRequest) -> HttpResponse:
    try:
        told = [_update(notice) for notice in request.POST.getlist("notice")]
    except signing.BadSignature:
        messages.error(request, _("What was sent is not what this page had offered. Choose the file again."))
        return redirect("desk-reference-retractions")
    heeded = workflow.heed(told=told, by=request.user, at=timezone.now())
    count = len(heeded.changed)
    said = ngettext("The standing of %(count)d source is set.", "The standing of %(count)d sources is set.", count)
    messages.success(request, said % {"count": count})
    for one, reason in heeded.refused:
        messages.error(request, f"{one.reference}: {reason}")
    return redirect("desk-reference-retractions")


def _update(notice: str) -> Update:
    fields = signing.loads(notice, salt=SALT)
    return Update(**fields | {"standing": Standing(fields["standing"])})
