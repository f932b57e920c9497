"""A reader types, is shown what it may become, and comes to the step that answers: by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.cast import assemble
from tests.guidance.documents import a_document, a_step

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]


def test_from_a_few_letters_to_the_step(page, transactional_db):
    people = assemble()
    document = a_document(a_step("Give rufimab."), title="How is purplitis treated?")
    edition = factories.approved(people, factories.article(people, document))
    page.goto("/")
    page.get_by_label("Search approved articles").focus()
    page.keyboard.type("purpl")
    expect(page.locator("#suggestions option")).to_have_attribute("value", "How is purplitis treated?")
    page.keyboard.type("itis rufimab")
    page.keyboard.press("Enter")
    found = page.get_by_role("link", name="Give rufimab.")
    expect(found).to_be_visible()
    found.focus()
    page.keyboard.press("Enter")
    [step] = edition.content.steps()
    page.wait_for_url(f"**/articles/{edition.article.slug}/#step-{step.key}")
