"""Whoever may not read a draft may not read it anywhere: every address, as every role.

The article's edition is under review and was never approved. Each of its texts holds a word that stands
nowhere else. A new address fails here until a line says who may open it.
"""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from guidance import editing, feedback, queries
from guidance.audiences import Audience
from guidance.documents import Term, Wording
from guidance.models import Article, Edition, Import, Question, Report, Section, Step
from guidance.models import Term as TermRow
from guidance.roles import Role
from review import workflow
from review.models import Assignment, Comment
from review.stages import Interests
from tests import factories
from tests.cast import NOON, Cast, person
from tests.guidance.documents import a_document, a_reference, a_section, a_step
from tests.kept import once
from tests.pages import signed_in

pytestmark = pytest.mark.django_db

TEXT, QUESTION = "zqtext", "zqquestion"

# The columns of the table below.
ROLES = {
    "nobody": "anonymous",
    "editor": "editor",
    "editor2": "second_editor",
    "asked": "second_reviewer",  # assigned, interests not declared yet
    "reviews": "reviewer",  # assigned, and has declared none
    "recused": "third_reviewer",  # assigned, and has declared some
    "board": "another_member",  # of the board, and not assigned
    "chair": "chair",
    "signed-in": "stranger",
    "super": "superuser",
}
# Who reads the draft, and where: at the Desk and in the board room. While the site shows what no board has approved
# yet, everybody does on the article's own page, in that page's exports and where a problem with it is reported, and
# nowhere else.
FOR_THEM = ("desk", "board")
SHOWN_UNREVIEWED = {
    "article",
    "report",
    *(f"article-{form}" for form in ("document", "fhir", "ris", "bib", "csl", "pdf")),
}
READ_THE_TEXT = {"editor", "editor2", "reviews", "chair"}
READ_THE_QUESTION = READ_THE_TEXT | {"asked", "recused"}  # they must know what their interests could be in

