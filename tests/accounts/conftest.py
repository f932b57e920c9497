import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_has_asked_too_often():
    """allauth's limits are in the cache, which outlives a test."""
    cache.clear()
