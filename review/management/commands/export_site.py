"""Write the whole site into a folder, as JSON Lines that hold no row ids and no passwords: all at one moment.

It holds drafts, e-mail addresses and what the board said among itself: keep it as you keep the database.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from guidance.management import acting
from review import transfer


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="Where to: a folder that is empty, or not there yet.")
        parser.add_argument("--history", action="store_true", help="With every edit that was ever made.")

    def handle(self, *, folder: str, history: bool, **_options) -> None:
        with acting.refusing(folder), transfer.one_moment():
            manifest = transfer.export_site(Path(folder), history=history)
        lines = sum(file.lines for file in manifest.files.values())
        acting.print_text(self, f"{folder} holds {len(manifest.files)} files with {lines} lines.")