# 200 a page · 302 done, or: sign in first · 401 sign in first, with what was typed
# 403 not you · 404 not here · 409 not now · 422 not all is filled in
TABLE = """
                                 nobody  editor editor2   asked reviews recused   board   chair signed-in super
GET  home                           200     200     200     200     200     200     200     200     200     200
GET  articles                       200     200     200     200     200     200     200     200     200     200
GET  article                        404     404     404     404     404     404     404     404     404     404
GET  article-leaflet                404     404     404     404     404     404     404     404     404     404
GET  report                         404     404     404     404     404     404     404     404     404     404
POST report                         404     404     404     404     404     404     404     404     404     404
GET  ask                            200     200     200     200     200     200     200     200     200     200
POST ask                            200     200     200     200     200     200     200     200     200     200
POST ask-tell                       422     422     422     422     422     422     422     422     422     422
GET  feed                           200     200     200     200     200     200     200     200     200     200
GET  article-verify                 404     404     404     404     404     404     404     404     404     404
GET  article-editions               404     404     404     404     404     404     404     404     404     404
GET  article-edition                404     404     404     404     404     404     404     404     404     404
GET  article-changes                404     404     404     404     404     404     404     404     404     404
GET  edition-document               404     404     404     404     404     404     404     404     404     404
GET  article-document               404     404     404     404     404     404     404     404     404     404
GET  article-fhir                   404     404     404     404     404     404     404     404     404     404
GET  article-ris                    404     404     404     404     404     404     404     404     404     404
GET  article-bib                    404     404     404     404     404     404     404     404     404     404
GET  article-csl                    404     404     404     404     404     404     404     404     404     404
GET  article-pdf                    404     404     404     404     404     404     404     404     404     404
GET  reference                  404     404     404     404     404     404     404     404     404     404
POST audience                       302     302     302     302     302     302     302     302     302     302
GET  search                         200     200     200     200     200     200     200     200     200     200
GET  search-suggestions             200     200     200     200     200     200     200     200     200     200
GET  glossary                       200     200     200     200     200     200     200     200     200     200
GET  topic                          200     200     200     200     200     200     200     200     200     200
GET  privacy                        200     200     200     200     200     200     200     200     200     200
GET  accessibility                  200     200     200     200     200     200     200     200     200     200
GET  editorial-policy               200     200     200     200     200     200     200     200     200     200
GET  about-board                    200     200     200     200     200     200     200     200     200     200
GET  document-schema                200     200     200     200     200     200     200     200     200     200
GET  sitemap                       200     200     200     200     200     200     200     200     200     200
GET  robots                        200     200     200     200     200     200     200     200     200     200
GET  opensearch                    200     200     200     200     200     200     200     200     200     200
GET  infobutton                    400     400     400     400     400     400     400     400     400     400
GET  api                           200     200     200     200     200     200     200     200     200     200
GET  api-description               200     200     200     200     200     200     200     200     200     200
GET  api-articles                  200     200     200     200     200     200     200     200     200     200
GET  api-article                   404     404     404     404     404     404     404     404     404     404
GET  api-document                  404     404     404     404     404     404     404     404     404     404
GET  api-reading                   404     404     404     404     404     404     404     404     404     404
GET  api-editions                  404     404     404     404     404     404     404     404     404     404
GET  api-edition                   404     404     404     404     404     404     404     404     404     404
GET  api-edition-document          404     404     404     404     404     404     404     404     404     404
GET  api-references                200     200     200     200     200     200     200     200     200     200
GET  api-reference                 404     404     404     404     404     404     404     404     404     404
GET  api-glossary                  200     200     200     200     200     200     200     200     200     200
GET  api-topics                    200     200     200     200     200     200     200     200     200     200
GET  healthz                        200     200     200     200     200     200     200     200     200     200

GET  login                          200     302     302     302     302     302     302     302     302     302
POST login                          200     302     302     302     302     302     302     302     302     302
POST logout                         302     302     302     302     302     302     302     302     302     302
GET  welcome                        302     302     302     302     302     302     302     302     302     302
GET  password_reset                 200     200     200     200     200     200     200     200     200     200
GET  profile                        302     200     200     200     200     200     200     200     200     200
GET  invitation                     410     410     410     410     410     410     410     410     410     410
GET  board-invitations              302     403     403     403     403     403     403     200     403     403
POST board-invitation-send           302     403     403     404     404     404     404     404     403     403
POST board-invitation-withdraw       302     403     403     404     404     404     404     404     403     403

GET  desk                           302     200     200     403     403     403     403     403     403     403
GET  desk-search                    302     200     200     403     403     403     403     403     403     403
GET  desk-new                       302     200     200     403     403     403     403     403     403     403
POST desk-new                       401     302     302     403     403     403     403     403     403     403
GET  desk-paste                     302     200     200     403     403     403     403     403     403     403
POST desk-paste                     302     200     200     403     403     403     403     403     403     403
GET  desk-document                  302     200     200     403     403     403     403     403     403     403
POST desk-document                  302     200     200     403     403     403     403     403     403     403
GET  desk-glossary                  302     200     200     403     403     403     403     403     403     403
GET  desk-glossary-csv              302     200     200     403     403     403     403     403     403     403
GET  desk-glossary-import           302     200     200     403     403     403     403     403     403     403
POST desk-glossary-import           401     200     200     403     403     403     403     403     403     403
GET  desk-term-new                  302     200     200     403     403     403     403     403     403     403
POST desk-term-new                  401     302     302     403     403     403     403     403     403     403
GET  desk-term                      302     200     200     403     403     403     403     403     403     403
POST desk-term                      401     409     409     403     403     403     403     403     403     403
POST desk-term-delete               302     409     409     403     403     403     403     403     403     403
GET  desk-topics                    302     200     200     403     403     403     403     403     403     403
POST desk-topics                    302     302     302     403     403     403     403     403     403     403
GET  desk-topic                     302     200     200     403     403     403     403     403     403     403
POST desk-topic                     302     302     302     403     403     403     403     403     403     403
POST desk-topic-merge               302     200     200     403     403     403     403     403     403     403
POST desk-topic-delete              302     409     409     403     403     403     403     403     403     403
GET  desk-draft-document            302     200     200     403     403     403     403     403     403     403
GET  desk-edition-document          302     200     200     403     403     403     403     403     403     403
GET  desk-compare                   302     200     200     403     403     403     403     403     403     403
POST desk-compare                   302     200     200     403     403     403     403     403     403     403
GET  desk-article                   302     200     200     403     403     403     403     403     403     403
GET  desk-preview                   302     200     200     403     403     403     403     403     403     403
GET  desk-history                   302     200     200     403     403     403     403     403     403     403
GET  desk-step-history              302     200     200     403     403     403     403     403     403     403
POST desk-restore                   302     409     409     403     403     403     403     403     403     403
POST desk-step-restore              302     409     409     403     403     403     403     403     403     403
GET  desk-reset                     302     409     409     403     403     403     403     403     403     403
POST desk-reset                     302     409     409     403     403     403     403     403     403     403
GET  desk-details                   302     200     200     403     403     403     403     403     403     403
POST desk-details                   401     409     409     403     403     403     403     403     403     403
GET  desk-submit                    302     200     200     403     403     403     403     403     403     403
POST desk-submit                    302     409     409     403     403     403     403     403     403     403
GET  desk-to-do                     302     200     200     403     403     403     403     403     403     403
POST desk-discard                   302     409     409     403     403     403     403     403     403     403
POST desk-forget-unplaced           302     302     302     403     403     403     403     403     403     403
POST desk-article-same              302     302     302     403     403     403     403     403     403     403
POST desk-arrange                   302     403     403     403     403     403     403     403     403     403
GET  desk-accept                    302     404     404     403     403     403     403     403     403     403
POST desk-accept                    302     404     404     403     403     403     403     403     403     403
POST desk-unaccept                  302     404     404     403     403     403     403     403     403     403
GET  desk-section-add               302     200     200     403     403     403     403     403     403     403
POST desk-section-add               302     200     200     403     403     403     403     403     403     403
GET  desk-section-add-under         302     200     200     403     403     403     403     403     403     403
GET  desk-section                   302     200     200     403     403     403     403     403     403     403
POST desk-section                   302     200     200     403     403     403     403     403     403     403
POST desk-section-move              302     302     302     403     403     403     403     403     403     403
POST desk-section-delete            302     403     403     403     403     403     403     403     403     403
POST desk-section-same              302     302     302     403     403     403     403     403     403     403
GET  desk-step-add                  302     200     200     403     403     403     403     403     403     403
GET  desk-step-add-under            302     200     200     403     403     403     403     403     403     403
GET  desk-step-add-below            302     200     200     403     403     403     403     403     403     403
GET  desk-step-split                302     200     200     403     403     403     403     403     403     403
POST desk-step-split                302     200     200     403     403     403     403     403     403     403
GET  desk-step                      302     200     200     403     403     403     403     403     403     403
POST desk-step                      302     200     200     403     403     403     403     403     403     403
POST desk-step-move                 302     302     302     403     403     403     403     403     403     403
POST desk-step-duplicate            302     302     302     403     403     403     403     403     403     403
POST desk-step-delete               302     302     302     403     403     403     403     403     403     403
POST desk-step-same                 302     302     302     403     403     403     403     403     403     403
POST desk-step-check                302     204     204     403     403     403     403     403     403     403
POST desk-step-check-new            302     204     204     403     403     403     403     403     403     403
GET  desk-citations                 302     200     200     403     403     403     403     403     403     403
POST desk-settle                    302     302     302     403     403     403     403     403     403     403
GET  desk-source-add                302     200     200     403     403     403     403     403     403     403
GET  desk-source                    302     200     200     403     403     403     403     403     403     403
POST desk-source                    302     200     200     403     403     403     403     403     403     403
POST desk-source-confirm            302     302     302     403     403     403     403     403     403     403
POST desk-source-remove             302     403     403     403     403     403     403     403     403     403
POST desk-lookup                    302     422     422     403     403     403     403     403     403     403
GET  desk-reference-standing        302     200     200     403     403     403     403     200     403     403
POST desk-reference-standing        302     422     422     403     403     403     403     422     403     403
GET  desk-reference-retractions     302     200     200     403     403     403     403     200     403     403
POST desk-reference-retractions     302     422     422     403     403     403     403     422     403     403
GET  desk-references            302     200     200     403     403     403     403     403     403     403
POST desk-references-bulk       302     422     422     403     403     403     403     403     403     403
GET  desk-references-duplicates 302     200     200     403     403     403     403     403     403     403
GET  desk-references-merge      302     404     404     403     403     403     403     403     403     403
POST desk-references-merge      302     404     404     403     403     403     403     403     403     403
GET  desk-reference             302     200     200     403     403     403     403     403     403     403
POST desk-reference             302     200     200     403     403     403     403     403     403     403
GET  desk-imports                 302     200     200     403     403     403     403     403     403     403
GET  desk-import-new              302     200     200     403     403     403     403     403     403     403
POST desk-import-new              302     200     200     403     403     403     403     403     403     403
GET  desk-import                  302     200     200     403     403     403     403     403     403     403
POST desk-import-take             302     409     409     403     403     403     403     403     403     403
POST desk-import-discard          302     302     302     403     403     403     403     403     403     403
GET  desk-references-export       302     200     200     403     403     403     403     403     403     403
GET  desk-questions                 302     200     200     403     403     403     403     403     403     403
POST desk-question-link             302     302     302     403     403     403     403     403     403     403
POST desk-question-begin            302     302     302     403     403     403     403     403     403     403
POST desk-question-put-back         302     302     302     403     403     403     403     403     403     403
POST desk-question-tell             302     302     302     403     403     403     403     403     403     403
GET  desk-reports                   302     200     200     403     403     403     403     403     403     403
GET  desk-report                    302     200     200     403     403     403     403     403     403     403
POST desk-report-close              302     422     422     403     403     403     403     403     403     403
POST desk-report-tell               302     302     302     403     403     403     403     403     403     403
POST desk-report-reopen             302     409     409     403     403     403     403     403     403     403

GET  board                          302     403     403     200     200     200     200     200     403     403
GET  board-mine                     302     403     403     200     200     200     200     200     403     403
GET  lapsing                        302     200     200     403     403     403     403     200     403     403
GET  mail                           404     404     404     404     404     404     404     404     404     404
GET  board-edition                  302     200     200     200     200     200     403     200     403     403
GET  board-trail                    302     403     403     409     409     403     403     200     403     403
GET  board-trail-csv                302     403     403     409     409     403     403     200     403     403
GET  board-trail-json               302     403     403     409     409     403     403     200     403     403
GET  board-reviewers                302     403     403     403     403     403     403     200     403     403
POST board-assign                   302     403     403     403     403     403     403     422     403     403
POST board-release                  302     403     403     403     403     403     403     422     403     403
POST board-due                      302     403     403     403     403     403     403     302     403     403
POST board-begin                    302     403     403     403     403     403     403     409     403     403
POST board-declare                  302     403     403     422     422     422     403     403     403     403
POST board-sign                     302     403     403     403     409     403     403     403     403     403
POST board-send-back                302     403     403     403     422     403     403     403     403     403
POST board-comment                  302     403     403     403     422     403     403     422     403     403
POST board-lift                     302     404     404     404     302     404     404     422     404     404
POST board-withdraw                 302     422     403     403     403     403     403     422     403     403
POST board-warn                     302     403     403     403     403     403     403     409     403     403
POST board-review-earlier           302     403     403     403     403     403     403     409     403     403
POST board-retire                   302     403     403     403     403     403     403     409     403     403
"""
# What is sent, where a page can do without less.
SENT = {
    "audience": {"audience": "lay", "next": "/"},
    "desk-new": {"title": "Another?"},
    "desk-details": {"title": "Another?", "revision": "0"},
    "desk-glossary-import": {"text": "term\nanother"},
    "desk-term-new": {"term": "another"},
    "desk-term": {"term": "another", "revision": "0"},
    "desk-topics": {"name": "Another"},
    "desk-topic": {"name": "Another"},
    "desk-submit": {"digest": "0" * 64},
}


