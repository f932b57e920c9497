"""The Infobutton of health records (HL7, URL form): an article asked for by the name of what it is about."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from guidance import queries
from guidance.audiences import Audience
from guidance.views import caching
from guidance.views.reading import Listed

NAME, RECIPIENT = "mainSearchCriteria.v.dn", "informationRecipient"
RECIPIENTS = {"PAT": Audience.LAY, "PROV": Audience.CLINICIAN, "PAYOR": Audience.CLINICIAN}
AT_MOST = 20


@require_safe
def infobutton(request: HttpRequest) -> HttpResponse:
    """The one article about it, in the wording of whom the answer is for; where there are several, a choice; where
    there is none, a page that says so. Only the display name and the recipient are read: no codes are kept here."""
    name = request.GET.get(NAME, "").strip()
    audience = RECIPIENTS.get(request.GET.get(RECIPIENT, "").strip().upper())
    found = queries.live_about(name)
    if len(found) == 1:
        address = found[0].article.get_absolute_url()
        return caching.public(redirect(f"{address}?for={audience}" if audience else address))
    listed = [Listed.of(edition, audience or Audience(settings.LEUKO_DEFAULT_AUDIENCE)) for edition in found[:AT_MOST]]
    context = {"name": name, "articles": listed, "audience": audience, "is_cut": len(found) > AT_MOST}
    status = 200 if found else 404 if name else 400
    return caching.public(TemplateResponse(request, "guidance/infobutton.html", context, status=status))
