"""What the commands share: in whose name they write, what file they read, how they print and refuse."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.documents import Malformed
from guidance.models import Article
from guidance.roles import Role
from guidance.rules import NotAllowed, Stale

LARGEST_FILE = 5_000_000  # bytes; a document of a hundred steps is a tenth of it
UNREADABLE = 2  # the exit code for a file that is not what it should be

IMPORTER = "importer"
MAKE_AN_EDITOR = "Say who writes with --by USERNAME, or put an active account into the group Editors."


def add_by(parser: CommandParser, *names: str) -> None:
    """The option “--by”, under other ``names`` too."""
    said = "The editor in whose name this is written; may be left out where one is plain."
    parser.add_argument("--by", *names, dest="by", metavar="USERNAME", help=said)


def add_json(parser: CommandParser) -> None:
    parser.add_argument("--json", action="store_true", help="Print one JSON value, not sentences.")


def editor(command: BaseCommand, username: str | None):
    """Who writes: ``username``, else the only active editor, else the first superuser among the editors.

    Where nobody ever was an editor, an account that nobody can sign in with is made one, and stderr says so.
    """
    users = get_user_model().objects
    if username:
        if user := users.filter(username=username).first():
            return user
        raise CommandError(f"There is no account “{username}”.")
    editors = list(users.filter(groups__name=Role.EDITOR.value, is_active=True).order_by("-is_superuser", "pk"))
    if len(editors) == 1 or (editors and editors[0].is_superuser):
        return editors[0]
    if editors:
        names = ", ".join(user.get_username() for user in editors[:5])
        raise CommandError(
            f"Several people may write here. Say who does with --by USERNAME, for example one of: {names}."
        )
    return _importer(command)


def _importer(command: BaseCommand):
    users = get_user_model().objects
    if users.filter(groups__name=Role.EDITOR.value).exists() or users.filter(username=IMPORTER).exists():
        raise CommandError(f"There is no active editor. {MAKE_AN_EDITOR}")
    user = users.create_user(IMPORTER)  # without a password: nobody signs in with it
    user.groups.add(Group.objects.get_or_create(name=Role.EDITOR.value)[0])
    command.stderr.write(f"There is no editor yet, so an account “{IMPORTER}” was made that nobody can sign in with.")
    return user


def article(slug: str) -> Article:
    """The article at ``slug``; CommandError where there is none."""
    if found := Article.objects.filter(slug=slug).first():
        return found
    raise CommandError(f"There is no article “{slug}”.")


def read_file(name: str, *, largest: int = LARGEST_FILE) -> bytes:
    """What is in the file ``name``, “-” being standard input; CommandError where it cannot be read or is too large.

    ``largest`` is in bytes.
    """
    try:
        if name == "-":
            content = sys.stdin.buffer.read(largest + 1)
        else:
            with open(name, "rb") as file:
                content = file.read(largest + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no file name"
        raise CommandError(f"{name} cannot be read: {reason}.", returncode=UNREADABLE) from error
    if len(content) > largest:
        raise CommandError(f"{name} is larger than {largest // 1_000_000} MB.", returncode=UNREADABLE)
    return content


@contextmanager
def refusing(name: str, *unreadable: type[ValueError]) -> Iterator[None]:
    """A refusal, or what is wrong with the file ``name``, becomes the one sentence that the command ends with."""
    try:
        yield
    except (Malformed, *unreadable) as error:
        raise CommandError(f"{name}: {error}", returncode=UNREADABLE) from error
    except (NotAllowed, Stale) as refusal:
        raise CommandError(refusal.reason) from refusal


def print_text(command: BaseCommand, text: str) -> None:
    """Print ``text`` in UTF-8, whatever the terminal's locale."""
    if reconfigure := getattr(command.stdout, "reconfigure", None):
        reconfigure(encoding="utf-8")
    command.stdout.write(text)


def print_json(command: BaseCommand, value: Any) -> None:
    print_text(command, json.dumps(value, ensure_ascii=False, indent=2))
