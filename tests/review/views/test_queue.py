"""The board's queue, and what somebody asks to see of it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from guidance.models import Topic
from guidance.vocabularies import Standing
from review import workflow
from review.stages import Interests
from tests import factories
from tests.cast import NOON
from tests.factories import CLINICAL
from tests.kept import once
from tests.pages import counted, page, signed_in
from tests.review.acts import assign, declare

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(days=30)
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    cache.clear()


def queue_of(user, **asked):
    """The response; its sections by name stand in ``sections``."""
    response = signed_in(user).get(reverse("board"), asked)
    assert response.status_code == 200
    response.sections = {one.name: one.rows for one in response.context["sections"]}
    return response


def waits(user, **asked) -> dict[str, int]:
    """How many wait in each section where any does."""
    return {name: len(rows) for name, rows in queue_of(user, **asked).sections.items() if rows}


def titled(cast, title: str):
    return factories.article(cast, factories.sound_document(title))


def assigned_long_ago(cast, edition, reviewer, due_on=YESTERDAY):
    return workflow.assign(edition=edition, reviewer=reviewer, by=cast.chair, at=LONG_AGO, due_on=due_on)


# Session, user and, twice, what they may be here (page and head); topics; open editions, who is asked of them, who has
# signed, how their sources stand; what is decided, as they are what they are. The chair's too: members to choose from.
QUERIES = {"reviewer": 12, "chair": 13}


def test_the_queue_takes_as_many_queries_for_30_editions_as_for_3(cast):
    factories.approved(cast)
    for more in (3, 27):
        for _ in range(more):
            declare(assign(cast, factories.submitted(cast), cast.reviewer))
        for name, queries in QUERIES.items():
            client = signed_in(getattr(cast, name))
            count, response = counted(lambda client=client: client.get(reverse("board")))
            assert count == queries
    assert len({link["href"] for link in page(response).all("a", href="/reviewers/")}) == 30


def test_everyone_finds_what_is_asked_of_them(cast):
    edition = factories.submitted(cast)
    assert waits(cast.chair) == {"unassigned": 1}
    assert waits(cast.reviewer) == {}
    [assignment] = factories.assigned(cast, edition, cast.reviewer)
    assert "Declare your interests" in page(queue_of(cast.reviewer)).words
    assert waits(cast.chair) == {"unassigned": 1, "waiting": 1}
    factories.assigned(cast, edition, cast.second_reviewer)
    assert waits(cast.chair) == {"waiting": 1}
    declare(assignment)
    assert "Review and sign" in page(queue_of(cast.reviewer)).words
    factories.sign(edition, cast.reviewer)
    assert waits(cast.reviewer) == {"waiting": 1}
    assert "Nothing waits for you" in page(queue_of(cast.reviewer)).words


def test_how_many_have_signed_is_shown_once_one_has(cast):
    edition = factories.under_review(cast)
    factories.sign(edition, cast.second_reviewer)
    shown = {name: "1 of 2" in page(queue_of(getattr(cast, name))).words for name in ("reviewer", "chair")}
    assert shown == {"reviewer": False, "chair": True}
    assert "1 of 2" in page(queue_of(cast.second_reviewer)).words


def test_whose_day_has_passed_is_no_hint_at_who_has_signed(cast):
    edition = factories.submitted(cast)
    declare(assign(cast, edition, cast.reviewer))
    late = assigned_long_ago(cast, edition, cast.second_reviewer)
    assert waits(cast.reviewer) == {"mine": 1}
    assert waits(cast.second_reviewer) == {"mine": 1, "overdue": 1}
    assert waits(cast.chair) == {"waiting": 1, "overdue": 1}
    declare(late)
    factories.sign(edition, cast.reviewer)
    assert waits(cast.reviewer) == {"waiting": 1, "overdue": 1}


def test_what_came_back_is_named_only_to_those_who_may_read_it(cast):
    edition = factories.under_review(cast, None, cast.reviewer)
    workflow.send_back(edition=edition, by=cast.reviewer, at=NOON, reason="Not yet.")
    assert waits(cast.chair) == waits(cast.reviewer) == {"decided": 1}
    assert waits(cast.third_reviewer) == {}


@pytest.mark.parametrize("name", ["editor", "stranger", "superuser"])
def test_the_board_room_is_the_boards(cast, name):
    response = signed_in(getattr(cast, name)).get(reverse("board"))
    assert response.status_code == 403
    assert "The board room is for members of the medical advisory board." in page(response).words


# Where another reviewer is needed


def test_the_chair_sees_that_a_replacement_is_needed(cast):
    edition = factories.submitted(cast)
    declare(assign(cast, edition, cast.reviewer))
    declare(assign(cast, edition, cast.second_reviewer), Interests.DECLARED, "I advise the maker.")
    response = queue_of(cast.chair, section="unassigned")
    assert "1 of 2 reviewers a replacement is needed" in page(response).words
    assert page(response).all("a", href=f"{edition.article.slug}/1/reviewers/")
    assert "replacement" not in page(queue_of(cast.reviewer)).words


def test_so_is_one_where_nobody_is_left_to_sign_the_plain_wording(cast):
    edition = factories.under_review(cast)
    factories.sign(edition, cast.reviewer, CLINICAL)
    assert "unassigned" not in waits(cast.chair)
    factories.sign(edition, cast.second_reviewer, CLINICAL)
    assert "that is not enough" in page(queue_of(cast.chair, section="unassigned")).words


def test_a_chair_who_reviews_cannot_tell_from_it_who_has_signed(cast):
    edition = factories.under_review(cast, None, cast.chair, cast.reviewer)
    before = queue_of(cast.chair)
    factories.sign(edition, cast.reviewer, CLINICAL)
    assert page(queue_of(cast.chair)).words == page(before).words


# Filters in the address


@pytest.fixture
@once
def three(cast):
    """Submitted; under review and overdue; approved. Each under a topic of its own below one of all."""
    neurology = Topic.objects.create(name="Neurology", slug="neurology")
    made = {
        "one": factories.submitted(cast, titled(cast, "How is one treated?")),
        "two": factories.under_review(cast, titled(cast, "How is two treated at home?"), cast.reviewer),
        "three": factories.approved(cast, titled(cast, "How is three treated?")),
    }
    assigned_long_ago(cast, made["two"], cast.second_reviewer)
    for name, edition in made.items():
        edition.article.topics.add(Topic.objects.create(name=name, slug=name, parent=neurology))
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "one two three"),
        ({"stage": "under_review"}, "two"),
        ({"stage": "approved"}, "three"),
        ({"overdue": "1"}, "two"),
        ({"topic": "one"}, "one"),
        ({"topic": "neurology"}, "one two three"),
        ({"q": "TREATED how"}, "one two three"),
        ({"q": "two home"}, "two"),
        ({"reviewer": "reviewer"}, "two three"),
        ({"section": "decided"}, "one two three"),  # the others keep their counts
        ({"q": "treated", "stage": "under_review", "topic": "one"}, ""),
        ({"stage": "", "topic": "", "q": "  ", "overdue": "", "section": ""}, "one two three"),
    ],
    ids=str,
)
def test_what_is_asked_for_is_what_is_found(cast, three, asked, found):
    asked = asked | ({"reviewer": cast.reviewer.pk} if "reviewer" in asked else {})
    response = queue_of(cast.chair, **asked)
    rows = [getattr(row, "edition", row) for some in response.sections.values() for row in some]
    assert {name for name, edition in three.items() if edition in rows} == set(found.split())
    assert ("Nothing matches" in page(response).words) == (not found)


def test_a_section_alone_is_shown_and_the_others_lead_to_theirs(cast, three):
    shown = page(queue_of(cast.chair, section="decided", q="treated"))
    assert [one["id"] for one in shown.all("h2")] == ["decided"]
    assert "Needs a reviewer 1" in shown.words
    assert shown.all("a", href="?section=overdue&q=treated")
    assert [one["href"] for one in shown.all("a", **{"aria-current": "true"})] == ["?section=decided&q=treated"]


@pytest.mark.parametrize(
    "asked",
    [
        {"stage": "nowhere"},
        {"topic": "none-such"},
        {"reviewer": "<b>"},
        {"section": "x"},
        {"q": "\0"},
        {"overdue": "0"},
    ],
    ids=str,
)
def test_what_is_not_known_is_left_out_and_said(cast, three, asked):
    response = queue_of(cast.chair, **asked)
    assert "not known here, so it was left out" in page(response).words
    assert waits(cast.chair, **asked) == waits(cast.chair)


def test_only_the_chair_asks_by_reviewer_or_for_what_needs_one(cast, three):
    assert waits(cast.reviewer, reviewer=cast.second_reviewer.pk) == waits(cast.reviewer)
    assert "left out: Section" in page(queue_of(cast.reviewer, section="unassigned")).words


def test_nothing_matches_leads_back_to_everything(cast, three):
    shown = page(queue_of(cast.chair, q="no such words"))
    assert "Nothing matches" in shown.words
    assert shown.all("a", href=reverse("board"))
    assert shown.all("input", name="q")[0]["value"] == "no such words"


# Findings


def test_findings_are_of_the_text_as_its_sources_stand_today_and_are_looked_for_once(cast, monkeypatch):
    from review.views import queue

    looked = []
    real = queue._look
    monkeypatch.setattr(queue, "_look", lambda *args: looked.append(1) or real(*args))
    edition = factories.submitted(cast)
    [before], [again] = (queue_of(cast.chair).sections["unassigned"] for _ in range(2))
    assert (before.findings, looked) == (again.findings, [1])
    workflow.set_standing(
        reference=edition.references.get(), standing=Standing.RETRACTED, by=cast.editor, at=NOON, reason="Retracted."
    )
    [after] = queue_of(cast.chair).sections["unassigned"]
    assert after.findings > before.findings
    assert looked == [1, 1]
