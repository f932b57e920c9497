"""The pages where editors work."""

import re
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guidance import documents, editing, queries
from guidance.documents import Wording
from guidance.interchange import text
from guidance.models import Article, Citation, Reference
from tests import factories
from tests.cast import NOON
from tests.guidance import drafts
from tests.guidance.documents import DOI, a_document, a_reference, a_step
from tests.pages import counted, form_of, page, signed_in
from tests.review.acts import edit

pytestmark = pytest.mark.django_db

PAGE = """How is a widget mended?

First steps

• Turn it off [1]
• Call the maker [2]

References

1. The mender's guideline. Widget Society, 2021.
2. A trial of widgets. Journal of Widgets, 2020.

Stray words at the end of the page"""


@pytest.fixture
def desk(cast):
    """The editor's browser."""
    return signed_in(cast.editor)


@pytest.fixture
def article(cast) -> Article:
    return drafts.an_article(cast)


def url(name: str, article: Article, *args) -> str:
    return reverse(f"desk-{name}", args=[article.slug, *args])


def now(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


# Every form, saved


def test_an_empty_article_begins_with_its_question(desk):
    response = desk.post(reverse("desk-new"), {"title": "  What next?  "})
    assert response["Location"] == reverse("desk-article", args=["what-next"])
    assert desk.get(response["Location"]).status_code == 200


def test_a_question_must_be_asked(desk):
    response = desk.post(reverse("desk-new"), {"title": " "})
    assert "This field is required." in page(response).words
    assert not Article.objects.exists()


def test_the_article_as_a_whole(desk, article):
    typed = form_of(desk, url("details", article)) | {
        "title": "Another?",
        "summary_clinician": "In sum.",
        "summary_lay": "In short.",
    }
    assert desk.post(url("details", article), typed)["Location"] == url("article", article)
    assert (now(article).title, now(article).summary) == ("Another?", Wording.of("In sum.", "In short."))


def test_a_section(desk, article):
    row = drafts.section(article)
    typed = form_of(desk, url("section", article, row.pk)) | {"heading_clinician": "Cure", "kind": "monitoring"}
    assert desk.post(url("section", article, row.pk), typed).status_code == 302
    assert drafts.section(article, "Cure").kind == "monitoring"


@pytest.mark.parametrize("under", [False, True])
def test_a_new_section(desk, article, under):
    above = drafts.section(article, "Later")
    address = url("section-add-under", article, above.pk) if under else url("section-add", article)
    assert desk.post(address, form_of(desk, address) | {"heading_clinician": "New"}).status_code == 302
    assert drafts.section(article, "New").parent == (above if under else None)


def test_a_step_with_what_it_cites(desk, article):
    row, source = drafts.step(article), drafts.source("trial")
    typed = form_of(desk, url("step", article, row.key)) | {
        "text_clinician": "Stop at once.",
        "line": "2",
        "citations-0-reference": str(source.key),
        "citations-1-reference": str(drafts.source("spare").key),
        "citations-1-quote": "It must stop.",
    }
    assert desk.post(url("step", article, row.key), typed)["Location"].endswith(f"#step-{row.key}")
    row.refresh_from_db()
    assert (row.text_clinician, row.line) == ("Stop at once.", 2)
    assert [(one.reference, one.marker, one.quote, one.confirmed) for one in row.citations.all()] == [
        (source, "5", "Those treated did better.", True),
        (drafts.source("spare"), "", "It must stop.", True),
    ]


def test_a_step_saved_as_it_was_confirms_no_guess(desk, article):
    row = drafts.step(article, "Give it cold.")
    assert desk.post(url("step", article, row.key), form_of(desk, url("step", article, row.key))).status_code == 302
    assert [one.confirmed for one in row.citations.all()] == [False]


@pytest.mark.parametrize("under", [False, True])
def test_a_new_step(desk, article, under):
    section, above = drafts.section(article), drafts.step(article)
    address = url("step-add-under", article, section.pk, above.key) if under else url("step-add", article, section.pk)
    assert desk.post(address, form_of(desk, address) | {"text_clinician": "New."}).status_code == 302
    assert drafts.step(article, "New.").parent == (above if under else None)


def test_a_source(desk, article):
    row = drafts.source("trial")
    typed = form_of(desk, url("source", article, row.key)) | {
        "title": "The great trial",
        "authors": "Vale, M\nA society",
    }
    assert desk.post(url("source", article, row.key), typed).status_code == 302
    row.refresh_from_db()
    assert row.title == "The great trial"
    assert row.csl["author"] == [{"family": "Vale", "given": "M"}, {"literal": "A society"}]


def test_a_new_source_is_listed_and_one_that_is_here_is_found(desk, article):
    address = url("source-add", article)
    typed = form_of(desk, address) | {"title": "A new one", "kind": "review", "doi": "https://doi.org/10.5555/NEW"}
    for _ in range(2):
        assert desk.post(address, typed).status_code == 302
    assert Reference.objects.get(doi="10.5555/new") in article.references.all()


# Every button


BUTTONS = {
    "section-move": lambda a: [drafts.section(a).pk, "down"],
    "section-delete": lambda a: [
        editing.add_section(article=a, heading=Wording("Empty"), by=a.author, at=NOON).pk
    ],
    "section-same": lambda a: [drafts.section(a).pk],
    "step-move": lambda a: [drafts.step(a).key, "up"],
    "step-duplicate": lambda a: [drafts.step(a).key],
    "step-delete": lambda a: [drafts.step(a).key],
    "source-confirm": lambda a: [drafts.source("cohort").key],
    "source-remove": lambda a: [drafts.source("spare").key],
    "forget-unplaced": lambda a: [],
}  # fmt: skip


def state(article: Article) -> tuple[object, ...]:
    document = queries.draft(now(article))
    return documents.to_json(document), now(article).unplaced, list(article.references.values_list("title"))


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_does_what_it_says_and_leads_back(cast, desk, name):
    article = editing.create_from(document=drafts.everything(), by=cast.editor, at=NOON, unplaced="9: Stray.")
    make_stale(cast, article)
    address = url(name, article, *BUTTONS[name](article))
    before = state(article)
    response = desk.post(address)
    assert response.status_code == 302
    assert re.split("[?#]", response["Location"])[0] in {url("article", article), url("citations", article)}
    assert state(article) != before
    assert desk.get(address).status_code == 405


def make_stale(cast, article: Article) -> None:
    row = drafts.section(article)
    fresh = {"heading": Wording("Treatment of it", row.heading.lay)}
    who = {"by": cast.editor, "at": NOON}
    editing.change_section(section=row, revision=row.revision, changes=fresh, **who)
    row.refresh_from_db()
    old = {"heading": Wording("Treatment", row.heading.lay)}
    editing.change_section(section=row, revision=row.revision, changes=old | {"kind": "monitoring"}, **who)
    row.refresh_from_db()
    row.heading_basis = "of another text"
    row.save(update_fields=["heading_basis"])


def test_a_lay_text_left_alone_still_says_the_same_when_an_editor_says_so(cast, desk, article):
    row = drafts.step(article)
    change = {"text": Wording("Stop now.", row.text.lay)}
    editing.change_step(step=row, by=cast.editor, at=NOON, revision=row.revision, changes=change)
    assert "Out of date" in page(desk.get(url("article", article))).words
    desk.post(url("step-same", article, row.key))
    row.refresh_from_db()
    assert not row.text.is_stale


def test_so_of_the_article_itself(cast, desk):
    article = drafts.an_article(cast, summary=Wording("Changed.", "Plain.", "of another text"))
    assert desk.post(url("article-same", article, "summary")).status_code == 302
    assert not now(article).summary.is_stale
    assert desk.post(url("article-same", article, "title")).status_code == 404


# Markers


def test_a_marker_that_points_at_nothing_is_settled_or_taken_away(desk, article):
    shown = page(desk.get(url("citations", article)))
    assert "points at nothing" in shown.words
    assert "matched by its place" in shown.words
    response = desk.post(url("settle", article), {"marker": "5", "reference": drafts.source("spare").key}, follow=True)
    assert "1 citation settled." in page(response).words
    assert drafts.step(article).citations.get().reference == drafts.source("spare")


def test_a_marker_is_dropped(desk, article):
    desk.post(url("settle", article), {"marker": "5", "reference": ""})
    assert not drafts.step(article).citations.exists()


def test_when_all_are_settled_the_page_says_so(desk, article):
    desk.post(url("settle", article), {"marker": "5"})
    desk.post(url("source-confirm", article, drafts.source("cohort").key))
    assert "Every citation is settled" in page(desk.get(url("citations", article))).words


@pytest.mark.parametrize("key", ["nonsense", "00000000-0000-0000-0000-000000000000", "'; --"])
def test_a_marker_points_at_no_source_that_is_not_listed(desk, article, key):
    assert desk.post(url("settle", article), {"marker": "5", "reference": key}).status_code == 404


def test_a_source_that_is_cited_stays_on_the_list(desk, article):
    response = desk.post(url("source-remove", article, drafts.source("trial").key))
    assert response.status_code == 403
    assert "A step still cites this source." in page(response).words


# Two editors at once: the second is refused, and has both texts before them

ROWS = {
    "details": (lambda a: [], "title", lambda a: now(a).title),
    "section": (lambda a: [drafts.section(a).pk], "heading_clinician", lambda a: a.sections.first().heading_clinician),
    "step": (
        lambda a: [drafts.step(a).key],
        "text_clinician",
        lambda a: a.sections.first().steps.last().text_clinician,
    ),
    "source": (lambda a: [drafts.source("trial").key], "title", lambda a: a.references.get(doi=DOI).title),
}


@pytest.mark.parametrize("name", ROWS)
def test_neither_of_two_texts_is_lost(cast, desk, article, name):
    args, field, saved = ROWS[name]
    address = url(name, article, *args(article))
    mine = form_of(desk, address) | {field: "Mine, typed slowly."}
    theirs = form_of(desk, address) | {field: "Theirs, typed fast."}
    assert signed_in(cast.second_editor).post(address, theirs).status_code == 302
    response = desk.post(address, mine)
    assert response.status_code == 409
    shown = page(response)
    assert "Mine, typed slowly." in shown.html
    assert "Theirs, typed fast." in shown.words
    assert "Somebody has changed this since you opened it." in shown.words
    assert saved(article) == "Theirs, typed fast."
    again = mine | {"revision": response.context["form"]["revision"].value()}
    assert desk.post(address, again).status_code == 302
    assert saved(article) == "Mine, typed slowly."


def test_what_is_no_wording_is_shown_too(cast, desk, article):
    address = url("step", article, drafts.step(article).key)
    mine = form_of(desk, address)
    theirs = mine | {"strength": "weak-against", "citations-0-quote": "Their quote."}
    signed_in(cast.second_editor).post(address, theirs)
    shown = page(desk.post(address, mine | {"intervention": "water"}))
    panel = shown.words.partition("What is saved now")[2].partition("Keep mine")[0]
    assert "Weak recommendation against" in panel
    assert "Their quote." in panel
    assert "Intervention" in panel
    assert "Statement" not in panel  # of which both wrote the same


def test_any_source_of_the_library_is_cited_by_its_doi_its_pmid_or_words_of_its_title(cast, desk, article):
    row, elsewhere = drafts.step(article), a_reference("elsewhere", csl={"DOI": "10.5555/77", "PMID": "7777"})
    source = editing.create_reference(value=elsewhere, by=cast.editor, at=NOON)
    address = url("step", article, row.key)
    for named, said in (("10.5555/78", "No source of the library"), ("the", "Several sources have these words: “The ")):
        refused = desk.post(address, form_of(desk, address) | {"citations-1-other": named})
        assert said in page(refused).words
    for named in ("https://doi.org/10.5555/77", "7777", "ELSEWHERE the"):
        Citation.objects.filter(reference=source).delete()
        typed = form_of(desk, address) | {"citations-1-other": named, "citations-1-quote": "So it is."}
        assert "cites nothing" not in page(desk.post(url("step-check", article, row.key), typed)).words
        assert desk.post(address, typed).status_code == 302
        [cited] = row.citations.filter(reference=source)
        assert (cited.quote, cited.confirmed) == ("So it is.", True)
    assert source in queries.listed_references(article)


def test_citations_that_meet_are_told_by_their_sources_and_only_where_they_differ(cast, desk, article):
    row, cohort, trial = drafts.step(article), drafts.source("cohort"), drafts.source("trial")
    address = url("step", article, row.key)
    mine = form_of(desk, address) | {"citations-0-reference": str(cohort.key), "intervention": "water"}
    their_browser = signed_in(cast.second_editor)
    their_browser.post(address, mine | {"citations-0-reference": str(trial.key)})
    panel = page(desk.post(address, mine)).words.partition("What is saved now")[2].partition("Keep mine")[0]
    assert f"Saved by {cast.second_editor} at " in panel
    assert str(trial) in panel
    assert str(cohort) in panel
    assert str(cohort.key) not in panel
    mine = form_of(desk, address) | {"text_lay": "Halt."}
    their_browser.post(address, mine | {"text_lay": "End it."})
    shown = page(desk.post(address, mine))
    assert "Citations" not in shown.words.partition("What is saved now")[2].partition("Keep mine")[0]
    assert shown.words.count("Add a citation") == 3  # folded, as they came
    mine = form_of(desk, address)
    desk.post(address, mine | {"text_lay": "Halt."})
    assert "Saved by you at " in page(desk.post(address, mine | {"text_lay": "Stay."})).words


def test_what_both_cite_is_shown_by_its_name_and_only_where_it_differs(cast, desk, article):
    address = url("step", article, drafts.step(article, "Go home.").key)
    mine = form_of(desk, address) | {"intervention": "rest"}
    signed_in(cast.second_editor).post(address, mine | {"intervention": "sleep"})
    spare = {"citations-0-reference": str(drafts.source("spare").key)}
    for typed, said in ((mine, []), (mine | spare, ["· Not recorded", "The spare · Not recorded"])):
        panel = page(desk.post(address, typed)).words.partition("What is saved now")[2].partition("Keep mine")[0]
        assert all(words in panel for words in ("sleep", "rest", *said))
        assert ("Citations" in panel) is bool(said)


@pytest.mark.parametrize("name", ROWS)
def test_the_three_ways_out_of_a_collision(cast, desk, article, name):
    args, field, saved = ROWS[name]
    address = url(name, article, *args(article))
    mine = form_of(desk, address) | {field: "The same words, mine."}
    signed_in(cast.second_editor).post(address, mine | {field: "The same words, theirs."})
    shown = page(desk.post(address, mine))
    [form] = shown.all("form", **{"data-keep": article.slug})
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", shown.html) == ["theirs.", "mine."]
    assert {"form": form["id"], "class": "button button-primary"} in shown.all("button")  # keep mine
    [theirs] = shown.all("a", **{"data-keep-drop": article.slug})
    assert theirs["data-keep-drop"] == form["data-keep"]
    assert "data-keep-typed" in form  # so that the browser goes on keeping it
    assert desk.get(theirs["href"]).status_code == 200
    assert saved(article) == "The same words, theirs."
    assert shown.all("a", href=f"#{form['id']}")  # edit
    again = mine | {"revision": form["data-keep-revision"]}
    assert desk.post(address, again).status_code == 302
    assert saved(article) == "The same words, mine."


@pytest.mark.parametrize("name", ROWS)
def test_a_save_whose_answer_was_lost_is_sent_again_in_peace(desk, article, name):
    args, field, saved = ROWS[name]
    address = url(name, article, *args(article))
    mine = form_of(desk, address) | {field: "Mine, sent twice."}
    assert [desk.post(address, mine).status_code for _ in range(2)] == [302, 302]
    assert saved(article) == "Mine, sent twice."


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "part"])
@pytest.mark.parametrize("name", ["section", "step"])
def test_what_was_typed_into_something_deleted_is_shown(cast, desk, name, headers):
    article = factories.article(cast, a_document(a_step("Stop.")))
    row = drafts.step(article)
    args = {"section": [row.section.pk], "step": [row.key]}[name]
    mine = form_of(desk, url(name, article, *args)) | {ROWS[name][1]: "Mine, typed slowly."}
    editing.delete_step(step=row, by=cast.second_editor, at=NOON)
    editing.delete_section(section=row.section, by=cast.second_editor, at=NOON)
    response = desk.post(url(name, article, *args), mine, headers=headers)
    assert response.status_code == 409
    assert "Mine, typed slowly." in page(response).words
    assert "Somebody has deleted this" in page(response).words
    assert bool(page(response).all("main")) is not bool(headers)


