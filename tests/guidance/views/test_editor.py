"""The page on which an article is written: what htmx is answered, and what a browser without it is."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidance import editing, queries
from guidance.documents import Wording
from guidance.forms.steps import cut
from guidance.models import Article, Step
from tests import factories
from tests.cast import NOON
from tests.guidance import drafts
from tests.guidance.documents import a_document, a_step
from tests.pages import form_of, page, signed_in

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast):
    """The editor's browser."""
    return signed_in(cast.editor)


@pytest.fixture
def article(cast) -> Article:
    return drafts.an_article(cast)


def url(name: str, article: Article, *args) -> str:
    return reverse(f"desk-{name}", args=[article.slug, *args])


def done(desk, address: str, typed: dict[str, object] | None = None):
    """What htmx is answered in the end: an act sends it on to what has changed."""
    response = desk.post(address, typed or {}, headers=HTMX)
    assert response.status_code == 302
    return desk.get(response["Location"], headers=HTMX)


def ids(response) -> set[str]:
    return {attributes["id"] for _, attributes in page(response).elements if attributes.get("id")}


def focus(response) -> str:
    return json.loads(response["HX-Trigger-After-Settle"])["desk:focus"]["id"]


def closed(response) -> str:
    return json.loads(response["HX-Trigger"])["desk:saved"]["closes"]


# A form where the thing stands