@dataclass(frozen=True)
class Line:
    method: str
    name: str
    statuses: dict[str, int]

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def read_table() -> list[Line]:
    heads, *lines = (line.split() for line in TABLE.splitlines() if line.strip())
    assert heads == list(ROLES)
    return [Line(method, name, dict(zip(heads, map(int, rest), strict=True))) for method, name, *rest in lines]


LINES = read_table()


def names(resolver) -> set[str]:
    """Of every address but the admin's, which has its own tests and shows nothing to whoever is not staff."""
    found = set()
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLResolver):
            found.add(pattern.name)
        elif pattern.namespace != "admin":
            found |= names(pattern)
    return {name for name in found if name and not name.startswith(OWN_TESTS)}


OWN_TESTS = ("account_", "mfa_")  # in tests/accounts


def test_every_address_has_a_line():
    assert names(get_resolver()) == {line.name for line in LINES}


def secret(n: int) -> Wording:
    return Wording.of(f"Clinical {TEXT} {n}.", f"Plain {TEXT} {n}.")


def secret_document():
    sub_step = a_step(secret(1), applies_when=secret(2))
    steps = (a_step(secret(3), intervention=TEXT, steps=(sub_step,)), a_step(secret(4)))
    texts = {name: secret(n) for n, name in enumerate(("summary", "scope", "get_help", "change_note"), 5)}
    child = a_section(a_step(secret(9)), heading=f"Child {TEXT}")
    return a_document(
        sections=(a_section(*steps, heading=f"Heading {TEXT}", sections=(child,)),),
        references=(a_reference(csl={"title": f"A source of {TEXT}"}),),
        terms=(Term("", TEXT, definition=f"A {TEXT} is a secret."),),
        title=f"A {QUESTION}?",
        **texts,
    )


