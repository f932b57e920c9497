"""What every test stands on. The database is chosen earlier, in tests/databases.py."""

import gc
import os

import hypothesis
import pytest
from django.db import connection, connections
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.test import TransactionTestCase


def soak(short, long):
    """How often to repeat: `short` in `make test`, `long` in `make soak`."""
    return long if os.environ.get("LEUKO_SOAK") else short


# A run makes much and keeps little: to look for what could go every 700 objects costs a tenth of its time.
gc.set_threshold(50_000, 20, 20)

# A busy machine is slow, not wrong. `make test` tries the same examples for everyone; `make soak` looks for new ones.
hypothesis.settings.register_profile(
    "leuko",
    max_examples=soak(25, 500),
    derandomize=soak(True, False),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    print_blob=True,
)
hypothesis.settings.load_profile("leuko")


def pytest_collection_modifyitems(config, items):
    """What is tested by property is short in `make test`, so `make soak` tests it at length.

    What does not depend on the database is tested once, with SQLite.
    """
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.soak)
    if connection.vendor != "sqlite":
        config.hook.pytest_deselected(items=[item for item in items if not depends_on_database(item)])
        items[:] = filter(depends_on_database, items)


def depends_on_database(item):
    """Only a test that asks for the database can reach it: pytest-django shuts all others out."""
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    is_case = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    return (asks or is_case) and not item.get_closest_marker("any_database")


def _drop_triggers_before_flush(flush):
    """The triggers forbid the deleting that a flush is; `post_migrate` puts them back after it."""

    def fixture_teardown(self):
        from guidance.models import immutability

        for name in self._databases_names(include_mirrors=False):
            immutability.drop_triggers(connections[name])
        flush(self)

    return fixture_teardown


TransactionTestCase._fixture_teardown = _drop_triggers_before_flush(TransactionTestCase._fixture_teardown)


@receiver(connection_created)
def _waits_for_no_disk(connection, **kwargs):
    """Nothing here must survive a power cut; tests/databases.py tells PostgreSQL so. What is killed loses nothing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def cast(db):
    """The people of tests/cast.py."""
    from tests.cast import assemble

    return assemble()


def _drop_whoever_is_connected(self, test_database_name, verbosity):
    """The live server's thread may still hold a connection when the run ends."""
    with self._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {self.connection.ops.quote_name(test_database_name)} WITH (FORCE)")


DatabaseCreation._destroy_test_db = _drop_whoever_is_connected