def test_a_text_that_is_refused_is_still_there(desk, article):
    row, other = drafts.source("trial"), drafts.source("cohort")
    typed = form_of(desk, url("source", article, row.key)) | {"doi": other.doi, "title": "Typed with care"}
    response = desk.post(url("source", article, row.key), typed)
    assert response.status_code == 422
    assert "Typed with care" in page(response).html
    assert "Another reference has this DOI or PMID already." in page(response).words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"doi": "nonsense"}, "This is no DOI."),
        ({"pmid": "none"}, "This is no PMID."),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"year": "12"}, "greater than or equal to 1500"),
        ({"title": ""}, "This field is required."),
    ],
)
def test_what_a_source_cannot_be(desk, article, typed, said):
    response = desk.post(url("source-add", article), {"title": "Kept", "kind": "trial"} | typed)
    assert said in page(response).words
    assert typed.get("title", "Kept") in page(response).html
    assert response.status_code == 200


# A page pasted in


def paste(client, **data):
    return client.post(reverse("desk-paste"), data)


def test_a_page_becomes_a_draft_and_stray_lines_are_kept(desk):
    response = desk.post(reverse("desk-paste"), {"text": PAGE}, follow=True)
    words = page(response).words
    assert response.redirect_chain[0][0] == reverse("desk-article", args=["how-is-a-widget-mended"])
    assert "2 statements in 1 section, 2 of them with citations; 2 sources." in words
    assert "Stray words at the end of the page" in words
    assert "Turn it off" in words
    desk.post(reverse("desk-forget-unplaced", args=["how-is-a-widget-mended"]))
    assert "Stray words" not in page(desk.get(response.redirect_chain[0][0])).words