@pytest.fixture
def people(cast: Cast, edition: Edition) -> dict[str, object]:
    return cast.everyone() | {"another_member": person("another_member", Role.BOARD)}


@pytest.fixture
@once
def edition(cast: Cast) -> Edition:
    article = editing.create_from(document=secret_document(), by=cast.editor, at=NOON, slug="a-draft", unplaced=TEXT)
    editing.start_import(content="TY  - JOUR\nTI  - A trial of salt\nER  - ", by=cast.editor, at=NOON)
    article.topics.add(editing.create_topic(name="Neurology", by=cast.editor, at=NOON))
    edition = factories.submitted(cast, article)
    declared = {"reviewer": Interests.NONE, "third_reviewer": Interests.DECLARED, "second_reviewer": None}
    for name, interests in declared.items():
        [assignment] = factories.assigned(cast, edition, getattr(cast, name))
        if interests:
            workflow.declare(
                assignment=assignment, by=getattr(cast, name), at=NOON, interests=interests, statement="Shares."
            )
    workflow.comment(edition=edition, by=cast.reviewer, at=NOON, body=f"I doubt {TEXT}.", blocking=True)
    step = UUID(next(edition.content.steps()).key)
    feedback.report(edition=edition, step=step, audience=Audience.LAY, text=f"I doubt {TEXT}.", at=NOON)
    feedback.ask(text="Is a fever catching?", audience=Audience.LAY, article=edition.article, at=NOON)
    return factories.reread(edition)


