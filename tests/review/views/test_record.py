"""The audit trail of an edition, and what everyone may verify of an article."""

import csv
import hashlib
import io
import json

import pytest
from django.conf import settings
from django.db import connection
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from guidance.models import Edition, immutability
from guidance.vocabularies import Standing
from review import audit, trail, workflow
from review.stages import Interests
from review.views import record as views
from tests import factories
from tests.cast import NOON
from tests.pages import counted, page, signed_in
from tests.review.acts import assign, declare, edit

pytestmark = pytest.mark.django_db

TRAILS = ("board-trail", "board-trail-csv", "board-trail-json")
every_trail = pytest.mark.parametrize("name", TRAILS)


def address(name: str, edition: Edition) -> str:
    return reverse(name, args=[edition.article.slug, edition.number])


def opened(user, name: str, edition: Edition):
    return signed_in(user).get(address(name, edition))


# Who reads a trail


@pytest.fixture
def judged(cast) -> Edition:
    """One reviewer has signed, one has not, one is recused, and one was released."""
    edition = factories.under_review(cast)
    declare(assign(cast, edition, cast.third_reviewer), Interests.DECLARED, "I advise the maker.")
    factories.sign(edition, cast.reviewer)
    return edition


OPEN_TO = {"reviewer", "chair"}
OVER_TO = OPEN_TO | {"second_reviewer", "third_reviewer", "editor", "second_editor"}


@every_trail
def test_who_reads_it_while_the_round_lasts(cast, judged, name):
    statuses = {who: opened(user, name, judged).status_code for who, user in cast.everyone().items() if user}
    assert {who for who, status in statuses.items() if status == 200} == OPEN_TO
    assert {statuses[who] for who in ("editor", "stranger", "superuser", "third_reviewer")} == {403}
    assert statuses["second_reviewer"] == 409
    assert opened(None, name, judged).headers["Location"].startswith("/accounts/login/")


@every_trail
def test_who_reads_it_once_the_round_is_over(cast, judged, name):
    factories.sign(judged, cast.second_reviewer)
    reads = {who for who, user in cast.everyone().items() if user and opened(user, name, judged).status_code == 200}
    assert reads == OVER_TO


def test_a_chair_who_reviews_it_reads_it_after_signing(cast):
    edition = factories.under_review(cast, None, cast.chair, cast.reviewer)
    assert opened(cast.chair, "board-trail", edition).status_code == 409
    factories.sign(edition, cast.chair)
    assert opened(cast.chair, "board-trail", edition).status_code == 200


@every_trail
def test_a_member_who_left_the_board_reads_it_no_more(cast, judged, name):
    cast.reviewer.groups.clear()
    assert opened(cast.reviewer, name, judged).status_code == 403


@every_trail
def test_no_trail_of_what_is_not_there(cast, judged, name):
    assert signed_in(cast.chair).get(reverse(name, args=[judged.article.slug, 9])).status_code == 404


@every_trail
def test_it_is_kept_nowhere(cast, judged, name):
    assert opened(cast.chair, name, judged).headers["Cache-Control"] == "private, no-store"


def test_the_board_s_page_of_an_edition_leads_to_it_where_it_opens(cast, judged):
    link = address("board-trail", judged)
    assert page(opened(cast.chair, "board-edition", judged)).all("a", href=link)
    assert not page(opened(cast.second_reviewer, "board-edition", judged)).all("a", href=link)


# What it says


def test_the_page_tells_every_event(cast, judged):
    shown = page(opened(cast.chair, "board-trail", judged))
    for event in judged.article.events.all():
        assert shown.all("tr", id=f"event-{event.position}")
        assert shown.all("code", title=event.hash)
    assert "I advise the maker." in shown.words
    assert "meanings: clinical; plain" in shown.words


def test_it_is_of_one_edition_only(cast):
    edition = factories.approved(cast)
    edit(edition.article, cast.editor)
    second = factories.submitted(cast, edition.article)
    told = json.loads(opened(cast.chair, "board-trail-json", second).content)
    assert [event["action"] for event in told["events"]] == ["submit"]
    assert (told["edition"], told["digest"], told["article"]) == (2, second.digest, str(edition.article.key))


def test_whoever_has_the_json_can_compute_each_hash(cast, judged):
    told = json.loads(opened(cast.chair, "board-trail-json", judged).content)
    previous = ""
    for event in told["events"]:
        digest = event.pop("hash")
        text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(text.encode()).hexdigest() == digest
        assert event["previous"] == previous
        previous = digest
    assert audit.head(judged.article) == (len(told["events"]), previous)


def table(user, edition: Edition) -> list[dict[str, str]]:
    text = opened(user, "board-trail-csv", edition).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_has_every_column_of_every_event(cast, judged):
    lines = table(cast.chair, judged)
    assert len(lines) == judged.article.events.count()
    for line, event in zip(lines, judged.article.events.order_by("position"), strict=True):
        whole = audit.hashed(event, judged.article) | {"hash": event.hash}
        assert set(line) == set(whole) == set(trail.COLUMNS)
        assert json.loads(line.pop("payload")) == whole.pop("payload")
        assert line == {name: str(value) for name, value in whole.items()}


