"""What is written for the next edition of an approved article is read at the Desk, and by nobody else yet."""

import re
from uuid import UUID

import pytest
from django.urls import get_resolver, reverse

from guidance import editing, feedback
from guidance.audiences import Audience
from guidance.documents import Wording
from guidance.models import Edition
from review import reports
from tests import factories
from tests.cast import NOON
from tests.pages import signed_in

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

NEXT = "zqnext"
# What an address may have in it; any other is of something else than an article.
PARTS = {"number": 1, "audience": Audience.LAY}
ELSEWHERE = re.compile("account_|mfa_|desk|article-pdf")


@pytest.fixture
def live(cast) -> Edition:
    """Approved; a draft of every word otherwise is begun."""
    edition = factories.approved(cast)
    article = edition.article
    texts = {name: Wording.of(f"{NEXT}.", f"Plain {NEXT}.") for name in ("summary", "scope", "get_help", "change_note")}
    changes = texts | {"title": f"How is {NEXT} treated?"}
    who = {"by": cast.editor, "at": NOON}
    editing.change_article(article=article, revision=article.revision, changes=changes, **who)
    editing.add_section(article=article, heading=Wording(NEXT), **who)
    return factories.reread(edition)


def addresses(slug: str) -> list[str]:
    """Every address outside the Desk that an article and the number of an edition are enough for, or nothing is.

    Not that of the PDF, whose words nobody can look for: it is printed of what the page shows.
    """
    patterns = get_resolver().reverse_dict
    names = [name for name in patterns if isinstance(name, str) and not ELSEWHERE.match(name)]
    known = PARTS | {"slug": slug}
    wanted = {name: {part for _, parts in patterns.getlist(name)[0][0] for part in parts} for name in names}
    return [
        reverse(name, kwargs={part: known[part] for part in parts})
        for name, parts in wanted.items()
        if parts <= known.keys()
    ]


@pytest.mark.parametrize("name", ["nobody", "reviewer"])
def test_the_next_draft_is_shown_to_nobody_but_the_desk(cast, live, name):
    client = signed_in(getattr(cast, name, None))
    asked = ("/ask/?article={0}", "/search/?q=treated", "/search/suggestions/?q=How", "/feed/?for=lay")
    opened = [*addresses(live.article.slug), *(address.format(live.article.slug) for address in asked)]
    assert [address for address in opened if NEXT in client.get(address).content.decode(errors="replace")] == []


def test_a_reader_who_reported_a_problem_is_written_to_about_the_text_they_had(cast, live, mailoutbox):
    step = UUID(next(live.content.steps()).key)
    said = {"edition": live, "step": step, "audience": Audience.LAY, "text": "Wrong.", "address": "reader@example.org"}
    report = reports.close(report=feedback.report(at=NOON, **said), by=cast.editor, at=NOON, answer="Mended.")
    reports.tell(report=report, at=NOON)
    [mail] = mailoutbox
    assert f"“{live.content.title}”" in mail.body
    assert NEXT not in mail.body
