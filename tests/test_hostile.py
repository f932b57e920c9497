"""No text from anyone becomes markup.

The same site is written twice: once with plain words, once with hostile ones in every field that somebody can
type into. Every page that shows them must have the same elements with the same attributes, no matter what.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from guidance import checks, editing
from guidance.checks import registry
from guidance.documents import Citation, Document, Term, Wording
from guidance.models import Article, Edition, Import, Member, Report, Topic
from guidance.models import Term as TermRow
from guidance.vocabularies import Standing
from review import workflow
from review.stages import Interests
from tests import factories
from tests.cast import NOON, Cast, assemble
from tests.guidance.documents import a_document, a_reference, a_section, a_step
from tests.pages import Page, page, signed_in

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

PAYLOADS = [
    "<script>alert(1)</script>",
    "</title><script>alert(2)</script>",
    "</textarea><img src=x onerror=alert(3)>",
    '"><svg onload=alert(4)>',
    "'><iframe srcdoc='<script>alert(5)</script>'>",
    '" onmouseover="alert(6)" x="',
    "' autofocus onfocus='alert(7)",
    "` onclick=`alert(8)",
    "javascript:alert(9)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxMCk8L3NjcmlwdD4=",
    "&lt;script&gt;alert(11)&lt;/script&gt;",
    "&#60;b onclick=alert(12)&#62; &amp;quot;",
    "{{ 7|add:7 }} {% load static %} {% csrf_token %} {# gone #}",
    "${alert(14)} %(name)s %s {0} [object Object]",
    "<svg><a xlink:href='javascript:alert(15)'><text>x",
    "<math><mtext></p><style>*{display:none}</style>",
    "<a href='//elsewhere.example' target=_blank>here</a",
    "<!-- --!> <b> <![CDATA[ ]]> <?php ?>",
    "</main></div></section></body></html><h1>Approved</h1>",
    "<base href=//elsewhere.example/><meta http-equiv=refresh content=0>",
    "<input name=audience value=lay><form action=//elsewhere.example>",
    "\u202eever\u2066sed\u200f \u0000nul\u0000 \x1b[31m \ufeff",
    "W" * 150,
    "<ſcript>ａｌｅｒｔ</ſcript> ＜b＞ \u212a",
    "]]>\"'--></option></select><b>&nbsp;&copy;",
]
# All of them in every field; a short field holds the first of them, so each stands first in one of the texts.
GROUPS = [" ".join(PAYLOADS[n::2]) for n in range(2)]
CORE = Path(__file__).parents[2] / "shared" / "data" / "bad_input" / "xss_core.txt"
# A pair of these in a source's title is CSL-JSON's own way to say bold: a formatted source has it, without attributes.
OF_CSL = re.compile(r"</(?:b|i|sc|span|sub|sup)>", re.IGNORECASE)


def core() -> list[str]:
    """More of the kind, from a list that is not part of this repository."""
    if not CORE.exists():
        return []
    lines = [line for line in CORE.read_text(errors="replace").split("\n") if line.strip()]
    return [OF_CSL.sub("", " ".join(lines))]


# One site, written with one text


@dataclass
class Site:
    people: Cast
    words: str
    live: Edition  # approved, warned about, with every kind of source
    open: Edition  # under review, with comments and a declared interest
    returned: Edition
    retired: Edition


def write(words: str) -> Site:
    """As the site's own functions would, each field with ``words`` in it."""
    people = assemble()
    printed = words.replace("\0", "")  # a form refuses it, and PostgreSQL cannot hold it
    for member in Member.objects.all():
        names = dict.fromkeys(("role", "specialty"), printed[:200])
        Member.objects.filter(pk=member.pk).update(name=f"Dr {printed}"[:200], interests=printed, **names)
    User.objects.filter(pk=people.editor.pk).update(first_name=printed[:150], last_name=printed[:150])
    live, returned, retired, open_ = (article(people, words, n) for n in range(4))
    approved = approve(people, words, live)
    report(people, printed, approved)
    records = json.dumps([{"title": f"Of {words}", "author": [{"family": words}]}, {"title": ""}])
    editing.start_import(content=records, name=printed[:200], by=people.editor, at=NOON)
    return Site(
        people,
        words,
        live=approved,
        open=review(people, words, open_),
        returned=send_back(people, words, returned),
        retired=retire(people, words, retired, instead=live),
    )


