"""The main job by hand: a pasted page becomes guidance that the board has signed and readers read."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from guidance.models import Article
from review import workflow
from tests import factories
from tests.browser.hands import NARROW, WIDE, bring_session, follow, go, press, resize, says, sign_in, write
from tests.cast import NOON, PASSWORD, assemble

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_4f899aeb56fbd94f.txt"
TOY = Path(__file__).parents[1] / "guidance" / "pages" / "seedlike.txt"

CLINICIAN, LAY = "I'm a health professional", "I'm a patient or carer"
# Of the bottom line and of each of the first steps.
PLAIN = ["In plain words: the answer.", "In plain words: the first.", "In plain words: the second."]

MEANINGS = (
    "I have checked the clinical accuracy of this text",
    "I have checked that its plain-language wording says the same",
)

absent = pytest.mark.skipif(not SEED.exists(), reason="the page leuko starts from is not beside this tree")


@pytest.fixture
def cast(transactional_db):
    return assemble()


@pytest.fixture
def look(axe, javascript):
    """The page has no fault of accessibility; a main one neither narrow and dark. Asking takes JavaScript."""

    def at(page, is_main=False):
        if not javascript:
            return
        axe(page)
        if not is_main:
            return
        page.emulate_media(color_scheme="dark")
        resize(page, NARROW)
        axe(page)
        page.emulate_media(color_scheme="light")
        resize(page, WIDE)

    return at


@pytest.mark.parametrize(
    ("source", "javascript"),
    [pytest.param(SEED, False, id="seed", marks=[absent, pytest.mark.any_database]), pytest.param(TOY, True, id="toy")],
)
def test_a_pasted_page_is_mended_signed_and_read(cast, new_page, look, source, javascript):
    """With JavaScript, and without."""
    editor = new_page()
    sign_in(editor, "editor")
    paste(editor, look, source)
    refused(editor, look)
    settle(editor, look)
    word_for_lay_readers(editor, look)
    submit(editor, look)
    assign(new_page(), look)
    sign(new_page(), look, "reviewer", MEANINGS[0])
    assert not read_by_anyone(new_page())
    sign(new_page(), seen_already, "second_reviewer", *MEANINGS)
    read(new_page(), look)


def paste(page, look, source):
    look(page)
    follow(page, "Paste a page")
    look(page)
    write(page, "The page, as plain text", source.read_text())
    press(page, "Make a draft of it")
    says(page, "38 statements in 14 sections, 35 of them with citations; 4 sources.")
    expect(page.locator(".step-card")).to_have_count(38)
    expect(page.locator(".draft .section-head :is(h2, h3)[id^=heading-]")).to_have_count(14)
    expect(page.locator(".source")).to_have_count(4)
    look(page, is_main=True)


def refused(page, look):
    """Two markers point at nothing and four sources are guesses: each is named, and the button says how many."""
    follow(page, "Submit to the board")
    expect(page.get_by_role("button", name="Submit", exact=True)).to_be_disabled()
    says(page, "6 errors stand in the way. Each is listed with its step.")
    errors = page.locator(".finding.tone-error")
    expect(errors).to_have_count(6)
    for marker in ("5", "6"):
        expect(errors.filter(has_text=f"Marker {marker} points at no reference.")).to_have_count(1)
    expect(errors.filter(has_text="was matched only by its place in an unnumbered list")).to_have_count(4)
    look(page)
    follow(page, "Back to the draft")


def settle(page, look):
    """The four guesses are right; 5 means the second source, and what prints 6 has none."""
    follow(page, "Settle 35 citations")
    look(page)
    for left in (3, 2, 1, 0):
        page.get_by_role("button", name=re.compile("^This is the right source")).first.click()
        expect(page.get_by_role("button", name=re.compile("^This is the right source"))).to_have_count(left)
    page.get_by_label("It means (marker 5)").select_option(index=1)
    press(page, "Settle marker 5")
    says(page, "1 citation settled.")
    page.get_by_label("It means (marker 6)").select_option("none: take these citations away")
    press(page, "Settle marker 6")
    says(page, "Every citation is settled")
    follow(page, "Back to the draft")
    cited_nothing(page, look)


def cited_nothing(page, look):
    """What printed 6 makes a claim and cites nothing now: an editor says that it only informs."""
    expect(page.locator(".beside .tone-error")).to_have_count(1)
    follow(page, "Show the step")
    card = page.locator(".step-card:has(> .found .tone-error)")
    card.get_by_role("link", name=re.compile("^Edit")).first.click()
    look(page)
    page.get_by_label("Action").select_option("Inform")
    press(page, "Save")
    expect(page.locator(".tone-error")).to_have_count(0)


def word_for_lay_readers(page, look):
    follow(page, "Question, bottom line, scope")
    look(page)
    write(page, "Bottom line, for clinicians", "The answer.")
    write(page, "Bottom line, in plain language", PLAIN[0])
    press(page, "Save")
    says(page, PLAIN[0])
    for number, text in enumerate(PLAIN[1:], 1):
        follow(page, f"Edit step {number}")
        write(page, "Statement, in plain language", text)
        page.get_by_label("Action").select_option("Inform")
        press(page, "Save")
        says(page, text)


def submit(page, look):
    follow(page, "Preview")
    look(page)
    follow(page, "Back to the draft")
    follow(page, "Submit to the board")
    look(page)
    write(page, "Message to the board (optional)", "Please look at the second statement.")
    press(page, "Submit")
    says(page, "Submitted. The board sees it now.")


def assign(page, look):
    sign_in(page, "chair")
    look(page)
    go(page, page.get_by_role("link", name=re.compile("^What is the")))
    says(page, "Please look at the second statement.")
    look(page)
    follow(page, "Assign reviewers")
    look(page)
    for name in ("Dr Reviewer", "Dr Second Reviewer"):
        page.get_by_role("checkbox", name=name).check()
    press(page, "Assign")
    says(page, "2 reviewers assigned.")


def sign(page, look, username, *meanings):
    sign_in(page, username)
    go(page, page.get_by_role("link", name=re.compile("^Declare your interests")))
    expect(page.get_by_text(PLAIN[1])).to_have_count(0)
    look(page)
    page.get_by_label("No interests to declare").check()
    press(page, "Declare")
    says(page, PLAIN[1])
    look(page, is_main=True)
    page.locator(".foot-bar").get_by_role("link", name="Sign").click()
    expect(page.get_by_role("heading", name="Sign", exact=True)).to_be_in_viewport()
    for box in page.locator("input[name^=check_]").all():
        box.check()
    for meaning in meanings:
        page.get_by_label(meaning).check()
    write(page, "Your password", PASSWORD)
    press(page, "Sign this text")
    says(page, "Signed, under your name.")
    look(page)


def seen_already(page, is_main=False):
    """In the place of ``look``."""


def read_by_anyone(page):
    """How many such articles a reader finds."""
    page.goto("/articles/")
    return page.get_by_role("link", name=re.compile("^What is the")).count()


def read(page, look):
    """As a clinician, then in plain language; and the bare address remembers."""
    assert read_by_anyone(page) == 1
    look(page)
    go(page, page.get_by_role("link", name=re.compile("^What is the")))
    says(page, "Which best describes you?")
    says(page, "The answer.")
    look(page)
    address = page.url
    press(page, LAY)
    for text in PLAIN:
        says(page, text)
    expect(page.get_by_text("The answer.", exact=True)).to_have_count(0)
    look(page, is_main=True)
    page.goto(address)
    says(page, PLAIN[0])
    expect(page.get_by_role("button", name=LAY)).to_have_attribute("aria-pressed", "true")
    press(page, CLINICIAN)
    page.goto(address)
    says(page, "The answer.")
    expect(page.get_by_text(PLAIN[0])).to_have_count(0)


def test_two_editors_at_one_step_and_neither_text_is_lost(cast, new_page, axe):
    article = factories.article(cast)
    first, second = new_page(), new_page()
    for page, editor in ((first, cast.editor), (second, cast.second_editor)):
        bring_session(page, editor)
        page.goto(f"/desk/articles/{article.slug}/")
        follow(page, "Edit step 1")
    write(first, "Statement, for clinicians", "Give a litre of water.")
    press(first, "Save")
    says(first, "Give a litre of water.")
    write(second, "Statement, for clinicians", "Give two litres of water.")
    with second.expect_response(lambda response: response.request.method == "POST") as answer:
        press(second, "Save")
    assert answer.value.status == 409
    expect(second.get_by_role("region", name="What is saved now")).to_contain_text("Give a litre of water.")
    expect(second.get_by_label("Statement, for clinicians")).to_have_value("Give two litres of water.")
    axe(second)
    press(second, "Save")
    says(second, "Give two litres of water.")


def test_signing_what_was_just_withdrawn_says_so(cast, page, axe):
    edition = factories.under_review(cast)
    bring_session(page, cast.reviewer)
    page.goto(f"/board/{edition.article.slug}/1/")
    for box in page.locator("#sign ~ form").get_by_role("checkbox").all():
        box.check()
    write(page, "Remark (optional)", "Well said.")
    write(page, "Your password", PASSWORD)
    workflow.withdraw(edition=edition, by=cast.chair, at=NOON, reason="Too soon.")
    with page.expect_navigation() as answer:
        press(page, "Sign this text")
    assert answer.value.status == 409
    says(page, "This edition is withdrawn, so it cannot be signed.")
    says(page, "Well said.")
    axe(page)
    assert not edition.sign_offs.exists()
    follow(page, "See how it stands")
    says(page, "Too soon.")
    assert Article.objects.get().editions.get().stage == "withdrawn"


@pytest.mark.parametrize("javascript", [False])
def test_a_reader_changes_wordings_without_javascript(cast, page):
    edition = factories.approved(cast)
    page.goto(f"/articles/{edition.article.slug}/")
    says(page, "Give water.")
    press(page, LAY)
    says(page, "Drink water.")
    page.goto(f"/articles/{edition.article.slug}/")
    says(page, "Drink water.")
    press(page, CLINICIAN)
    says(page, "Give water.")