FORMS = {
    "details": (lambda a: [], "article:{slug}:whole"),
    "section": (lambda a: [drafts.section(a).pk], "section:{slug}:{pk}"),
    "section-add": (lambda a: [], "section:{slug}:new-section"),
    "step": (lambda a: [drafts.step(a).key], "step:{slug}:{key}"),
    "step-add": (lambda a: [drafts.section(a).pk], "step:{slug}:new-in-{pk}"),
    "step-add-below": (lambda a: [drafts.step(a).key], "step:{slug}:new-below-{key}"),
    "step-split": (lambda a: [drafts.step(a).key], "step:{slug}:split-{key}"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_comes_by_itself_to_stand_where_the_thing_stands_and_names_what_it_keeps(desk, article, name):
    args, kept = FORMS[name]
    response = desk.get(url(name, article, *args(article)), headers=HTMX)
    assert not page(response).all("html")
    [form] = page(response).all("form")
    row = {"slug": article.slug, "pk": drafts.section(article).pk, "key": drafts.step(article).key}
    assert form["data-keep"] == kept.format(**row)
    assert re.fullmatch(r"\d+", form["data-keep-revision"])
    [wrapper] = page(response).all("div", **{"class": "editing"})
    assert wrapper["data-beside"] in ids(desk.get(url("article", article)))
    links = page(desk.get(url("article", article))).all("a", **{"data-opens": wrapper["id"]})
    [opener] = [link for link in links if link["data-opens"] == wrapper["id"]]
    assert opener["href"] == opener["hx-get"] == form["action"]


def test_words_that_are_saved_come_back_with_all_findings_and_nothing_else_is_drawn_anew(desk, article):
    row = drafts.step(article)
    address = url("step", article, row.key)
    response = done(desk, address, form_of(desk, address) | {"text_clinician": "Stop at once."})
    assert response["HX-Retarget"] == f"#words-{row.key}"
    assert (focus(response), closed(response)) == (f"edit-{row.key}", f"editing-step-{row.key}")
    shown = ids(response)
    keys = [str(key) for key in Step.objects.values_list("key", flat=True)]
    assert {f"found-{key}" for key in keys} | {"lines", "findings", "said", "found-whole", "title"} <= shown
    assert shown & {"draft", *(f"words-{key}" for key in keys)} == {f"words-{row.key}"}
    [copying] = page(response).all("button", formaction=f"{address}duplicate/")
    assert copying["value"] == "2"
    assert "Out of date" in page(response).words
    assert "has changed since its lay wording was written" in page(response).words
    assert re.search(r"Saved \d\d:\d\d", page(response).words)


def test_citations_are_folded_until_somebody_writes_in_them(desk, article):
    row = drafts.step(article, "Give water.")
    address = url("step", article, row.key)
    shown = page(desk.get(address, headers=HTMX))
    assert [one.get("class") for one in shown.all("details")] == ["recorded-citation", *["another"] * 3]
    typed = form_of(desk, address) | {"citations-0-quote": "Written now.", "text_clinician": ""}
    shown = page(desk.post(address, typed, headers=HTMX))
    assert [one.get("class") for one in shown.all("details")] == ["another"] * 3


def test_where_a_step_cites_otherwise_every_number_is_drawn_anew(desk, article):
    row = drafts.step(article)
    address = url("step", article, row.key)
    typed = form_of(desk, address) | {"citations-0-reference": str(drafts.source("spare").key)}
    response = done(desk, address, typed)
    assert response["HX-Retarget"] == "#draft"
    assert {"draft", "lines"} <= ids(response)


@pytest.mark.parametrize(("name", "field"), [("section", "heading_clinician"), ("details", "summary_clinician")])
def test_a_heading_and_the_texts_of_the_whole_are_saved_in_place_too(desk, article, name, field):
    args = FORMS[name][0](article)
    address = url(name, article, *args)
    response = done(desk, address, form_of(desk, address) | {field: "Said anew."})
    assert response["HX-Retarget"] == f"#head-{args[0]}" if args else "#whole-words"
    assert "Said anew." in page(response).words
    assert response["HX-Retarget"].removeprefix("#") in ids(response)


@pytest.mark.parametrize("gone", ["words-00000000-0000-0000-0000-000000000000", "head-0", "found-", "nonsense"])
def test_where_a_part_has_gone_meanwhile_the_whole_draft_is_drawn(desk, article, gone):
    response = desk.get(f"{url('article', article)}?only={gone}", headers=HTMX)
    assert response["HX-Retarget"] == "#draft"
    assert {"draft", "lines", "findings", "said"} <= ids(response)


def test_a_form_that_is_refused_comes_back_by_itself_with_what_was_typed(cast, desk, article):
    row = drafts.step(article)
    address = url("step", article, row.key)
    mine = form_of(desk, address) | {"text_clinician": "Mine, typed slowly."}
    theirs = {"text": Wording("Theirs.")}
    editing.change_step(step=row, by=cast.second_editor, at=NOON, revision=row.revision, changes=theirs)
    response = desk.post(address, mine, headers=HTMX)
    assert response.status_code == 409
    assert not page(response).all("html")
    assert "Mine, typed slowly." in page(response).html
    assert "Theirs." in page(response).words
    assert page(response).all("form")[0]["data-keep-revision"] == str(row.revision + 1)


# Buttons


def test_a_button_that_may_not_is_told_why_on_the_page_that_stays_open(desk, article):
    first = drafts.step(article, "Give water.")
    response = desk.post(url("step-move", article, first.key, "in"), headers=HTMX)
    assert response.status_code == 422
    assert "No step stands before this one" in page(response).words
    assert "draft" in ids(response)
    there = f"http://testserver{url('article', article)}"
    response = desk.post(url("step-move", article, first.key, "in"), headers={"Referer": there})
    assert response.status_code == 403
    assert "No step stands before this one" in page(response).words
    assert "this page is for others" not in page(response).words
    assert page(response).all("a", href=there)


def test_a_press_on_what_somebody_has_changed_since_it_was_shown_does_nothing_and_shows_it(cast, desk, article):
    row, shown = drafts.step(article), page(desk.get(url("article", article)))
    duplicate, same = (url(name, article, row.key) for name in ("step-duplicate", "step-same"))
    [button] = shown.all("button", formaction=duplicate)
    theirs = {"text": Wording("Theirs.", row.text.lay)}
    editing.change_step(step=row, by=cast.second_editor, at=NOON, revision=row.revision, changes=theirs)
    before = queries.draft(article)
    for address, headers in ((duplicate, HTMX), (duplicate, {}), (same, HTMX), (same, {})):
        response = desk.post(address, {button["name"]: button["value"]}, headers=headers)
        assert response.status_code == 409
        assert "Read it as it stands now" in page(response).words
        assert not headers or {"Theirs."} <= set(page(response).texts)
    assert queries.draft(article) == before


@pytest.mark.parametrize("way", ["up", "down", "in", "out"])
def test_the_outline_moves_what_is_chosen_every_way(cast, desk, article, way):
    row = drafts.step(article, "Give it cold." if way == "out" else "Stop.")
    if way == "down":
        editing.move_step(step=row, by=cast.editor, at=NOON, by_places=-1)
    before = queries.draft(article)
    item = f"step-{row.key}"
    response = done(desk, url("arrange", article), {"item": item, "way": way})
    assert queries.draft(article) != before
    [chosen] = [one for one in page(response).all("input", type="radio") if "checked" in one]
    assert chosen["value"] == item
    assert desk.post(url("arrange", article), {"item": item, "way": "down"})["Location"].endswith(f"#{item}")


def test_the_outline_moves_sections(desk, article):
    last = drafts.section(article, "Later")
    desk.post(url("arrange", article), {"item": f"section-{last.pk}", "way": "up"})
    assert str(article.sections.filter(parent=None)[0]) == "Later"


@pytest.mark.parametrize("item", ["", "step-nonsense", "section-0", "section-x", "article-1"])
def test_the_outline_moves_nothing_that_is_not_there(desk, article, item):
    before = queries.draft(article)
    assert desk.post(url("arrange", article), {"item": item, "way": "up"}).status_code in {403, 404}
    assert queries.draft(article) == before


def test_what_is_deleted_can_be_brought_back_from_where_it_stood(desk, article):
    row, before = drafts.step(article, "Give water."), queries.draft(article)
    deleting = url("step-delete", article, row.key)
    assert desk.post(deleting).status_code == 403  # it has a sub-step, which the button names
    answers = desk.post(f"{deleting}?sub_steps=1", follow=True)
    for response in (answers, desk.get(f"{url('article', article)}?deleted={row.key}")):
        assert "“Give water.” is deleted" in page(response).words
        html = page(response).html
        assert html.index(f'id="undo-{row.key}"') < html.index(f'id="step-{drafts.step(article).key}"')
    response = done(desk, url("step-restore", article, row.key))
    assert focus(response) == f"edit-{row.key}"
    assert queries.draft(article) == before
    assert "is deleted" not in page(desk.get(f"{url('article', article)}?deleted={row.key}")).words


@pytest.mark.parametrize("key", ["nonsense", "00000000-0000-0000-0000-000000000000", ""])
def test_nothing_else_is_offered_back(desk, article, key):
    response = desk.get(f"{url('article', article)}?deleted={key}")
    assert response.status_code == 200
    assert "is deleted" not in page(response).words


def test_a_new_step_below_has_the_focus(desk, article):
    address = url("step-add-below", article, drafts.step(article, "Give water.").key)
    response = done(desk, address, form_of(desk, address) | {"text_clinician": "New."})
    assert drafts.steps_of(drafts.section(article)) == ["Give water.", "New.", "Stop."]
    assert focus(response) == f"edit-{drafts.step(article, 'New.').key}"


def test_a_step_is_split_by_its_form(desk, article):
    address = url("step-split", article, drafts.step(article, "Give water.").key)
    typed = form_of(desk, address)
    assert (typed["first_clinician"], typed["second_clinician"]) == ("Give", "water.")
    assert desk.post(address, typed).status_code == 302
    assert drafts.steps_of(drafts.section(article)) == ["Give", "water.", "Stop."]
    response = desk.post(address, typed | {"second_clinician": "milk."})
    assert response.status_code == 409
    shown = page(response)
    assert "Theirs, savedGive Yours, not savedGive milk." in shown.words
    again = typed | {"second_clinician": "milk.", "revision": shown.all("input", name="revision")[0]["value"]}
    assert desk.post(address, again).status_code == 302
    assert drafts.steps_of(drafts.section(article)) == ["Give", "milk.", "water.", "Stop."]


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("Give it. Stop it.", ("Give it.", "Stop it.")),
        ("One. Two, which is long; three. Four.", ("One. Two, which is long;", "three. Four.")),
        ("Give 1.5 mg twice a day", ("Give 1.5 mg", "twice a day")),
        ("Word", ("Word", "")),
        ("", ("", "")),
    ],
)
def test_a_text_is_cut_where_a_sentence_ends(text, halves):
    assert cut(text) == halves