def report(people: Cast, words: str, edition: Edition) -> None:
    """One that waits and one that is done."""
    said = {"edition_number": 1, "step_key": next(edition.content.steps()).key, "text": words, "reported_at": NOON}
    done = {"stage": "done", "answer": words, "handled_by": people.editor, "handled_at": NOON}
    for rest in ({}, done):
        Report.objects.create(article=edition.article, **said, **rest)


def article(people: Cast, words: str, n: int) -> Article:
    topic = Topic.objects.create(name=f"{n} {words}".replace("\0", "")[:100], slug=f"topic-{n}")
    made = editing.create_from(
        document=document(words, n), by=people.editor, at=NOON, slug=f"article-{n}", unplaced=f"3: {words}"
    )
    made.topics.add(topic)
    step = made.sections.first().steps.first()
    who = {"by": people.editor, "at": NOON}
    editing.accept_finding(article=made, code="structure.no-action", step=step, reason=words, **who)
    return made


def document(words: str, n: int):
    def said(name: str) -> Wording:
        text = f"{name} {words} {called(words)} zebra."
        return Wording.of(f"{n} {text}", f"{n} plain {text}")

    cited = (Citation("trial", words[:20], quote=words, locator=words[:200]), Citation("guess", "2"))
    step = {"applies_when": said("if"), "intervention": words[:200], "citations": cited}
    steps = (a_step(said("step"), key=f"{n}", steps=(a_step(said("sub-step"), key=f"{n}.1", line=1, **step),), **step),)
    terms = (
        Term("", "zebra", (words[:50],), (words[:60],), words[:200], words),
        Term("", called(words), (words[:50],), (words[:60],), words[:200], words),
    )
    child = a_section(a_step(said("other"), key=f"{n}.2", **step))
    sections = (
        a_section(*steps, sections=(child,)),
        a_section(a_step(said("last"), key=f"{n}.3")),
    )
    texts = {name: said(name) for name in ("summary", "scope", "get_help", "change_note")}
    return a_document(
        sections=sections, references=sources(words, n), terms=terms, title=f"{n}? {words}"[:300], **texts
    )


def called(words: str) -> str:
    """A term made of ``words`` that occurs wherever it is written."""
    return f"a{words[:150]}z"


def sources(words: str, n: int):
    record = {
        "title": f"{n} {words}",
        "author": [{"family": words, "given": words}, {"literal": words}],
        "container-title": words,
        "volume": words,
        "issue": words,
        "page": words,
        "DOI": f"10.5555/{n}{words.replace(' ', '')}"[:400],
        "URL": f"javascript:{words}",
        "note": words,
    }
    other = {"title": f"{n} other {words}", "DOI": None, "publisher": words, "URL": f"javascript:alert('{words}')"}
    return (a_reference("trial", csl=record), a_reference("guess", csl=other, in_house=True))


def approve(people: Cast, words: str, article: Article) -> Edition:
    edition = factories.under_review(people, article)
    for reviewer in (people.reviewer, people.second_reviewer):
        workflow.sign(
            edition=edition, by=reviewer, at=NOON, meanings=factories.BOTH, digest=edition.digest, remark=words
        )
    edition = factories.reread(edition)
    workflow.warn(edition=edition, by=people.chair, at=NOON, warning=Wording.of(words, words))
    trial, other = (row.reference for row in article.listed.all())
    workflow.set_standing(
        reference=trial, standing=Standing.SUPERSEDED, by=people.editor, at=NOON, reason=words, superseded_by=other
    )
    return factories.reread(edition)


