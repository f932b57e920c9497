"""Search for readers, over what is approved."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from guidance import audiences, documents, queries
from guidance.audiences import Audience
from guidance.models import Topic
from guidance.search import suggesting
from guidance.search.candidates import Within
from guidance.search.results import Results, results
from guidance.views import caching
from guidance.views.reading import chosen_audience
from guidance.vocabularies import Action, Strength

LONGEST = 500  # characters read of a question
ACTIONS = [action for action in Action if action not in (Action.UNSAID, Action.GROUP)]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Steps that answer the question, by article, in the reader's wording; then sources and terms."""
    q = _typed(request)
    asked_for, chosen = audiences.parse(request.GET.get("for")), chosen_audience(request)
    audience = asked_for or chosen or Audience(settings.LEUKO_DEFAULT_AUDIENCE)
    topic = Topic.objects.filter(slug=documents.clean(request.GET.get("topic", ""))).first()
    action, strength = (_among(request, name, known) for name, known in (("action", ACTIONS), ("strength", Strength)))
    within = Within(_entries(topic), action, strength)
    context = {
        "q": q,
        "audience": audience,
        "asked_for": asked_for,
        "results": results(q, audience, within) if q else Results(),
        "within": within,
        "chosen_topic": topic,
        "topics": queries.topics_of_readers(),
        "actions": ACTIONS,
        "strengths": list(Strength),
        "search_is_here": True,
    }
    response = TemplateResponse(request, "guidance/search.html", context)
    return caching.public(response) if asked_for else caching.by_cookie(response)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Titles of approved articles that what is typed may become, as a JSON list."""
    return caching.public(JsonResponse(suggesting.suggestions(_typed(request)), safe=False))


def _typed(request: HttpRequest) -> str:
    return documents.clean(request.GET.get("q", ""))[:LONGEST].strip()


def _among(request: HttpRequest, name: str, known) -> str:
    """What the address says of ``name``, where that is known; else nothing is kept to."""
    value = request.GET.get(name, "")
    return value if value and value in {one.value for one in known} else ""


def _entries(topic: Topic | None) -> tuple[int, ...] | None:
    """The entries of what is approved under the topic; None where none was chosen."""
    if topic is None:
        return None
    return tuple(queries.live_editions_under(topic).exclude(entry=None).values_list("entry", flat=True))
