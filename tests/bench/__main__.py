"""`python -m tests.bench [NAME …]`: runs `main()` of every module here, or of those named.

On a migrated database of its own: SQLite, or what LEUKO_TEST_ENGINE says.
"""

import importlib
import os
import pkgutil
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

from tests import databases


def main():
    print(databases.start(os.environ.get("LEUKO_TEST_ENGINE", "sqlite")))
    django.setup()
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(connection.settings_dict['NAME'])}")
    call_command("migrate", verbosity=0)
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name != "__main__" and module.name in (sys.argv[1:] or [module.name]):
            importlib.import_module(f"tests.bench.{module.name}").main()


if __name__ == "__main__":
    main()
