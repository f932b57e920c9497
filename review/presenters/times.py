"""How long there is, and how long it took."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.utils.translation import gettext as _

from guidance.models import Edition


@dataclass(frozen=True)
class Lapsing:
    """A live edition whose article must be reviewed again; ``days`` are left until then, below 0 once it has lapsed."""

    edition: Edition
    due_on: date
    days: int

    @property
    def has_lapsed(self) -> bool:
        return self.days < 0

    @property
    def days_ago(self) -> int:
        return -self.days


def lapsing(editions: Iterable[Edition], *, today: date) -> list[Lapsing]:
    days = [(edition, edition.article.next_review_on) for edition in editions]
    return [Lapsing(edition, due_on, (due_on - today).days) for edition, due_on in days]


@dataclass(frozen=True)
class Duration:
    """How long one part of the way took, as the median of ``editions`` of them."""

    label: str
    days: float
    editions: int

    @property
    def whole_days(self) -> int:
        """To the nearest day; 0 where it took less than half of one."""
        return round(self.days)


def durations(approvals: Iterable[tuple[datetime, datetime | None, datetime]]) -> list[Duration]:
    """Of approved editions, each by when it was submitted, when its review began, and when it was approved."""
    parts = defaultdict(list)
    for submitted, began, approved in approvals:
        parts[_("Until the review begins")].append((began or approved) - submitted)
        parts[_("From then until approval")].append(approved - (began or approved))
        parts[_("From submission to approval")].append(approved - submitted)
    return [Duration(label, median(times) / timedelta(days=1), len(times)) for label, times in parts.items()]
