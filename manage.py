#!/usr/bin/env python
"""Runs leuko's commands: `python manage.py help` lists them."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError

UNDEFINED_TABLE = "42P01"  # as PostgreSQL calls it; to SQLite it is operational


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leuko.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        # What to set is in the sentence; a traceback above it would only hide it.
        sys.exit(f"leuko cannot start. {refusal}")
    except (OperationalError, ProgrammingError) as error:
        if isinstance(error, ProgrammingError) and getattr(error.__cause__, "sqlstate", "") != UNDEFINED_TABLE:
            raise
        reason = str(error).partition("\n")[0].rstrip(".")
        sys.exit(f"The database does not answer: {reason}. See DATABASE_URL, and run manage.py migrate.")


if __name__ == "__main__":
    main()