QUESTIONS = ("desk-question-link", "desk-question-begin", "desk-question-put-back", "desk-question-tell")
REPORTS = ("desk-report", "desk-report-close", "desk-report-tell", "desk-report-reopen")


def addresses(edition: Edition) -> dict[str, str]:
    """Of every page in the table, by its name, for this edition and what is in it."""
    article, child = edition.article, Section.objects.get(article=edition.article, parent__isnull=False)
    step, source = Step.objects.get(section=child), article.references.get()
    asked = Assignment.objects.get(reviewer__username="second_reviewer")
    pks = {
        "board-due": asked.pk,
        "board-release": asked.pk,
        "board-lift": Comment.objects.get().pk,
        **dict.fromkeys(REPORTS, Report.objects.get().pk),
        **dict.fromkeys(QUESTIONS, Question.objects.get().pk),
    }
    import_key = Import.objects.get().key
    known = {
        "slug": article.slug,
        "number": edition.number,
        "way": "up",
        "audience": Audience.LAY,
        "term": TermRow.objects.get().key,
        "topic": article.topics.get().slug,
        "kind": "step",
        "line": step.history.first().history_id,
        "field": "summary",
        "below": step.key,
        "section": child.pk,
        "uidb64": "MQ",
        "token": "none-such",
    }

    def address(name: str) -> str:
        key = import_key if "import" in name else step.key
        own = {
            "pk": pks.get(name, child.parent_id),
            "key": source.key if "source" in name or "reference" in name else key,
            "parent": step.key if "step" in name else child.parent_id,
        }
        wanted = {part for _, parts in get_resolver().reverse_dict.getlist(name)[0][0] for part in parts}
        return reverse(name, kwargs={part: (known | own)[part] for part in wanted})

    return {line.name: address(line.name) for line in LINES}


