"""`python -m tests.bench [NAME …]`: runs `main()` of every module here, or of those named.

Each on a migrated database of its own: SQLite, or what LEUKO_TEST_ENGINE says.
"""

import importlib
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

from tests import databases

NAMES = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]) if module.name != "__main__"]


def main(names: list[str]) -> int:
    """How many of them failed: one that goes over its budget does."""
    if len(names) == 1:
        run(names[0])
        return 0
    commands = [[sys.executable, "-m", "tests.bench", name] for name in names or NAMES]
    return sum(subprocess.run(command).returncode != 0 for command in commands)


def run(name: str) -> None:
    print(databases.start(os.environ.get("LEUKO_TEST_ENGINE", "sqlite")))
    django.setup()
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(connection.settings_dict['NAME'])}")
    call_command("migrate", verbosity=0)
    importlib.import_module(f"tests.bench.{name}").main()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
