"""Every page, as each who may open it finds it: without a fault of accessibility, at any width, by keyboard."""

import re
from itertools import product
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import expect

from guidance import editing, feedback
from guidance import queries as guidance
from guidance.audiences import Audience
from guidance.documents import Term
from guidance.interchange.api import doors
from review import workflow
from review.stages import Interests
from tests import factories
from tests.browser.hands import NARROW, NARROWEST, WIDE, bring_session, resize, runs_sideways
from tests.cast import NOON, assemble
from tests.conftest import soak
from tests.guidance import drafts
from tests.guidance.documents import a_document, a_step
from tests.kept import once
from tests.review.acts import edit

pytestmark = pytest.mark.any_database

# Addresses that answer no page: what is pressed, what machines read, and Django's admin.
NO_PAGE = {
    *("audience", "logout", "healthz", "welcome", "search-suggestions"),
    *("article-document", "article-fhir", "article-ris", "article-bib", "article-csl", "article-pdf"),
    *("sitemap", "robots", "opensearch", "api-description", *(door.name for door in doors.DOORS)),
    *("document-schema", "edition-document", "feed", "board-trail-csv", "board-trail-json"),
    *("desk-glossary-csv", "desk-term-delete", "desk-topic-merge", "desk-topic-delete"),
    *("desk-draft-document", "desk-edition-document"),
    "desk-restore",
    *("desk-discard", "desk-forget-unplaced", "desk-article-same", "desk-settle"),
    *("desk-import-take", "desk-import-discard", "desk-references-export"),
    *("desk-references-bulk",),
    *("desk-arrange", "desk-unaccept", "desk-section-move", "desk-section-delete", "desk-section-same"),
    *("desk-step-duplicate", "desk-step-restore", "desk-step-move", "desk-step-delete", "desk-step-same"),
    *("desk-step-check", "desk-step-check-new"),
    *("desk-source-confirm", "desk-source-remove"),
    *("board-assign", "board-release", "board-due", "board-begin", "board-declare", "board-sign", "board-send-back"),
    *("board-comment", "board-lift", "board-withdraw", "board-warn", "board-review-earlier", "board-retire"),
    "desk-lookup",
    *("desk-question-link", "desk-question-begin", "desk-question-put-back", "desk-question-tell", "ask-tell"),
    *("desk-report-close", "desk-report-tell", "desk-report-reopen"),
    *("board-invitation-send", "board-invitation-withdraw"),
}
DRAFT = "/desk/articles/a-draft/"
LONG_NAME = "Pneumonoultramicroscopicsilicovolcanoconiosis-of-which-nobody-wrote"
# By who looks: the name of each address, and where it is on the site of the fixture below.
PAGES = {
    "anonymous": [
        ("home", "/"),
        ("articles", "/articles/"),
        ("article", "/articles/approved/?for=clinician"),
        ("article", "/articles/approved/?for=lay"),
        ("article", "/articles/approved/"),
        ("article-leaflet", "/articles/approved/for-a-patient/"),
        ("report", "/articles/approved/steps/{read}/report/?for=lay"),
        ("report", "/articles/approved/steps/{read}/report/?sent=1"),
        ("ask", "/ask/"),
        ("ask", "/ask/?for=lay&article=approved&q=Can+the+drug+be+stopped%3F"),
        (
            "ask",
            "/ask/?for=lay&q=My+wife+has+chest+pain.+How+is+a+pneumonoultramicroscopicsilicovolcanoconiosis+treated%3F",
        ),
        ("article", "/articles/retired/"),
        ("article", "/articles/a-draft/"),
        ("article", "/articles/nowhere/"),
        ("search", "/search/"),
        ("search", "/search/?q=stop+the+watr&action=stop&for=lay"),
        ("search", "/search/?q=nothing+like+it"),
        ("glossary", "/glossary/?for=clinician"),
        ("glossary", "/glossary/?for=lay"),
        ("topic", "/topics/neurology/"),
        ("topic", "/topics/nothing-yet/"),
        ("privacy", "/privacy/"),
        ("accessibility", "/accessibility/"),
        ("api", "/api/v1/"),
        ("infobutton", f"/infobutton?mainSearchCriteria.v.dn={LONG_NAME}"),
        ("infobutton", "/infobutton"),
        ("editorial-policy", "/editorial-policy/"),
        ("about-board", "/about/board/"),
        ("mail", "/board/mail/"),
        ("article-verify", "/articles/approved/verify/"),
        ("article-editions", "/articles/approved/editions/"),
        ("article-edition", "/articles/revised/editions/1/"),
        ("article-changes", "/articles/revised/editions/2/changes/?for=lay"),
        ("reference", "/references/{cited}/"),
        ("login", "/accounts/login/"),
        ("password_reset", "/accounts/password/reset/"),
        ("invitation", "/accounts/invitation/none-such/"),
    ],
    "stranger": [("desk", "/desk/"), ("board", "/board/")],
    "editor": [
        ("desk", "/desk/"),
        ("desk-search", "/desk/search/?q=water"),
        ("desk-search", "/desk/search/"),
        ("desk-new", "/desk/articles/new/"),
        ("desk-paste", "/desk/articles/paste/"),
        ("desk-document", "/desk/articles/document/"),
        ("desk-glossary", "/desk/glossary/"),
        ("desk-glossary", "/desk/glossary/?q=none+such"),
        ("desk-glossary-import", "/desk/glossary/import/"),
        ("desk-term-new", "/desk/glossary/new/"),
        ("desk-term", "/desk/glossary/{term}/"),
        ("desk-topics", "/desk/topics/"),
        ("desk-topic", "/desk/topics/neurology/"),
        ("desk-compare", f"{DRAFT}compare/"),
        ("desk-article", DRAFT),
        ("desk-article", "/desk/articles/empty/"),
        ("desk-details", f"{DRAFT}details/"),
        ("desk-preview", f"{DRAFT}preview/?for=lay"),
        ("desk-history", f"{DRAFT}history/"),
        ("desk-step-history", f"{DRAFT}steps/{{step}}/history/"),
        ("desk-reset", "/desk/articles/approved/reset/"),
        ("desk-submit", f"{DRAFT}submit/"),
        ("desk-submit", "/desk/articles/approved/submit/"),
        ("desk-to-do", "/desk/articles/returned/to-do/"),
        ("desk-citations", f"{DRAFT}citations/"),
        ("desk-citations", "/desk/articles/approved/citations/"),
        ("desk-section-add", f"{DRAFT}sections/add/"),
        ("desk-section-add-under", f"{DRAFT}sections/{{section}}/add/"),
        ("desk-section", f"{DRAFT}sections/{{section}}/"),
        ("desk-step-add", f"{DRAFT}sections/{{section}}/steps/add/"),
        ("desk-step-add-under", f"{DRAFT}sections/{{section}}/steps/{{step}}/add/"),
        ("desk-step-add-below", f"{DRAFT}steps/{{step}}/below/"),
        ("desk-step-split", f"{DRAFT}steps/{{step}}/split/"),
        ("desk-accept", f"{DRAFT}findings/accept/?code=reference.unused&step=&source={{spare}}"),
        ("desk-step", f"{DRAFT}steps/{{step}}/"),
        ("desk-source-add", f"{DRAFT}sources/add/"),
        ("desk-source", f"{DRAFT}sources/{{source}}/"),
        ("desk-reference-standing", "/desk/references/{source}/standing/"),
        ("desk-reference-retractions", "/desk/references/retractions/"),
        ("desk-references", "/desk/references/"),
        ("desk-references", "/desk/references/?q=none+such&kind=none"),
        ("desk-references-duplicates", "/desk/references/duplicates/"),
        ("desk-references-merge", "/desk/references/merge/?keys={source}&keys={cited}"),
        ("desk-reference", "/desk/references/{source}/"),
        ("desk-imports", "/desk/imports/"),
        ("desk-import-new", "/desk/imports/new/"),
        ("desk-import", "/desk/imports/{import}/"),
        ("desk-questions", "/desk/questions/"),
        ("desk-questions", "/desk/questions/?taken_up=1"),
        ("desk-reports", "/desk/reports/"),
        ("desk-reports", "/desk/reports/?stage=done"),
        ("desk-report", "/desk/reports/{report}/"),
        ("board-edition", "/board/under-review/1/"),
        ("board-edition", "/board/approved/1/"),
    ],
    "reviewer": [
        ("board", "/board/"),
        ("board-mine", "/board/mine/"),
        ("board-edition", "/board/under-review/1/"),
        ("board-edition", "/board/returned/1/"),
        ("board-edition", "/board/to-declare/1/"),
        ("board-edition", "/board/recused/1/"),
        ("profile", "/accounts/profile/"),
    ],
    "chair": [
        ("board", "/board/"),
        ("board", "/board/?q=none+such&stage=nowhere"),
        ("board-reviewers", "/board/under-review/1/reviewers/"),
        ("board-edition", "/board/submitted/1/"),
        ("board-edition", "/board/under-review/1/"),
        ("board-edition", "/board/approved/1/"),
        ("board-edition", "/board/retired/1/"),
        ("board-trail", "/board/approved/1/trail/"),
        ("board-invitations", "/board/invitations/"),
        ("lapsing", "/board/lapsing/"),
    ],
    "third_reviewer": [("board", "/board/")],  # for whom nothing waits
}


