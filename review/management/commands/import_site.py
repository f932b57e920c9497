"""Take in a site that export_site wrote, into a database that holds nothing but what migrate makes.

Ends with 2 where the folder is not what export_site wrote, or where its record does not hold; nothing is taken in then.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from guidance.management import acting
from review import transfer


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="What export_site wrote.")

    def handle(self, *, folder: str, **_options) -> None:
        with acting.refusing(folder):
            report = transfer.import_site(Path(folder))
        counted = f"{report.articles} articles, {report.editions} editions, {report.sign_offs} sign-offs"
        acting.print_text(self, f"{counted} and {report.events} events were taken in, and hold.")
        acting.print_text(
            self, "Nobody has a password yet: sign in by an e-mailed code, or run manage.py changepassword."
        )
