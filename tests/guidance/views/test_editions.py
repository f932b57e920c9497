"""The editions readers have or had, and what changed between them."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from guidance.models import Edition
from guidance.views import editions
from review import workflow
from tests import factories
from tests.cast import NOON
from tests.pages import counted, page
from tests.review.acts import edit, note

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def revised(cast) -> Edition:
    """The second edition of an article, approved; the third is under review."""
    article = factories.approved(cast).article
    edit(article, cast.editor, "Give more water.")
    edition = factories.approved(cast, note(article, cast.editor, "More water."))
    edit(article, cast.editor, "Give zqtext.")
    factories.under_review(cast, article)
    return edition


def get(name: str, edition: Edition, number: int | None = None, query: str = "for=clinician"):
    numbers = [] if number is None else [number]
    return Client().get(reverse(name, args=[edition.article.slug, *numbers]) + f"?{query}")


def test_all_that_was_approved_is_listed_and_nothing_else(cast):
    edition = revised(cast)
    response = get("article-editions", edition)
    shown = page(response)
    links = [link["href"].partition("/editions/")[2] for link in shown.all("a", href="/editions/")]
    assert links == ["2/", "2/changes/", "2.json", "1/", "1.json"]
    assert "More water." in shown.words
    assert "In plain words" not in shown.words
    assert "In plain words: More water." in page(get("article-editions", edition, query="for=lay")).words
    assert "Signed by Dr Reviewer and Dr Second Reviewer." in shown.words
    assert response["Cache-Control"] == "public, max-age=60"
    assert get("article-editions", edition, query="")["Cache-Control"] == "private, no-cache"
    # and on the article itself
    shown = page(Client().get(f"{edition.article.get_absolute_url()}?for=lay"))
    assert "What changed In plain words: More water." in shown.words
    assert shown.all("a", href="/editions/2/changes/?for=lay")
    offers = {attrs["data-seen"]: attrs for name, attrs in shown.elements if "data-seen" in attrs}
    assert {name: one["data-edition"] for name, one in offers.items()} == {"changed": "2", "offered": "2", "kept": "2"}
    assert all("hidden" in one for one in offers.values())


def test_an_earlier_edition_is_read_under_a_notice_and_what_was_never_approved_is_not(cast, settings):
    settings.LEUKO_SHOW_UNREVIEWED = True
    edition = revised(cast)
    earlier, live = (page(get("article-edition", edition, number)) for number in (1, 2))
    assert "Give water." in earlier.words
    assert "An earlier edition" in earlier.words
    assert earlier.all("a", href=edition.article.get_absolute_url())
    assert earlier.all("meta", name="robots", content="noindex")
    assert "Give more water." in live.words
    assert "An earlier edition" not in live.words
    assert not live.all("meta", name="robots")
    for name in ("article-edition", "article-changes"):
        for number in (0, 3, 4):
            response = get(name, edition, number)
            assert response.status_code == 404
            assert "zqtext" not in response.content.decode()


def test_what_changed_is_said_in_the_readers_words_in_few_queries(cast):
    edition = revised(cast)
    clinician, lay = (page(get("article-changes", edition, 2, f"for={one}")).words for one in ("clinician", "lay"))
    assert "Give inserted: more end of insertion water." in clinician
    assert "Drink" not in clinician
    assert "In plain words: Give more" in lay
    assert "removed: Drink" in lay
    assert "1 statement changed" in clinician
    slug, counts = edition.article.slug, {}
    for view, *args in ((editions.editions,), (editions.edition, 1), (editions.changes, 2)):
        viewed, response = counted(lambda: view(RequestFactory().get("/?for=lay"), slug, *args))  # noqa: B023
        rendered, _ = counted(response.render)
        counts[view.__name__] = (viewed, rendered)
    assert counts == {"editions": (2, 0), "edition": (5, 0), "changes": (2, 0)}


def test_a_reader_who_was_here_long_ago_sees_all_that_changed_since(cast):
    article = factories.approved(cast).article
    for text in ("Give more water.", "Give much more water."):
        edit(article, cast.editor, text)
        edition = factories.approved(cast, article)
    said = {"1": 1, "2": 2, "3": 2, "x": 2, "9" * 30: 2, "": 2}
    for since, earlier in said.items():
        words = page(get("article-changes", edition, 3, f"for=clinician&since={since}")).words
        assert f"From edition {earlier} to edition 3" in words
        assert ("inserted: much more" in words) is (earlier == 1)
    assert "all of it is new" in page(get("article-changes", edition, 1)).words


def test_a_text_found_still_right_has_no_changes(cast):
    article = factories.approved(cast).article
    edition = factories.submitted(cast, article, reaffirms=True)
    for assignment in factories.assigned(cast, edition):
        workflow.declare(assignment=assignment, by=assignment.reviewer, at=NOON, interests=factories.Interests.NONE)
    for by in (cast.reviewer, cast.second_reviewer):
        factories.sign(edition, by)
    assert "found it still right" in page(get("article-changes", edition, 2)).words
    shown = page(get("article-editions", edition))
    assert "found it still right" in shown.words
    assert not shown.all("a", href="/changes/")


def test_a_retired_article_keeps_its_editions_and_says_that_it_is_retired(cast):
    edition = factories.approved(cast)
    workflow.retire(edition=edition, by=cast.chair, at=NOON, reason="A trial says otherwise.")
    for response in (get("article-editions", edition), get("article-edition", edition, 1)):
        assert response.status_code == 200
        assert "This article has been retired" in page(response).words
        assert "A trial says otherwise." in page(response).words
