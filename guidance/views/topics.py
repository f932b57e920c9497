"""Topics: what readers find under them, and where editors keep them."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidance import editing, queries, rules
from guidance.audiences import Audience
from guidance.forms.topics import MergeForm, TopicForm
from guidance.models import Topic
from guidance.views import caching
from guidance.views.access import editors_only
from guidance.views.context import viewer
from guidance.views.reading import SHOWN_AT_ONCE, Listed, chosen_audience
from guidance.views.saving import attempt


def get_topic_or_404(slug: str) -> Topic:
    return get_object_or_404(Topic.objects.select_related("parent"), slug=slug)


@require_safe
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """What is approved under a topic and those below it."""
    row = get_topic_or_404(topic)
    audience = chosen_audience(request) or Audience(settings.LEUKO_DEFAULT_AUDIENCE)
    editions = queries.live_editions_under(row).order_by("article__title", "pk")
    page = Paginator(editions, SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "topic": row,
        "children": next((below for top, below in queries.topics_of_readers() if top == row), []),
        "articles": [Listed.of(edition, audience) for edition in page],
        "page": page,
    }
    return caching.by_cookie(TemplateResponse(request, "guidance/topic.html", context))


@editors_only
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, and a form for one more."""
    form, status = TopicForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.create_topic(**form.cleaned_data, by=request.user, at=timezone.now()))
        if not status:
            messages.success(request, _("“%(name)s” is added.") % form.cleaned_data)
            return redirect("desk-topics")
    context = {"form": form, "tree": queries.tree(queries.all_topics())}
    return TemplateResponse(request, "guidance/desk/topics.html", context, status=status)


@editors_only
def change(request: HttpRequest, topic: str) -> HttpResponse:
    """Rename a topic or move it; beside that, merge or delete it."""
    row = get_topic_or_404(topic)
    form = TopicForm(request.POST or None, topic=row, initial={"name": row.name, "parent": row.parent})
    status = 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: editing.change_topic(
            topic=row, **form.cleaned_data, by=request.user, at=timezone.now()
        ))  # fmt: skip
        if not status:
            messages.success(request, _("“%(name)s” is saved.") % form.cleaned_data)
            return redirect("desk-topics")
    return _page(request, row, form, MergeForm(topic=row), status)


@editors_only
@require_POST
def merge(request: HttpRequest, topic: str) -> HttpResponse:
    row = get_topic_or_404(topic)
    form, status = MergeForm(request.POST, topic=row), 200
    if form.is_valid():
        into = form.cleaned_data["into"]
        status = attempt(form, lambda: editing.merge_topic(topic=row, into=into, by=request.user, at=timezone.now()))
        if not status:
            messages.success(request, _("“%(topic)s” is now part of “%(into)s”.") % {"topic": row, "into": into})
            return redirect("desk-topics")
    plain = TopicForm(topic=row, initial={"name": row.name, "parent": row.parent})
    return _page(request, row, plain, form, status)


def _page(request: HttpRequest, row: Topic, form: TopicForm, merge_form: MergeForm, status: int) -> HttpResponse:
    counts = {"articles": row.articles.count(), "children": row.children.count()}
    context = {
        "topic": row,
        "form": form,
        "merge_form": merge_form,
        "delete": rules.verdict(rules.check_can_delete_topic, viewer(request), **counts),
        **counts,
    }
    return TemplateResponse(request, "guidance/desk/topic.html", context, status=status)


@editors_only
@require_POST
def delete(request: HttpRequest, topic: str) -> HttpResponse:
    row = get_topic_or_404(topic)
    editing.delete_topic(topic=row, by=request.user, at=timezone.now())
    messages.success(request, _("“%(topic)s” is deleted.") % {"topic": row})
    return redirect("desk-topics")
