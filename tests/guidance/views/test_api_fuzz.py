"""The API held against its own description, by whatever schemathesis thinks of."""

import hypothesis
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from guidance.interchange.api import doors
from tests.conftest import soak
from tests.guidance.approved import approved_twice, in_paths

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.soak]

EXAMPLES = soak(4, 100)


@pytest.fixture
def application():
    """Keeps the test's connection, as the test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in signals:
        signal.connect(close_old_connections)


def test_every_door_answers_as_it_is_described(cast, application):
    import schemathesis  # two seconds that only this test needs

    known = in_paths(approved_twice(cast))
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for door in doors.DOORS:
        operation = schema[door.address]["GET"]
        there = {name: known[name] for name in door.in_path}
        hold(operation.as_strategy(path_parameters=there))
        if there:
            hold(operation.as_strategy())
        if not there or door.asked:
            hold(operation.as_strategy(schemathesis.GenerationMode.NEGATIVE, path_parameters=there))


def hold(cases) -> None:
    @hypothesis.settings(max_examples=EXAMPLES, database=None)
    @hypothesis.given(case=cases)
    def answers_as_described(case):
        case.call_and_validate()

    answers_as_described()
