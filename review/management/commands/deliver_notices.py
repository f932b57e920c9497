"""Send the notices that wait in the outbox, and those whose day has come. Run it every few minutes, from cron."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from review.notices import delivery, reminders


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print sent, waiting and given_up as one JSON object.")

    def handle(self, *, json: bool, **_options) -> None:
        now = timezone.now()
        reminders.write_due(at=now)
        outbox = delivery.deliver(at=now)
        self.stdout.write(as_json(outbox) if json else in_words(outbox))


def as_json(outbox: delivery.Outbox) -> str:
    return json.dumps(asdict(outbox))


def in_words(outbox: delivery.Outbox) -> str:
    return f"{outbox.sent} sent, {outbox.waiting} waiting, {outbox.given_up} given up"
