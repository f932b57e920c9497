"""With which earlier edition a reviewer may compare the one before them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.models import Edition
from guidance.vocabularies import Stage

NOTHING = "none"  # what ``since`` says in the address where nothing is compared
READ = {Stage.APPROVED, Stage.SUPERSEDED, Stage.RETIRED}
KNOWN_AS = {
    Stage.APPROVED: gettext_lazy("which readers have now"),
    Stage.SUPERSEDED: gettext_lazy("which readers had before"),
    Stage.RETIRED: gettext_lazy("which readers had, until it was retired"),
    Stage.RETURNED: gettext_lazy("which was sent back"),
    Stage.WITHDRAWN: gettext_lazy("which was withdrawn"),
}


@dataclass(frozen=True)
class Choice:
    """A link that changes what the page shows; ``is_chosen`` where it shows that already."""

    label: str
    href: str
    is_chosen: bool


def default(earlier: Iterable[Edition]) -> Edition | None:
    """Of those they may read, newest first: what they opened last, so that nothing they have not seen stands unmarked;
    else what readers had last; None where there is neither.
    """
    rows = list(earlier)
    opened = next((row for row in rows if row.opened), None)
    return opened or next((row for row in rows if row.stage_reached in READ), None)


def known_as(edition: Edition) -> str:
    """“edition 2, which readers have now and you have opened”."""
    words = str(KNOWN_AS.get(edition.stage_reached, ""))
    if edition.opened:
        words = _("%s and you have opened") % words if words else _("which you have opened")
    return ", ".join(filter(None, (_("edition %d") % edition.number, words)))


def choices(earlier: Sequence[Edition], chosen: Edition | None) -> list[Choice]:
    """Each edition to compare with, and none."""
    found = [Choice(known_as(row), since(row, only=False), row == chosen) for row in earlier]
    return [*found, Choice(_("nothing"), since(None, only=False), chosen is None)]


def since(edition: Edition | None, *, only: bool) -> str:
    """The query of an address that compares with ``edition``."""
    query = {"since": edition.number if edition else NOTHING}
    return "?" + urlencode(query | ({"only": "changes"} if only else {}))
