"""Make anew what search looks in, from what is approved; or with --missing, only what is not in it.

Needed after an upgrade that reads words in another way; an approval keeps it by itself.
"""

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.db.models import QuerySet

from guidance import queries
from guidance.models import Edition
from guidance.search import indexing

WIDTH = 30  # signs of the bar


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="Leave what is in it as it is.")

    def handle(self, *, missing: bool, **_options) -> None:
        if not missing:
            indexing.prune()
        todo = list(_live(missing).order_by("pk").values_list("pk", flat=True))
        for done, pk in enumerate(todo, 1):
            _take_in(pk)
            self._show(done, len(todo))
        if todo or not missing:
            self.stdout.write(f"{len(todo)} approved articles are put where search looks.")

    def _show(self, done: int, of: int) -> None:
        """A bar on a terminal; nothing where the output is kept in a file."""
        if self.stderr.isatty():
            filled = WIDTH * done // of
            end = "\n" if done == of else ""
            self.stderr.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done} of {of}", ending=end)


def _live(missing: bool) -> QuerySet[Edition]:
    live = queries.live_editions()
    return live.filter(entry=None) if missing else live


def _take_in(pk: int) -> None:
    """Under the article's lock, and only if it is approved still."""
    with transaction.atomic():
        article = queries.locked(Edition.objects.select_related("article").get(pk=pk).article)
        if edition := queries.live_edition(article):
            indexing.index(edition)
