"""What no page of ours would send is answered, and nothing of it reaches the database."""

import pytest
from django.test import Client
from django.urls import reverse

from guidance import editing
from guidance.documents import Term
from guidance.models import Step
from tests import factories
from tests.cast import NOON
from tests.guidance.documents import a_reference
from tests.pages import signed_in

pytestmark = pytest.mark.django_db

NUL, HUGE = "\0", "9" * 5000  # PostgreSQL stores no NUL, and Python reads no number of so many digits


@pytest.fixture
def desk(cast):
    """Posts to a page of an article that was approved, by its name; the status of the answer."""
    slug, client = factories.approved(cast).article.slug, signed_in(cast.editor)

    def post(name: str, data: dict[str, str], **parts) -> int:
        wanted = parts if "reference" in name or "term" in name else {"slug": slug} | parts
        return client.post(reverse(name, kwargs=wanted), data).status_code

    return post


def test_a_nul_is_no_topic():
    assert Client().get("/search/", {"q": "water", "topic": NUL}).status_code == 200


def test_nobody_has_a_name_of_a_hundred_thousand_letters(cast):
    for address in (reverse("login"), "/admin/login/"):
        sent = {"login": "a" * 100_000, "username": "a" * 100_000, "password": "a word"}
        assert Client().post(address, sent).status_code == 200


def test_a_nul_is_no_marker_and_no_source_and_a_hundred_thousand_letters_are_none(cast, desk):
    source = editing.create_reference(value=a_reference(), by=cast.editor, at=NOON)
    newer = {"standing": "superseded", "reason": "A newer one.", "superseded_by": f"a{NUL}b"}
    assert desk("desk-settle", {"marker": NUL}) == 302
    assert desk("desk-reference-standing", newer, key=source.key) == 422
    assert desk("desk-reference-standing", newer | {"superseded_by": "a" * 100_000}, key=source.key) == 422


def test_a_number_of_thousands_of_digits_is_none(cast, desk):
    term = editing.create_term(value=Term("", "zebra"), by=cast.editor, at=NOON)
    step = Step.objects.first()
    line = {"kind": "step", "line": step.history.first().history_id}
    assert desk("desk-restore", {"revision": HUGE}, **line) == 409
    assert desk("desk-term-delete", {"revision": HUGE}, term=term.key) == 409
    assert desk("desk-step-delete", {"sub_steps": HUGE}, key=step.key) == 302


def test_a_field_of_no_form_and_an_address_that_is_none_stop_nobody(cast):
    edition = factories.under_review(cast)
    client, args = signed_in(cast.reviewer), [edition.article.slug, edition.number]
    assert client.post(reverse("board-sign", args=args), {"mail_code": "1", "edition": "2"}).status_code == 200
    said = client.post(reverse("board-comment", args=args), {"body": "A word."}, headers={"Referer": "http://["})
    assert said.status_code == 302
    assert edition.comments.count() == 1
