"""An article written at the Desk, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from guidance import editing, queries
from guidance.documents import Wording
from guidance.models import Reference, Step
from guidance.vocabularies import Access, Action, SectionKind
from tests import factories
from tests.browser.hands import bring_session, says
from tests.cast import NOON, assemble
from tests.guidance.documents import a_document, a_reference, a_step

pytestmark = pytest.mark.any_database

HEADING = Wording.of("Progressive multifocal leukoencephalopathy (PML)", "JC virus brain infection (PML)")
GROUP = Wording.of("Restore immune defences:", "Help the body defend itself:")
STEPS = [
    (
        Wording.of("Start antiretroviral drugs at once.", "Start HIV medicines right away."),
        Wording.of("In people with HIV", "If you have HIV"),
    ),
    (Wording.of("Withhold natalizumab.", "Stop having natalizumab."), Wording.of("On natalizumab", "On natalizumab")),
]


@pytest.fixture
def cast(transactional_db):
    return assemble()


@pytest.fixture
def article(cast):
    """Nothing but a question and a listed source."""
    who = {"by": cast.editor, "at": NOON}
    made = editing.create_article(title="What is the treatment approach for leukoencephalopathy?", **who)
    editing.list_reference(article=made, reference=editing.create_reference(value=a_reference(), **who), **who)
    return made


def test_a_section_is_written_from_nothing_by_keyboard_alone(cast, article, page, axe):
    bring_session(page, cast.editor)
    page.goto(f"/desk/articles/{article.slug}/")
    keys = Keys(page)
    keys.to("Add a section")
    keys.open("Heading, for clinicians").write(HEADING).choose("Treatment").save("Add a step")
    keys.press("Enter").opened("Statement, for clinicians").write(GROUP)
    keys.tabs(2).choose("Introduces its sub-steps").save("Edit")
    a_step_below(keys, STEPS[0], "Start")
    keys.press("Alt+ArrowRight").focused("Edit step 1.1")
    a_step_below(keys, STEPS[1], "Stop")
    keys.focused("Edit step 1.2")
    axe(page)
    written(article)
    corrected_and_taken_back(keys)


def a_step_below(keys, step, action):
    """With both wordings, a condition and a citation; the step above has the focus."""
    text, condition = step
    keys.press("Tab").press("Enter").opened("Statement, for clinicians").write(text).write(condition).choose(action)
    keys.to("Add a citation").press("Enter").tabs().choose("The trial").tabs(2).type("page 3").tabs()
    keys.choose("Full text read").tabs(2).type("Those treated did better.").save("Edit")


def written(article):
    """What was typed, where it belongs."""
    [section] = queries.draft(article).sections
    assert (section.heading, section.kind) == (HEADING, SectionKind.TREATMENT)
    [group] = section.steps
    assert (group.text, group.action) == (GROUP, Action.GROUP)
    assert [(step.text, step.applies_when) for step in group.steps] == STEPS
    assert [step.action for step in group.steps] == [Action.START, Action.STOP]
    for step in group.steps:
        [cited] = step.citations
        assert cited.reference == str(Reference.objects.get().key)
        assert (cited.locator, cited.quote, cited.access) == ("page 3", "Those treated did better.", Access.FULL_TEXT)


def corrected_and_taken_back(keys):
    """A form left as it was closes with Escape; one that was written in does not; what was deleted comes back."""
    keys.press("Enter").opened("Statement, for clinicians").press("Escape").focused("Edit")
    keys.press("Enter").opened("Statement, for clinicians").type(" At once.").press("Escape")
    keys.press("Control+Enter").says("Withhold natalizumab. At once.").focused("Edit")
    keys.to("Move, copy, split, delete").press("Enter").to("Delete").press("Enter").focused("Undo")
    keys.says("is deleted").press("Enter").focused("Edit").says("Withhold natalizumab. At once.")


DOWN_AND_UP = """id => {
    const press = way => document.getElementById(id).querySelector(`[data-verb=${way}]`).click()
    document.addEventListener("htmx:afterSwap", () => setTimeout(() => press("up")), { once: true })
    press("down")
}"""


ONE_THEN_THE_OTHER = """keys => keys.forEach(key => {
    document.querySelector(`#outline [value="step-${key}"]`).checked = true
    document.querySelector("#outline [value=down]").click()
})"""


def test_a_button_acts_where_it_stands_the_moment_it_stands_there(cast, page):
    """Whoever is quick takes a move back before htmx has settled the answer to it."""
    made = factories.article(cast, a_document(a_step("Do it.", lay="Try it."), a_step("Stop.", lay="End it.")))
    bring_session(page, cast.editor)
    page.goto(f"/desk/articles/{made.slug}/")
    key = queries.draft(made).sections[0].steps[0].key
    with page.expect_response(f"**/{key}/up/") as answer:
        page.evaluate(DOWN_AND_UP, f"step-{key}")
    assert answer.value.status == 302
    keys = [step.key for step in queries.draft(made).sections[0].steps]
    assert keys[0] == key
    with page.expect_request_finished(lambda request: "chosen=step-" + keys[1] in request.url):
        page.evaluate(ONE_THEN_THE_OTHER, keys)
    assert [step.key for step in queries.draft(made).sections[0].steps] == keys


def test_while_somebody_types_the_page_says_what_is_wrong_and_that_it_is_not_saved(cast, page, axe):
    made = factories.article(cast, a_document(a_step("Do it.", lay="Try it.")))
    bring_session(page, cast.editor)
    page.goto(f"/desk/articles/{made.slug}/")
    keys, bar = Keys(page), page.locator(".foot-bar")
    page.get_by_role("link", name="Edit step 1").click()
    keys.opened("Statement, for clinicians").type(" Give 40 mg.")
    expect(page.locator(".as-typed")).to_contain_text("The clinician wording says “40 mg”")
    expect(bar).to_contain_text("Not saved yet.", use_inner_text=True)
    keys.opened("Statement, for clinicians")
    axe(page)
    page.context.set_offline(True)
    keys.press("Control+Enter")
    expect(bar).to_contain_text("Not saved: connection lost, kept in this browser.", use_inner_text=True)
    page.context.set_offline(False)  # it is sent by itself
    expect(bar).to_contain_text(re.compile("^Saved"), use_inner_text=True)
    assert queries.draft(made).sections[0].steps[0].text.clinician == "Do it. Give 40 mg."


def test_a_step_that_is_moved_takes_its_button_along_under_the_pointer(cast, page):
    steps = [a_step(f"Step {n}, which says this and that.", lay="Say it.") for n in range(9)]
    made = factories.article(cast, a_document(*steps))
    bring_session(page, cast.editor)
    page.goto(f"/desk/articles/{made.slug}/")
    card = page.locator(".step-card").nth(4)
    card.get_by_text("Move, copy, split, delete").click()
    box = card.get_by_role("button", name="Move down").bounding_box()
    for _ in range(2):
        with page.expect_response("**/down/"):
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)
    assert [step.text.clinician[5] for step in queries.draft(made).sections[0].steps][6] == "4"


def test_two_who_meet_find_themselves_at_the_other_s_words(cast, page):
    made = factories.article(cast, a_document(a_step("Do it.", lay="Try it.")))
    bring_session(page, cast.editor)
    page.goto(f"/desk/articles/{made.slug}/")
    keys, row = Keys(page), Step.objects.get(section__article=made)
    page.get_by_role("link", name="Edit step 1").click()
    keys.opened("Statement, for clinicians").type(" Mine.")
    theirs = {"changes": {"text": Wording("Theirs.", "Try it.")}, "revision": row.revision}
    editing.change_step(step=row, by=cast.second_editor, at=NOON, **theirs)
    keys.press("Control+Enter").focused("What is saved now").says(f"Saved by {cast.second_editor} at ")
    assert page.get_by_text("Yours, not saved").bounding_box()["width"] > 1  # more than for a screen reader
    keys.to("Keep mine").press("Enter").focused("Edit").says("Do it. Mine.")


SEND_ALL = "() => document.querySelectorAll('.editing form').forEach(form => form.requestSubmit())"
ASKED = re.compile(r"/steps/[^/]+/$|[?]only=words-")


def test_each_save_is_drawn_before_the_next_is_sent_and_a_press_that_is_refused_closes_no_form(cast, page):
    made = factories.article(cast, a_document(a_step("Do it.", lay="Try it."), a_step("Stop.", lay="End it.")))
    bring_session(page, cast.editor)
    page.goto(f"/desk/articles/{made.slug}/")
    keys = [str(step.key) for step in queries.draft(made).sections[0].steps]
    for key in keys:
        page.locator(f"#edit-{key}").click()
        page.locator(f"#editing-step-{key} textarea").first.fill("Give 3 mg.")
    sent = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.locator(f"#outline input[value='step-{keys[1]}']").check()
    page.locator("#outline button[value=up]").click()
    says(page, "Not done: you were signed out")
    page.context.add_cookies(sent)
    order = []
    page.on("request", lambda request: order.append(request.method) if ASKED.search(request.url) else None)
    page.evaluate(SEND_ALL)
    expect(page.locator(".editing")).to_have_count(0)
    assert order == ["POST", "GET", "POST", "GET"]
    for key in keys:
        expect(page.locator(f"#found-{key}")).to_contain_text("“3 mg”")
        expect(page.locator(f"#outline .line:has([value='step-{key}']) .tone-warning")).to_be_visible()


class Keys:
    """A person at the keyboard, who never touches the mouse."""

    def __init__(self, page) -> None:
        self.page, self.keyboard = page, page.keyboard

    @property
    def here(self):
        return self.page.locator(":focus")

    def press(self, key: str) -> "Keys":
        self.keyboard.press(key)
        return self

    def tabs(self, times: int = 1) -> "Keys":
        for _ in range(times):
            self.press("Tab")
        return self

    def to(self, words: str) -> "Keys":
        """On with Tab until what has the focus begins with ``words``."""
        for _ in range(60):
            self.press("Tab")
            if self.here.count() and self.here.inner_text().strip().startswith(words):
                return self
        raise AssertionError(f"Tab does not reach “{words}”")

    def open(self, label: str) -> "Keys":
        return self.press("Enter").opened(label)

    def opened(self, label: str) -> "Keys":
        expect(self.page.get_by_role("textbox", name=label, exact=True)).to_be_focused()
        return self

    def type(self, text: str) -> "Keys":
        self.press("Control+End")
        self.keyboard.type(text)
        return self

    def write(self, wording: Wording) -> "Keys":
        """Both texts, in the two fields that begin here, and on to the next."""
        return self.type(wording.clinician).tabs().type(wording.lay).tabs()

    def choose(self, option: str) -> "Keys":
        """Of the list that has the focus, by its first letters."""
        self.keyboard.type(option)
        expect(self.here.locator("option:checked")).to_have_text(option)
        return self

    def save(self, next_: str) -> "Keys":
        return self.press("Control+Enter").says("Saved").focused(next_)

    def focused(self, words: str) -> "Keys":
        expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)
        expect(self.here).to_contain_text(words)
        return self

    def says(self, words: str) -> "Keys":
        says(self.page, words)
        return self
