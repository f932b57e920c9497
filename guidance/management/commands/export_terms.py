"""Print the glossary as CSV."""

from django.core.management.base import BaseCommand

from guidance import queries
from guidance.interchange import glossary
from guidance.management import acting


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_options) -> None:
        acting.print_text(self, glossary.write(queries.term_values(queries.terms())))
