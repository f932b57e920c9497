"""What a readers' template needs to say of the path through a section."""

from typing import NamedTuple

from django import template
from django.utils.translation import gettext as _

from guidance import pathway
from guidance.audiences import Audience
from guidance.pathway import NARROW, WIDE, Pathway, Picture, Signs, Turn, Way
from guidance.personalization import ReadSection, ReadStep
from guidance.templatetags.reading import line_name

register = template.Library()


class Drawn(NamedTuple):
    """A picture, and the pages it is for: “wide” or “narrow” ones."""

    name: str
    picture: Picture


def signs(audience: Audience) -> Signs:
    is_lay = audience is Audience.LAY
    return Signs(
        line=lambda number: line_name(number, audience),
        one_of=_("one of these"),
        otherwise=_("or"),
        fails=_("If that does not help") if is_lay else _("If that fails"),
        beside=_("Beside these") if is_lay else _("Beside the path"),
    )


@register.filter
def path(section: ReadSection) -> Pathway | None:
    """The path through a section; None where it has none to show."""
    return pathway.of(section)


@register.filter
def drawn(path: Pathway, audience: Audience) -> list[Drawn]:
    """The path as a picture for each width of page."""
    words = signs(audience)
    return [
        Drawn(name, pathway.draw(path, width, audience, words)) for name, width in (("wide", WIDE), ("narrow", NARROW))
    ]


@register.filter
def in_words(path: Pathway, audience: Audience) -> list[dict[str, object]]:
    """Each line of the path, then what is beside it: what leads there, its name, and its ways."""
    words = signs(audience)
    lines = [
        {"condition": line.condition or (words.fails if n else ""), "title": words.title(line), "ways": line.ways}
        for n, line in enumerate(path.lines)
    ]
    return [*lines, {"condition": "", "title": words.beside, "ways": path.beside}] if path.beside else lines


@register.filter
def label(way: Way, audience: Audience) -> str:
    """“Consider: plasma exchange”, or the whole statement."""
    act, what = way.act(audience), way.label(audience)
    return f"{act}: {what}" if act else what


@register.filter
def turn(path: Pathway | None, step: ReadStep) -> Turn:
    """After which steps, and instead of which, this one comes; neither where it is on no path."""
    return path.turn(step) if path else Turn()