def test_only_words_that_were_read_are_deleted(cast, desk, article):
    row = drafts.step(article)
    theirs = {"changes": {"text": Wording("Stop now.", row.text.lay)}, "revision": row.revision}
    editing.change_step(step=row, by=cast.second_editor, at=NOON, **theirs)
    address, before = url("step-delete", article, row.key), queries.draft(article)
    refused = desk.post(address, {"revision": row.revision}, headers=HTMX)
    assert refused.status_code == 409
    assert "Somebody has changed this since you opened it. Read it as it stands now" in page(refused).words
    assert "Stop now." in page(refused).words
    assert queries.draft(article) == before
    [button] = [one for one in page(refused).all("button") if one.get("formaction", "").startswith(address)]
    pressed = {button["name"]: button["value"]}
    assert done(desk, button["formaction"], pressed).status_code == 200
    assert queries.draft(article) != before


# Findings


def test_what_is_said_while_somebody_types_is_what_is_said_once_it_is_saved(desk, article):
    row, before = drafts.step(article), queries.draft(article)
    address = url("step", article, row.key)
    form = page(desk.get(address, headers=HTMX))
    [region] = form.all("div", **{"class": "as-typed"})
    assert region["hx-post"] == url("step-check", article, row.key)
    typed = form_of(desk, address) | {"text_clinician": "We recommend 40 mg.", "text_lay": "Take 30 mg.", "action": ""}
    typed |= {"citations-0-reference": str(drafts.source("spare").key), "citations-0-access": "abstract-only"}
    said = desk.post(region["hx-post"], typed, headers=HTMX)
    assert queries.draft(article) == before
    assert desk.post(address, typed).status_code == 302
    shown = desk.get(address).context["findings"]
    assert said.context["findings"] == shown
    assert len(shown) > 3
    assert desk.post(region["hx-post"], typed | {"text_clinician": ""}, headers=HTMX).status_code == 204