# One to take in, one that is there twice, one that cannot be read, one that is not to be relied on.
RECORDS = """
TY  - JOUR\nTI  - A trial of salt\nPY  - 2020\nER  -
TY  - JOUR\nTI  - A trial of salt\nPY  - 2020\nER  -
TY  - JOUR\nER  -
TY  - JOUR\nTI  - RETRACTED: Pepper\nER  -
"""


def article(cast, slug, document=None):
    made = factories.article(cast, document)
    type(made).objects.filter(pk=made.pk).update(slug=slug)
    made.refresh_from_db()
    return made


@pytest.fixture
def cast(transactional_db):
    return assemble()


@pytest.fixture
@once
def site(cast):
    """An article at every stage; gives what an address of the draft needs."""
    draft = article(cast, "a-draft", drafts.everything())
    article(cast, "empty", a_document(sections=()))
    approved = factories.approved(cast, article(cast, "approved", long_document())).article
    topics = [editing.create_topic(name=name, by=cast.editor, at=NOON) for name in ("Neurology", "Nothing yet")]
    approved.topics.add(topics[0])
    value = Term("", "Grumbex", ("GBX",), plain_name=LONG_WORD, definition=f"An invented {LONG_WORD}.")
    term = editing.save_term(value=value, by=cast.editor, at=NOON)
    revised = article(cast, "revised")
    for text in ("Give water.", "Give more water."):
        edit(revised, cast.editor, text)
        factories.approved(cast, revised)
    factories.submitted(cast, article(cast, "submitted"))
    under_review(cast)
    returned = factories.under_review(cast, article(cast, "returned", long_document()))
    step = returned.content.sections[0].steps[0].key
    said = workflow.comment(edition=returned, by=cast.reviewer, at=NOON, body="Why?", step=step, quoted="Give")
    workflow.comment(edition=returned, by=cast.chair, at=NOON, body="As the guideline says.", thread=said)
    workflow.send_back(edition=returned, by=cast.reviewer, at=NOON, reason="See my comment.")
    factories.assigned(cast, factories.submitted(cast, article(cast, "to-declare")), cast.reviewer)
    [mine] = factories.assigned(cast, factories.submitted(cast, article(cast, "recused")), cast.reviewer)
    interests = {"interests": Interests.DECLARED, "statement": "Shares."}
    workflow.declare(assignment=mine, by=cast.reviewer, at=NOON, **interests)
    retired = factories.approved(cast, article(cast, "retired"))
    workflow.retire(edition=retired, by=cast.chair, at=NOON, reason="Overtaken.")
    one = drafts.step(draft)
    live = guidance.live_edition(approved)
    read = next(live.content.steps()).key
    reported = {"text": f"What is {LONG_WORD}?", "address": f"{LONG_WORD[:40]}@example.org", "audience": Audience.LAY}
    report = feedback.report(edition=live, step=UUID(read), at=NOON, **reported)
    feedback.ask(text=f"Is {LONG_WORD} catching?", audience=Audience.LAY, article=approved, at=NOON)
    run = editing.start_import(content=RECORDS, name="cited.ris", by=cast.editor, at=NOON)
    return {
        "import": run.key,
        "read": read,
        "report": report.pk,
        "section": one.section_id,
        "step": one.key,
        "source": drafts.source("cohort").key,
        "term": term.key,
        "spare": drafts.source("spare").key,
        "cited": drafts.source("trial").key,
    }


LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis/progressivemultifocalleukoencephalopathy"


def under_review(cast):
    """At /board/under-review/1/, with all that a reviewer may find there."""
    edition = factories.under_review(cast, article(cast, "under-review", long_document()))
    step = edition.content.sections[0].steps[0].key
    for by, text in ((cast.reviewer, "Which water?"), (cast.chair, "Is this so?")):
        workflow.comment(edition=edition, by=by, at=NOON, body=text, step=step, blocking=True)


def long_document():
    """What does not break of itself: a word, an address."""
    return a_document(
        a_step(f"Give {LONG_WORD}.", lay=f"Drink {LONG_WORD}.", line=1), title=f"How is {LONG_WORD} treated?"
    )


# Of whom each sees enough to keep one browser busy; the others share one.
BUSY = ("anonymous", "editor", "chair")
# How each page is looked at: its width and its colours.
LOOKS = soak([(WIDE, "light"), (NARROWEST, "dark")], [*product((WIDE, NARROW, NARROWEST), ("light", "dark"))])


@pytest.mark.soak
@pytest.mark.parametrize("people", [*([who] for who in BUSY), sorted(PAGES.keys() - {*BUSY})], ids=" ".join)
def test_pages(cast, site, new_page, axe, people):
    sideways = []
    for who in people:
        page = new_page()
        page.add_init_script(Axe().axe_script)  # quicker than to send it to each page that was loaded
        if user := cast.everyone()[who]:
            bring_session(page, user)
        for _, address in PAGES[who]:
            for worded in soak([address], in_both_wordings(address)):
                sideways += look(page, worded.format(**site), axe)
    assert not sideways


