"""Say whether the record holds: every chain of events, every digest, and all that the board judged, against both.

Ends with 1 where anything does not hold.
"""

from dataclasses import asdict, replace

from django.core.management.base import BaseCommand, CommandParser

from guidance.management import acting
from review import record


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        acting.add_json(parser)
        parser.add_argument(
            "--head", nargs=3, action="append", default=[], metavar=("SLUG", "POSITION", "HASH"),
            help="A head noted earlier, from /articles/SLUG/verify/: must still be in the chain. May be repeated.",
        )  # fmt: skip

    def handle(self, *, json: bool, head: list[list[str]], **_options) -> None:
        report = record.verify()
        noted = [fault for slug, position, digest in head for fault in record.of_head(slug, int(position), digest)]
        report = replace(report, faults=[*report.faults, *noted])
        if json:
            acting.print_json(self, asdict(report))
        else:
            acting.print_text(self, "\n".join(_lines(report)))
        if report.faults:
            raise SystemExit(1)


def _lines(report: record.Report) -> list[str]:
    counted = f"{report.articles} articles, {report.editions} editions, {report.sign_offs} sign-offs"
    ending = f"were read; faults: {len(report.faults)}" if report.faults else "hold"
    return [*report.faults, f"{counted} and {report.events} events {ending}."]