def send_back(people: Cast, words: str, article: Article) -> Edition:
    edition = factories.under_review(people, article)
    step = next(edition.content.steps()).key
    said = workflow.comment(edition=edition, body=words, step=step, quoted=words, by=people.chair, at=NOON)
    workflow.comment(edition=edition, body=words, thread=said, by=people.chair, at=NOON)
    workflow.send_back(edition=edition, by=people.reviewer, at=NOON, reason=words)
    return factories.reread(edition)


def retire(people: Cast, words: str, article: Article, instead: Article) -> Edition:
    edition = factories.approved(people, article)
    workflow.retire(edition=edition, by=people.chair, at=NOON, reason=words, replaced_by=instead)
    return factories.reread(edition)


def review(people: Cast, words: str, article: Article) -> Edition:
    edition = factories.submitted(people, article, message=words)
    first, second = factories.assigned(people, edition)
    [third] = factories.assigned(people, edition, people.third_reviewer)
    who = {"by": people.reviewer, "at": NOON}
    workflow.declare(assignment=first, interests=Interests.NONE, **who)
    workflow.declare(
        assignment=second, interests=Interests.DECLARED, statement=words, by=people.second_reviewer, at=NOON
    )
    workflow.release(assignment=third, reason=words, by=people.chair, at=NOON)
    step = next(edition.content.steps()).key
    comment = workflow.comment(edition=edition, body=words, step=step, quoted=words, blocking=True, **who)
    workflow.lift(comment=comment, by=people.chair, at=NOON, reason=words)
    workflow.comment(edition=edition, body=words, blocking=True, **who)
    return factories.reread(edition)


# Every page that shows it


def pages(site: Site) -> dict[str, Page]:
    """By what it is: looked at, and sent back with what was typed."""
    return {**looked_at(site), **refused(site)}


def looked_at(site: Site) -> dict[str, Page]:
    by = {name: signed_in(user) for name, user in site.people.everyone().items()}
    found = {}
    for name, address in addresses(site):
        response = by[name].get(address)
        assert response.status_code in {200, 410}, address
        found[f"{name} {address}"] = page(response)
    return found


def addresses(site: Site):
    """Who looks at what."""
    live, open_ = site.live.article, site.open.article
    readers = ["/", "/articles/", f"/articles/{site.retired.article.slug}/", f"/articles/{live.slug}/verify/"]
    readers += [f"/articles/{live.slug}/for-a-patient/"]
    readers += [f"/articles/{live.slug}/editions/", f"/articles/{site.retired.article.slug}/editions/1/"]
    readers += [f"/articles/{one.slug}/?for={who}" for one in (live, open_) for who in ("clinician", "lay")]
    readers += [f"/articles/{live.slug}/steps/{next(site.live.content.steps()).key}/report/", "/glossary/?for=lay"]
    readers += [f"/references/{site.live.references.get(in_house=False).key}/"]
    yield from (("anonymous", address) for address in readers)
    step, section = open_.sections.first().steps.first(), open_.sections.first()
    source = open_.references.get(in_house=False)
    desk = f"/desk/articles/{open_.slug}/"
    yield from (("editor", address) for address in [
        "/desk/", desk, f"{desk}details/", f"{desk}preview/?for=lay", f"{desk}submit/", f"{desk}citations/",
        f"{desk}steps/{step.key}/", f"{desk}sections/{section.pk}/", f"{desk}sources/{source.key}/", f"{desk}history/",
        "/desk/references/?sort=added", f"/desk/references/{source.key}/", f"/desk/references/{source.key}/standing/",
        "/desk/references/duplicates/", "/desk/glossary/", f"/desk/glossary/{TermRow.objects.first().key}/",
        "/desk/imports/", f"/desk/imports/{Import.objects.get().key}/", "/desk/topics/",
        "/desk/reports/", "/desk/reports/?stage=done", *(f"/desk/reports/{row.pk}/" for row in Report.objects.all()),
    ])  # fmt: skip
    returned = site.returned.article
    yield from (("editor", address) for address in [f"/desk/articles/{returned.slug}/to-do/"])
    yield from ((name, "/board/") for name in ("reviewer", "chair"))
    yield from ((name, "/board/mine/") for name in ("reviewer", "second_reviewer", "third_reviewer"))
    yield "chair", f"{at_board(site.open)}reviewers/"
    yield from ((name, at_board(site.open)) for name in ("editor", "reviewer", "second_reviewer", "chair"))
    yield from (("chair", at_board(edition)) for edition in (site.live, site.retired))
    yield from (("chair", f"{at_board(edition)}trail/") for edition in (site.live, site.open))
    yield "editor", at_board(site.returned)
    for model in ("article", "edition", "signoff", "reference", "term", "topic", "member"):
        yield "superuser", f"/admin/guidance/{model}/"
    for row in (
        live,
        site.live,
        site.live.references.get(in_house=False),
        Member.objects.first(),
        Topic.objects.first(),
    ):
        yield "superuser", f"/admin/guidance/{row._meta.model_name}/{row.pk}/change/"
    for model in ("assignment", "comment", "event"):
        yield "superuser", f"/admin/review/{model}/"


