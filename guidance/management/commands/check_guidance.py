"""Say what the checks find in the drafts of articles (all, where none is named) or in a document in a file.

Ends with 1 where anything found is an error.
"""

from django.core.management.base import BaseCommand, CommandParser

from guidance import checks, documents, house, queries
from guidance.checks import Finding, Level
from guidance.documents import Document
from guidance.management import acting
from guidance.models import Article

Found = list[tuple[dict[str, str], list[Finding]]]  # what was checked, as it is printed, and what was found


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="*", help="The last part of an article's address.")
        parser.add_argument("--document", metavar="FILE", help="A JSON document, of an article or of none.")
        acting.add_json(parser)

    def handle(self, *, slug: list[str], document: str | None, json: bool, **_options) -> None:
        found = [*self._in_articles(slug, document), *self._in_file(document)]
        if json:
            of = [about | {"findings": [checks.as_json(one) for one in findings]} for about, findings in found]
            acting.print_json(self, of)
        else:
            acting.print_text(self, "\n".join(_lines(found)))
        if any(one.level is Level.ERROR for _, findings in found for one in findings):
            raise SystemExit(1)

    def _in_articles(self, slugs: list[str], document: str | None) -> Found:
        everything = [] if document else Article.objects.order_by("slug")
        articles = [acting.article(slug) for slug in slugs] or everything
        return [({"slug": article.slug}, _check(queries.draft(article))) for article in articles]

    def _in_file(self, name: str | None) -> Found:
        if not name:
            return []
        with acting.refusing(name):
            return [({"file": name}, _check(documents.from_json(acting.read_file(name))))]


def _check(document: Document) -> list[Finding]:
    return checks.run(document, house.targets())


def _lines(found: Found):
    for about, findings in found:
        yield f"{next(iter(about.values()))}: {len(findings) or 'nothing'} found"
        for finding in findings:
            yield f"  {finding.level.value} {finding.code}: {finding.message}"
            if finding.accepted:
                yield f"    accepted: {finding.accepted}"
