"""Which way a step or a section goes: up, down, in under another, out again."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from guidance import editing
from guidance.models import Section, Step
from guidance.views import open_draft
from guidance.views.numbers import whole

WAYS = ("up", "down", "in", "out")
STEP: dict[str, Callable[..., None]] = {
    "up": lambda step, **who: editing.move_step(step=step, by_places=-1, **who),
    "down": lambda step, **who: editing.move_step(step=step, by_places=1, **who),
    "in": lambda step, **who: editing.indent_step(step=step, **who),
    "out": lambda step, **who: editing.outdent_step(step=step, **who),
}
SECTION: dict[str, Callable[..., None]] = {
    "up": lambda section, **who: editing.move_section(section=section, by_places=-1, **who),
    "down": lambda section, **who: editing.move_section(section=section, by_places=1, **who),
    "in": lambda section, **who: editing.indent_section(section=section, **who),
    "out": lambda section, **who: editing.promote_section(section=section, **who),
}


def get_section_or_404(slug: str, pk: int) -> Section:
    return get_object_or_404(Section.objects.select_related("article"), article__slug=slug, pk=pk)


def get_step_or_404(slug: str, key: UUID) -> Step:
    steps = Step.objects.select_related("section__article")
    return get_object_or_404(steps, section__article__slug=slug, key=key)


def shown(request: HttpRequest, name: str) -> int | None:
    """The number under ``name`` that a button sends, or has in its address, as it was when it was shown; None where it
    has none.
    """
    said = request.POST.get(name, "") or request.GET.get(name, "")
    return whole(said) if said else None


@open_draft.act
def move(request: HttpRequest, slug: str, *, kind: str, name: str, way: str) -> HttpResponse:
    """Move the step of the key ``name``, or the section of that id, and show it where it stands now."""
    who = {"by": request.user, "at": timezone.now()}
    try:
        if kind == "step":
            row = get_step_or_404(slug, UUID(name))
            article = row.section.article
            STEP[way](row, **who)
        else:
            row = get_section_or_404(slug, int(name))
            article = row.article
            SECTION[way](row, **who)
    except ValueError as error:  # it is no key, or no id
        raise Http404 from error
    return open_draft.changed(request, article, at=f"{kind}-{name}")
