"""A preview is the very page that readers will meet, and nobody else's to see or keep."""

import re

import pytest
from django.urls import reverse

from guidance.models import Article
from tests import factories
from tests.guidance.drafts import everything
from tests.pages import page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def text(response) -> str:
    """The article's text as it is sent: from the bottom line to the disclaimer; without the links that report a
    problem, for nobody reports one of a draft.
    """
    html = response.content.decode().split('<div class="article-text">')[1]
    html = html.split('<div class="article-ask">')[0]
    html = html.split('<aside class="article-margin"')[0].split("</article>")[0].strip()
    return re.sub(r'<a class="step-report".*?</a>', "", html)


def preview(client, article: Article, audience: str):
    return client.get(reverse("desk-preview", args=[article.slug]), {"for": audience})


@pytest.mark.parametrize("audience", ["clinician", "lay"])
def test_the_text_is_to_the_letter_what_readers_meet(cast, client, audience):
    article, desk = factories.article(cast), signed_in(cast.editor)
    previewed = preview(desk, article, audience)
    factories.approved(cast, article)
    read = client.get(article.get_absolute_url(), {"for": audience})
    assert text(previewed) == text(read)
    assert len(text(read)) > 1000
    styles = [page(answer).all("link", rel="stylesheet") for answer in (previewed, read)]
    assert styles[0] == styles[1]


def test_a_preview_says_what_it_is_and_is_kept_nowhere(cast):
    answer = preview(signed_in(cast.editor), factories.article(cast, everything()), "lay")
    shown = page(answer)
    assert "Preview of the draft" in shown.words
    assert {link["href"] for link in shown.all("a", href="?for=")} == {"?for=clinician"}
    assert shown.all("meta", name="robots", content="noindex")
    assert answer["Cache-Control"] == "private, no-store"
