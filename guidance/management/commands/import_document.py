"""Make a draft of a document: a new article's, or with --replace the draft of one that is there."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from guidance import documents, editing
from guidance.documents import Document
from guidance.management import acting
from guidance.models import Article


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="A JSON document; - reads standard input.")
        parser.add_argument("--slug", help="The article's address; without, one made of the title.")
        parser.add_argument("--replace", action="store_true", help="Write over the draft of an article that is there.")
        acting.add_by(parser)

    def handle(self, *, file: str, slug: str | None, replace: bool, by: str | None, **_options) -> None:
        with acting.refusing(file), transaction.atomic():
            document = documents.from_json(acting.read_file(file))
            _check_address(slug)
            article = self._write(document, slug or editing.slug_of(document.title), replace, by)
        acting.print_text(self, article.slug)

    def _write(self, document: Document, slug: str, replace: bool, by: str | None) -> Article:
        there = Article.objects.filter(slug=slug).first()
        if there and not replace:
            raise CommandError(f"There is an article “{slug}” already. Say --replace to write over its draft.")
        who = {"by": acting.editor(self, by), "at": timezone.now()}
        if there:
            return editing.replace_with(article=there, document=document, **who)
        return editing.create_from(document=document, slug=slug, **who)


def _check_address(slug: str | None) -> None:
    if slug and not Article.objects.filter(slug=slug).exists() and slug != (free := editing.free_slug(slug)):
        raise CommandError(f"“{slug}” cannot be the address of a new article. “{free}” could be.")
