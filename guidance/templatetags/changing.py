"""What a readers' template says of a Revision: what was done, and what else changed, in a sentence."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.audiences import Audience
from guidance.diff import Change, Kind
from guidance.templatetags.reading import line_name
from guidance.vocabularies import Action, Certainty, ReferenceKind, Standing, Strength

register = template.Library()

DONE = {
    Kind.ADDED: gettext_lazy("new"),
    Kind.REMOVED: gettext_lazy("taken out"),
    Kind.MOVED: gettext_lazy("stands elsewhere"),
    Kind.REWORDED: gettext_lazy("reworded"),
    Kind.CHANGED: gettext_lazy("its details changed"),
}
NAMES = {
    "title": gettext_lazy("The question"),
    "summary": gettext_lazy("Bottom line"),
    "scope": gettext_lazy("What this page does not cover"),
    "get_help": gettext_lazy("When to call for help"),
    "action": gettext_lazy("What to do"),
    "line": gettext_lazy("Order"),
    "strength": gettext_lazy("Strength"),
    "certainty": gettext_lazy("Certainty"),
    "reference.standing": gettext_lazy("Standing"),
    "reference.kind": gettext_lazy("Kind"),
    "reference.superseded_by": gettext_lazy("Replaced by"),
    "term.definition": gettext_lazy("Explained anew"),
    "term.term": gettext_lazy("Name"),
    "term.plain_name": gettext_lazy("Plain name"),
}
LAY_NAMES = {"summary": gettext_lazy("In short")}
VALUES = {
    "action": Action,
    "strength": Strength,
    "certainty": Certainty,
    "reference.kind": ReferenceKind,
    "reference.standing": Standing,
}
PLAIN = {
    ("citations", Kind.ADDED): gettext_lazy("Now also rests on: %(new)s"),
    ("citations", Kind.REMOVED): gettext_lazy("No longer rests on: %(old)s"),
    ("citations", Kind.RECITED): gettext_lazy("Rests on %(new)s, no longer on %(old)s"),
    ("parent", Kind.MOVED): gettext_lazy("Stands under another statement now"),
    ("section", Kind.MOVED): gettext_lazy("Stands in another part now"),
    ("position", Kind.MOVED): gettext_lazy("Stands in another order now"),
    ("reference", Kind.ADDED): gettext_lazy("New: %(new)s"),
    ("reference", Kind.REMOVED): gettext_lazy("No longer used: %(old)s"),
    ("reference", Kind.CHANGED): gettext_lazy("%(about)s: the record of this source was mended"),
    ("reference.in_house", Kind.CHANGED): gettext_lazy("%(about)s: whether it is our own was set right"),
    ("term", Kind.ADDED): gettext_lazy("Explained now: %(new)s"),
    ("term", Kind.REMOVED): gettext_lazy("No longer explained: %(old)s"),
}


@register.filter
def named(field: str, audience: Audience) -> Promise:
    """What a part of the page is called on the page of ``audience``."""
    return LAY_NAMES.get(field, NAMES[field]) if audience is Audience.LAY else NAMES[field]


@register.filter
def done(kind: Kind) -> Promise:
    return DONE[kind]


@register.filter
def told(change: Change, audience: Audience) -> str:
    """A change of no running text, in one sentence: “Certainty: Low certainty, now High certainty”."""
    said = {"about": change.about, "old": _valued(change, change.old, audience)}
    said["new"] = _valued(change, change.new, audience)
    if plain := PLAIN.get((change.field, change.kind)):
        return str(plain) % said
    name = str(NAMES[change.field])
    said["name"] = f"{change.about}, {name.lower()}" if change.about else name
    return _("%(name)s: %(new)s (before: %(old)s)") % said


def _valued(change: Change, value: str, audience: Audience) -> str:
    if change.field in VALUES:
        return str(VALUES[change.field](value).label)
    if change.field == "line" and value:
        return line_name(int(value), audience)
    return value or _("not said")
