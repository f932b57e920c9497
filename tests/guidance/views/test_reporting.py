"""A reader reports a problem with a step: of what readers may read, without an account, and naming nobody."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from guidance import feedback
from guidance.audiences import Audience
from guidance.forms.reports import Stamp
from guidance.models import Edition, Report
from guidance.rules import NotAllowed
from guidance.views import reporting
from tests import factories
from tests.pages import page

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

WRONG = "The number is wrong."


@pytest.fixture
def edition(cast) -> Edition:
    return factories.approved(cast)


def address(edition: Edition, audience: str = "lay") -> str:
    key = next(edition.content.steps()).key
    return reverse("report", args=[edition.article.slug, key]) + f"?for={audience}"


def stamped(edition: Edition, **ago) -> str:
    return str(Stamp(edition.number, timezone.now() - timedelta(**(ago or {"minutes": 1}))))


def send(edition: Edition, **said):
    sent = {"text": WRONG, "address": "", "website": "", "stamp": stamped(edition)} | said
    return Client().post(address(edition), sent)


def test_the_page_names_and_quotes_the_step_in_the_readers_wording(edition):
    response = Client().get(address(edition))
    words = page(response).words
    assert "Drink water." in words
    assert "Give water." not in words
    assert f"Step 1 of “{edition.content.title}”, edition 1" in words
    assert response["Cache-Control"] == "private, no-store"
    assert "sessionid" not in response.cookies


def test_every_step_of_the_article_leads_to_its_own(edition):
    audience = "clinician"
    shown = page(Client().get(reverse("article", args=[edition.article.slug]) + f"?for={audience}"))
    led_to = [link["href"] for link in shown.all("a", rel="nofollow")]
    steps = [step.key for step in edition.content.steps()]
    base = reverse("article", args=[edition.article.slug])
    assert led_to == [f"{base}steps/{key}/report/?for={audience}" for key in steps]
    assert all(Client().get(one).status_code == 200 for one in led_to)


def test_what_is_sent_is_kept_and_thanked_for(edition):
    response = send(edition, text=f"  {WRONG}\r\n", address="reader@example.org")
    row = Report.objects.get()
    assert (row.article, row.edition_number, str(row.step_key)) == (
        edition.article,
        1,
        next(edition.content.steps()).key,
    )
    assert (row.text, row.address, row.audience, row.stage) == (WRONG, "reader@example.org", "lay", "open")
    assert "Thank you" in page(Client().get(response["Location"])).words
    assert "sessionid" not in response.cookies
    assert send(edition, address="reader@example.org").status_code == 302  # pressed twice
    assert Report.objects.count() == 1


# By what is sent: what is said to it. All that was typed stays.
REFUSED = [
    ({"text": " "}, "Write what is wrong."),
    ({"text": "x" * 2001}, "at most 2000 characters"),
    ({"text": "My name is Ann Bell, born 3 April 1981."}, "a name (“Ann Bell”), a date of birth (“3 April 1981”)"),
    ({"address": "nowhere"}, "Enter a valid email address."),
    ({"website": "https://example.org"}, "Leave this empty"),
    ({"stamp": ""}, "This page was open for long."),
    ({"stamp": "[1,2]:forged"}, "This page was open for long."),
]


def test_what_will_not_do_is_said_and_nothing_is_lost(edition):
    for said, sentence in REFUSED:
        response = send(edition, **said)
        shown = page(response)
        assert response.status_code == 422, said
        assert sentence in shown.words, said
        assert said.get("text", WRONG).strip() in shown.words
    assert not Report.objects.exists()


def test_nothing_that_says_who_somebody_is_is_kept_whoever_calls(edition):
    step = UUID(next(edition.content.steps()).key)
    for text in (" ", "My name is Ann."):
        with pytest.raises(NotAllowed):
            feedback.report(edition=edition, step=step, audience=Audience.LAY, text=text, at=timezone.now())


def test_a_program_is_too_quick_and_a_person_presses_again(edition):
    stamp = stamped(edition, seconds=2)
    response = send(edition, stamp=stamp)
    assert "That was very quick." in page(response).words
    assert page(response).all("input", name="stamp")[0]["value"] == stamp


def test_who_must_mend_something_is_not_called_quick(edition):
    assert "very quick" not in page(send(edition, stamp=stamped(edition, seconds=0), text="")).words


def test_a_page_left_open_is_given_a_new_stamp(edition):
    old = stamped(edition, hours=25)
    again = page(send(edition, stamp=old)).all("input", name="stamp")[0]["value"]
    assert Stamp.read(again).edition == edition.number
    assert again != old


def test_too_many_are_refused_for_a_while_with_what_was_typed(edition):
    texts = [f"{WRONG} {n}" for n in range(reporting.LIMIT.most + 1)]
    *before, last = [send(edition, text=text) for text in texts]
    assert {response.status_code for response in before} == {302}
    assert last.status_code == 429
    assert 0 < int(last["Retry-After"]) <= 3600
    assert texts[-1] in page(last).words
    assert Report.objects.count() == reporting.LIMIT.most


# What is not public cannot be reported on


def test_what_no_board_approved_is_reported_on_only_where_readers_are_shown_it(cast):
    edition = factories.submitted(cast)
    assert {Client().get(address(edition)).status_code, send(edition).status_code} == {404}
    with override_settings(LEUKO_SHOW_UNREVIEWED=True):
        assert Client().get(address(edition)).status_code == 200
        assert send(edition).status_code == 302


def test_a_page_that_was_read_before_a_newer_edition_came_still_sends(cast, edition):
    Edition.objects.filter(pk=edition.pk).update(stage="superseded", closed_at=timezone.now())
    assert Client().get(address(edition)).status_code == 404
    assert send(edition).status_code == 302


def test_no_stamp_opens_what_was_never_approved(cast, edition):
    second = factories.submitted(cast, edition.article, reaffirms=True)
    assert send(edition, stamp=stamped(second)).status_code == 404


def test_a_step_that_is_not_there_is_not_found(edition):
    key = "00000000-0000-4000-8000-000000000000"
    for slug in ("nowhere", edition.article.slug):
        assert Client().get(reverse("report", args=[slug, key])).status_code == 404
