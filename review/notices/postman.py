"""Delivers in the background of ``make run``, where there is no cron."""

import logging
import os
import sys
import threading
import time
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from review.notices import delivery, reminders

PAUSE = 10  # seconds

logger = logging.getLogger(__name__)


def start() -> threading.Thread | None:
    """A thread that delivers for as long as the server runs; none anywhere but in a demonstration's server."""
    if not (settings.DEBUG and settings.LEUKO_DEMONSTRATION and is_server(sys.argv, os.environ)):
        return None
    thread = threading.Thread(target=_work, name="postman", daemon=True)
    thread.start()
    return thread


def is_server(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether this process serves: ``runserver`` itself, and where it reloads only the process that it reloads."""
    serves = list(arguments[1:2]) == ["runserver"]
    return serves and ("--noreload" in arguments or environment.get("RUN_MAIN") == "true")


def _work() -> None:
    while True:
        time.sleep(PAUSE)
        try:
            reminders.write_due(at=timezone.now())
            delivery.deliver(at=timezone.now())
        except Exception:  # of whatever kind: the demonstration's only postman must come again
            logger.exception("The outbox could not be emptied")
        finally:
            close_old_connections()
