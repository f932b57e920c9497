"""A process that does one act and is killed on the way.

``multiprocessing``'s fork server imports this once and forks a victim in a few milliseconds; it has no thread and no
connection, so each victim opens its own.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest import mock

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.contrib.auth.models import User
from django.core.mail.backends.filebased import EmailBackend
from django.db import connection
from django.test import override_settings

from guidance.models import Article, Edition
from guidance.vocabularies import Meaning
from review import workflow
from review.notices import delivery

LONGEST = 30  # seconds
MAIL = f"{EmailBackend.__module__}.{EmailBackend.__qualname__}"

processes = get_context("forkserver")
processes.set_forkserver_preload([__name__])


@dataclass(frozen=True)
class Order:
    """What the victim is to do: ``act`` with ``facts``, on ``database``, its mail into the folder ``mail``."""

    act: str
    facts: dict[str, Any]
    at: datetime
    database: str
    mail: Path


@contextmanager
def victim(order: Order, dies_at: int = 0) -> Iterator[Any]:
    """A process about to begin; it begins when what is given gets a True, and answers how many points it passed.

    It kills itself at its ``dies_at``-th point, the first being 1; at 0 it does not. It is gone afterwards.
    """
    ours, theirs = processes.Pipe()
    process = processes.Process(target=obey, args=(order, dies_at, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.recv()
        yield process, ours
    finally:
        process.kill()
        process.join(LONGEST)
        process.close()
        ours.close()


def obey(order: Order, dies_at: int, orders: Connection) -> None:
    """In the victim: connect, say so, wait for the word, do the act, and say how many points there were."""
    connection.settings_dict["NAME"] = order.database
    with override_settings(EMAIL_BACKEND=MAIL, EMAIL_FILE_PATH=order.mail):
        connection.ensure_connection()
        orders.send("ready")
        orders.recv()
        with points(dies_at) as passed:
            ACTS[order.act](at=order.at, **order.facts)
        orders.send(len(passed))


@contextmanager
def points(dies_at: int) -> Iterator[list[None]]:
    """Counts the points where a death may make a difference: before each statement, around each commit and mail."""
    passed: list[None] = []

    def point() -> None:
        passed.append(None)
        if len(passed) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def execute(run, *args):
        point()
        return run(*args)

    def around(function):
        def pointed(*args):
            point()
            result = function(*args)
            point()
            return result

        return pointed

    with (
        connection.execute_wrapper(execute),
        mock.patch.object(connection, "_commit", around(connection._commit)),
        mock.patch.object(EmailBackend, "send_messages", around(EmailBackend.send_messages)),
    ):
        yield passed


def submit(*, article: int, by: int, at: datetime, digest: str) -> None:
    workflow.submit(article=Article.objects.get(pk=article), by=User.objects.get(pk=by), at=at, digest=digest)


def sign(*, edition: int, by: int, at: datetime, digest: str) -> None:
    edition = Edition.objects.select_related("article").get(pk=edition)
    workflow.sign(edition=edition, by=User.objects.get(pk=by), at=at, meanings=set(Meaning), digest=digest)


def deliver(*, at: datetime) -> None:
    delivery.deliver(at=at)


ACTS = {"submit": submit, "sign": sign, "deliver": deliver}