def at_board(edition: Edition) -> str:
    return reverse("board-edition", args=[edition.article.slug, edition.number])


def refused(site: Site) -> dict[str, Page]:
    """Forms sent with hostile text in every field, and acts refused."""
    words, open_ = f"{site.words[:150]} \u0000", site.open.article
    desk, board, late = f"/desk/articles/{open_.slug}/", at_board(site.open), at_board(site.live)
    step, source = open_.sections.first().steps.first(), open_.references.get(in_house=False)
    report_at = f"/articles/{site.live.article.slug}/steps/{next(site.live.content.steps()).key}/report/"
    sent = [
        ("anonymous", "/accounts/login/", {"username": words, "password": words, "next": f"/{words}"}),
        ("anonymous", "/accounts/password/reset/", {"email": words}),
        ("anonymous", "/audience/", {"audience": words, "next": words}),
        ("editor", "/desk/articles/new/", {"title": words * 9}),
        ("editor", "/desk/glossary/new/", dict.fromkeys(("term", "definition", "plain_name"), words * 9)),
        ("editor", "/desk/topics/", {"name": words * 9}),
        ("editor", "/desk/imports/new/", {"text": words}),
        ("anonymous", report_at, {"text": words * 20, "address": words, "website": words, "stamp": words}),
        ("editor", f"/desk/reports/{Report.objects.first().pk}/close/", {"answer": words * 40}),
        ("editor", "/desk/articles/paste/", {"text": words}),
        ("editor", f"{desk}details/", {"title": words * 9, "summary_clinician": words, "revision": words}),
        ("editor", f"{desk}steps/{step.key}/", typed_step(words)),
        ("editor", f"{desk}sources/{source.key}/", typed_source(words)),
        ("editor", f"{desk}submit/", {"digest": words, "message": words}),
        ("editor", f"{late}withdraw/", {"withdraw-reason": words}),
        ("stranger", f"{board}comment/", {"body": words}),
        ("chair", f"{board}assign/", {"reviewer": words, "due_on": words}),
        ("chair", f"{board}warn/", {"clinician": words, "lay": words}),
        ("chair", f"{late}warn/", {"clinician": words, "lay": ""}),
        ("chair", f"{late}review-earlier/", {"review_earlier-next_review_on": words, "review_earlier-reason": words}),
        ("reviewer", f"{board}comment/", {"body": words, "step": words}),
        ("reviewer", f"{board}sign/", {"meanings": words, "remark": words, "digest": words}),
        ("second_reviewer", f"{board}declare/", {"interests": words, "statement": words}),
    ]
    by = {name: signed_in(user) for name, user in site.people.everyone().items()}
    found = {f"{who} sends {address}": page(by[who].post(address, data)) for who, address, data in sent}
    file = SimpleUploadedFile("x.json", words.encode(errors="replace"))
    found["a file"] = page(by["editor"].post("/desk/articles/document/", {"file": file}))
    found["a referer"] = page(by["chair"].post(f"{late}withdraw/", {"withdraw-reason": "x"}, headers={"referer": "x"}))
    asked = dict.fromkeys(("q", "stage", "topic", "section", "reviewer"), words)
    found["what is asked of the queue"] = page(by["chair"].get("/board/", asked))
    wanted = {"mainSearchCriteria.v.dn": f"{words} unheard of", "informationRecipient": words}
    found["what a health record asks for"] = page(by["anonymous"].get("/infobutton", wanted))
    found["a conflict"] = page(
        by["editor"].post(f"{desk}steps/{step.key}/", typed_step(site.words.replace("\0", ""), number=""))
    )
    return found


