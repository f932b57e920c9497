"""Faults made on purpose in one wording: the checks must find them, and leave the wordings alone that have none."""

import sys

import pytest

from tests.guidance import faults

ENOUGH = 30  # faults of a kind that tell something of it


@pytest.fixture(scope="module")
def demonstration():
    return faults.measured(faults.of_the_demonstration())


@pytest.fixture(scope="module")
def invented():
    return faults.measured(faults.invented())


@pytest.fixture(params=["demonstration", "invented"])
def rates(request):
    return request.getfixturevalue(request.param)


def test_at_least_three_hundred_faults_are_made(rates):
    assert rates.made.total() >= 300, rates


@pytest.mark.parametrize("kind", faults.KINDS)
def test_thirty_of_each_kind_are_made(rates, kind):
    assert rates.made[kind] >= ENOUGH, rates


def test_the_rates_are_printed(rates, request, capsys):
    with capsys.disabled():
        sys.stdout.write(f"\n{request.node.callspec.id}\n{rates}\n")


@pytest.mark.parametrize("kind", faults.KINDS)
def test_nine_in_ten_faults_of_each_kind_are_found(rates, kind):
    assert rates.rate(kind) >= 0.9, f"{rates}\n{rates.told(kind)}"


def test_of_all_faults_ninety_five_in_a_hundred_are_found(rates):
    assert rates.overall >= 0.95, f"{rates}\n{rates.told()}"


def test_at_most_one_step_in_fifty_is_blamed_untouched(rates):
    assert len(rates.blamed) <= rates.steps / 50, rates.blamed