def test_of_a_new_step_too(desk, article):
    adding = url("step-add", article, drafts.section(article).pk)
    [region] = page(desk.get(adding, headers=HTMX)).all("div", **{"class": "as-typed"})
    typed = form_of(desk, adding) | {"text_clinician": "Give 40 mg.", "text_lay": "Take 30 mg."}
    said = page(desk.post(region["hx-post"], typed, headers=HTMX)).words
    assert "“40 mg”" in said
    assert "has changed since its lay wording" not in said
    assert not Step.objects.filter(text_clinician="Give 40 mg.").exists()


def test_a_warning_is_accepted_with_a_reason_shown_with_it_and_taken_back(desk, article):
    which = _rests_on_an_abstract(article)
    address = url("accept", article) + which
    assert "This field is required." in page(desk.post(address, {"reason": " "})).words
    response = done(desk, address, {"reason": "It is all there is."})
    assert "Accepted: It is all there is." in page(response).words
    assert response["HX-Reswap"] == "none"
    desk.post(url("unaccept", article) + which)
    assert "Accepted:" not in page(desk.get(url("article", article))).words


def test_what_is_accepted_is_what_was_seen(desk, article):
    """Somebody has changed the step meanwhile, and the finding stands: both texts are shown, and the reason stays."""
    address = url("accept", article) + _rests_on_an_abstract(article)
    row = drafts.step(article, "Go home.")
    typed = form_of(desk, address) | {"reason": "It is short."}
    changes = {"text": Wording("Go home at once.", "Go.")}
    editing.change_step(step=row, by=article.author, at=NOON, revision=row.revision, changes=changes)
    response = desk.post(address, typed)
    assert response.status_code == 409
    shown = page(response)
    assert "As it is saved nowGo home at once. As you saw itGo home." in shown.words
    assert "It is short." in shown.words
    again = typed | {"revision": shown.all("input", name="revision")[0]["value"]}
    assert desk.post(address, again).status_code == 302


