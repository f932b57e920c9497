"""The feed of what is approved, which anyone may keep."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from guidance.documents import Wording
from review import audit, workflow
from tests import factories
from tests.cast import later
from tests.pages import counted
from tests.review.acts import edit, note

pytestmark = pytest.mark.django_db

ATOM, RECORD = "{http://www.w3.org/2005/Atom}", "{urn:leuko:record:1}"
SUMMARY = Wording.of("Give <b>water</b>.", "Drink water.")


def entries(query: str = "") -> list[ET.Element]:
    response = Client().get(f"/feed/{query}")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content).findall(f"{ATOM}entry")


def test_it_holds_what_is_live_with_the_head_of_the_record(cast):
    live = factories.approved(cast, factories.article(cast, factories.sound_document(summary=SUMMARY)))
    factories.under_review(cast, factories.article(cast, factories.sound_document("Is this a secret?")))
    edit(live.article, cast.editor)
    factories.submitted(cast, live.article)
    [entry] = entries()
    position, head = audit.head(live.article)
    assert position > 1
    assert entry.find(f"{RECORD}head").attrib == {"position": str(position)}
    assert entry.find(f"{RECORD}head").text == head
    assert entry.find(f"{RECORD}digest").text == live.digest
    assert entry.find(f"{ATOM}title").text == live.content.title


def test_it_speaks_one_wording(cast):
    factories.approved(cast, factories.article(cast, factories.sound_document(summary=SUMMARY)))
    for query, said in (
        ("", "Give <b>water</b>."),
        ("?for=clinician", "Give <b>water</b>."),
        ("?for=lay", "Drink water."),
    ):
        [entry] = entries(query)
        assert entry.find(f"{ATOM}summary").text == said
        audience = query.removeprefix("?for=") or "clinician"
        assert entry.find(f"{ATOM}link").attrib["href"].endswith(f"?for={audience}")


def test_what_is_new_and_what_is_warned_of_is_told(cast):
    first = factories.approved(cast, factories.article(cast, factories.sound_document(summary=SUMMARY)))
    edit(first.article, cast.editor)
    live = factories.approved(cast, note(first.article, cast.editor, "A trial came out."))
    text = Wording.of("The tablets are recalled.", "The tablets are called back.")
    workflow.warn(edition=live, by=cast.chair, at=later(), warning=text)
    factories.approved(cast)
    [warned, other] = entries("?for=lay")
    assert warned.find(f"{ATOM}updated").text == "2026-03-02T12:01:00+00:00"
    assert other.find(f"{ATOM}updated").text == "2026-03-02T12:00:00+00:00"
    assert warned.find(f"{ATOM}summary").text.split("\n\n") == [
        "Warning: The tablets are called back.",
        "Drink water.",
        "What is new: In plain words: A trial came out.",
    ]


def test_what_is_retired_is_told_until_something_newer_is_approved(cast):
    edition = factories.approved(cast)
    was = entries()[0].find(f"{ATOM}id").text
    workflow.retire(edition=edition, by=cast.chair, at=later(), reason="A trial says otherwise.")
    [entry] = entries()
    assert (entry.find(f"{ATOM}id").text, entry.find(f"{ATOM}updated").text[:16]) == (was, "2026-03-02T12:01")
    assert entry.find(f"{ATOM}title").text == "Retired: How is a sound article treated?"
    assert entry.find(f"{ATOM}summary").text == "A trial says otherwise."
    edit(edition.article, cast.editor)
    newer = factories.approved(cast, edition.article)
    assert [entry.find(f"{RECORD}digest").text for entry in entries()] == [newer.digest]


def test_it_takes_1_query_however_much_there_is(cast):
    for _ in range(3):
        factories.approved(cast)
    count, response = counted(lambda: Client().get("/feed/"))
    assert (count, response["Cache-Control"]) == (1, "public, max-age=60")
