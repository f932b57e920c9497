"""Print a document: an article's draft, or one of its editions byte for byte as it was signed."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance import documents, queries
from guidance.management import acting


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="The last part of the article's address.")
        parser.add_argument("--edition", type=int, metavar="N", help="The edition of that number; without, the draft.")

    def handle(self, *, slug: str, edition: int | None, **_options) -> None:
        acting.print_text(self, self._document(acting.article(slug), edition))

    def _document(self, article, number: int | None) -> str:
        if number is None:
            return documents.to_json(queries.draft(article)).decode()
        if edition := article.editions.filter(number=number).first():
            return edition.document
        raise CommandError(f"“{article.slug}” has no edition {number}.")