def typed_step(words: str, number: str | None = None) -> dict[str, str]:
    number = words if number is None else number
    fields = ("text_clinician", "text_lay", "applies_when_clinician", "applies_when_lay")
    formset = {"citations-TOTAL_FORMS": "1", "citations-INITIAL_FORMS": "0"}
    if number:
        formset |= {
            f"citations-0-{name}": words for name in ("reference", "other", "marker", "locator", "quote", "access")
        }
    graded = {"action": number, "strength": number or "not-graded", "certainty": number or "not-graded"}
    return dict.fromkeys(fields, words) | graded | formset | {"line": number, "intervention": "x", "revision": "0"}


def typed_source(words: str) -> dict[str, str]:
    return dict.fromkeys(
        ("title", "kind", "authors", "source", "year", "volume", "issue", "page", "doi", "pmid", "url"), words
    )


# The same elements, whatever the words


PLAIN = "plain words 10.1000/x and more of them " * 4


@pytest.fixture(scope="module")
def skeletons(django_db_setup, django_db_blocker) -> dict[str, list[object]]:
    """Of every page, written with plain words."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = {name: shown.skeleton() for name, shown in visited(PLAIN).items()}
        transaction.set_rollback(True)
    return found


def quoted(document: Document, targets: checks.Targets) -> Iterator[checks.Finding]:
    yield checks.Finding("test.whole", checks.Level.WARNING, document.title)
    for step in document.steps():
        yield checks.Finding("test.step", checks.Level.WARNING, step.text.clinician + step.text.lay, step.key)


def visited(words: str) -> dict[str, Page]:
    """By who looks at what, without the keys and numbers that a database gives.

    What the checks find depends on the words, so one that quotes every text stands for them all.
    """
    with override_settings(LEUKO_SHOW_UNREVIEWED=True), patch.object(registry, "CHECKS", [quoted]):
        found = pages(write(words))
    return {f"{n} {re.sub('[0-9a-f-]{36}|[0-9]+', '*', name)}": shown for n, (name, shown) in enumerate(found.items())}


@pytest.mark.parametrize("words", [*GROUPS, *core()])
def test_no_text_becomes_markup(words, skeletons):
    for name, shown in visited(words).items():
        assert shown.skeleton() == skeletons[name], name
        for tag, attributes in shown.elements:
            is_harmless(tag, attributes)


@pytest.mark.skipif(not CORE.exists(), reason="the list of hostile texts is not beside this repository")
def test_the_longer_list_was_tried_too():
    assert core()


def is_harmless(tag: str, attributes: dict[str, str | None]) -> None:
    assert tag not in {"base", "embed", "iframe", "math", "object", "style"}
    is_data = attributes.get("type") == "application/ld+json"  # which no browser runs
    assert tag != "script" or is_data or attributes["src"].startswith(("/static/", "/admin/jsi18n/"))
    assert not [name for name in attributes if name.startswith("on") or name in {"style", "srcdoc"}]
    for name in {"href", "src", "action", "formaction"} & attributes.keys():
        scheme = (attributes[name] or "").strip().partition(":")[0] if ":" in (attributes[name] or "") else ""
        assert scheme in {"", "http", "https", "mailto"} or "/" in scheme or "#" in scheme
