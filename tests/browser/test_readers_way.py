"""A reader's whole way by keyboard alone: from a few letters to the step, into the other wording, to a report."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from guidance.forms import reports
from guidance.models import Report
from tests import factories
from tests.browser.hands import says, to
from tests.cast import assemble
from tests.guidance.documents import a_document, a_step

pytestmark = pytest.mark.any_database


def test_searched_read_in_both_wordings_and_reported(page, transactional_db, axe, monkeypatch):
    monkeypatch.setattr(reports, "LEAST", timedelta())  # nobody waits in a test
    people = assemble()
    document = a_document(a_step("Give rufimab.", lay="You are given rufimab."), title="How is purplitis treated?")
    edition = factories.approved(people, factories.article(people, document))
    [step] = edition.content.steps()
    page.goto("/")
    to(page, "combobox", "Search approved articles")
    page.keyboard.type("purpl")
    expect(page.locator("#suggestions option")).to_have_attribute("value", "How is purplitis treated?")
    page.keyboard.type("itis rufimab")
    page.keyboard.press("Enter")
    says(page, "Give rufimab.")
    axe(page)
    to(page, "link", "Give rufimab.")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#step-{step.key}"))
    page.reload()
    to(page, "button", "I'm a patient or carer")
    page.keyboard.press("Enter")
    says(page, "You are given rufimab.")
    axe(page)
    to(page, "link", "Report a problem with step 1")
    page.keyboard.press("Enter")
    says(page, "You are given rufimab.")
    to(page, "textbox", "What is wrong")
    page.keyboard.type("Given how?")
    to(page, "button", "Send the report")
    page.keyboard.press("Enter")
    says(page, "Thank you")
    assert Report.objects.get().text == "Given how?"
