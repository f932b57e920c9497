"""What was typed outlives the session it was typed in."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from guidance.models import Section
from tests.guidance import drafts
from tests.pages import form_of, page, signed_in

pytestmark = pytest.mark.django_db
KEPT = {"X-Keeping": "1"}


@pytest.fixture
def address(cast) -> str:
    article = drafts.an_article(cast)
    return reverse("desk-section", args=[article.slug, drafts.section(article).pk])


@pytest.mark.parametrize("headers", [{}, KEPT, {"HX-Request": "true"}])
def test_after_the_session_what_was_typed_comes_back_to_be_copied(address, headers):
    typed = {"heading_clinician": "Two\nlines <b>", "kind": "treatment", "csrfmiddlewaretoken": "secret"}
    response = Client().post(address, typed, headers=headers)
    assert response.status_code == 401
    assert "no-store" in response["Cache-Control"]
    shown = page(response)
    assert "Two\nlines <b>" in "".join(shown.texts)
    assert "secret" not in shown.html
    assert shown.all("textarea", readonly="")
    assert shown.all("a", href=f"{reverse('login')}?next={address}", target="_blank")


def test_a_press_that_says_nothing_leads_to_the_sign_in_page(address):
    assert Client().post(address).status_code == 302
    assert Client().post(address, headers=KEPT).status_code == 401


def test_no_page_to_sign_in_on_is_put_into_the_one_that_is_open(address):
    assert Client().get(address).status_code == 302
    assert Client().get(address, headers={"HX-Request": "true"}).status_code == 401


def test_the_script_is_told_that_a_save_went_through_and_where_to_go_on(cast, address):
    desk = signed_in(cast.editor)
    mine = form_of(desk, address) | {"heading_lay": "In plain words"}
    response = desk.post(address, mine, headers=KEPT)
    assert (response.status_code, response.content) == (204, b"")
    assert address.startswith(response["X-Saved"])
    assert desk.post(address, {"heading_clinician": ""}, headers=KEPT).status_code == 200  # refused: the form again


@pytest.mark.parametrize(("headers", "answers"), [({}, "X-Saved"), ({"HX-Request": "true"}, "HX-Refresh")])
def test_a_new_thing_whose_answer_was_lost_is_made_once(cast, address, headers, answers):
    desk, new = signed_in(cast.editor), f"{address.rpartition('sections/')[0]}sections/add/"
    sent = form_of(desk, new) | {"heading_clinician": "Once", "kind": "treatment"}
    for name, number in (("a-name", 1), ("a-name", 1), ("another", 2)):
        desk.post(new, sent, headers={"X-Keeping": name} | headers)
        assert Section.objects.filter(heading_clinician="Once").count() == number
    assert desk.post(new, sent, headers={"X-Keeping": name} | headers)[answers]


def test_of_somebody_not_signed_in_no_sending_is_remembered():
    Client().post("/audience/", {"audience": "lay"}, headers={"X-Keeping": "a-name"})
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("origin", "is_shown"), [("http://testserver", True), ("http://elsewhere.test", False), ("null", False)]
)
def test_a_form_from_before_signing_in_again_shows_what_was_typed_unless_another_site_sent_it(
    address, origin, is_shown
):
    response = Client(enforce_csrf_checks=True).post(address, {"heading_clinician": "Mine"}, headers={"Origin": origin})
    assert response.status_code == 403
    assert ("Mine" in page(response).texts) is is_shown


def test_readers_get_no_script_and_a_board_member_who_writes_nothing_none(cast):
    for client, is_there in ((Client(), False), (signed_in(cast.reviewer), False), (signed_in(cast.editor), True)):
        scripts = page(client.get("/articles/")).all("script", src="js/keeping.js")
        assert bool(scripts) is is_there
