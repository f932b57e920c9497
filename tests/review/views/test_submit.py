"""Submitting from the Desk."""

import pytest
from django.urls import reverse

from guidance.models import Edition
from tests import factories
from tests.guidance import drafts
from tests.guidance.documents import a_document, a_step
from tests.pages import page, signed_in
from tests.review.acts import edit, note

pytestmark = pytest.mark.django_db


def url(article) -> str:
    return reverse("desk-submit", args=[article.slug])


def submit(cast, article, **data):
    return signed_in(cast.editor).post(url(article), {"digest": factories.digest(article)} | data)


def button(shown) -> dict[str, str]:
    return shown.all("button", **{"class": "button-primary"})[0]


def test_the_draft_goes_to_the_board(cast):
    article = factories.article(cast)
    shown = page(signed_in(cast.editor).get(url(article)))
    assert "disabled" not in button(shown)
    assert shown.all("input", name="digest", value=factories.digest(article))
    assert submit(cast, article, message="Look at step 2.")["Location"] == reverse("desk-article", args=[article.slug])
    assert Edition.objects.get().message == "Look at step 2."


def test_what_stands_in_the_way_is_named_with_its_step(cast):
    article = drafts.an_article(cast)
    shown = page(signed_in(cast.editor).get(url(article)))
    assert "disabled" in button(shown)
    assert "errors stand in the way. Each is listed with its step." in shown.words
    assert shown.all("a", href=f"/desk/articles/{article.slug}/#step-{drafts.step(article).key}")
    response = submit(cast, article, message="Kept.")
    assert response.status_code == 422
    assert "Kept." in page(response).words
    assert not Edition.objects.exists()


def test_only_the_draft_that_was_read_is_submitted(cast):
    article = factories.article(cast)
    digest = factories.digest(article)
    edit(article, cast.second_editor)
    response = signed_in(cast.editor).post(url(article), {"digest": digest, "message": "Kept."})
    assert response.status_code == 409
    assert "The draft has changed since you opened this page." in page(response).words
    assert "Kept." in page(response).words
    again = {"digest": response.context["form"]["digest"].value()}
    assert signed_in(cast.editor).post(url(article), again).status_code == 302


def test_one_edition_at_a_time(cast):
    article = factories.submitted(cast).article
    why = "An edition of this article is before the board already."
    shown = page(signed_in(cast.editor).get(url(article)))
    assert "disabled" in button(shown)
    assert why in shown.words
    response = submit(cast, article, message="Kept.")
    assert response.status_code == 409
    assert why in page(response).words
    assert "Kept." in page(response).words


@pytest.mark.parametrize("noted", [False, True])
def test_the_same_text_is_submitted_as_still_right(cast, noted):
    """Also where approval has cleared the note that said what was new."""
    article = factories.article(cast)
    if noted:
        article = note(article, cast.editor, "The first edition.")
    article = factories.approved(cast, article).article
    shown = page(signed_in(cast.editor).get(url(article)))
    assert shown.all("input", name="reaffirms")
    assert "disabled" not in button(shown)
    refused = submit(cast, article, message="Kept.")
    assert refused.status_code == 422
    assert "This is the text readers have already." in page(refused).words
    assert submit(cast, article, reaffirms="on").status_code == 302
    assert Edition.objects.get(number=2).reaffirms


def test_a_new_text_cannot_be_called_the_same(cast):
    article = factories.approved(cast).article
    edit(article, cast.editor)
    shown = page(signed_in(cast.editor).get(url(article)))
    assert not shown.all("input", name="reaffirms")
    assert "disabled" not in button(shown)


@pytest.mark.parametrize("name", ["reviewer", "chair", "stranger", "superuser"])
def test_only_editors_submit(cast, name):
    article = factories.article(cast)
    client = signed_in(getattr(cast, name))
    assert client.get(url(article)).status_code == 403
    assert client.post(url(article), {"digest": factories.digest(article)}).status_code == 403


def test_welcome_leads_each_to_their_work(cast):
    leads = {name: signed_in(user).get("/accounts/welcome/")["Location"] for name, user in cast.everyone().items()}
    assert leads == {
        "anonymous": "/accounts/login/?next=/accounts/welcome/",
        "editor": "/desk/",
        "second_editor": "/desk/",
        "reviewer": "/board/",
        "second_reviewer": "/board/",
        "third_reviewer": "/board/",
        "chair": "/board/",
        "stranger": "/",
        "superuser": "/",
    }


def test_what_came_back_is_on_top_of_the_desk_with_its_reason(cast):
    edition = factories.under_review(cast, factories.article(cast, a_document(a_step("Give water."))))
    signed_in(cast.reviewer).post(
        reverse("board-send-back", args=[edition.article.slug, 1]), {"send_back-reason": "Say how much."}
    )
    shown = page(signed_in(cast.editor).get("/desk/")).words
    assert "Say how much." in shown
    assert "Returned" in shown