def test_nothing_in_the_table_is_a_formula(cast):
    chair = type(cast.chair).objects.create_user("@SUM(1)")
    chair.groups.set(cast.chair.groups.all())
    edition = factories.submitted(cast)
    workflow.assign(edition=edition, reviewer=cast.reviewer, by=chair, at=NOON)
    assert [line["actor"] for line in table(cast.chair, edition)] == ["editor", "'@SUM(1)"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_a_cell_that_a_spreadsheet_would_run_is_only_text(text):
    assert trail.cell(text) == f"'{text}"


@pytest.mark.parametrize(("value", "cell"), [("a=1", "a=1"), ("", ""), (None, ""), (7, "7"), ("'=1", "'=1")])
def test_any_other_cell_is_as_it_was(value, cell):
    assert trail.cell(value) == cell


@every_trail
def test_a_trail_takes_the_same_queries_however_long(cast, judged, name):
    client, where = signed_in(cast.chair), address(name, judged)
    client.get(where)
    before, _ = counted(lambda: client.get(where))
    for number in range(9):
        workflow.comment(edition=judged, by=cast.chair, at=NOON, body=f"No. {number}")
    after, response = counted(lambda: client.get(where))
    assert before == after
    assert "No. 8" in response.content.decode()


def test_the_trail_asks_nothing_while_it_is_rendered(cast, judged):
    request = RequestFactory().get("/")
    request.user = cast.chair
    response = views.trail(request, judged.article.slug, judged.number)
    assert isinstance(response, TemplateResponse)
    assert counted(response.render)[0] == 0


# What everyone may verify


@pytest.fixture
def live(cast) -> Edition:
    return factories.approved(cast)


def verified(edition: Edition):
    return Client().get(reverse("article-verify", args=[edition.article.slug]))


def signed_text(edition: Edition):
    return Client().get(address("edition-document", edition))


def test_the_page_shows_what_there_is_to_verify(live):
    words = page(verified(live)).words
    position, digest = audit.head(live.article)
    for said in (
        "Yes: the fingerprint holds", live.digest, digest, f"Line{position}Hash", "Dr Reviewer, Neurologist",
        "Clinical accuracy", "Plain language", "2 March 2026", "No interests to declare", "signed this fingerprint",
        "No source has lost its standing", live.content.title,
    ):  # fmt: skip
        assert said in words


def test_the_article_leads_to_it(live):
    shown = page(Client().get(live.article.get_absolute_url()))
    assert shown.all("a", href=reverse("article-verify", args=[live.article.slug]))


def test_what_was_never_approved_leads_nowhere(cast, settings):
    settings.LEUKO_SHOW_UNREVIEWED = True
    edition = factories.under_review(cast)
    assert "verify" not in Client().get(edition.article.get_absolute_url()).content.decode()
    assert verified(edition).status_code == signed_text(edition).status_code == 404


def test_an_edition_before_the_board_is_verified_by_nobody(cast, live):
    edit(live.article, cast.editor, "Give a secret.")
    second = factories.submitted(cast, live.article)
    assert f"Edition {live.number} " in page(verified(live)).words
    assert second.digest not in verified(live).content.decode()
    assert signed_text(second).status_code == 404


def test_a_retired_article_can_still_be_verified(cast, live):
    workflow.retire(edition=live, by=cast.chair, at=NOON, reason="Old.")
    assert "· retired" in page(verified(live)).words
    assert signed_text(live).status_code == 200


@pytest.mark.parametrize("change", ["document", "digest", "both"])
def test_a_text_that_was_changed_does_not_hold(live, change):
    immutability.drop_triggers(connection)
    text = live.document.replace("Give water.", "Give poison.")
    changes = {"document": text, "digest": hashlib.sha256(text.encode()).hexdigest()}
    Edition.objects.filter(pk=live.pk).update(**(changes if change == "both" else {change: changes[change]}))
    words = page(verified(live)).words
    assert "No: the fingerprint does not hold" in words
    assert "Yes" not in words
    assert ("signed another fingerprint" in words) is (change != "document")


def test_a_text_that_is_no_document_any_more_does_not_hold(live):
    immutability.drop_triggers(connection)
    Edition.objects.filter(pk=live.pk).update(document="{")
    assert "No: the fingerprint does not hold" in page(verified(live)).words


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.CURRENT])
def test_a_source_that_lost_its_standing_since_is_named(cast, live, standing):
    (source,) = live.references.all()
    workflow.set_standing(reference=source, standing=standing, by=cast.editor, at=NOON, reason="So they say.")
    words = page(verified(live)).words
    assert f"{source.title}: {standing.label} (when signed: Current)" in words
    assert "No source has lost" not in words


def test_the_download_is_byte_for_byte_what_was_signed(live):
    response = signed_text(live)
    assert hashlib.sha256(response.content).hexdigest() == live.digest
    assert response.headers["Content-Type"] == "application/json"
    assert page(verified(live)).all("a", href=address("edition-document", live))


@pytest.mark.parametrize("read", [verified, signed_text])
def test_anyone_may_keep_it_for_a_minute(live, read):
    response = read(live)
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Vary" not in response.headers
    assert not response.cookies


def test_verifying_takes_four_queries_and_none_while_rendering(cast, live):
    request = RequestFactory().get("/")
    assert settings.SESSION_COOKIE_NAME not in request.COOKIES
    before, response = counted(lambda: views.verify(request, live.article.slug))
    assert before == 4
    assert counted(response.render)[0] == 0
    for _ in range(3):
        workflow.warn(edition=live, by=cast.chair, at=NOON, warning=live.article.warning)
    assert counted(lambda: views.verify(request, live.article.slug).render())[0] == 4


def test_nobody_is_given_another_user_name(cast):
    """The record calls people by it."""
    client = signed_in(cast.superuser)
    shown = page(client.get(reverse("admin:auth_user_change", args=[cast.reviewer.pk])))
    assert not shown.all("input", name="username")
    assert page(client.get(reverse("admin:auth_user_add"))).all("input", name="username")
