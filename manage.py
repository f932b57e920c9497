#!/usr/bin/env python
"""Runs leuko's commands: `python manage.py help` lists them."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leuko.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        # What to set is in the sentence; a traceback above it would only hide it.
        sys.exit(f"leuko cannot start. {refusal}")


if __name__ == "__main__":
    main()
