"""`python -m tests.bench`: runs `main()` of every module here, on a migrated SQLite database of its own."""

import importlib
import pkgutil
from pathlib import Path

import django
from django.core.management import call_command

from tests import databases


def main():
    print(databases.start("sqlite"))
    django.setup()
    call_command("migrate", verbosity=0)
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name != "__main__":
            importlib.import_module(f"tests.bench.{module.name}").main()


if __name__ == "__main__":
    main()