def test_a_file_of_text_is_read_as_well(desk):
    assert paste(desk, file=SimpleUploadedFile("page.txt", PAGE.encode("utf-16"))).status_code == 302


def test_pasting_twice_makes_two_articles(desk):
    assert [paste(desk, text=PAGE)["Location"][-2:] for _ in range(2)] == ["d/", "2/"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": ""}, "Paste the text of a page"),
        ({"text": " \r\n\t "}, "Paste the text of a page"),
        ({"text": "?!"}, "No guidance was found"),
        ({"file": b""}, "The submitted file is empty."),
        ({"file": b"\xef\xbb\xbf \n"}, "There is no text in it"),
        ({"file": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"}, "This is not plain text"),
        ({"file": bytes(range(256)) * 40}, "This is not plain text"),
        ({"file": b"A line.\n" * 1_300_000}, "more than 1 MB"),
        ({"text": "A line.\n" * 130_000}, "more than 1 MB"),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(desk, sent, said):
    if "file" in sent:
        sent = {"file": SimpleUploadedFile("page.txt", sent["file"])}
    response = paste(desk, **sent)
    assert said in page(response).words
    assert response.status_code in {200, 422}
    assert not Article.objects.exists()


def test_a_text_that_is_refused_is_still_in_its_box(desk):
    shown = page(paste(desk, text="A heading only, typed with care"))
    assert "No guidance was found" in shown.words
    assert shown.words.count("A heading only, typed with care") >= 2  # in the sentence and in the box


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("debug", [False, True])
def test_10_mb_pasted_is_a_page_that_says_the_limit(cast, settings, kind, debug):
    settings.DEBUG = debug
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(cast.editor)
    body = "text=" + "A line. " * 1_300_000
    boundary = f'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n{body}\r\n--x--\r\n'
    if kind == "multipart/form-data":
        response = desk.post(reverse("desk-paste"), boundary, content_type=f"{kind}; boundary=x")
    else:
        response = desk.post(reverse("desk-paste"), body, content_type=kind)
    assert response.status_code == 413
    assert "the limit is 1 MB" in page(response).words
    assert not Article.objects.exists()


def test_what_the_importer_reads_gets_as_far_as_the_importer(desk, settings):
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE > 4 * text.LIMIT
    longest = "“?”" * (text.LIMIT // 3)
    assert "No guidance was found" in page(paste(desk, text=longest)).words


# A document from a file


def test_a_document_becomes_a_draft(desk):
    content = documents.to_json(factories.sound_document())
    response = desk.post(reverse("desk-document"), {"file": SimpleUploadedFile("one.json", content)})
    assert response["Location"] == reverse("desk-article", args=["how-is-a-sound-article-treated"])
    assert queries.draft(Article.objects.get()).title == "How is a sound article treated?"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The submitted file is empty."),
        (b"{", "This is not JSON"),
        (b"\xff\xfe", "This is not text in UTF-8."),
        (b"[]", "This is not a leuko document"),
        (b'{"format": 99}', "only formats up to 1 can be read"),
        (b'{"format": 1, "title": 3}', "should be text"),
        (b'{"format": 1, "title": ""}', "Title"),
        (b'{"format": 1, "title": "' + b"x" * 301 + b'"}', "at most 300"),
        (b"[" * 200_000, "nested too deeply"),
        (b" " * 4_000_001, "more than 4 MB"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(desk, content, said):
    response = desk.post(reverse("desk-document"), {"file": SimpleUploadedFile("one.json", content)})
    assert said in page(response).words
    assert response.status_code in {200, 422}
    assert not Article.objects.exists()


# Discarding


def test_a_draft_that_nobody_else_saw_is_discarded(desk, article):
    response = desk.post(url("discard", article), follow=True)
    assert "The draft is gone." in page(response).words
    assert not Article.objects.exists()


def test_what_the_board_has_seen_stays(cast, desk):
    article = factories.submitted(cast).article
    shown = page(desk.get(url("article", article)))
    why = "This article has been submitted before, and what the board has seen is kept."
    assert why in shown.words
    response = desk.post(url("discard", article))
    assert response.status_code == 409
    assert why in page(response).words
    assert Article.objects.exists()


# The draft's page


def test_the_draft_page_takes_as_many_queries_for_60_steps_as_for_2(cast, desk):
    counts = set()
    for steps in (2, 60):
        texts = [a_step(f"Do {n}.", lay=f"Try {n}.", steps=(a_step(f"Sub {n}."),)) for n in range(steps // 2)]
        article = factories.article(cast, a_document(*texts))
        address = url("article", article)
        count, response = counted(partial(desk.get, address))
        counts.add(count)
        assert page(response).words.count("Sub ") >= steps // 2
    assert counts == {QUERIES_OF_A_DRAFT}


# session, user, roles; article; 6 of the draft; sources, open, live, came back, all editions
QUERIES_OF_A_DRAFT = 15


def test_a_preview_is_each_audiences_page(cast, desk):
    article = factories.article(cast)
    assert "Stop the medicine." in page(desk.get(url("preview", article) + "?for=lay")).words
    assert "Stop the drug." in page(desk.get(url("preview", article) + "?for=clinician")).words
    assert "Only editors see this." in page(desk.get(url("preview", article))).words


def test_a_draft_ahead_of_the_board_says_so(cast, desk):
    article = factories.submitted(cast).article
    edit(article, cast.editor)
    assert "edition 1 is before the board" in page(desk.get(url("article", article))).words


def test_the_desk_lists_every_article_in_as_many_queries_for_8_as_for_1(cast, desk):
    counts = set()
    for more in (1, 7):
        for _ in range(more):
            factories.submitted(cast)
        count, response = counted(lambda: desk.get(reverse("desk")))
        counts.add(count)
    assert len(counts) == 1
    assert len(page(response).all("a", href="/board/how-is")) == 2 * 8  # in review, and among all
