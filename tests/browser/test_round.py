"""A whole round of review by hand, of a new edition of what readers have already."""

import re

import pytest
from playwright.sync_api import expect

from guidance.models import Edition
from tests import factories
from tests.browser.hands import bring_session, follow, go, press, says, write
from tests.cast import PASSWORD, assemble
from tests.review.acts import edit

MEANINGS = (
    "I have checked the clinical accuracy of this text",
    "I have checked that its plain-language wording says the same",
)


pytestmark = pytest.mark.any_database


@pytest.fixture
def cast(transactional_db):
    return assemble()


@pytest.fixture
def at(cast, new_page):
    """Somebody's own page, where their work is."""

    def arrive(name: str, home: str = "/board/"):
        page = new_page()
        bring_session(page, getattr(cast, name))
        page.goto(home)
        return page

    return arrive


def test_three_review_what_changed_and_two_of_them_sign(cast, at, axe):
    live = factories.approved(cast)
    edit(live.article, cast.editor, "Give 50 ml of water.")
    edition = factories.submitted(cast, live.article)
    chair = at("chair")
    assign(chair, axe, "Dr Reviewer", "Dr Second Reviewer", "Dr Third Reviewer")
    step_back(at("third_reviewer"), axe)
    chair.reload()
    says(chair, "a replacement is needed")
    first, second = at("reviewer"), at("second_reviewer")
    for page in (first, second):
        declare(page, axe)
        review_what_changed(page, "Edition 1, which readers have now", "Give 50 ml of water.")
    object_to(first, axe)
    expect(second.get_by_text("Is 50 ml enough?")).to_have_count(0)
    sign(second, MEANINGS[0])
    says(second, "Is 50 ml enough?")
    axe(second)
    send_back(first, axe)
    answer(at("editor", "/desk/"), axe)
    chair.goto("/board/")
    assign(chair, None, "Dr Reviewer", "Dr Second Reviewer")
    for page in (first, second):
        page.goto("/board/")
        declare(page, None)
        says(page, "the words it quotes are no longer there")
        review_what_changed(page, "Edition 2, which was sent back and you have opened", "Give 75 ml of water.")
    sign(first, *MEANINGS)
    assert factories.reread(edition).stage == "returned"
    sign(second, *MEANINGS)
    says(second, "Approved")
    axe(second)
    reader = at("stranger", live.article.get_absolute_url())
    says(reader, "Give 75 ml of water.")
    assert [one.stage for one in Edition.objects.order_by("number")] == ["superseded", "returned", "approved"]


def assign(page, axe, *names):
    if axe:
        axe(page)
    follow(page, "How is a sound article treated?")
    if axe:
        axe(page)
    follow(page, "Assign reviewers")
    for name in names:
        page.get_by_role("checkbox", name=name).check()
    if axe:
        axe(page)
    press(page, "Assign")
    says(page, f"{len(names)} reviewers assigned.")


def step_back(page, axe):
    """They have an interest: the text does not open, and it is on the record."""
    go(page, page.get_by_role("link", name=re.compile("^Declare your interests")))
    page.get_by_label("Interests declared").check()
    page.get_by_role("textbox").first.fill("I advise the maker of a bottle.")
    axe(page)
    press(page, "Declare")
    says(page, "The text is not shown to you")
    expect(page.get_by_text("Give 50 ml of water.")).to_have_count(0)
    axe(page)


def declare(page, axe):
    go(page, page.get_by_role("link", name=re.compile("^Declare your interests")))
    if axe:
        axe(page)
    page.get_by_label("No interests to declare").check()
    press(page, "Declare")


def review_what_changed(page, compared_with, text):
    """Only what changed, then by the keyboard to the first change."""
    says(page, compared_with[0].lower() + compared_with[1:])
    follow(page, "only what changed")
    says(page, "Changes that matter")
    expect(page.locator(".review-text").get_by_text("Stop the drug.")).to_have_count(0)
    expect(page.locator("ins").first).to_be_attached()
    page.locator("body").press("n")
    expect(page.locator(":focus")).to_contain_text(text.split()[1])


def object_to(page, axe):
    form = page.locator(".comment-on").first
    form.locator("summary").click()
    form.get_by_label("On step 1").fill("Is 50 ml enough?")
    form.get_by_label("Words you mean (optional)").fill("50 ml")
    form.get_by_label("This must be settled before approval").check()
    axe(page)
    form.get_by_role("button", name="Keep this comment").click()
    says(page, "blocks approval")
    axe(page)


def sign(page, *meanings):
    for box in page.locator("input[name^=check_]").all():
        box.check()
    for meaning in meanings:
        page.get_by_label(meaning).check()
    write(page, "Your password", PASSWORD)
    press(page, "Sign this text")
    says(page, "Signed, under your name.")


def send_back(page, axe):
    page.get_by_text("Send it back with a reason").click()
    page.locator("form[action$='send-back/']").get_by_role("textbox").fill("The volume has no source.")
    press(page, "Send back to the editor")
    says(page, "Sent back to its editor.")
    axe(page)


def answer(page, axe):
    """The editor has it all as one list, mends the step, and submits again."""
    axe(page)
    go(page, page.get_by_role("link", name=re.compile("^What there is to do")).first)
    says(page, "The volume has no source.")
    says(page, "Is 50 ml enough?")
    axe(page)
    follow(page, "Edit step 1")
    write(page, "Statement, for clinicians", "Give 75 ml of water.")
    write(page, "Statement, in plain language", "Drink 75 ml of water.")
    press(page, "Save")
    says(page, "Drink 75 ml of water.")
    follow(page, "Submit to the board")
    axe(page)
    press(page, "Submit")
    says(page, "Submitted. The board sees it now.")