def answer(client, line: Line, url: str):
    """What ``client`` is answered; whatever it did is undone, in the database and among its cookies."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.get(url) if line.method == "GET" else client.post(url, SENT.get(line.name, {}))
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def holds(response, marker: str) -> bool:
    return marker in response.content.decode(errors="replace") or marker in response.get("Location", "")


@pytest.mark.parametrize("role", ROLES)
def test_who_may_open_what_and_who_reads_the_draft(people, edition, role):
    client, urls, statuses, read = signed_in(people[ROLES[role]]), addresses(edition), {}, set()
    for line in LINES:
        response = answer(client, line, urls[line.name])
        statuses[str(line)] = response.status_code
        told = {marker for marker in (TEXT, QUESTION) if holds(response, marker)}
        assert not told or line.name.startswith(FOR_THEM), line
        read |= told
    assert statuses == {str(line): line.statuses[role] for line in LINES}
    assert (TEXT in read, QUESTION in read) == (role in READ_THE_TEXT, role in READ_THE_QUESTION)


def test_what_is_not_approved_yet_is_shown_on_its_own_page_only(edition, settings):
    settings.LEUKO_SHOW_UNREVIEWED = True
    client, urls, got = signed_in(None), addresses(edition), [line for line in LINES if line.method == "GET"]
    shown = {line.name for line in got if holds(answer(client, line, urls[line.name]), TEXT)}
    assert {"article"} <= shown <= SHOWN_UNREVIEWED


ABOUT_SIGNING_IN = {"login", "password_reset", "invitation"}


@pytest.mark.any_database
def test_what_anybody_may_read_touches_no_session(edition):
    client, urls, touched = signed_in(None), addresses(edition), set()
    for line in LINES:
        if line.method == "GET" and line.statuses["nobody"] != 302:
            response = answer(client, line, urls[line.name])
            if response.wsgi_request.session.accessed or response.cookies:
                touched.add(line.name)
    assert touched <= ABOUT_SIGNING_IN


def test_the_words_are_there_to_be_found(edition):
    """Were they in the document but on no page, the test above would prove nothing."""
    document = queries.draft(Article.objects.get())
    assert all(TEXT in text for _, wording in document.wordings() if (text := wording.clinician))
    assert document.terms
    assert QUESTION in document.title
