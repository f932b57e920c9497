"""What every test stands on. The database is chosen earlier, in tests/databases.py."""

import os

import hypothesis
import pytest
from django.db import connections
from django.test import TransactionTestCase


def soak(short, long):
    """How often to repeat: `short` in `make test`, `long` in `make soak`."""
    return long if os.environ.get("LEUKO_SOAK") else short


# A busy machine is slow, not wrong.
hypothesis.settings.register_profile(
    "leuko",
    max_examples=soak(50, 500),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    print_blob=True,
)
hypothesis.settings.load_profile("leuko")


def pytest_collection_modifyitems(items):
    """What is tested by property is short in `make test`, so `make soak` tests it at length."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.soak)


def _drop_triggers_before_flush(flush):
    """The triggers forbid the deleting that a flush is; `post_migrate` puts them back after it."""

    def fixture_teardown(self):
        from guidance.models import immutability

        for name in self._databases_names(include_mirrors=False):
            immutability.drop_triggers(connections[name])
        flush(self)

    return fixture_teardown


TransactionTestCase._fixture_teardown = _drop_triggers_before_flush(TransactionTestCase._fixture_teardown)


@pytest.fixture
def cast(db):
    """The people of tests/cast.py."""
    from tests.cast import assemble

    return assemble()
