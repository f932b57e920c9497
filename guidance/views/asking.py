"""“Have a follow-up question?”: answered from what was signed, or not at all."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from guidance import audiences, documents, feedback, limits, queries
from guidance.audiences import Audience
from guidance.followup import asking, finding, notices
from guidance.followup.safety import Concern
from guidance.limits import Limit
from guidance.models import Article, Question
from guidance.views import clients
from guidance.views.reading import chosen_audience, is_from_here
from guidance.vocabularies import Outcome

LIMIT = Limit("questions", most=60, window=timedelta(minutes=10))
SIGNER = signing.TimestampSigner(salt="guidance.questions")
TO_TELL = timedelta(hours=1)  # for so long a refused question takes an address
KEPT = {Outcome.REFUSED, Outcome.NOT_COVERED}
INVALID = 422


@dataclass(frozen=True)
class Asking:
    """What a reader asked: ``before`` is the question that it goes on from, ``keep`` whether editors may see it."""

    question: str
    audience: Audience
    article: str = ""
    before: str = ""
    keep: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> "Asking":
        said = request.POST if request.method == "POST" else request.GET
        audience = audiences.parse(said.get("for")) or chosen_audience(request)
        return cls(
            " ".join(documents.clean(said.get("question") or said.get("q") or "").split()),
            audience or Audience(settings.LEUKO_DEFAULT_AUDIENCE),
            documents.clean(said.get("article", ""))[:200],
            documents.clean(said.get("before", ""))[: asking.LONGEST],
            "keep" in said and request.method == "POST",
        )

    @property
    def thread(self) -> str:
        """What the next question may go on from: the last one that named its subject by itself."""
        asked = asking.asked(self.question)
        return self.before if self.before and asking.goes_on(self.question, asked.subject) else self.question


# Exempt from CSRF: the box stands on pages that anyone may cache, so it can carry no token. Where it is sent from is
# asked instead, and whoever answers keeps nothing that says who asked.
@csrf_exempt
@sensitive_post_parameters("question", "before")
def ask(request: HttpRequest) -> HttpResponse:
    """The box, and under it what the board has published on the question."""
    if request.method == "POST" and not is_from_here(request):
        return HttpResponseForbidden(_("A question can only be sent from our own pages."), content_type="text/plain")
    asked = Asking.of(request)
    live = queries.live_at(asked.article) if asked.article else None
    article = live and live.article
    context = {
        "asked": asked,
        "article": article,
        "title": live and live.content.title,
        "slug": article.slug if article else "",
        "problem": "",
        "reply": None,
        "tallies": None,
        "audience": asked.audience,
        "longest": asking.LONGEST,
        "keep": asked.keep or not (request.method == "POST" and asked.question),  # ticked until a reader unticks it
    }
    if len(asked.question) > asking.LONGEST:
        context["problem"] = _("Please ask in fewer words: at most %d characters are read.") % asking.LONGEST
    elif asked.question or request.method == "POST":
        limits.take(LIMIT, address=clients.address(request), at=timezone.now())
        context |= _answered(asked, article)
    else:
        context |= {"tallies": queries.tallies(), "gaps": queries.gaps()}
    status = INVALID if context["problem"] else 200
    response = TemplateResponse(request, "guidance/ask.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _answered(asked: Asking, article: Article | None) -> dict[str, object]:
    """The reply, with what is said about it; a question that is refused is kept if its reader lets us."""
    reply = finding.reply(asked.question, asked.audience, at_hand=article.slug if article else "", before=asked.before)
    if Concern.EMPTY not in reply.answer.concerns:
        feedback.count(reply.answer.outcome)
    kept = None
    if asked.keep and reply.answer.outcome in KEPT and Concern.EMERGENCY not in reply.answer.concerns:
        kept = feedback.ask(text=asked.question, audience=asked.audience, at=timezone.now(), article=article)
    return {
        "reply": reply,
        "notices": [
            (concern, notices.concern(concern, asked.audience, number=settings.LEUKO_EMERGENCY_NUMBER))
            for concern in reply.answer.concerns
            if reply.statements or concern is not Concern.PERSONAL
        ],
        "outcome": notices.outcome(reply.answer.outcome, asked.audience),
        "elsewhere": notices.elsewhere(asked.audience) if reply.answer.elsewhere else "",
        "kept": SIGNER.sign_object(kept.pk) if kept else "",
        "thread": asked.thread,
    }


# Exempt as the box is: it asks where it is sent from, and takes an address only with a question that we signed.
@csrf_exempt
@require_POST
@sensitive_post_parameters("address")
def tell(request: HttpRequest) -> HttpResponse:
    """Keep an address until the question has its answer and its reader was told."""
    if not is_from_here(request):
        return HttpResponseForbidden(_("An address can only be left on our own pages."), content_type="text/plain")
    limits.take(LIMIT, address=clients.address(request), at=timezone.now())
    address, kept = documents.clean(request.POST.get("address", "")).strip(), request.POST.get("kept", "")
    context = {"address": address, "kept": kept, "question": _question(kept), "problem": ""}
    try:
        validate_email(address)
    except ValidationError:
        context["problem"] = _("Write an e-mail address, for example name@example.org.")
    if context["question"] is None:
        context["problem"] = _("This page was open for too long. Ask your question again, then leave your address.")
    if not context["problem"]:
        feedback.tell(question=context["question"], address=address)
    response = TemplateResponse(request, "guidance/told.html", context, status=INVALID if context["problem"] else 200)
    response["Cache-Control"] = "private, no-store"
    return response


def _question(kept: str) -> Question | None:
    """The refused question that a page of ours named, None where it did not, or long ago."""
    try:
        return Question.objects.filter(pk=SIGNER.unsign_object(kept, max_age=TO_TELL)).first()
    except signing.BadSignature:
        return None
