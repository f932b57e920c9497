"""Set how sources stand by a feed of retractions and other notices.

FILE is JSON: an answer of Crossref's REST API ({"message": {"items": [...]}}, for example of
/works?filter=update-type:retraction), a list of such works, or a work a line. A work says by "updated-by" what has
become of itself, or by "update-to" what it is a notice about. Records with the columns of the Retraction Watch data
(OriginalPaperDOI, OriginalPaperPubMedID, RetractionNature, RetractionDOI) are read too. Sources are matched by DOI, and
by PMID where not both have a DOI; retracted, of concern or corrected is set on those that do not stand so, or worse,
already. Ends with 2 where FILE is no such feed.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from guidance import queries as guidance
from guidance.management import acting
from guidance.queries import Noticed
from guidance.references import retractions
from guidance.references.retractions import Feed
from review import rules, workflow
from review.workflow import Heeded

LARGEST = 50_000_000  # bytes; memory for about ten times as many is needed


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="The feed; - reads standard input.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be set, and set nothing.")
        acting.add_json(parser)
        parser.add_argument(
            "--by", "--as", dest="by", metavar="USERNAME", help="The editor or chair in whose name it is set."
        )  # fmt: skip

    def handle(self, *, file: str, dry_run: bool, json: bool, by: str | None, **_options) -> None:
        with acting.refusing(file, retractions.NotAFeed):
            feed = retractions.read(acting.read_file(file, largest=LARGEST))
            heeded = workflow.foresee(feed.updates) if dry_run else self._heed(feed, by)
        if json:
            acting.print_json(self, _summary(feed, heeded))
        else:
            acting.print_text(self, "\n".join(_lines(feed, heeded, dry_run=dry_run)))

    def _heed(self, feed: Feed, by: str | None) -> Heeded:
        user = acting.editor(self, by)
        rules.check_can_set_standing(guidance.person(user))
        return workflow.heed(told=feed.updates, by=user, at=timezone.now())


def _summary(feed: Feed, heeded: Heeded) -> dict[str, Any]:
    return {
        "read": feed.read,
        "matched": heeded.matched,
        "changed": [_source(one) for one in heeded.changed],
        "already": [_source(one) for one in heeded.already],
        "refused": [_source(one) | {"reason": reason} for one, reason in heeded.refused],
        "not_here": heeded.not_here,
        "unreadable": [asdict(one) for one in feed.unreadable],
    }


def _source(one: Noticed) -> dict[str, str]:
    told = {"standing": one.update.standing.value, "reason": one.update.reason}
    return {"key": str(one.reference.key), "title": one.reference.title} | told


def _lines(feed: Feed, heeded: Heeded, *, dry_run: bool) -> Iterator[str]:
    for one in feed.unreadable:
        yield f"Record {one.record} was not read: {one.reason}"
    for one in heeded.already:
        yield f"Already {one.reference.get_standing_display().lower()}: {one.reference}"
    for one, reason in heeded.refused:
        yield f"Refused: {one.reference}. {reason}"
    for one in heeded.changed:
        verb = "Would be" if dry_run else "Now"
        yield f"{verb} {one.update.standing.label.lower()}: {one.reference} ({one.update.reason})"
    counts = f"{len(heeded.changed)} {'to be set' if dry_run else 'set'}, {len(heeded.already)} already so"
    yield f"{feed.read} records read, {heeded.matched} sources matched: {counts}. Works not here: {heeded.not_here}."