def _rests_on_an_abstract(article: Article, revision: int = 1) -> str:
    """What an address says of the finding that “Go home.” rests on an abstract only."""
    row = drafts.step(article, "Go home.")
    cited = [(None, queries.citation_value(_only_abstract(article)))]
    editing.change_step(step=row, by=article.author, at=NOON, revision=revision, changes={}, citations=cited)
    return f"?code=citation.abstract-only&step={row.key}&source="


def _only_abstract(article: Article):
    row = drafts.step(article, "Go home.").citations.get()
    row.access = "abstract-only"
    return row


def test_an_error_is_not_accepted(desk, article):
    key = drafts.step(article).key
    address = f"{url('accept', article)}?code=citation.dangling&step={key}"
    assert desk.get(address).status_code == 404
    assert "citation.dangling" not in desk.get(url("article", article)).content.decode()


# Budgets: a step is saved with at most 12 queries, 3 of which say who is signed in. With a script or without, an act is
# done by one request and what it has changed is read by another.

STOP, HOME = (lambda a: [drafts.step(a).key]), (lambda a: [drafts.step(a, "Go home.").key])
HEAD = FORMS["section"][0]


def typed_in(name: str, args, **typed: str):
    return lambda desk, a: (url(name, a, *args(a)), form_of(desk, url(name, a, *args(a))) | typed)


def pressed(name: str, args, *way: str, **sent: str):
    return lambda _desk, a: (url(name, a, *args(a), *way), sent)


# What is done, one after the other; how many queries it takes, and how many htmx then takes to read what has changed.
ACTS = {
    "the words of a step": (typed_in("step", STOP, text_clinician="Stop.", intervention="it"), 12, 10),
    "where in a source": (typed_in("step", HOME, **{"citations-0-locator": "page 3"}), 15, 15),
    "one citation less": (typed_in("step", STOP, **{"citations-0-DELETE": "on"}), 15, 15),
    "a heading": (typed_in("section", HEAD, heading_lay="Care"), 11, 10),
    "the article as a whole": (typed_in("details", lambda a: [], summary_clinician="Rest."), 12, 10),
    "a new section": (typed_in("section-add", lambda a: [], heading_clinician="New"), 11, 15),
    "a new step": (typed_in("step-add", HEAD, text_clinician="New."), 14, 15),
    "a move": (pressed("step-move", STOP, "up"), 15, 15),
    "one by the outline": (lambda _, a: (url("arrange", a), {"item": f"step-{STOP(a)[0]}", "way": "down"}), 15, 15),
    "a warning let stand": (lambda _, a: (url("accept", a) + _rests_on_an_abstract(a, 2), {"reason": "All."}), 25, 10),
}


PAGE = 15  # the whole page, without a script


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["without", "with"])
def test_how_many_queries_each_act_takes(cast, desk, headers):
    article, counts = drafts.an_article(cast), {}
    for name, (act, *_counts) in ACTS.items():
        counts[name] = asked(desk, *act(desk, article), headers)
    expected = {name: (acted, drawn if headers else PAGE) for name, (_act, acted, drawn) in ACTS.items()}
    assert counts == expected
    assert expected["the words of a step"][0] <= 12


def test_a_save_takes_as_many_queries_for_60_steps_as_for_2(cast, desk):
    counts = set()
    for steps in (2, 60):
        article = factories.article(cast, a_document(*(a_step(f"Do {n}.", lay=f"Try {n}.") for n in range(steps))))
        first = typed_in("step", lambda a: [drafts.step(a, "Do 0.").key], text_clinician="Do it.")
        counts.add(asked(desk, *first(desk, article), HTMX))
    assert len(counts) == 1


def asked(desk, address: str, sent: dict[str, object], headers: dict[str, str]) -> tuple[int, int]:
    """How many queries an act makes, and the reading of what it has changed, the marks of a transaction not counted."""
    with CaptureQueriesContext(connection) as acted:
        response = desk.post(address, sent, headers=headers)
    with CaptureQueriesContext(connection) as drawn:
        assert desk.get(response["Location"], headers=headers).status_code == 200
    return tuple(sum("SAVEPOINT" not in query["sql"] for query in made) for made in (acted, drawn))
