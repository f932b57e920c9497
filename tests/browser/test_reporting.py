"""A reader reports a problem by keyboard alone, where no script runs."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from guidance.forms import reports
from guidance.models import Report
from tests import factories
from tests.browser.hands import says, to
from tests.cast import assemble

pytestmark = pytest.mark.any_database


@pytest.fixture
def javascript():
    return False


def test_a_problem_is_reported_by_keyboard_alone(transactional_db, page, monkeypatch):
    monkeypatch.setattr(reports, "LEAST", timedelta())  # nobody waits in a test
    article = factories.approved(assemble()).article
    page.goto(f"/articles/{article.slug}/?for=lay")
    to(page, "link", "Report a problem with step 1")
    page.keyboard.press("Enter")
    says(page, "Drink water.")
    to(page, "textbox", "What is wrong")
    page.keyboard.type("My name is Ann. Which water?")
    to(page, "button", "Send the report")
    page.keyboard.press("Enter")
    says(page, "a name (“Ann”)")
    to(page, "textbox", "What is wrong")
    page.keyboard.press("Control+A")
    page.keyboard.type("Which water?")
    to(page, "button", "Send the report")
    page.keyboard.press("Enter")
    says(page, "Thank you")
    assert Report.objects.get().text == "Which water?"
    to(page, "link", "Back to the step")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#step-"))
