"""The whole way once: a pasted page becomes guidance that the board has signed and readers read."""

import pytest
from django.test import Client

from guidance.models import Article, Edition
from tests.cast import PASSWORD
from tests.pages import form_of, page, signed_in

pytestmark = pytest.mark.django_db

PAGE = """What is done about a broken widget?

First steps

• Turn it off at once. [1]
• Call its maker, who knows it best. [2, 3]

References

1. The mender's guideline. Widget Society, 2021.
2. A trial of widgets. Journal of Widgets, 2020."""

DESK, BOARD = "/desk/articles/what-is-done-about-a-broken-widget/", "/board/what-is-done-about-a-broken-widget/1/"
SIGNED = {"meanings": ["clinical", "plain"], "password": PASSWORD, "check_0": "on", "check_1": "on", "check_2": "on"}


def test_from_a_pasted_page_to_both_readers(cast):
    editor, chair = signed_in(cast.editor), signed_in(cast.chair)
    assert editor.post("/desk/articles/paste/", {"text": PAGE})["Location"] == DESK
    refused = page(submit(editor)).words
    assert "3" in refused
    assert "in the way" in refused
    mend(editor)
    assert submit(editor)["Location"] == DESK
    for user in (cast.reviewer, cast.second_reviewer):
        assert chair.post(f"{BOARD}assign/", {"reviewer": user.pk}).status_code == 302
    for user in (cast.reviewer, cast.second_reviewer):
        review(signed_in(user))
    assert Edition.objects.get().stage == "approved"
    clinician, lay = (page(read(audience)).words for audience in ("clinician", "lay"))
    assert "Turn it off at once." in clinician
    assert "Press the red button." in lay
    assert "Turn it off at once." not in lay
    assert "Dr Reviewer and Dr Second Reviewer" in lay


def submit(editor):
    return editor.post(f"{DESK}submit/", form_of(editor, f"{DESK}submit/"))


def mend(editor) -> None:
    """The marker that points at nothing goes; both statements are said again in plain words."""
    editor.post(f"{DESK}citations/settle/", {"marker": "3"})
    first, second = Article.objects.get().sections.get().steps.all()
    for step, lay in ((first, "Press the red button."), (second, "Ring up whoever made it.")):
        address = f"{DESK}steps/{step.key}/"
        typed = form_of(editor, address) | {"text_lay": lay, "action": "start"}
        assert editor.post(address, typed).status_code == 302


def review(client) -> None:
    client.post(f"{BOARD}declare/", {"interests": "none"})
    shown = client.get(BOARD)
    assert "Press the red button." in page(shown).words
    digest = shown.context["sign_form"]["digest"].value()
    assert client.post(f"{BOARD}sign/", SIGNED | {"digest": digest}).status_code == 302


def read(audience: str):
    return Client().post("/audience/", {"audience": audience, "next": address()}, follow=True)


def address() -> str:
    return Article.objects.get().get_absolute_url()
