"""A draft is thrown away to what readers have, once what will be lost was seen."""

import pytest
from django.urls import reverse

from guidance import editing, queries
from guidance.models import Step
from tests import factories
from tests.cast import later
from tests.pages import page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def live(cast):
    edition = factories.approved(cast, factories.article(cast))
    row = Step.objects.filter(section__article=edition.article).first()
    text = row.text.rewritten(f"{row.text.clinician} Never give 5 mg.", row.text.lay)
    editing.change_step(step=row, by=cast.editor, at=later(), revision=row.revision, changes={"text": text})
    return edition


def sent(client, edition) -> dict[str, str]:
    fields = page(client.get(reverse("desk-reset", args=[edition.article.slug]))).all("input", type="hidden")
    return {field["name"]: field["value"] for field in fields if field["name"] in ("digest", "edition")}


def test_what_will_be_lost_is_shown_before_it_is(cast, live):
    client, address = signed_in(cast.editor), reverse("desk-reset", args=[live.article.slug])
    assert address in {link["href"] for link in page(client.get(f"/desk/articles/{live.article.slug}/")).all("a")}
    words = page(client.get(address)).words
    assert "inserted: Never give 5 mg." in words
    assert "that matter" in words
    answer = client.post(address, sent(client, live))
    assert answer.url == reverse("desk-article", args=[live.article.slug])
    assert queries.draft(live.article).sections == live.content.sections
    assert "Nothing: the draft says what readers have" in page(client.get(address)).words


def test_a_draft_that_has_changed_since_is_not_thrown_away(cast, live):
    client, address = signed_in(cast.editor), reverse("desk-reset", args=[live.article.slug])
    shown = sent(client, live)
    editing.add_section(article=live.article, heading=live.content.summary, by=cast.second_editor, at=later(2))
    answer = client.post(address, shown)
    assert answer.status_code == 409
    assert "changed since this page was opened" in page(answer).words
    assert queries.draft(live.article).sections != live.content.sections


def test_there_must_be_an_edition_to_begin_from(cast):
    article = factories.article(cast)
    answer = signed_in(cast.editor).get(reverse("desk-reset", args=[article.slug]))
    assert answer.status_code == 409
    assert "no approved edition" in page(answer).words