def in_both_wordings(address):
    """The address as each audience asks it; once where nobody is asked for."""
    return list(dict.fromkeys(re.sub(r"\bfor=[a-z]+", f"for={audience}", address) for audience in Audience))


def look(page, address, axe):
    """Gives what runs sideways on a phone."""
    resize(page, WIDE)
    page.goto(address)
    for width, colours in LOOKS:
        resize(page, width)
        page.emulate_media(color_scheme=colours)
        axe(page)
    for width in (NARROW, NARROWEST):
        resize(page, width)
        if runs_sideways(page):
            yield f"{page.url} at {width}"


def names(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name
        elif isinstance(pattern, URLResolver) and pattern.app_name != "admin":
            yield from names(pattern.url_patterns)


def test_every_address_is_among_the_pages():
    seen = {name for pages in PAGES.values() for name, _ in pages}
    here = {name for name in names(get_resolver().url_patterns) if not name.startswith(("account_", "mfa_"))}
    assert here == seen | NO_PAGE  # the others have tests of their own, in test_accounts.py
    assert not seen & NO_PAGE


def test_the_first_key_offers_to_skip_to_the_text(cast, page):
    factories.approved(cast, article(cast, "approved"))
    page.goto("/articles/approved/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the main text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


# Of what has the focus: whether any of it is under the foot bar or a heading that stays, and its outline's width.
IS_COVERED = """() => {
    const now = document.activeElement, box = now.getBoundingClientRect()
    return [...document.querySelectorAll(".foot-bar, .review-section, .review-section h3")].some(over => {
        const its = over.getBoundingClientRect()
        return !over.contains(now) && its.top < box.bottom - 1 && box.top < its.bottom - 1
    })
}"""
OUTLINE = "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
IS_BODY = "document.activeElement === document.body"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_has_the_focus_is_seen_and_not_under_the_foot_bar(cast, page, width):
    under_review(cast)
    bring_session(page, cast.reviewer)
    resize(page, width)
    page.goto("/board/under-review/1/")
    stops = 0
    page.keyboard.press("Tab")
    while not page.evaluate(IS_BODY):
        stops += 1
        assert page.evaluate(OUTLINE) >= 3, page.evaluate("document.activeElement.outerHTML")
        assert not page.evaluate(IS_COVERED), page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")
    assert stops > 20
