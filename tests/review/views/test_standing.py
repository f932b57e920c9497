"""How a source stands: its page, a feed of notices at the Desk and at the shell, and what the Desk's home says."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from guidance import editing
from guidance.models import Reference
from guidance.vocabularies import Standing
from review import record, workflow
from tests import factories
from tests.cast import NOON
from tests.guidance.documents import DOI, a_reference
from tests.pages import counted, page, signed_in
from tests.review.acts import edit, told

pytestmark = pytest.mark.django_db

FEED = [{"DOI": "10.5555/notice", "update-to": [{"DOI": DOI, "type": "retraction"}]}, {"DOI": "10.5555/nothing"}]
SET = {"standing": "retracted", "reason": "The publisher withdrew it."}


@pytest.fixture
def live(cast):
    return factories.approved(cast)


@pytest.fixture
def source(live) -> Reference:
    return live.references.get()


@pytest.fixture
def desk(cast):
    return signed_in(cast.editor)


def url(source) -> str:
    return reverse("desk-reference-standing", args=[source.key])


def stands(source) -> str:
    return Reference.objects.get(pk=source.pk).standing


def set_retracted(source, cast):
    workflow.set_standing(reference=source, standing=Standing.RETRACTED, by=cast.editor, at=NOON, reason="Made up.")


# Its page


def test_every_statement_that_rests_on_it_is_counted_and_listed_first(cast, desk, live, source):
    edit(live.article, cast.editor, "Give more water.")
    words = page(desk.get(url(source))).words
    assert "4 statements rest on it" in words
    assert "Edition 1, which readers have · 2 statements 1 Give water.2 Stop the drug." in words
    assert "Draft · 2 statements 1 Give more water.2 Stop the drug." in words


def test_it_takes_as_many_queries_whatever_rests_on_it(cast, desk, live, source):
    count, _ = counted(lambda: desk.get(url(source)))
    for _ in range(2):
        factories.submitted(cast, factories.article(cast))
    assert counted(lambda: desk.get(url(source)))[0] == count


def test_a_chair_reads_no_draft_there(cast, live, source):
    edit(live.article, cast.editor, "Give more water.")
    words = page(signed_in(cast.chair).get(url(source))).words
    assert "1 Give water." in words
    assert "Statements 1, 2" in words
    assert "Give more water." not in words


def test_it_is_set_and_readers_are_told(cast, desk, live, source):
    response = desk.post(url(source), SET, follow=True)
    assert "Set, and written on the record of 1 article." in page(response).words
    assert stands(source) == "retracted"
    assert told(live.article)[-1] == "standing"
    assert "must not be relied on" in page(desk.get(f"/articles/{live.article.slug}/?for=clinician")).words
    assert record.verify().faults == []
    again = desk.post(url(source), SET)
    assert again.status_code == 409
    assert "stands as “Retracted” already" in page(again).words


WRONG = [
    ({"standing": "doubtful"}, "Select a valid choice"),
    ({"reason": " "}, "where is the notice"),
    ({"superseded_by": "10.5555/none"}, "No source here has this DOI"),
    ({"superseded_by": "new"}, "Several sources fit. Choose one of them below."),
    ({"superseded_by": "newest"}, "Only a superseded source has one that supersedes it: leave that empty."),
]


def newer_source(cast, title: str) -> Reference:
    value = a_reference(title, csl={"DOI": f"10.5555/{title}"})
    return editing.create_reference(value=value, by=cast.editor, at=NOON)


def test_what_is_wrong_is_said_and_nothing_is_lost(cast, desk, source):
    newer_source(cast, "newer"), newer_source(cast, "newest")
    for typed, said in WRONG:
        response = desk.post(url(source), SET | {"reason": "Kept as typed."} | typed)
        assert response.status_code == 422
        assert said in page(response).words
        assert ("Kept as typed." in page(response).html) == ("reason" not in typed)
    assert stands(source) == "current"


def test_of_several_that_fit_one_is_chosen(cast, desk, source):
    newer, _ = newer_source(cast, "newer"), newer_source(cast, "newest")
    typed = SET | {"standing": "superseded", "superseded_by": "new"}
    assert "The newest" in page(desk.post(url(source), typed)).words
    assert desk.post(url(source), typed | {"chosen": newer.pk}).status_code == 302
    assert Reference.objects.get(pk=source.pk).superseded_by == newer


def test_what_a_look_up_has_found_is_suggested(desk, source):
    shown = page(desk.get(url(source), {"standing": "concern", "reason": "Crossref: a notice."}))
    assert [one["value"] for one in shown.all("input", type="radio") if "checked" in one] == ["concern"]
    assert "Crossref: a notice." in shown.html


# A feed


def upload(client, content=None, **but):
    file = SimpleUploadedFile("feed.json", json.dumps(FEED).encode() if content is None else content)
    return client.post(reverse("desk-reference-retractions"), {"file": file} | but)


def test_a_feed_is_shown_before_anything_is_set(cast, desk, source):
    shown = page(upload(desk))
    assert "2 records were read. 0 works are not here." in shown.words
    assert "The trial Retracted Crossref: retraction, 10.5555/notice. It stands as: Current." in shown.words
    assert "Record 2: It says neither what it is an update to" in shown.words
    assert stands(source) == "current"
    [tick] = shown.all("input", name="notice")
    response = desk.post(reverse("desk-reference-retractions"), {"notice": [tick["value"]]}, follow=True)
    assert "The standing of 1 source is set." in page(response).words
    assert stands(source) == "retracted"
    assert "Nothing to set" in page(upload(desk)).words


def test_what_is_no_feed_gets_a_sentence(desk):
    given = {b"<feed/>": "This is not JSON", b" " * 5_000_001: "more than 5 MB", b"": "is empty"}
    for content, said in given.items():
        response = upload(desk, content)
        assert response.status_code == 422
        assert said in page(response).words


def test_a_tick_that_the_page_did_not_offer_sets_nothing(desk, source):
    response = desk.post(reverse("desk-reference-retractions"), {"notice": ["forged"]}, follow=True)
    assert "is not what this page had offered" in page(response).words
    assert stands(source) == "current"


# The command


def run(*args: str, **options) -> str:
    said = io.StringIO()
    call_command("set_standing", *args, stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def feed(tmp_path) -> str:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps({"message": {"items": FEED}}))
    return str(path)


def test_the_command_foresees_then_sets_then_has_nothing_to_do(cast, source, feed):
    said = run(feed, "--dry-run")
    assert "Would be retracted: The trial (Crossref: retraction, 10.5555/notice.)" in said
    assert stands(source) == "current"
    summary = json.loads(run(feed, "--json", "--as", "chair"))
    counts = {name: value if isinstance(value, int) else len(value) for name, value in summary.items()}
    assert counts == {
        "read": 2, "matched": 1, "changed": 1, "already": 0, "refused": 0, "not_here": 0, "unreadable": 1,
    }  # fmt: skip
    assert summary["changed"][0]["key"] == str(source.key)
    said = run(feed, "--as", "editor")
    assert "Record 2 was not read: It says neither" in said
    assert "Already retracted: The trial" in said
    assert said.endswith("2 records read, 1 sources matched: 0 set, 1 already so. Works not here: 0.\n")


def test_the_command_refuses_in_a_sentence(cast, feed, tmp_path):
    (tmp_path / "no-feed").write_text("<feed/>")
    refusals = {
        ("reviewer", feed): "Only editors and chairs",
        ("nobody", feed): "There is no account “nobody”.",
        ("editor", str(tmp_path / "no-feed")): "This is not JSON",
    }
    for (who, file), said in refusals.items():
        with pytest.raises(CommandError, match=said):
            run(file, "--as", who)


# The Desk's home


def home(desk) -> str:
    return page(desk.get(reverse("desk"))).words


LOST = "Sources that lost their standing"


def test_the_desk_lists_what_rests_on_a_source_until_it_is_signed_as_it_stands(cast, desk, live, source):
    assert LOST not in home(desk)
    set_retracted(source, cast)
    assert "The trial Retracted What readers have, and the draft" in home(desk)
    newer = newer_source(cast, "newer")
    editing.list_reference(article=live.article, reference=newer, by=cast.editor, at=NOON)
    for step in live.article.sections.get().steps.all():
        step.citations.update(reference=newer)
    assert "The trial Retracted What readers have; the draft no longer does" in home(desk)
    factories.approved(cast, live.article)
    assert LOST not in home(desk)


def test_a_correction_that_was_signed_is_no_task_any_more(cast, desk):
    article = factories.article(cast)
    source = article.references.get()
    workflow.set_standing(reference=source, standing=Standing.CORRECTED, by=cast.editor, at=NOON, reason="An erratum.")
    assert "The trial Corrected The draft" in home(desk)
    factories.approved(cast, article)
    assert LOST not in home(desk)


def test_the_list_takes_as_many_queries_for_3_articles_as_for_1(cast, desk, source):
    set_retracted(source, cast)
    count, _ = counted(lambda: desk.get(reverse("desk")))
    for _ in range(2):
        factories.article(cast)
    assert counted(lambda: desk.get(reverse("desk")))[0] == count
