"""Print the references in a CSL-JSON file as a journal would, in AMA (11th) or Vancouver (NLM) style."""

from django.core.management.base import BaseCommand, CommandParser

from guidance.management import acting
from guidance.references import items, styles
from guidance.references.styles import Style


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.csl.json", help="A CSL-JSON file; - reads standard input.")
        styles = [style.value for style in Style]
        parser.add_argument("--style", choices=styles, default=Style.AMA.value, help="Whose style; ama if not said.")
        parser.add_argument("--json", action="store_true", help="Print each item's id with its text.")

    def handle(self, *, file: str, style: str, json: bool, **_options) -> None:
        with acting.refusing(file, items.NotItems):
            given = items.read(acting.read_file(file))
        texts = {key: styles.as_text(styles.formatted(item, Style(style))) for key, item in given.items()}
        if json:
            acting.print_json(self, texts)
        else:
            acting.print_text(self, "\n".join(texts.values()))
