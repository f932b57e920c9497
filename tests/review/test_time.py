"""What is due, who the board is and how long it takes: the pages that tell the time."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guidance.models import Article, Member
from review import presenters, workflow
from review.presenters.times import Duration
from review.stages import Interests
from tests import factories
from tests.cast import NOON
from tests.review.acts import declare

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def queries_while_rendering(response) -> int:
    with CaptureQueriesContext(connection) as queries:
        response.render()
    return len(queries)


def due_in(edition, days: int):
    day = timezone.localdate() + timedelta(days=days)
    Article.objects.filter(pk=edition.article_id).update(next_review_on=day)
    return edition


# What lapses


def lapsing(user) -> str:
    return signed_in(user).get(reverse("lapsing")).content.decode()


def test_what_lapses_is_listed_first_due_first(cast):
    for days in (60, 61, -1, 1):
        title = f"What is due in {days} days?"
        due_in(factories.approved(cast, factories.article(cast, factories.sound_document(title))), days)
    shown = lapsing(cast.editor)
    places = [shown.find(f"What is due in {days} days?") for days in (-1, 1, 60)]
    assert -1 not in places
    assert all(one < other for one, other in pairwise(places))
    assert "What is due in 61 days?" not in shown
    assert all(words in shown for words in ("lapsed 1 day ago", "in 1 day<", "in 60 days"))


def test_the_day_itself_has_not_passed(cast):
    due_in(factories.approved(cast), 0)
    assert ">today<" in lapsing(cast.editor)


def test_what_is_under_review_again_says_so(cast):
    edition = due_in(factories.approved(cast), 5)
    submit = reverse("desk-submit", args=[edition.article.slug])
    assert submit in lapsing(cast.editor)
    assert submit not in lapsing(cast.chair)
    workflow.submit(
        article=edition.article, by=cast.editor, at=NOON, digest=factories.digest(edition.article), reaffirms=True
    )
    assert "Edition 2 is before the board" in lapsing(cast.chair)
    assert submit not in lapsing(cast.editor)


@pytest.mark.parametrize(
    ("name", "status"),
    [("editor", 200), ("chair", 200), ("reviewer", 403), ("stranger", 403), ("superuser", 403), (None, 302)],
)
def test_who_sees_what_lapses(cast, name, status):
    assert signed_in(name and getattr(cast, name)).get(reverse("lapsing")).status_code == status


def test_nothing_due_is_said(cast):
    assert "Nothing is due" in lapsing(cast.editor)


@pytest.mark.parametrize("address", ["lapsing", "desk"])
def test_queries_do_not_grow_with_what_lapses(cast, address):
    client = signed_in(cast.editor)
    due_in(factories.approved(cast), 5)
    before = queries_of(client, reverse(address))
    for _ in range(3):
        due_in(factories.approved(cast), 5)
    assert queries_of(client, reverse(address)) == before


def test_the_desk_shows_what_lapses(cast):
    edition = factories.approved(cast)
    client = signed_in(cast.editor)
    assert "To be reviewed again" not in client.get(reverse("desk")).content.decode()
    due_in(edition, 5)
    assert "To be reviewed again" in client.get(reverse("desk")).content.decode()


# The board, for everyone


def about_board() -> str:
    return Client().get(reverse("about-board")).content.decode()


def test_the_page_is_anyones_to_keep_and_touches_no_session(cast):
    factories.approved(cast)
    response = Client().get("/about/board/")
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_it_takes_three_queries_and_none_while_rendering(cast, rf):
    from review.views import policy

    assert queries_of(Client(), reverse("about-board")) == 3
    for _ in range(3):
        factories.approved(cast)
        factories.under_review(cast)
    assert queries_of(Client(), reverse("about-board")) == 3
    request = rf.get("/about/board/")
    assert queries_while_rendering(policy.board(request)) == 0


def test_members_are_shown_who_are_active_and_want_to_be(cast):
    Member.objects.filter(user=cast.reviewer).update(interests="Advises <b>no</b> company.", name="Dr Shown")
    Member.objects.filter(user=cast.second_reviewer).update(is_public=False, name="Dr Hidden")
    Member.objects.filter(user=cast.third_reviewer).update(name="Dr Gone")
    type(cast.third_reviewer).objects.filter(pk=cast.third_reviewer.pk).update(is_active=False)
    Member.objects.create(user=cast.stranger, name="Dr Former", role="Neurologist")
    shown = about_board()
    assert "Dr Shown" in shown
    assert "Neurologist, Neurology" in shown
    assert "Advises &lt;b&gt;no&lt;/b&gt; company." in shown
    assert not any(name in shown for name in ("Dr Hidden", "Dr Gone", "Dr Former"))


def test_before_anything_is_approved_there_is_nothing_to_measure(cast):
    factories.under_review(cast)
    shown = about_board()
    assert "Nothing has been approved yet" in shown
    assert "1 edition is before the board now. Reviews of 0 of them are overdue." in shown


def test_how_long_reviews_take_is_computed(cast):
    for days in (2, 4, 30):
        _approve(cast, begun=NOON + timedelta(days=1), at=NOON + timedelta(days=days))
    shown = " ".join(about_board().split())
    assert "Medians of the 3 editions approved so far:" in shown
    assert "<dt>Until the review begins</dt> <dd>1 day</dd>" in shown
    assert "<dt>From then until approval</dt> <dd>3 days</dd>" in shown
    assert "<dt>From submission to approval</dt> <dd>4 days</dd>" in shown


def _approve(cast, *, begun: datetime, at: datetime):
    edition = factories.submitted(cast)
    for assignment in factories.assigned(cast, edition):
        workflow.declare(assignment=assignment, by=assignment.reviewer, at=begun, interests=Interests.NONE)
        factories.sign(edition, assignment.reviewer, at=at)
    return factories.reread(edition)


def test_durations():
    days = [date(2026, 3, day) for day in (1, 2, 5)]
    noon, next_noon, at_last = (datetime(day.year, day.month, day.day, 12) for day in days)  # noqa: DTZ001
    assert presenters.durations([]) == []
    assert presenters.durations([(noon, next_noon, at_last), (noon, None, noon)]) == [
        Duration("Until the review begins", 0.5, 2),
        Duration("From then until approval", 1.5, 2),
        Duration("From submission to approval", 2.0, 2),
    ]


def test_an_overdue_edition_is_counted_once_and_only_while_somebody_is_asked(cast):
    edition = factories.submitted(cast)
    for reviewer in (cast.reviewer, cast.second_reviewer):
        due_on = timezone.localdate() - timedelta(days=1)
        workflow.assign(edition=edition, reviewer=reviewer, by=cast.chair, at=NOON, due_on=due_on)
    factories.submitted(cast)
    assert "2 editions are before the board now. A review of 1 of them is overdue." in about_board()
    for assignment in edition.assignments.all():
        declare(assignment, Interests.DECLARED, "I advise the maker.")
    assert "Reviews of 0 of them are overdue." in about_board()


def test_every_page_links_to_it(client):
    assert b'href="/about/board/"' in client.get(reverse("privacy")).content
